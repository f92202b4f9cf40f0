"""A notice whose pages were shuffled is put right by its numbers.

Copies on document-sharing sites may hold their pages out of order. Where the item
numbers run on through the notice, they say what the true order is. The page borders
lie inside items: the words behind an item that ends a page belong to the item that
the next page goes on with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from pipelines.outline.labels import Label, Style
from pipelines.outline.regions import behind_duties, close_of
from pipelines.outline.tree import Range

_FEWEST = 12  # items: a shorter row proves nothing unless it is complete
_FEWEST_COMPLETE = 6
_DISTINCT = 0.9
_COVERED = 0.7
_HEADING = 40  # characters between a section's label and its first item


@dataclass(slots=True)
class Scrambled:
    """The labels of a shuffled notice in true order, with the ranges of their words."""

    sections: list[tuple[Label, Range]]
    items: list[tuple[Label, list[Range]]]
    section_of: dict[int, int]  # index of the item -> index of its section
    back: Range | None
    moved: int


def find_row(text: str, candidates: list[Label]) -> list[Label] | None:
    """Give the row of item labels in text order if the notice is shuffled."""
    arabic = [c for c in candidates if c.style is Style.ARABIC]
    heads = [c.end for c in candidates if c.style is Style.CHINESE and c.firm]
    row = _plausible(text, arabic, heads)
    values = [label.value for label in row]
    if len(row) < _FEWEST and not _is_complete(values):
        return None
    if len(set(values)) < _DISTINCT * len(values):
        return None
    jumps_back = sum(b < a and b > 1 for a, b in pairwise(values))
    if not jumps_back or len(row) < _COVERED * max(values):
        return None
    firsts: dict[int, Label] = {}
    for label in row:
        firsts.setdefault(label.value, label)
    return list(firsts.values())


def _is_complete(values: list[int]) -> bool:
    """Say whether a short row holds each number from 1 on once, in whatever order."""
    return sorted(values) == list(range(1, len(values) + 1)) and (
        len(values) >= _FEWEST_COMPLETE
    )


def _plausible(text: str, arabic: list[Label], heads: list[int]) -> list[Label]:
    """Labels that stand firm, behind a heading, or beside their neighbour's number."""
    kept = []
    for place, label in enumerate(arabic):
        before = arabic[place - 1].value if place else 0
        after = arabic[place + 1].value if place + 1 < len(arabic) else 0
        beside = before + 1 == label.value or after == label.value + 1
        if label.firm or beside or _opens_section(text, label, heads):
            kept.append(label)
    return kept


def _opens_section(text: str, label: Label, heads: list[int]) -> bool:
    """Say whether only a section's heading stands before a label."""
    place = bisect_right(heads, label.start)
    head = text[heads[place - 1] : label.start] if place else ""
    return 1 < len(head) <= _HEADING and not re.search("[，。；]", head)


def unscramble(
    text: str, row: list[Label], candidates: list[Label], until: int
) -> Scrambled:
    """Put a shuffled notice right."""
    heads = _section_heads(text, row, candidates)
    lost = [c for c in candidates if c.style is Style.LOST and c.start > row[0].start]
    marks = sorted(
        [*row, *lost, *(head for head, _ in heads)], key=lambda label: label.start
    )
    ends = {mark.start: after.start for mark, after in pairwise(marks)}
    ends[marks[-1].start] = until
    pages = _pages(row, lost)
    order = sorted(range(len(pages)), key=lambda k: pages[k][0].value)
    items = {
        label.start: (label, [(label.end, ends[label.start])])
        for page in pages
        for label in page
    }
    back = _mend_borders(text, pages, items)
    true = [items[label.start] for k in order for label in pages[k]]
    sections = sorted(heads, key=lambda head: head[0].value)
    return Scrambled(
        sections=sections,
        items=true,
        section_of=_owners(true, sections, row),
        back=back,
        moved=sum(a != b for a, b in zip(order, sorted(order), strict=True)),
    )


