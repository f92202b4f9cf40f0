"""Spreadsheets and CSV files: each sheet a table, with the lines above it as text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from pipelines.documents.charset import decode_text
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.packages import Package, parse_xml
from pipelines.documents.sniff import CSV, XLSX
from pipelines.documents.writing import Draft, Pen
from pipelines.errors import Unreadable
from pipelines.model import Block, BlockKind, Cell, Document, Grid, Span

_BREAK = re.compile(r"\r\n|\r|\n")
_DECIMALS = re.compile(r"0\.(0+)%")
_DIGITS = 15  # significant digits that a spreadsheet keeps


def decode_csv(
    data: bytes, limits: Limits = DEFAULT, charset: str | None = None
) -> Document:
    """Decode a CSV file: its text as received, and one grid over it.

    A sheet saved as CSV with lines above or below its table is written down as the
    sheet itself would be: those lines as paragraphs, without the marks between cells.

    Raises:
        Unreadable: the bytes are no text.
        LimitExceeded: it has more text or cells than allowed.
    """
    limits.check("bytes of text", len(data), limits.text_bytes)
    text, encoding = decode_text(data, charset)
    cells = list(_csv_cells(text, _separator(text), limits))
    words = [cell for cell in cells if cell.span is not None]
    if not words:
        raise Unreadable("the file shows no words")
    rows = [
        [Draft(cell.text) for cell in row]
        for _, row in groupby(cells, lambda cell: cell.row)
    ]
    if _is_line(rows[0]) or _is_line(rows[-1]):
        pen = Pen(limits)
        _write_rows(pen, rows)
        return replace(pen.finish(CSV), encoding=encoding)
    span = Span(0, max(cell.span.end for cell in words if cell.span))
    grid = Grid(tuple(cells), span)
    return Document(text, CSV, encoding, (Block(BlockKind.TABLE, span),), (grid,))


def _separator(text: str) -> str:
    """Take the mark that the first line with words has most of, a comma if none."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",\t;", key=first.count)


def _csv_cells(text: str, separator: str, limits: Limits) -> Iterator[Cell]:
    """Yield the cells of RFC 4180 text with the place of their words."""
    row = column = position = count = 0
    while position < len(text):
        start, end, after = _csv_field(text, position, separator)
        words = text[start:end].replace('""', '"')
        left = start + len(words) - len(words.lstrip())
        words = words.strip()
        span = Span(left, min(left + len(words), end)) if words else None
        yield Cell(row, column, " ".join(words.split()), span)
        count += 1
        limits.check("table cells", count, limits.cells)
        if text.startswith(separator, after):
            position, column = after + 1, column + 1
            continue
        line_end = _BREAK.match(text, after)
        position = line_end.end() if line_end else len(text)
        row, column = row + 1, 0


def _csv_field(text: str, start: int, separator: str) -> tuple[int, int, int]:
    """Give the place of a field's words, and where the mark after it stands."""
    if text.startswith('"', start):
        end = start + 1
        while (end := text.find('"', end)) >= 0 and text.startswith('""', end):
            end += 2
        end = len(text) if end < 0 else end
        return start + 1, end, _field_end(text, end, separator)
    end = _field_end(text, start, separator)
    return start, end, end


def _field_end(text: str, start: int, separator: str) -> int:
    found = re.compile(f"[{separator}\r\n]").search(text, start)
    return found.start() if found else len(text)


def decode_xlsx(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode a workbook: the shown values of its visible sheets.

    Raises:
        Unreadable: the file is broken or shows no words.
        LimitExceeded: it unpacks to more than allowed.
    """
    _check_package(data, limits)
    pen = Pen(limits)
    for sheet in _open(data).worksheets:
        if sheet.sheet_state == "visible":
            _write_sheet(pen, sheet, limits)
    document = pen.finish(XLSX)
    if not document.text:
        raise Unreadable("the file shows no words")
    return document


def _check_package(data: bytes, limits: Limits) -> None:
    """Measure every part, and refuse XML that declares entities, before it is read."""
    package = Package(data, limits)
    for name in package.names():
        part = package.read(name)
        if name.endswith((".xml", ".rels")):
            parse_xml(part, name)


def _open(data: bytes) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return openpyxl.load_workbook(
            io.BytesIO(data), data_only=True, keep_links=False
        )
    except (
        InvalidFileException,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        raise Unreadable(f"the workbook is broken: {error}") from error


def _write_sheet(pen: Pen, sheet: Any, limits: Limits) -> None:
    limits.check("table cells", sheet.max_row * sheet.max_column, limits.cells * 4)
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }
    covered = {
        place
        for area in sheet.merged_cells.ranges
        for place in _places(area)
        if place != (area.min_row, area.min_col)
    }
    rows = [
        [
            Draft(_shown(cell), *spans.get((cell.row, cell.column), (1, 1)))
            for cell in row
            if (cell.row, cell.column) not in covered
        ]
        for row in sheet.iter_rows()
    ]
    _write_rows(pen, rows)


def _places(area: Any) -> Iterator[tuple[int, int]]:
    for row in range(area.min_row, area.max_row + 1):
        for column in range(area.min_col, area.max_col + 1):
            yield row, column


def _write_rows(pen: Pen, rows: list[list[Draft]]) -> None:
    """Write titles above and notes below the table as text, the rest as table."""
    first, last = 0, len(rows)
    while first < last and _is_line(rows[first]):
        first += 1
    while last > first and _is_line(rows[last - 1]):
        last -= 1
    _write_lines(pen, rows[:first])
    pen.table(rows[first:last])
    _write_lines(pen, rows[last:])


def _is_line(row: list[Draft]) -> bool:
    return sum(bool(draft.text) for draft in row) <= 1


def _write_lines(pen: Pen, rows: Iterable[list[Draft]]) -> None:
    for row in rows:
        for draft in row:
            pen.paragraph(draft.text)


def _shown(cell: Any) -> str:
    """Give a cell's value as the sheet shows it; percentages as such."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(value: float, form: str) -> str:
    if "%" not in form:
        return _plain(value)
    decimals = _DECIMALS.search(form)
    if decimals:
        return f"{value * 100:.{len(decimals[1])}f}%"
    return f"{_plain(round(value * 100, 10))}%"


def _plain(value: float) -> str:
    words = f"{value:.{_DIGITS}g}"
    if "e" in words:
        words = f"{value:f}"
    return words
