"""The nouns in which the stages speak to each other.

Every stage is a function from these nouns to these nouns. All of them are frozen,
picklable and free of behaviour beyond what keeps them true.

Two coordinate systems exist, and no third:

* the *original* text, ``Document.text``: what the decoder gave, before any mending;
  every published ``char_start``/``char_end`` counts its code points;
* a *passage*: the mended words of one outline item, with the way back to the original.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, ``text[start:end]``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether *other* lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


# --- 1 captures -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """One file or page as received, byte for byte; the bytes lie in the store.

    ``gone_since`` is when (ISO 8601) its address was first found to give nothing more.
    """

    sha256: str
    source_file: str
    media_type: str
    size: int
    received_at: str
    source_url: str | None = None
    gone_since: str | None = None

    @property
    def capture_id(self) -> str:
        """The published key: ``c-`` and the first 16 hex digits of the digest."""
        return f"c-{self.sha256[:16]}"


# --- 2 documents ------------------------------------------------------------------


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


# --- 3 text, 4 outline ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """Mended words and, for each character, its place in the original text.

    ``text`` is in the canonical form described in ``pipelines/text``; ``origins[i]``
    is the offset of the original character that gave ``text[i]``. Passages may be
    joined from several places, so origins need not run on.
    """

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Give the original span of ``text[start:end]``: of its first unbroken piece.

        Raises:
            ValueError: the range is empty or outside of the passage.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters in [{start}, {end})")
        first = self.origins[start]
        if self.origins[end - 1] - first == end - 1 - start:
            return Span(first, first + end - start)
        last = start
        while last + 1 < end and 0 <= self.origins[last + 1] - self.origins[last] < 200:
            last += 1
        return Span(first, self.origins[last] + 1)

    def slice(self, start: int, end: int) -> Passage:
        """Give the passage of ``text[start:end]``, with its way back."""
        return Passage(self.text[start:end], self.origins[start:end])


class ItemKind(StrEnum):
    """What an item of the outline is."""

    FRONT = "front"  # before the first heading: addressees, preamble
    SECTION = "section"  # a heading with items below it
    ITEM = "item"  # a numbered leaf
    BULLET = "bullet"  # an unnumbered leaf: ——, •, 一是
    ROW = "row"  # a row of a table
    BACK = "back"  # signature, annex list, page foot


@dataclass(frozen=True, slots=True)
class Item:
    """One heading or item of a notice's outline, in true order.

    ``number`` is the path of labels (``二/(一)/1#3``), unique in its notice;
    ``passage`` holds the item's own words without its label and without those of
    its children, heading included; ``heading_end`` says how many characters of it
    are heading (title words before the text begins). ``label_span`` is the label's
    place in the original text.
    """

    number: str
    kind: ItemKind
    depth: int
    order: int
    parent: str | None
    passage: Passage
    heading_end: int = 0
    label_span: Span | None = None
    is_task: bool = False

    @property
    def heading(self) -> str:
        """The heading's words, without closing punctuation."""
        return self.passage.text[: self.heading_end].rstrip("。:;，：； \n")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the reader could not settle, or settled by a mend."""

    kind: str
    message: str
    span: Span | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A notice's items in true order, and what was odd about its numbering."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeText:
    """One notice within a document: its body, and the page's words around it.

    ``head`` is chrome and metadata lines before the title (索引号, 发布日期, ...),
    ``front`` runs from the title to the last line before the first outline item's
    document (title, number, addressees, cover letter, signature), ``body`` is the
    plan itself and all that follows. All three are in canonical form.
    ``grids`` are the tables that belong to this notice.
    ``skipped`` are original spans that were cut off (chrome, second copies).
    ``paragraphs`` are the places in ``body.text`` where the source begins a paragraph.
    """

    head: Passage
    body: Passage
    grids: tuple[Grid, ...] = ()
    repairs: tuple[Repair, ...] = ()
    skipped: tuple[Span, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    paragraphs: tuple[int, ...] = ()


# --- notice metadata --------------------------------------------------------------


class Level(StrEnum):
    """Rank of the government that a notice speaks for."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a notice says of itself; None is unknown, never a guess."""

    title: str | None = None
    document_number: str | None = None
    index_number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    region: str | None = None
    region_code: str | None = None
    level: Level | None = None
    period_start: int | None = None
    period_end: int | None = None
    topic: str | None = None
    source_url: str | None = None

    @property
    def year(self) -> int | None:
        """The year in which a bare 6月底前 lies: the plan's own, else of issue."""
        if self.period_start and self.period_start == self.period_end:
            return self.period_start
        for day in (self.issued_on, self.published_on):
            if day is not None:
                return day.year
        return self.period_start

    @property
    def plan_end(self) -> date | None:
        """The last day of the plan's period: the deadline where none is stated."""
        return date(self.period_end, 12, 31) if self.period_end else None


# --- 5 facts ----------------------------------------------------------------------


class Kind(StrEnum):
    """How a target is measured; see the annotation guideline."""

    LEVEL = "level"
    CHANGE = "change"
    OUTPUT = "output"
    COVERAGE = "coverage"
    RELATIVE = "relative"
    TREND = "trend"


@dataclass(frozen=True, slots=True)
class Target:
    """One indicator x value x deadline, and the words that state it.

    ``span`` is in the original text; ``item`` is the outline number.
    ``numerals`` and ``baseline_numerals`` are original spans of the figures used.
    """

    item: str
    indicator: str
    kind: Kind
    span: Span
    rule: str
    comparator: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: str | None = None
    reference: str | None = None
    baseline: Decimal | None = None
    deadline: date | None = None
    deadline_stated: bool = False
    aspirational: bool = False
    binding: str | None = None
    population: str | None = None
    numerals: tuple[Span, ...] = ()
    baseline_numerals: tuple[Span, ...] = ()
    confidence: float = 1.0


class Role(StrEnum):
    """In what way a body is answerable."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One task x role x organization mention; item ``*`` where it holds for all."""

    item: str
    role: Role
    role_term: str
    organization: str
    rank: int
    span: Span
    rule: str
    default: bool = False


@dataclass(frozen=True, slots=True)
class TaskDeadline:
    """A task's own 完成时限, which dates its targets and deliverables."""

    item: str
    deadline: date | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One document that shall be issued."""

    item: str
    title: str
    verb: str
    deadline: date | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """One dated step of the plan."""

    item: str
    date: date
    actor: str | None
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One document that the notice cites, by title or number or both."""

    title: str | None
    document_number: str | None
    span: Span
    rule: str


class Disposition(StrEnum):
    """What became of a numeric expression; see the data model."""

    TARGET = "target"
    BASELINE = "baseline"
    QUALIFIER = "qualifier"
    NAME = "name"
    DATE = "date"
    DOCUMENT_NUMBER = "document_number"
    OUTLINE = "outline"
    PAGE = "page"
    PAST = "past"
    STANDARD = "standard"
    AMOUNT = "amount"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeric expression and its disposition.

    ``target`` is the index of the target in the notice's list that used it.
    """

    text: str
    value: Decimal | None
    unit: str | None
    disposition: Disposition
    rule: str
    span: Span
    item: str | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention was linked to; ``id`` is None where we could not tell."""

    mention: str
    id: str | None
    candidates: tuple[str, ...] = ()
    rule: str = ""


# --- what the stages of step 5 hand over ------------------------------------------

Consumed = Mapping[str, tuple[tuple[int, int], ...]]
"""Item number -> ranges of its passage that another reader has already read."""


@dataclass(frozen=True, slots=True)
class Account:
    """A number that a reader has understood, though it made no row of it."""

    span: Span
    disposition: Disposition
    rule: str


@dataclass(frozen=True, slots=True)
class ResponsibilityReading:
    """Who is answerable, the tasks' own deadlines, and the words that said so."""

    responsibilities: tuple[Responsibility, ...] = ()
    task_deadlines: tuple[TaskDeadline, ...] = ()
    consumed: Consumed = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetReading:
    """The targets of a notice, and the numbers understood as something else."""

    targets: tuple[Target, ...] = ()
    accounts: tuple[Account, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class GridReading:
    """What the tables of a notice gave; ``items`` are of kind ROW.

    ``swallowed`` are numbers of outline items that are nothing but a table's words.
    ``bindings`` says how binding a row's targets are, also those that its prose states.
    """

    items: tuple[Item, ...] = ()
    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    task_deadlines: tuple[TaskDeadline, ...] = ()
    accounts: tuple[Account, ...] = ()
    consumed: Consumed = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    swallowed: tuple[str, ...] = ()
    bindings: Mapping[str, str] = field(default_factory=dict)


# --- the reading of one capture ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoticeReading:
    """Everything read from one notice, in the nouns above.

    Links stand beside the facts, by index, so that a changed register relinks
    without reading anew.
    """

    metadata: Metadata
    outline: Outline
    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    task_deadlines: tuple[TaskDeadline, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    citations: tuple[Citation, ...] = ()
    numerals: tuple[Numeral, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture gave: its document's text and its notices, or a reason."""

    status: str  # read | no_data | quarantined
    reason: str | None
    text: str
    media_type: str
    encoding: str | None
    notices: tuple[NoticeReading, ...] = ()
