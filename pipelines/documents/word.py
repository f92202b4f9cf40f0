"""Word files: paragraphs with their printed numbers, tables with merged cells.

Fields keep their result and lose their code, deleted and hidden words are left out,
text boxes follow their paragraph. Written for WordprocessingML, ECMA-376 part 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.numbering import Numbering, W, read_numbering
from pipelines.documents.packages import Package
from pipelines.documents.sniff import DOCX
from pipelines.documents.word_nodes import below, blocks, boxes, runs, text_of
from pipelines.documents.word_styles import (
    Style,
    integer_of,
    merged,
    paragraph_style,
    read_styles,
    value_of,
)
from pipelines.documents.writing import Draft, Pen, tidy
from pipelines.errors import Unreadable
from pipelines.model import Document

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_ENDS = frozenset(" )）、.．。:：,，")
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def decode_docx(data: bytes, limits: Limits = DEFAULT) -> Document:
    """Decode a Word file (docx).

    Raises:
        Unreadable: the file is broken or shows no words.
        LimitExceeded: it unpacks to more than allowed.
    """
    package = Package(data, limits)
    body = package.xml(_MAIN).find(f"{W}body")
    if body is None:
        raise Unreadable("the Word file has no body")
    reader = _Reader(Pen(limits), _numbering(package), read_styles(package))
    reader.write(body)
    document = reader.pen.finish(DOCX, meta=_meta(package))
    if not document.text:
        raise Unreadable("the file shows no words")
    return document


def _numbering(package: Package) -> Numbering:
    name = "word/numbering.xml"
    return read_numbering(package.xml(name)) if package.has(name) else Numbering()


def _meta(package: Package) -> dict[str, str]:
    name = "docProps/core.xml"
    if not package.has(name):
        return {}
    root = package.xml(name)
    said = {
        "title": root.findtext(f"{_DC}title"),
        "author": root.findtext(f"{_DC}creator"),
        "created": root.findtext(f"{_TERMS}created"),
    }
    return {key: tidy(value)[:1000] for key, value in said.items() if value}


@dataclass(slots=True)
class _Reader:
    pen: Pen
    numbering: Numbering
    styles: dict[str, Style]
    _fields: list[bool] = field(default_factory=list)  # open fields: in their result?

    def write(self, element: _Element) -> None:
        """Write the paragraphs and tables below an element, in order."""
        for block in blocks(element):
            if block.tag == f"{W}p":
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, element: _Element) -> None:
        words = self._words(element)
        style = self._style(element)
        heading = style.heading + 1 if style.heading is not None else None
        label = self._label(style) if words.strip() else ""
        lines = f"{label}{words}".split("\n")
        for line in lines:
            self.pen.paragraph(
                line, heading if heading and heading <= _MOST_LEVELS else None
            )
        for box in boxes(element):
            self.write(box)

    def _style(self, element: _Element) -> Style:
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        base = self.styles.get(value_of(named) or "", Style())
        return merged(paragraph_style(properties), base)

    def _label(self, style: Style) -> str:
        if style.list_id in (None, "0"):
            return ""
        label = self.numbering.label(str(style.list_id), style.depth or 0)
        return label + ("" if not label or label[-1] in _ENDS else " ")

    def _words(self, element: _Element) -> str:
        """Give a paragraph's words; of a field only its result."""
        words = []
        for node in runs(element):
            if node.tag == f"{W}fldChar":
                self._turn(node.get(f"{W}fldCharType"))
            elif all(self._fields):
                words.append(text_of(node))
        return "".join(words)

    def _turn(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _table(self, element: _Element) -> None:
        rows = [self._row(row) for row in below(element, f"{W}tr")]
        if all(len(row) < 2 for row in rows):  # a frame around text
            for cell in (cell for row in rows for cell in row):
                self.write(cell.element)
            return
        self.pen.table(self._drafts(rows))

    def _row(self, element: _Element) -> list[_Cell]:
        header = element.find(f"{W}trPr/{W}tblHeader") is not None
        skipped = integer_of(element.find(f"{W}trPr/{W}gridBefore")) or 0
        cells = [_Cell(None, skipped, None, header)] if skipped else []
        for cell in below(element, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            merge = None if properties is None else properties.find(f"{W}vMerge")
            span = None if properties is None else properties.find(f"{W}gridSpan")
            state = None if merge is None else (value_of(merge) or "continue")
            cells.append(_Cell(cell, integer_of(span) or 1, state, header))
        return cells

    def _drafts(self, rows: list[list[_Cell]]) -> list[list[Draft]]:
        """Turn cells into drafts; one merged downwards covers its continuations."""
        columns = [_by_column(row) for row in rows]
        drafts = []
        for number, row in enumerate(columns):
            line = []
            for column, cell in row.items():
                if (
                    cell.merge == "continue"
                    and number
                    and _opens(columns, number, column)
                ):
                    continue
                height = 1
                while cell.merge and _goes_on(columns, number + height, column):
                    height += 1
                line.append(Draft(self._cell(cell), height, cell.width, cell.header))
            drafts.append(line)
        return drafts

    def _cell(self, cell: _Cell) -> str:
        if cell.element is None:
            return ""
        inner = _Reader(Pen(self.pen.limits), self.numbering, self.styles)
        inner.write(cell.element)
        return tidy(inner.pen.finish(DOCX).text)


@dataclass(frozen=True, slots=True)
class _Cell:
    element: _Element | None
    width: int
    merge: str | None
    header: bool


_MOST_LEVELS = 9  # outlineLvl 9 is body text


def _by_column(row: list[_Cell]) -> dict[int, _Cell]:
    column = 0
    placed = {}
    for cell in row:
        placed[column] = cell
        column += cell.width
    return placed


def _goes_on(columns: list[dict[int, _Cell]], row: int, column: int) -> bool:
    return (
        row < len(columns)
        and column in columns[row]
        and columns[row][column].merge == "continue"
    )


def _opens(columns: list[dict[int, _Cell]], row: int, column: int) -> bool:
    """Say whether a cell above is merged downwards into this row."""
    above = columns[row - 1].get(column)
    return above is not None and above.merge is not None
