"""Targets by region and by indicator: one CSV each, with the table's own columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pipelines.releases.cells import csv_query
from pipelines.releases.engine import engine, literal, quoted
from pipelines.tables.schemas import columns, row_order

SLICES = {"regions": "region_code", "indicators": "indicator_id"}
TABLE = "targets"
_FETCH = 10_000
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def write_slices(version_dir: Path, folder: Path) -> None:
    """Write ``regions/<region_code>.csv`` and ``indicators/<indicator_id>.csv``."""
    for name, column in SLICES.items():
        (folder / name).mkdir()
        place = columns(TABLE).index(column)
        rows = _sorted_rows(version_dir, column)
        for value, some in groupby(rows, key=lambda row: row[place]):
            if _PLAIN.fullmatch(value):  # else it could name a file elsewhere
                _write(folder / name / f"{value}.csv", some)


def _sorted_rows(version_dir: Path, column: str) -> Iterator[tuple[str, ...]]:
    source = f"read_parquet({literal(version_dir / 'data' / f'{TABLE}.parquet')})"
    order = ", ".join(map(quoted, (column, *row_order(TABLE))))
    query = csv_query(TABLE, source, f"{quoted(column)} IS NOT NULL")
    with engine(version_dir / ".spill") as connection:
        cursor = connection.execute(f"{query} ORDER BY {order}")
        while rows := cursor.fetchmany(_FETCH):
            for row in rows:
                yield tuple(_text(cell) for cell in row)


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _write(path: Path, rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns(TABLE))
        writer.writerows(rows)
