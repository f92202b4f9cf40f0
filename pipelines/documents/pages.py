"""Pages become one document: chrome cut, paragraphs and tables joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.documents.layout import (
    Line,
    Margins,
    columns,
    continues,
    join,
    margins,
    paragraphs,
)
from pipelines.documents.limits import Limits
from pipelines.documents.page_chrome import cut_chrome
from pipelines.documents.pdf_tables import Table, join_tables
from pipelines.documents.writing import Pen
from pipelines.errors import Unreadable
from pipelines.model import Document


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its height, its lines of print and its ruled tables."""

    height: float
    lines: list[Line]
    tables: list[Table]
    confidence: float = 1.0


def write_sheets(
    sheets: Sequence[Sheet], media_type: str, meta: dict[str, str], limits: Limits
) -> Document:
    """Write pages down as one document: chrome cut, paragraphs and tables joined.

    Raises:
        Unreadable: the pages show no words.
    """
    bodies, address = cut_chrome(
        [sheet.lines for sheet in sheets], [sheet.height for sheet in sheets]
    )
    if address:
        meta = {**meta, "source_url": address}
    pen = Pen(limits)
    _write(pen, _flow(sheets, bodies))
    weights = [sum(len(line.text) for line in body) for body in bodies]
    confidence = sum(
        sheet.confidence * weight for sheet, weight in zip(sheets, weights, strict=True)
    ) / max(sum(weights), 1)
    document = pen.finish(
        media_type, meta=meta, confidence=round(confidence, 4) if any(weights) else 1.0
    )
    if not document.text:
        raise Unreadable("the file shows no words")
    return document


def _flow(
    sheets: Sequence[Sheet], bodies: Sequence[Sequence[Line]]
) -> list[list[Line] | Table]:
    """Put pages one after the other: columns of lines, and tables where they stand."""
    flow: list[list[Line] | Table] = []
    for sheet, lines in zip(sheets, bodies, strict=True):
        rest = list(lines)
        for table in sheet.tables:
            above = [line for line in rest if line.middle < table.box[1]]
            rest = [line for line in rest if line.middle >= table.box[1]]
            flow.extend(columns(above))
            _append_table(flow, table)
        flow.extend(columns(rest))
    return flow


def _append_table(flow: list[list[Line] | Table], table: Table) -> None:
    last = flow[-1] if flow else None
    joined = join_tables(last, table) if isinstance(last, Table) else None
    if joined is None:
        flow.append(table)
    else:
        flow[-1] = joined


def _write(pen: Pen, flow: Sequence[list[Line] | Table]) -> None:
    """Write the flow; a paragraph goes on over a page break and a new column."""
    pending: list[Line] = []
    pages = [part for part in flow if not isinstance(part, Table)]
    usual = margins(line for part in pages for line in part)
    for part in flow:
        if isinstance(part, Table):
            _write_lines(pen, pending)
            pending = []
            pen.table(part.rows)
            continue
        within = _margins_of(part, usual)
        found = paragraphs(part, within)
        if pending and found and within is not None:
            found = _carried_over(pending[-1], part[0], found, within)
            pending.pop()
        _write_lines(pen, pending)
        pending = found
    _write_lines(pen, pending)


def _margins_of(lines: list[Line], usual: Margins | None) -> Margins | None:
    """Take the document's margins for a column that fits them, else its own."""
    own = margins(lines)
    if own is None or usual is None:
        return own or usual
    near = abs(own.left - usual.left) < 4 * own.size and own.right <= usual.right + 1
    return usual if near else own


def _carried_over(
    last: Line, first: Line, found: list[Line], within: Margins
) -> list[Line]:
    """Join the last paragraph of a page with the first of the next where it runs on."""
    if continues(last, first, within):
        return [replace(found[0], text=join(last.text, found[0].text)), *found[1:]]
    return [last, *found]


def _write_lines(pen: Pen, lines: Sequence[Line]) -> None:
    for line in lines:
        pen.paragraph(line.text)
