"""What the place of a number says of it: in a title, a slogan, a label, a review.

These laws come before the rules of words, and after what other readers have used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.grammar.papers import find_numbers
from pipelines.model import Disposition, Item, ItemKind, Outline
from pipelines.numerals.owners import Owner
from pipelines.numerals.scan import Expression

TITLE = Owner(Disposition.NAME, "name.title")
CITED = Owner(Disposition.NAME, "name.cited_title")
QUOTED = Owner(Disposition.NAME, "name.quoted")
NUMBER = Owner(Disposition.DOCUMENT_NUMBER, "document_number")
DATE = Owner(Disposition.DATE, "date.phrase")
ROW = Owner(Disposition.OUTLINE, "outline.row_number")
REVIEW = Owner(Disposition.PAST, "past.review_section")

# A quotation longer than this is speech, not a name.
_LONGEST_NAME = 24
_QUOTED = re.compile("“[^“”\n]{1,60}”|「[^「」\n]{1,60}」")
_TITLES = re.compile("《[^《》\n]*(?:〈[^〈〉]*〉[^《》\n]*)?》?")

# Headings of sections that look back.
_REVIEW = re.compile(
    "现状|发展基础|工作基础|取得.{0,6}(?:成效|进展|成就)|主要成效|回顾|背景|形势|困难|"
    "面临|存在(?:的)?(?:主要)?问题|发展趋势|短板|机遇"
)
_AHEAD = re.compile("目标|任务|措施|要求|安排|举措|指标")


def ranges_of_names(text: str) -> list[tuple[int, int, Owner]]:
    """Give the ranges of 《titles》, “slogans” and document numbers of a passage."""
    found: list[tuple[int, int, Owner]] = []
    if "号" in text:
        found += [(t.start, t.end, NUMBER) for t in find_numbers(text)]
    if "《" in text:
        found += [(*m.span(), TITLE) for m in _TITLES.finditer(text)]
    if "“" in text or "「" in text:
        found += [
            (*m.span(), QUOTED)
            for m in _QUOTED.finditer(text)
            if m.end() - m.start() - 2 <= _LONGEST_NAME
        ]
    return found


def owner_within(
    expression: Expression, ranges: Sequence[tuple[int, int, Owner]]
) -> Owner | None:
    """Give the owner of the first range that holds the figure."""
    for start, end, owner in ranges:
        if start <= expression.figure_start < end:
            return owner
    return None


def reviews(items: Outline) -> frozenset[str]:
    """Give the numbers of the items that look back: review sections and their parts."""
    by_number: Mapping[str, Item] = {item.number: item for item in items.items}
    found = set()
    for item in items.items:
        if item.kind in (ItemKind.FRONT, ItemKind.BACK):
            continue
        at: Item | None = item
        while at is not None:
            if _looks_back(at.heading):
                found.add(item.number)
                break
            at = by_number.get(at.parent) if at.parent else None
    return frozenset(found)


def _looks_back(heading: str) -> bool:
    return bool(_REVIEW.search(heading)) and not _AHEAD.search(heading)
