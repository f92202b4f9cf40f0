"""One .xlsx with a sheet a table (ECMA-376 SpreadsheetML), streamed and reproducible.

Text cells are inline strings in a style with ``quotePrefix``: Excel never takes them
for formulas, and their characters are those of the CSV. Dates are Excel's day counts.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pipelines.tables.schemas import TABLES, columns, schema, types

# A spreadsheet is no place for more; longer tables are left out and named so.
MOST_ROWS = 200_000
LONGEST_CELL = 32_767  # Excel's own bound
_EPOCH = date(1899, 12, 30).toordinal()  # day 0 of Excel's 1900 date system
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT, _HEAD, _DATE, _QUOTED = 0, 1, 2, 3  # styles, by their place in styles.xml

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


def write_workbook(version_dir: Path, path: Path) -> None:
    """Write the workbook: a first sheet that says what it holds, then the tables."""
    import pyarrow.parquet as pq

    files = {
        table: pq.ParquetFile(version_dir / "data" / f"{table}.parquet")
        for table in TABLES
    }
    rows = {table: file.metadata.num_rows for table, file in files.items()}
    sheets = [table for table in TABLES if rows[table] <= MOST_ROWS]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in _frame(["about", *sheets]):
            book.writestr(_member(name), part)
        _sheet(book, 1, iter(_about(rows)), ["table", "rows", "title", "note"])
        for place, table in enumerate(sheets, start=2):
            _sheet(book, place, _cells(files[table], table), list(columns(table)))


def _about(rows: dict[str, int]) -> list[list[Any]]:
    left_out = "left out: more rows than a spreadsheet should hold; see the CSV"
    return [
        [
            table,
            rows[table],
            f"{schema(table)['title_zh']} {schema(table)['title']}",
            left_out if rows[table] > MOST_ROWS else None,
        ]
        for table in TABLES
    ]


def _cells(file: Any, table: str) -> Iterator[list[Any]]:
    names = list(types(table))
    for batch in file.iter_batches(5_000):
        held = [batch.column(name).to_pylist() for name in names]
        for row in zip(*held, strict=True):
            yield list(row)


def _sheet(
    book: zipfile.ZipFile, place: int, rows: Iterator[list[Any]], head: list[str]
) -> None:
    member = _member(f"xl/worksheets/sheet{place}.xml")
    with book.open(member, "w", force_zip64=True) as file:
        file.write(
            f'{_HEADER}<worksheet xmlns="{_NAMESPACE}"><sheetViews><sheetView '
            'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
            'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            "<sheetData>".encode()
        )
        file.write(_row([_string(name, _HEAD) for name in head]))
        for row in rows:
            file.write(_row([_cell(value) for value in row]))
        file.write(b"</sheetData></worksheet>")


def _row(cells: list[str]) -> bytes:
    return f"<row>{''.join(cells)}</row>".encode()


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, bool):
        return f'<c t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    if isinstance(value, date):
        return f'<c s="{_DATE}"><v>{value.toordinal() - _EPOCH}</v></c>'
    return _string(str(value), _QUOTED)


def _string(text: str, style: int) -> str:
    safe = escape(_FORBIDDEN.sub("\ufffd", text[:LONGEST_CELL]), {"\r": "&#13;"})
    return (
        f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'
    )


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _STAMP)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


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
