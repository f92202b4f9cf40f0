"""The text of a notice cut at the edges of what was read in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

HEADING = 60
"""Characters of the longest line that is set as a heading."""


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


def lines(
    text: str, marks: Iterable[Mark], headings: Sequence[tuple[int, int, str]]
) -> list[Line]:
    """Cut *text* into lines and each line where a mark begins or ends.

    Args:
        text: the decoded text as received.
        marks: the stretches to show; they may overlap, and may cross lines.
        headings: start offset, depth (0 for running items) and id of sections.
    """
    chosen = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.layer))
    result = []
    seen: set[str] = set()
    first = 0
    heads = sorted(headings)
    at = 0
    for start, end in _ranges(text):
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
    return result


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
