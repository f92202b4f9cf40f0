"""One .xlsx with a sheet a table (ECMA-376 SpreadsheetML), streamed and reproducible.

Text cells are inline strings in a style with ``quotePrefix``: Excel never takes them
for formulas, and their characters are those of the CSV. Dates are Excel's day counts.
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
from pipelines.tables.schemas import TABLES, columns, row_order, schema, types

if TYPE_CHECKING:
    import duckdb

# A spreadsheet is no place for more; longer tables are left out and named so.
MOST_ROWS = 200_000
LONGEST_CELL = 32_767  # Excel's own bound
_DAY_0 = "1899-12-30"  # day 0 of Excel's 1900 date system
_BATCH = 8_192
_ABOUT = {
    "table": "string",
    "rows": "integer",
    "title": "string",
    "know_before_use": "string",
    "note": "string",
}
_NUMERIC = frozenset({"integer", "year", "number"})
Index = dict[str, dict[str, list[int]]]
"""By table, in the order of the sheets, then by part, in the order of rows: the CRC-32
and the length of its XML, and the length of that deflated."""
# What XML 1.0 cannot hold (its production Char), as a character class of RE2.
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{FFFE}\x{FFFF}]"
_ODD = r"[&<>\x00-\x08\x0b-\x1f\x{FFFE}\x{FFFF}]"
_ENTITIES = (
    ("'&'", "&amp;"),
    ("'<'", "&lt;"),
    ("'>'", "&gt;"),
    ("chr(13)", "&#13;"),
)
_TEXT_OPENS = '<c s="{}" t="inlineStr"><is><t xml:space="preserve">'
_TEXT_CLOSES = "</t></is></c>"
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "xl/worksheets/sheet{}.xml"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEAD, _DATE, _QUOTED = 1, 2, 3  # styles, by their place in styles.xml

_STYLES = (
    f'{_HEADER}<styleSheet xmlns="{_NAMESPACE}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="49" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


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
        for name, part in _frame(["about", *sheets]):
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
            return _pieces(_rows(connection, types(self.table), self.source, part))
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
            fresh = _pieces(_rows(connection, types(self.table), some, part, order))
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
        name = _SHEET.format(list(self.index).index(table) + 2)
        with zipfile.ZipFile(self.path) as book, self.path.open("rb") as file:
            place = start_of(book, name) + len(_opening(head).data)
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
    return _rows(connection, _ABOUT, "about", "''")


def _pieces(
    rows: Iterable[tuple[str, memoryview]],
) -> Iterator[tuple[str, Piece]]:
    """Deflate rows part by part."""
    for part, some in groupby(rows, key=itemgetter(0)):
        yield part, deflated(xml for _, xml in some)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    kinds: Mapping[str, str],
    source: str,
    part: str,
    order: str = "",
) -> Iterator[tuple[str, memoryview]]:
    """Give the rows of a sheet as XML, made inside the database, many at a time.

    *part* is the SQL of the part that a row belongs to; each batch is of one part.
    *order* is the SQL of their order where the source does not give it.
    """
    odd = _odd(connection, kinds, source)
    cells = ", ".join(
        _cell(quoted(name), kind, name in odd) for name, kind in kinds.items()
    )
    query = f"SELECT concat('<row>', {cells}, '</row>'), {part} FROM {source}"
    if order:
        query += f" ORDER BY {order}"
    for batch in connection.sql(query).to_arrow_reader(_BATCH):
        texts = batch.column(0).cast("large_binary")
        _, offsets, data = texts.buffers()  # Arrow lays the texts end to end
        places = memoryview(offsets).cast("q")[texts.offset :]
        start = 0
        for name, run in groupby(batch.column(1).to_pylist()):
            stop = start + sum(1 for _ in run)
            yield name, memoryview(data)[places[start] : places[stop]]
            start = stop


def _odd(
    connection: duckdb.DuckDBPyConnection, kinds: Mapping[str, str], source: str
) -> set[str]:
    """Give the columns with a text that XML or Excel cannot hold as it is.

    Most have none, and escaping costs more than all else.
    """
    texts = [name for name, kind in kinds.items() if _is_text(kind)]
    asked = ", ".join(
        f"bool_or(regexp_matches({quoted(name)}, {literal(_ODD)}) "
        f"OR length({quoted(name)}) > {LONGEST_CELL})"
        for name in texts
    )
    [answers] = connection.execute(f"SELECT {asked} FROM {source}").fetchall()
    return {name for name, is_odd in zip(texts, answers, strict=True) if is_odd}


def _is_text(kind: str) -> bool:
    return kind not in _NUMERIC and kind not in ("boolean", "date")


def _cell(column: str, kind: str, is_odd: bool) -> str:
    """Give the SQL of a cell's XML; an empty cell is ``<c/>``."""
    if kind == "boolean":
        xml = f"'<c t=\"b\"><v>' || CAST({column} AS TINYINT) || '</v></c>'"
    elif kind == "date":
        day = f"date_diff('day', DATE '{_DAY_0}', {column})"
        xml = f"'<c s=\"{_DATE}\"><v>' || {day} || '</v></c>'"
    elif kind in _NUMERIC:
        xml = f"'<c><v>' || {column} || '</v></c>'"
    else:
        text = _escaped(f"left({column}, {LONGEST_CELL})") if is_odd else column
        xml = f"'{_TEXT_OPENS.format(_QUOTED)}' || {text} || '{_TEXT_CLOSES}'"
    return f"coalesce({xml}, '<c/>')"


