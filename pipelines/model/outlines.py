"""What mending and outlining give: passages with their way back, and items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from pipelines.model.documents import Grid, Repair
from pipelines.model.records import record
from pipelines.model.spans import Span


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
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


@record(frozen=True, slots=True)
class Finding:
    """One thing the reader could not settle, or settled by a mend.

    ``message`` tells it in English, ``message_zh`` in Chinese.
    """

    kind: str
    message: str
    span: Span | None = None
    item: str | None = None
    message_zh: str | None = None


@record(frozen=True, slots=True)
class Outline:
    """A notice's items in true order, and what was odd about its numbering."""

    items: tuple[Item, ...]
    findings: tuple[Finding, ...] = ()


@record(frozen=True, slots=True)
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
