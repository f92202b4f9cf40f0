"""Lines on a page: their reading order in columns, and the paragraphs they make.

Used for printed and for recognised pages alike. Lengths are in points or pixels,
x to the right and y downwards; all rules are relative to the size of the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

_GUTTER = 1.8  # letters; a white band this wide parts columns
_COLUMN_LINES = 5  # lines that a column has at least
_FULL = 1.9  # letters that a full line may fall short of the right margin
_BROKEN = 4.0  # the same where no sentence ends: rules of line breaking move words down
_INDENT = 0.9  # letters; a line that begins further in opens a paragraph
_LEADER = re.compile(r"[.．…·]{4,}\s*\d{1,4}\s*$")  # a line of a table of contents
_LABEL = re.compile(
    r"(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[章节条]|"
    r"附件|专栏|——|[①-⑳]|\d{1,3}[.．、](?!\d))"
)
_CLOSED = ("。", "；", "：", "！", "？", ";", ":", "）", ")", "〕", "】", "]")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_WORDY = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print: its words, its box, and the height of its letters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The height of the line's middle on the page."""
        return (self.top + self.bottom) / 2


def join(left: str, right: str) -> str:
    """Join two lines that follow each other: a space between Latin words only."""
    left, right = left.rstrip(), right.lstrip()
    between_words = left and right and _WORDY.match(left[-1]) and _WORDY.match(right[0])
    return f"{left} {right}" if between_words else left + right


def join_cell(left: str, right: str) -> str:
    """Join two lines of a table cell: two figures stay two, as 100 above 70."""
    if left[-1:].isdigit() and right[:1].isdigit():
        return f"{left} {right}"
    return join(left, right)


def columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Part the lines of a page into columns, in reading order, each top to bottom.

    A column is a block of lines beside another one, parted by a white band; a line
    across the whole page (a title) closes the columns above it.
    """
    ordered = sorted(lines, key=lambda line: (line.top, line.x0))
    if len(ordered) < 2 * _COLUMN_LINES:
        return [ordered] if ordered else []
    split = _gutter(ordered)
    if split is None:
        return [ordered]
    regions: list[list[Line]] = []
    for band, across in _bands(ordered, split):
        if across:
            regions.append(band)
        else:
            regions.append([line for line in band if line.x1 <= split])
            regions.append([line for line in band if line.x0 >= split])
    return [region for region in regions if region]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Find the x that parts two columns of running text, or None."""
    size = median(line.size for line in lines)
    candidates = sorted({round(line.x0 - size / 2, 1) for line in lines})
    left_edge = min(line.x0 for line in lines)
    for x in candidates:
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x]
        if x <= left_edge or min(len(left), len(right)) < _COLUMN_LINES:
            continue
        gap = min(line.x0 for line in right) - max(line.x1 for line in left)
        across = len(lines) - len(left) - len(right)
        if (
            gap >= _GUTTER * size
            and across <= 0.3 * len(lines)
            and _beside(left, right)
        ):
            return x
    return None


def _beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Say whether two groups of lines are both running text, side by side."""
    top = max(left[0].top, right[0].top)
    bottom = min(left[-1].bottom, right[-1].bottom)
    beside = [line for line in (*left, *right) if top <= line.middle <= bottom]
    long = [line for line in beside if line.x1 - line.x0 > 6 * line.size]
    return 2 * len(beside) > len(left) + len(right) and 2 * len(long) > len(beside)


def _bands(lines: Sequence[Line], split: float) -> list[tuple[list[Line], bool]]:
    """Group lines from top to bottom into bands: across *split*, or beside it."""
    bands: list[tuple[list[Line], bool]] = []
    for line in lines:
        across = line.x0 < split < line.x1
        if not bands or bands[-1][1] != across:
            bands.append(([], across))
        bands[-1][0].append(line)
    return bands


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a column begin and end, and how large its letters are."""

    left: float
    right: float
    size: float


def margins(lines: Iterable[Line]) -> Margins | None:
    """Measure a column over all its pages: its usual left edge and longest lines."""
    known = [line for line in lines if not _LEADER.search(line.text)]
    if not known:
        return None
    size = median(line.size for line in known)
    body = [line for line in known if abs(line.size - size) <= 0.25 * size] or known
    lefts = sorted(line.x0 for line in body)
    rights = sorted(line.x1 for line in body)
    return Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], size)


def continues(line: Line, following: Line, within: Margins) -> bool:
    """Say whether *following* goes on with the paragraph that *line* belongs to."""
    if _LEADER.search(line.text) or _LEADER.search(following.text):
        return False
    if abs(line.size - following.size) > 0.2 * max(line.size, following.size):
        return False
    if _is_title(line, within) and _is_title(following, within):
        return not line.text.endswith(("》的通知", "的通知", "的意见", "方案"))
    size = max(line.size, 1.0)
    short = _FULL if line.text.rstrip().endswith(_CLOSED) else _BROKEN
    if line.x1 < within.right - short * size:
        return False
    if following.x0 > within.left + _INDENT * size:
        return False
    return not (_LABEL.match(following.text) and line.text.rstrip().endswith(_CLOSED))


def _is_title(line: Line, within: Margins) -> bool:
    """Say whether a line is large and stands in the middle, as titles do."""
    middle = (within.left + within.right) / 2
    return (
        line.size >= 1.15 * within.size
        and line.x0 > within.left + line.size
        and abs((line.x0 + line.x1) / 2 - middle) <= 1.5 * line.size
    )


def paragraphs(lines: Sequence[Line], within: Margins | None = None) -> list[Line]:
    """Join the lines of one column into paragraphs; each keeps its last line's box."""
    within = within or margins(lines)
    found: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and within is not None and continues(last, line, within):
            found[-1] = replace(line, text=join(found[-1].text, line.text))
        else:
            found.append(line)
        last = line
    return found