def _escaped(text: str) -> str:
    """Give the SQL of a text as XML; what XML cannot say becomes U+FFFD."""
    text = f"regexp_replace({text}, {literal(_FORBIDDEN)}, chr(65533), 'g')"
    for mark, name in _ENTITIES:
        text = f"replace({text}, {mark}, '{name}')"
    return text


def _write_sheet(
    book: zipfile.ZipFile, place: int, head: Sequence[str], pieces: Iterable[Piece]
) -> None:
    closing = deflated([b"</sheetData></worksheet>"], is_last=True)
    whole = chain([_opening(head)], pieces, [closing])
    write_member(book, _SHEET.format(place), whole)


def _opening(head: Sequence[str]) -> Piece:
    names = "".join(_TEXT_OPENS.format(_HEAD) + name + _TEXT_CLOSES for name in head)
    return deflated(
        [
            f'{_HEADER}<worksheet xmlns="{_NAMESPACE}"><sheetViews><sheetView '
            'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f"<sheetData><row>{names}</row>".encode()
        ]
    )


def _tuple(values: Iterable[str]) -> str:
    return f"({', '.join(map(literal, sorted(values)))})"


def _frame(sheets: list[str]) -> Iterator[tuple[str, str]]:
    """Give the parts of the package that are no sheets."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    places = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{k}.xml" '
        f'ContentType="{kinds}worksheet+xml"/>'
        for k in places
    )
    yield (
        "[Content_Types].xml",
        f'{_HEADER}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}styles+xml"/>'
        f"{overrides}</Types>",
    )
    yield (
        "_rels/.rels",
        f'{_HEADER}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    )
    names = "".join(
        f'<sheet name="{name}" sheetId="{k}" r:id="rId{k}"/>'
        for k, name in zip(places, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEADER}<workbook xmlns="{_NAMESPACE}" xmlns:r="{_OFFICE}"><sheets>{names}'
        "</sheets></workbook>",
    )
    links = "".join(
        f'<Relationship Id="rId{k}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{k}.xml"/>'
        for k in places
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'{_HEADER}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(sheets) + 1}" Type="{_OFFICE}/styles" '
        f'Target="styles.xml"/>'
        "</Relationships>",
    )
    yield "xl/styles.xml", _STYLES
