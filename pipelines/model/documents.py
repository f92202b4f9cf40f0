"""What decoding gives: one text, with the blocks and tables that lie in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipelines.model.spans import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; a merged cell says how many rows and columns it covers.

    ``span`` is where its words stand in ``Document.text`` (None for an empty cell).
    """

    row: int
    column: int
    text: str
    span: Span | None
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its cells in reading order; ``span`` is its place in the text."""

    cells: tuple[Cell, ...]
    span: Span
    caption: str | None = None


class BlockKind(StrEnum):
    """What a block of a decoded document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table of a document, as its format marks it."""

    kind: BlockKind
    span: Span
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """One mend made while decoding or mending; becomes a finding.

    ``span`` is in the original text; ``was`` are its characters and ``now`` the
    characters read instead. ``changes_number`` is never silent.
    """

    rule: str
    span: Span
    was: str
    now: str
    changes_number: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded capture: one text, and the blocks and tables that lie in it.

    ``text`` is the received text for text files (BOM taken off, line ends as
    received), and the text that the decoder gave for every other format, its
    blocks one a line and the cells of a table row parted by tabs.
    ``meta`` holds what the file itself says (ArticleTitle, PubDate, dc:title, ...).
    ``parts`` are the members of an archive or compilation (name, span).
    ``confidence`` is below 1 for text that was recognised from pictures.
    ``annexes`` are the places of those parts that belong to the notice before them,
    whatever they say; a part that is none may be a notice of its own.
    """

    text: str
    media_type: str
    encoding: str | None = None
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    parts: tuple[tuple[str, Span], ...] = ()
    confidence: float = 1.0
    annexes: tuple[Span, ...] = ()
