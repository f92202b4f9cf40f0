"""Rows of a sheet as XML, made inside the database (ECMA-376 SpreadsheetML).

Text cells are inline strings in a style with ``quotePrefix``: Excel never takes them
for formulas, and their characters are those of the CSV. Dates are Excel's day counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from pipelines.releases.engine import literal, quoted
from pipelines.releases.forms.workbook_frame import (
    DATE,
    QUOTED,
    TEXT_CLOSES,
    TEXT_OPENS,
)

if TYPE_CHECKING:
    import duckdb

LONGEST_CELL = 32_767  # Excel's own bound
_DAY_0 = "1899-12-30"  # day 0 of Excel's 1900 date system
_BATCH = 8_192
_NUMERIC = frozenset({"integer", "year", "number"})
# What XML 1.0 cannot hold (its production Char), as a character class of RE2.
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{FFFE}\x{FFFF}]"
_ODD = r"[&<>\x00-\x08\x0b-\x1f\x{FFFE}\x{FFFF}]"
_ENTITIES = (
    ("'&'", "&amp;"),
    ("'<'", "&lt;"),
    ("'>'", "&gt;"),
    ("chr(13)", "&#13;"),
)


def rows_of(
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
        xml = f"'<c s=\"{DATE}\"><v>' || {day} || '</v></c>'"
    elif kind in _NUMERIC:
        xml = f"'<c><v>' || {column} || '</v></c>'"
    else:
        text = _escaped(f"left({column}, {LONGEST_CELL})") if is_odd else column
        xml = f"'{TEXT_OPENS.format(QUOTED)}' || {text} || '{TEXT_CLOSES}'"
    return f"coalesce({xml}, '<c/>')"


def _escaped(text: str) -> str:
    """Give the SQL of a text as XML; what XML cannot say becomes U+FFFD."""
    text = f"regexp_replace({text}, {literal(_FORBIDDEN)}, chr(65533), 'g')"
    for mark, name in _ENTITIES:
        text = f"replace({text}, {mark}, '{name}')"
    return text
