"""What only the whole collection can show: numbers of rows, and shares of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from expectations.verdicts import Statement, Verdict

Measures = Mapping[str, Any]
"""``rows`` and ``filled`` by table (and column), ``statuses`` of captures,
``numerals`` and ``unexplained``; see ``measure``."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of ``volume.yml``."""

    from_notices: int
    per_read: Mapping[str, Mapping[str, float]]
    filled: Mapping[str, Mapping[str, float]]
    quarantined: float
    unexplained: Mapping[str, float]


@cache
def bounds() -> Bounds:
    """Read ``volume.yml``."""
    path = Path(__file__).with_name("volume.yml")
    return Bounds(**yaml.safe_load(path.read_text(encoding="utf-8")))


def measure(tables: Path) -> dict[str, Any]:
    """Count rows, filled cells, statuses and numerals over the shards of all tables."""
    import duckdb

    from pipelines.tables.schemas import FACTS

    with duckdb.connect() as connection:

        def ask(query: str, table: str) -> list[tuple[Any, ...]]:
            source = str(tables / table / "*.parquet").replace("'", "''")
            return connection.execute(
                f"{query} FROM read_parquet('{source}')"
            ).fetchall()

        held = [table for table in FACTS if any((tables / table).glob("*.parquet"))]
        rows = {table: ask("SELECT count(*)", table)[0][0] for table in held}
        filled = {
            table: {
                column: ask(f'SELECT count("{column}")', table)[0][0]
                for column in columns
            }
            for table, columns in bounds().filled.items()
            if table in held
        }
        statuses = (
            dict(_grouped(connection, tables, "captures", "status"))
            if "captures" in held
            else {}
        )
        dispositions = (
            dict(_grouped(connection, tables, "numerals", "disposition"))
            if "numerals" in held
            else {}
        )
    return {
        "rows": rows,
        "filled": filled,
        "statuses": statuses,
        "numerals": rows.get("numerals", 0),
        "unexplained": dispositions.get("unexplained", 0),
    }


def check_volume(found: Measures, last: Measures | None) -> Verdict:
    """Give the verdict on the whole; *last* are the measures of the last version."""
    return Verdict(
        "volume",
        (
            *_per_read(found),
            *_filled(found),
            _quarantined(found),
            *_unexplained(found, last),
        ),
    )


def _grouped(connection: Any, tables: Path, table: str, column: str) -> Any:
    source = str(tables / table / "*.parquet").replace("'", "''")
    return connection.execute(
        f"SELECT \"{column}\", count(*) FROM read_parquet('{source}') GROUP BY 1"
    ).fetchall()


def _per_read(found: Measures) -> list[Statement]:
    read = found["rows"].get("notices", 0)
    if read < bounds().from_notices:
        return []
    return [
        _bounded(
            f"{table} for each notice are {limits['least']:g} to {limits['most']:g}",
            found["rows"].get(table, 0) / read,
            limits["least"],
            limits["most"],
        )
        for table, limits in bounds().per_read.items()
    ]


def _filled(found: Measures) -> list[Statement]:
    if found["rows"].get("notices", 0) < bounds().from_notices:
        return []
    return [
        Statement(
            says=f"{table}.{column} is filled",
            checked=found["rows"][table],
            broken=found["rows"][table] - found["filled"][table][column],
            mostly=least,
        )
        for table, columns in bounds().filled.items()
        if table in found["filled"]
        for column, least in columns.items()
    ]


def _quarantined(found: Measures) -> Statement:
    captures = sum(found["statuses"].values())
    if captures < bounds().from_notices:
        return Statement("captures are not quarantined", captures, 0)
    return Statement(
        says="captures are not quarantined",
        checked=captures,
        broken=found["statuses"].get("quarantined", 0),
        mostly=1 - bounds().quarantined,
    )


def _unexplained(found: Measures, last: Measures | None) -> list[Statement]:
    if found["rows"].get("notices", 0) < bounds().from_notices:
        return []
    limits = bounds().unexplained
    share = _share(found)
    said = [
        _bounded(
            f"the share of unexplained numerals is at most {limits['most']:.0%}",
            share,
            0,
            limits["most"],
        )
    ]
    if last is not None:
        said.append(
            _bounded(
                "the share of unexplained numerals rises by at most "
                f"{limits['rise']:.0%} from {_share(last):.1%}",
                share,
                0,
                _share(last) + limits["rise"],
            )
        )
    return said


def _share(found: Measures) -> float:
    numerals = found["numerals"]
    return float(found["unexplained"] / numerals) if numerals else 0.0


def _bounded(says: str, value: float, least: float, most: float) -> Statement:
    is_inside = least <= value <= most
    return Statement(says, 1, int(not is_inside), 1.0, (f"it is {value:.4g}",))