def _section_heads(
    text: str, row: list[Label], candidates: list[Label]
) -> list[tuple[Label, Range]]:
    """Section labels that stand right before an item."""
    starts = sorted(label.start for label in row)
    heads = []
    for candidate in candidates:
        if candidate.style is not Style.CHINESE:
            continue
        place = bisect_right(starts, candidate.start)
        after = starts[place] if place < len(starts) else None
        if after is not None and after - candidate.end <= _HEADING:
            words = text[candidate.end : after]
            if not re.search("[，。；]", words):
                heads.append((candidate, (candidate.end, after)))
    return heads


def _pages(row: list[Label], lost: list[Label]) -> list[list[Label]]:
    """Cut the row where its numbers jump; items without number stay with theirs."""
    pages: list[list[Label]] = []
    values = sorted(label.value for label in row)
    follower = dict(pairwise(values))
    last = None
    for label in sorted([*row, *lost], key=lambda label: label.start):
        if label.style is Style.LOST:
            pages[-1].append(label)
            continue
        if last is None or follower.get(last) != label.value:
            pages.append([])
        pages[-1].append(label)
        last = label.value
    return pages


def _mend_borders(
    text: str, pages: list[list[Label]], items: dict[int, tuple[Label, list[Range]]]
) -> Range | None:
    """Give the words behind each page's last item to the item they go on with."""
    back = None
    order = sorted(pages, key=lambda page: page[0].value)
    rank = {page[0].value: place for place, page in enumerate(order)}
    for page, following in pairwise(pages):
        place = rank[following[0].value]
        owner = order[place - 1][-1] if place else None
        closing = page[-1]
        _, ranges = items[closing.start]
        start, end = ranges[-1]
        if owner is None or owner is closing:
            continue
        owner_is_open = _is_open(text, items[owner.start][1])
        cut = _border(text, start, end, owner_is_open)
        if cut is None:
            continue
        ranges[-1] = (start, cut)
        if closing is order[-1][-1]:
            border = _sentence_border(text, cut, end) if owner_is_open else end
            back = (cut, border) if border > cut else None
            cut = border
        if cut < end:
            items[owner.start][1].append((cut, end))
    return back


def _is_open(text: str, ranges: list[Range]) -> bool:
    """Say whether an item breaks off in the middle of a sentence or bracket."""
    start, end = ranges[-1]
    words = text[start:end]
    return words.count("（") > words.count("）") or not words.rstrip().endswith(
        ("。", "）", "；")
    )


def _border(text: str, start: int, end: int, owner_is_open: bool) -> int | None:
    """Find where a page's last item ends and the words of another page begin."""
    behind = behind_duties(text, start, end)
    if behind is not None:
        return behind
    opened = text.rfind("（", start, end)
    if not owner_is_open or opened < 0 or close_of(text, opened, end) != end:
        return None
    comma = text.rfind("，", opened, end)
    return comma + 1 if comma > 0 else None


def _sentence_border(text: str, start: int, end: int) -> int:
    """Find where closing words break off before a bracket that is not theirs."""
    opened = text.rfind("（", start, end)
    if opened < 0:
        stop = text.rfind("。", start, end)
        return max(stop + 1, start) if text.find("）", start, end) >= 0 else end
    stop = text.rfind("。", start, opened - 1)
    pause = max(text.rfind("、", start, opened), text.rfind("，", start, opened))
    return max(stop, pause) + 1 if max(stop, pause) >= 0 else start


def _owners(
    items: list[tuple[Label, list[Range]]],
    sections: list[tuple[Label, Range]],
    row: list[Label],
) -> dict[int, int]:
    """Say under which section each item stands: the last one that begins before it."""
    opens = []
    for place, (_, (_, end)) in enumerate(sections):
        first = next((label.value for label in row if label.start == end), None)
        if first is not None:
            opens.append((first, place))
    owners = {}
    current = 0
    for index, (label, _) in enumerate(items):
        current = label.value or current
        owner = max(((v, p) for v, p in opens if v <= current), default=None)
        if owner is not None:
            owners[index] = owner[1]
    return owners
