"""What the place of a number says of it: in a title, a slogan, a label, a review.

These laws come before the rules of words, and after what other readers have used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.grammar.papers import find_numbers
from pipelines.model import Disposition
from pipelines.numerals.owners import Owner
from pipelines.numerals.scan import Expression

TITLE = Owner(Disposition.NAME, "name.title")
CITED = Owner(Disposition.NAME, "name.cited_title")
QUOTED = Owner(Disposition.NAME, "name.quoted")
NUMBER = Owner(Disposition.DOCUMENT_NUMBER, "document_number")
DATE = Owner(Disposition.DATE, "date.phrase")
GRADE = Owner(Disposition.QUALIFIER, "qualifier.grade_reached")
ROW = Owner(Disposition.OUTLINE, "outline.row_number")
REVIEW = Owner(Disposition.PAST, "past.review_section")

# A quotation longer than this is speech, not a name.
_LONGEST_NAME = 24
_QUOTED = re.compile("“[^“”\n]{1,60}”|「[^「」\n]{1,60}」")
_TITLES = re.compile("《[^《》\n]*(?:〈[^〈〉]*〉[^《》\n]*)?》?")


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
