"""Targets by region and by indicator: one CSV each, with the table's own columns."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.releases.cells import csv_query
from pipelines.releases.engine import engine, literal, literals, quoted
from pipelines.releases.reuse import Reuse
from pipelines.tables.schemas import columns, row_order

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "1GB"
"""Rows of targets are wide, and sorting pins several blocks of each column: 100,000
notices of realistic size did not go through with the engine's own limit."""
SLICES = {"regions": "region_code", "indicators": "indicator_id"}
TABLE = "targets"
_FETCH = 10_000
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")


def write_slices(version_dir: Path, folder: Path, reuse: Reuse | None = None) -> None:
    """Write ``regions/<region_code>.csv`` and ``indicators/<indicator_id>.csv``.

    A slice whose rows are those of the last version is linked to it.
    """
    reuse = reuse or Reuse()
    with engine(version_dir / ".spill", threads=1) as connection:
        connection.execute(f"SET memory_limit = {literal(MEMORY_LIMIT)}")
        for name, column in SLICES.items():
            (folder / name).mkdir()
            prefix = (folder / name).relative_to(version_dir).as_posix()
            held = _unchanged(connection, version_dir, column, reuse)
            linked = {
                value
                for value in sorted(held)
                if reuse.link(version_dir, f"{prefix}/{value}.csv")
            }
            _write_others(connection, version_dir, column, folder / name, linked)


def _write_others(
    connection: duckdb.DuckDBPyConnection,
    version_dir: Path,
    column: str,
    folder: Path,
    linked: Collection[str],
) -> None:
    place = columns(TABLE).index(column)
    rows = _sorted_rows(connection, version_dir, column, linked)
    for value, some in groupby(rows, key=lambda row: row[place]):
        if _PLAIN.fullmatch(value):  # else it could name a file elsewhere
            _write(folder / f"{value}.csv", some)


def _unchanged(
    connection: duckdb.DuckDBPyConnection, version_dir: Path, column: str, reuse: Reuse
) -> set[str]:
    """Give the values of *column* whose rows are the last version's, cell by cell."""
    if reuse.previous is None:
        return set()
    both = (
        f"SELECT {quoted(column)}, count(*), bit_xor(hash(t)), sum(hash(t)::HUGEINT) "
        f"FROM {_source(folder)} t WHERE {quoted(column)} IS NOT NULL GROUP BY 1"
        for folder in (version_dir, reuse.previous)
    )
    return {row[0] for row in connection.execute(" INTERSECT ".join(both)).fetchall()}


def _sorted_rows(
    connection: duckdb.DuckDBPyConnection,
    version_dir: Path,
    column: str,
    linked: Collection[str],
) -> Iterator[tuple[str, ...]]:
    order = ", ".join(map(quoted, (column, *row_order(TABLE))))
    wanted = f"{quoted(column)} IS NOT NULL"
    if linked:
        wanted += (
            f" AND NOT list_contains({literals(sorted(linked))}, {quoted(column)})"
        )
    query = csv_query(TABLE, _source(version_dir), wanted)
    cursor = connection.execute(f"{query} ORDER BY {order}")
    while rows := cursor.fetchmany(_FETCH):
        for row in rows:
            yield tuple(_text(cell) for cell in row)


def _source(version_dir: Path) -> str:
    return f"read_parquet({literal(version_dir / 'data' / f'{TABLE}.parquet')})"


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _write(path: Path, rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns(TABLE))
        writer.writerows(rows)
