"""What the rows of one notice share: its ids, its text, its items and its links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Item, Link, Metadata, NoticeReading, Span, Target
from pipelines.tables.evidence import quoted
from pipelines.tables.ids import distinct
from pipelines.tables.links import Linker

NO_INDICATOR = "link.no_indicator"
"""The kind of the one finding about all indicators that the register lacks.

Most notices promise much that no register harmonises (rooms, courses, a local name): a
finding for each would drown the others, and ``indicator_id`` is empty where they stand.
"""


MOST_NAMED = 30
"""Indicators that such a finding names; ``targets`` has all."""


@dataclass(slots=True)
class Page:
    """One notice while its rows are laid out.

    ``items`` are the outline's items by a number that is unique; ``sections`` and
    ``tasks`` map those numbers to ids. ``findings`` gathers what laying out found, and
    ``unlinked`` holds one finding for each kind of mention that has no link;
    ``unlisted`` counts the targets of each indicator that the register lacks.
    """

    notice_id: str
    text: str
    digest: str
    metadata: Metadata
    items: Mapping[str, Item]
    sections: Mapping[str, str]
    tasks: Mapping[str, str]
    linker: Linker
    findings: list[Finding] = field(default_factory=list)
    unlinked: dict[tuple[str, str, str], Finding] = field(default_factory=dict)
    unlisted: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(
        cls, key: str, notice: NoticeReading, text: str, digest: str, linker: Linker
    ) -> Page:
        """Make the page of *notice* with the id *key*; its offsets count in *text*."""
        items, repeated = _by_number(notice.outline.items)
        numbers = [((key, number), ()) for number in items]
        sections = dict(zip(items, distinct("s", numbers), strict=True))
        tasks = dict(zip(items, distinct("k", numbers), strict=True))
        page = cls(
            notice_id=key,
            text=text,
            digest=digest,
            metadata=notice.metadata,
            items=items,
            sections=sections,
            tasks={
                number: tasks[number]
                for number, item in items.items()
                if item.is_task and item.passage.text.strip()
            },
            linker=linker,
        )
        page.findings.extend(repeated)
        return page

    def place(self, item: str | None) -> dict[str, Any]:
        """Give the columns that say in which item of the notice a row stands."""
        number = item or ""
        return {
            "notice_id": self.notice_id,
            "task_id": self.tasks.get(number),
            "section_id": self.sections.get(number),
        }

    def quoted(self, span: Span) -> dict[str, object]:
        """Give the evidence columns for *span*.

        Raises:
            CheckFailed: the range does not lie in the text.
        """
        return quoted(self.text, span, self.digest)

    def organization(
        self, mention: str | None, span: Span | None = None, item: str | None = None
    ) -> str | None:
        """Link a body, or leave a finding that says why not."""
        if not mention:
            return None
        link = self.linker.organization(mention, self.metadata)
        if link.id is None:
            self._doubt("organization", link, span, item)
        return link.id

    def indicator(self, target: Target) -> str | None:
        """Link a target's indicator, or leave a finding that says why not."""
        link = self.linker.indicator(target)
        if link.rule == "link.none":
            self.unlisted[link.mention] += 1
        elif link.id is None:
            self._doubt("indicator", link, target.span, target.item)
        return link.id

    def unlisted_indicators(self) -> tuple[Finding, ...]:
        """Give the one finding about indicators that the register lacks, if any is."""
        if not self.unlisted:
            return ()
        names = sorted(self.unlisted)
        more = len(names) - MOST_NAMED
        found = finding(
            NO_INDICATOR,
            case="more" if more > 0 else "",
            count=self.unlisted.total(),
            names=tuple(names[:MOST_NAMED]),
            more=more,
        )
        return (found,)

    def _doubt(
        self, what: str, link: Link, span: Span | None, item: str | None
    ) -> None:
        """Keep one finding for each mention: that of its first place in the text."""
        key = (what, link.rule, link.mention)
        held = self.unlinked.get(key)
        if held is None or _is_before(span, held.span):
            self.unlinked[key] = finding(
                link.rule,
                span,
                item,
                mention=link.mention,
                found=tuple(link.candidates),
            )


def _is_before(span: Span | None, other: Span | None) -> bool:
    return span is not None and (other is None or span < other)


def _by_number(
    items: tuple[Item, ...],
) -> tuple[dict[str, Item], list[Finding]]:
    """Key items by number; a number met again gets ``~2`` and a finding."""
    keyed: dict[str, Item] = {}
    findings = []
    for item in items:
        number = item.number
        again = 1
        while number in keyed:
            again += 1
            number = f"{item.number}~{again}"
        if again > 1:
            findings.append(
                finding("repeated_number", item.label_span, number, number=item.number)
            )
        keyed[number] = item
    return keyed, findings
