"""Targets by region and by indicator: one CSV each, with the table's own columns.

The table is read once, in its own order, and each row goes to the end of its files:
what is held is a batch of rows, whatever the size of the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.releases.cells import csv_query
from pipelines.releases.engine import engine, literal, literals, quoted
from pipelines.releases.reuse import Reuse
from pipelines.tables.schemas import columns

if TYPE_CHECKING:
    import duckdb

SLICES = {"regions": "region_code", "indicators": "indicator_id"}
TABLE = "targets"
_BATCH = 10_000
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_SPECIAL = re.compile(r'[",\r\n]')
Cells = tuple[str, ...]


def write_slices(version_dir: Path, folder: Path, reuse: Reuse | None = None) -> None:
    """Write ``regions/<region_code>.csv`` and ``indicators/<indicator_id>.csv``.

    A slice whose rows are those of the last version is linked to it.
    """
    reuse = reuse or Reuse()
    with engine(version_dir / ".spill", threads=1) as connection:
        slices = []
        for name, column in SLICES.items():
            (folder / name).mkdir()
            prefix = (folder / name).relative_to(version_dir).as_posix()
            linked = {
                value
                for value in sorted(_unchanged(connection, version_dir, column, reuse))
                if reuse.link(version_dir, f"{prefix}/{value}.csv")
            }
            slices.append(_Slices(folder / name, column, linked))
        for rows in _batches(connection, version_dir, slices):
            for each in slices:
                each.add(rows)


@dataclass(frozen=True, slots=True)
class _Slices:
    """The files of one column's values, but those that are linked already."""

    folder: Path
    column: str
    linked: Collection[str]
    begun: set[str] = field(default_factory=set)

    def wanted(self) -> str:
        """Give the SQL of the rows that go into these files."""
        wanted = f"{quoted(self.column)} IS NOT NULL"
        if self.linked:
            held = literals(sorted(self.linked))
            wanted += f" AND NOT list_contains({held}, {quoted(self.column)})"
        return wanted

    def add(self, rows: Iterable[Cells]) -> None:
        """Append each row to the file of its value."""
        place = columns(TABLE).index(self.column)
        found = defaultdict(list)
        for row in rows:
            found[row[place]].append(row)
        for value, some in found.items():
            # A value that is not plain could name a file elsewhere.
            if value not in self.linked and _PLAIN.fullmatch(value):
                self._append(value, some)

    def _append(self, value: str, rows: Iterable[Cells]) -> None:
        path = self.folder / f"{value}.csv"
        with path.open("a", encoding="utf-8", newline="") as file:
            if value not in self.begun:
                self.begun.add(value)
                file.write(_line(columns(TABLE)))
            file.writelines(map(_line, rows))


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


def _batches(
    connection: duckdb.DuckDBPyConnection, version_dir: Path, slices: Sequence[_Slices]
) -> Iterator[list[Cells]]:
    """Give the rows that some slice wants, in the order of the table."""
    wanted = " OR ".join(f"({each.wanted()})" for each in slices)
    query = csv_query(TABLE, _source(version_dir), wanted)
    for batch in connection.sql(query).to_arrow_reader(_BATCH):
        cells = ([*map(_text, column.to_pylist())] for column in batch.columns)
        yield list(zip(*cells, strict=True))


def _line(cells: Iterable[str]) -> str:
    """Give a line of CSV; ``csv.writer`` leaves a lone carriage return unquoted."""
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    if not _SPECIAL.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _source(version_dir: Path) -> str:
    return f"read_parquet({literal(version_dir / 'data' / f'{TABLE}.parquet')})"


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)
