"""The text of a notice cut at the edges of what was read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

HEADING = 60
"""Characters of the longest line that is set as a heading."""
FULL = 16
"""Characters of the shortest line that may have been cut by a page's width."""
ENDS = "。！？；：!?;:…）)】》”’"
"""Characters that end a paragraph."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that a row states: its layer, row id and link."""

    start: int
    end: int
    layer: str
    key: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks: ``classes`` to colour, ``ids`` that begin here."""

    text: str
    classes: str
    ids: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: its heading depth (0 is running text) and pieces."""

    depth: int
    ids: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def has_address(self) -> bool:
        """Whether a web address stands in it, which leaves a line half empty."""
        return any("://" in piece.text for piece in self.pieces)


def lines(
    text: str, marks: Iterable[Mark], headings: Sequence[tuple[int, int, str]]
) -> list[Line]:
    """Cut *text* into lines and each line where a mark begins or ends.

    Lines that the width of their page has cut are joined again.

    Args:
        text: the decoded text as received.
        marks: the stretches to show; they may overlap, and may cross lines.
        headings: start offset, depth (0 for running items) and id of sections.
    """
    chosen = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.layer))
    result: list[Line] = []
    seen: set[str] = set()
    first = 0
    heads = sorted(headings)
    at = 0
    ranges = _ranges(text)
    for start, end in ranges:
        while first < len(chosen) and chosen[first].end <= start:
            first += 1
        depth, ids = 0, []
        while at < len(heads) and heads[at][0] < end:
            depth = max(depth, heads[at][1])
            ids.append(heads[at][2])
            at += 1
        if end - start > HEADING:
            depth = 0  # a heading with its text behind it on the same line
        pieces = _pieces(text, start, end, _within(chosen, first, end), seen)
        result.append(Line(depth, tuple(ids), tuple(pieces)))
    return _whole(result, [end - start for start, end in ranges])


def _whole(cut: Sequence[Line], lengths: Sequence[int]) -> list[Line]:
    """Join the lines that the width of a page has cut.

    Such lines are about as long as each other: from three quarters of the upper
    quartile of all *lengths* on.
    """
    upper = sorted(lengths)[len(lengths) * 3 // 4] if lengths else 0
    full = max(FULL, upper * 0.75)
    whole: list[Line] = []
    before = 0
    for line, length in zip(cut, lengths, strict=True):
        if before >= full and _runs_on(whole[-1], line):
            whole[-1] = _joined(whole[-1], line)
        else:
            whole.append(line)
        before = length
    return whole


def _runs_on(line: Line, following: Line) -> bool:
    """Say whether a line was cut by the width of its source and *following* goes on.

    It does not end a sentence or a bracket, and no item begins below it.
    """
    cut = line.pieces[-1].text[-1] not in ENDS
    return cut and not line.depth and not following.depth and not following.ids


def _joined(line: Line, following: Line) -> Line:
    """Join two lines of running text; Latin words keep a space between them."""
    latin = line.pieces[-1].text[-1].isascii() and following.pieces[0].text[0].isascii()
    space = (Piece(" ", "", (), ""),) if latin else ()
    return Line(0, line.ids, (*line.pieces, *space, *following.pieces))


def _ranges(text: str) -> list[tuple[int, int]]:
    """Give the ranges of the lines that hold more than white space, trimmed."""
    ranges = []
    start = 0
    for line in text.split("\n"):
        left = len(line) - len(line.lstrip())
        if line.strip():
            ranges.append((start + left, start + len(line.rstrip())))
        start += len(line) + 1
    return ranges


def _within(marks: Sequence[Mark], first: int, end: int) -> list[Mark]:
    found = []
    for mark in marks[first:]:
        if mark.start >= end:
            break
        found.append(mark)
    return found


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], seen: set[str]
) -> list[Piece]:
    held = [mark for mark in marks if mark.end > start]
    begins: dict[int, list[str]] = defaultdict(list)
    cuts = {start, end}
    for mark in held:
        cuts.update((max(mark.start, start), min(mark.end, end)))
        if mark.key not in seen:
            seen.add(mark.key)
            begins[max(mark.start, start)].append(mark.key)
    edges = sorted(cuts)
    pieces = []
    for left, right in pairwise(edges):
        over = [mark for mark in held if mark.start <= left and mark.end >= right]
        classes = " ".join(sorted({f"m-{mark.layer}" for mark in over}))
        href = next((mark.href for mark in reversed(over) if mark.href), "")
        ids = tuple(dict.fromkeys(begins.get(left, ())))
        pieces.append(Piece(text[left:right], classes, ids, href))
    return pieces
