"""Previews of rows as Markdown, for the metadata of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_WIDEST = 40  # characters of a cell


def preview(shards: Sequence[Path], rows: int = 5) -> str:
    """Give the first *rows* of a table's shards as a Markdown table; "" for none."""
    import pyarrow.parquet as pq

    found: list[dict[str, Any]] = []
    for shard in shards:
        if len(found) < rows:
            found += pq.read_table(shard).slice(0, rows - len(found)).to_pylist()
    return markdown_table(found)


def markdown_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Give *rows* as a Markdown table, long cells cut; "" for none."""
    if not rows:
        return ""
    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([row[n] for n in names] for row in rows)]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    cut = text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
    return cut.replace("|", "\\|")
