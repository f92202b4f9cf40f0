"""The table that ends a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from pipelines.collection.manifests import row_counts
from pipelines.collection.place import Output, read_json

_COUNTED = ("notices", "tasks", "targets", "responsibilities", "findings")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build left: rows of the tables that people ask for first, and more."""

    rows: Mapping[str, int]
    numerals: int
    unexplained: int
    version: str | None
    changed: bool

    @classmethod
    def of(cls, output: Output, *, changed: bool) -> Summary:
        """Sum up what *output* holds now."""
        counts = row_counts(output)
        measures = read_json(output.store / "measures.json") or {}
        return cls(
            rows={table: counts[table] for table in _COUNTED},
            numerals=counts["numerals"],
            unexplained=measures.get("unexplained", 0),
            version=output.latest_version(),
            changed=changed,
        )


def show(summary: Summary, seconds: float) -> None:
    """Print *summary* on the output stream."""
    table = Table(show_header=False, title=None)
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name in _COUNTED[:-1]:
        table.add_row(name, f"{summary.rows[name]:,}")
    share = summary.unexplained / summary.numerals if summary.numerals else 0.0
    table.add_row(
        "unexplained numerals",
        f"{summary.unexplained:,} of {summary.numerals:,} ({share:.1%})",
    )
    table.add_row("findings", f"{summary.rows['findings']:,}")
    kept = "" if summary.changed else " (unchanged)"
    table.add_row("version", f"{summary.version or 'none'}{kept}")
    table.add_row("time", f"{seconds:.1f} s")
    Console().print(table)
