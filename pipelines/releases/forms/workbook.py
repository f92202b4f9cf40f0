"""One .xlsx with a sheet a table, streamed and reproducible.

``workbook_rows`` makes the rows, ``workbook_frame`` what stands around them.
"""

from __future__ import annotations

import heapq
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases.engine import engine, literal, quoted
from pipelines.releases.forms.deflated import (
    Piece,
    deflated,
    plain_member,
    start_of,
    write_member,
)
from pipelines.releases.forms.parts import SHORT, Fresh, part_of
from pipelines.releases.forms.workbook_frame import SHEET, frame, opening
from pipelines.releases.forms.workbook_rows import rows_of
from pipelines.tables.schemas import TABLES, columns, row_order, schema, types

if TYPE_CHECKING:
    import duckdb

# A spreadsheet is no place for more; longer tables are left out and named so.
MOST_ROWS = 200_000
_ABOUT = {
    "table": "string",
    "rows": "integer",
    "title": "string",
    "know_before_use": "string",
    "note": "string",
}
Index = dict[str, dict[str, list[int]]]
"""By table, in the order of the sheets, then by part, in the order of rows: the CRC-32
and the length of its XML, and the length of that deflated."""


def write_workbook(version_dir: Path, path: Path, last: Last | None = None) -> Index:
    """Write the workbook: a first sheet that says what it holds, then the tables.

    Parts of tables in which nothing changed come from the *last* version's workbook,
    deflated as they are. Gives what the next version must know to do so.
    """
    import pyarrow.parquet as pq

    rows = {
        table: pq.read_metadata(version_dir / "data" / f"{table}.parquet").num_rows
        for table in TABLES
    }
    sheets = [table for table in TABLES if rows[table] <= MOST_ROWS]
    index: Index = {}
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book,
        engine(version_dir / ".spill") as connection,
    ):
        for name, part in frame(["about", *sheets]):
            book.writestr(plain_member(name), part)
        about = _pieces(_about(connection, rows))
        _write_sheet(book, 1, list(_ABOUT), (piece for _, piece in about))
        for place, table in enumerate(sheets, start=2):
            source = version_dir / "data" / f"{table}.parquet"
            sheet = _Sheet(table, rows[table], f"read_parquet({literal(source)})")
            parts = sheet.parts(connection, last)
            index[table] = {}
            pieces = _noting(parts, index[table])
            _write_sheet(book, place, list(columns(table)), pieces)
    return index


def _noting(
    parts: Iterable[tuple[str, Piece]], noted: dict[str, list[int]]
) -> Iterator[Piece]:
    for part, piece in parts:
        noted[part] = [piece.crc, piece.length, len(piece.data)]
        yield piece


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as a sheet: made of parts, each a run of rows."""

    table: str
    rows: int
    source: str

    def parts(
        self, connection: duckdb.DuckDBPyConnection, last: Last | None
    ) -> Iterator[tuple[str, Piece]]:
        """Give the deflated parts in order, those that stand from the last workbook."""
        part = part_of(self.table, self.rows)
        held = self._held(last)
        if last is None or held is None:
            return _pieces(rows_of(connection, types(self.table), self.source, part))
        changed = set(last.fresh.get(self.table, ()))
        if self.rows <= SHORT and changed:
            changed = {""}
        kept = last.pieces(self.table, columns(self.table), held, changed)
        fresh: Iterator[tuple[str, Piece]] = iter(())
        if changed:
            some = f"(FROM {self.source} WHERE {part} IN {_tuple(changed)})"
            order = ", ".join(  # what is filtered comes in no order of its own
                f"{quoted(name)} NULLS FIRST" for name in row_order(self.table)
            )
            fresh = _pieces(rows_of(connection, types(self.table), some, part, order))
        return heapq.merge(kept, fresh, key=itemgetter(0))

    def _held(self, last: Last | None) -> Mapping[str, Sequence[int]] | None:
        """Give the last sheet's parts; none if it was parted otherwise."""
        held = last.index.get(self.table) if last else None
        if held is None or ("" in held) != (self.rows <= SHORT):
            return None
        return held


@dataclass(frozen=True, slots=True)
class Last:
    """The last version's workbook, its index, and what changed since."""

    path: Path
    index: Mapping[str, Mapping[str, Sequence[int]]]
    fresh: Fresh

    def pieces(
        self,
        table: str,
        head: Sequence[str],
        held: Mapping[str, Sequence[int]],
        changed: Collection[str],
    ) -> Iterator[tuple[str, Piece]]:
        """Give the pieces of a table's sheet that did not change."""
        name = SHEET.format(list(self.index).index(table) + 2)
        with zipfile.ZipFile(self.path) as book, self.path.open("rb") as file:
            place = start_of(book, name) + len(opening(head).data)
            for part, (crc, length, size) in held.items():
                if part not in changed:
                    file.seek(place)
                    yield part, Piece(file.read(size), crc, length)
                place += size


def _about(
    connection: duckdb.DuckDBPyConnection, rows: Mapping[str, int]
) -> Iterator[tuple[str, memoryview]]:
    """Give the first sheet's rows: each table, its length, and what to know of it."""
    left_out = "left out: more rows than a spreadsheet should hold; see the CSV"
    connection.execute(
        'CREATE TABLE about ("table" VARCHAR, rows BIGINT, title VARCHAR, '
        "know_before_use VARCHAR, note VARCHAR)"
    )
    for table in TABLES:
        written = schema(table)
        limits = "\n".join([*written["limits"], *written["limits_zh"]])
        title = f"{written['title_zh']} {written['title']}"
        note = left_out if rows[table] > MOST_ROWS else None
        connection.execute(
            "INSERT INTO about VALUES (?, ?, ?, ?, ?)",
            [table, rows[table], title, limits, note],
        )
    return rows_of(connection, _ABOUT, "about", "''")


def _pieces(
    rows: Iterable[tuple[str, memoryview]],
) -> Iterator[tuple[str, Piece]]:
    """Deflate rows part by part."""
    for part, some in groupby(rows, key=itemgetter(0)):
        yield part, deflated(xml for _, xml in some)


def _write_sheet(
    book: zipfile.ZipFile, place: int, head: Sequence[str], pieces: Iterable[Piece]
) -> None:
    closing = deflated([b"</sheetData></worksheet>"], is_last=True)
    whole = chain([opening(head)], pieces, [closing])
    write_member(book, SHEET.format(place), whole)


def _tuple(values: Iterable[str]) -> str:
    return f"({', '.join(map(literal, sorted(values)))})"
