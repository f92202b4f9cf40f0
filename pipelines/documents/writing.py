"""Write down what a decoder finds: blocks one a line, table cells parted by tabs.

Every format but plain text is written through this one pen, so that blocks, grids
and their places in the text cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.documents.limits import DEFAULT, Limits
from pipelines.model import Block, BlockKind, Cell, Document, Grid, Repair, Span

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_CAPTION_LENGTH = 60  # characters; a longer line before a table is prose


@dataclass(frozen=True, slots=True)
class Draft:
    """A cell as a format gives it: its words and how many rows and columns it takes."""

    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(slots=True)
class Pen:
    """Collects a document's lines in order; ``finish`` gives the Document."""

    limits: Limits = DEFAULT
    _lines: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _grids: list[Grid] = field(default_factory=list)
    _cells: int = 0

    @property
    def position(self) -> int:
        """Where the next line will begin in the text."""
        return self._length

    def paragraph(self, text: str, level: int | None = None) -> None:
        """Write one paragraph, or a heading of *level*; white space alone is none."""
        words = tidy(text)
        if not words:
            return
        kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
        self._blocks.append(Block(kind, self._line(words), level))

    def table(
        self, rows: Sequence[Sequence[Draft]], caption: str | None = None
    ) -> None:
        """Write a table of *rows*; one without any words is left out.

        Raises:
            LimitExceeded: the document has more cells than allowed.
        """
        placed = place(rows, self.limits)
        if not any(text for *_, text in placed):
            return
        caption = tidy(caption or "") or self._caption_above()
        start = self._length
        cells = self._rows(placed, len(rows))
        span = Span(start, self._length - 1)
        self._grids.append(Grid(tuple(cells), span, caption))
        self._blocks.append(Block(BlockKind.TABLE, span))

    def finish(
        self,
        media_type: str,
        *,
        encoding: str | None = None,
        meta: Mapping[str, str] | None = None,
        repairs: Iterable[Repair] = (),
        confidence: float = 1.0,
    ) -> Document:
        """Give the document of all that was written."""
        return Document(
            text="".join(self._lines),
            media_type=media_type,
            encoding=encoding,
            blocks=tuple(self._blocks),
            grids=tuple(self._grids),
            meta=dict(meta or {}),
            repairs=tuple(repairs),
            confidence=confidence,
        )

    def _line(self, words: str) -> Span:
        span = Span(self._length, self._length + len(words))
        self._lines.append(words + "\n")
        self._length = span.end + 1
        self.limits.check("characters of text", self._length, self.limits.text_bytes)
        return span

    def _rows(self, placed: list[Placed], rows: int) -> list[Cell]:
        by_row: list[list[Placed]] = [[] for _ in range(rows)]
        for entry in placed:
            by_row[entry[0]].append(entry)
        cells: list[Cell] = []
        for entries in by_row:
            line, starts = _tabbed(entries)
            offset = self._length
            if line.strip():
                self._line(line)
            for (row, column, draft, text), start in zip(entries, starts, strict=True):
                span = (
                    Span(offset + start, offset + start + len(text)) if text else None
                )
                cells.append(
                    Cell(
                        row,
                        column,
                        text,
                        span,
                        draft.row_span,
                        draft.column_span,
                        draft.header,
                    )
                )
        self._cells += len(cells)
        self.limits.check("table cells", self._cells, self.limits.cells)
        return cells

    def _caption_above(self) -> str | None:
        if not self._blocks or self._blocks[-1].kind is BlockKind.TABLE:
            return None
        line = self._lines[-1].strip()
        if len(line) > _CAPTION_LENGTH or line.endswith(("。", "；", ";")):
            return None
        return line


Placed = tuple[int, int, Draft, str]  # row, column, draft with true spans, its words


def tidy(text: str) -> str:
    """Make one line of *text*: white space single, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def place(rows: Sequence[Sequence[Draft]], limits: Limits = DEFAULT) -> list[Placed]:
    """Give each cell its row and column, merged cells taking up their room.

    A cell that reaches below the last row is cut there, as browsers do.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for row, drafts in enumerate(rows):
        column = 0
        for draft in drafts:
            while (row, column) in taken:
                column += 1
            height = min(max(draft.row_span, 1), len(rows) - row)
            width = min(max(draft.column_span, 1), 1000)
            taken.update(
                (row + down, column + right)
                for down in range(height)
                for right in range(width)
            )
            limits.check("table cells", len(taken), limits.cells)
            true = Draft(draft.text, height, width, draft.header)
            placed.append((row, column, true, tidy(draft.text)))
            column += width
    return placed


def _tabbed(entries: Sequence[Placed]) -> tuple[str, list[int]]:
    """Write one row's cells, each after as many tabs as columns lie before it."""
    line = ""
    column = 0
    starts = []
    for _, cell_column, _, text in entries:
        line += "\t" * (cell_column - column)
        column = cell_column
        starts.append(len(line))
        line += text
    return line.rstrip("\t"), starts
