"""Flattened task tables whose cells run over several lines each.

A printed table gives a line for each line of a cell. Between one row's number and the
next stand the lines of its cells in order; where each cell ends is told by what its
column may hold: bodies fill a column of bodies, a day one of deadlines, and all lines
of a cell but its last are as wide as the column, or end a sentence. Nothing is read
where a row may be cut in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.grammar.bodies import is_body
from pipelines.grids.duties import mentions
from pipelines.grids.even import NUMBER, Stretch, may_be, number_of
from pipelines.grids.model import BODIES, VALUES, Column, Head, Row, joined, set_apart
from pipelines.grids.spaced import stretches
from pipelines.grids.values import is_empty
from pipelines.model import Account, Disposition, Passage

_LEAST_HEADS, _LEAST_ROWS = 4, 2
_MOST_LINES = 40  # of a row
_MOST_WAYS = 100  # to cut the lines of a row; more of them tell nothing
_RAGGED = 3  # characters by which a full line may be shorter than its column
_PROSE = (Column.TEXT, Column.INDICATOR, Column.GROUP, Column.OTHER, Column.NOTE)
_JOINED = (1.5, 2.1)  # widths of a line, at which it may be two
_ENDS = tuple("。；！：")
_DAY = re.compile(
    r"(?:[\d年月底前内度于到至—～~.\-、第一二三四五六七八九十上下半全每个]{0,9}(?:月|年|季度|周|日|底|中旬|上旬|下旬)(?:\d{1,2}日)?(?:底|末|中旬|上旬|下旬)?"
    r"(?:之?前|完成)*|全年|长期.{0,4}|持续.{0,4}|立行立改|常态化.{0,4}|每[年月季].{0,6})\Z"
)
_GROUP = re.compile("[（(]?[一二三四五六七八九十]{1,3}[)）、.][^。；]{2,24}\\Z")
_UNENDED = ("各", "及", "和", "与", "、", "，")

Cells = dict[int, tuple[int, int]]
"""The lines of each column: from, to."""


def read_wrapped(
    below: Passage, heads: Sequence[Head]
) -> tuple[list[Row], int, list[Account]] | None:
    """Read the rows below heads, where they end, and account for their numbers.

    None where a row cannot be cut, or can in two ways.
    """
    roles = [one.role for one in heads]
    if len(heads) < _LEAST_HEADS or roles[0] is not Column.INDEX:
        return None
    if not set(roles) & set(BODIES) or set(roles) & set(VALUES):
        return None
    parts = _lines(below)
    words = [below.text[start:end] for start, end in parts]
    stop = 0
    seams = _seams(below, parts, sum(len(one.words) for one in heads))
    rows: list[Row] = []
    accounts: list[Account] = []
    group, at = _group(words, 0)
    while at < len(words) and number_of(words[at]) == len(rows) + 1:
        found = _next_row(words, at, roles, seams)
        if found is None:
            return None
        cells, end = found
        rows.append(replace(_row(below, parts, cells, len(rows) + 1), group=group))
        accounts.append(Account(below.span(*parts[at]), Disposition.OUTLINE, NUMBER))
        stop = parts[end - 1][1]
        named, at = _group(words, end)
        group = named or group
    goes_on = len(rows) + 1 in map(number_of, words[at:])
    if len(rows) < _LEAST_ROWS or goes_on:
        return None
    return rows, stop, accounts


def _lines(below: Passage) -> list[Stretch]:
    """Give the ranges of the lines.

    A printed text often has a space behind each figure: 2023 年12 月 is one line. A
    figure alone that is the next row's number is a line of its own.
    """
    parts = stretches(below)
    if not _spaces_figures(below):
        return parts
    lines: list[Stretch] = []
    row = 1
    for start, end in parts:
        before = below.text[slice(*lines[-1])] if lines else ""
        beside = bool(lines) and lines[-1][1] == start
        counts = _COUNTS.match(below.text, start) is not None
        if number_of(before) == row and not (counts and beside):
            row += 1
        elif beside and before[-1:].isdigit() and _WORD.match(below.text, start):
            start = lines.pop()[0]
        lines.append((start, end))
    return lines


def _spaces_figures(below: Passage) -> bool:
    """Say whether white space stands behind nearly every figure, before its unit."""
    after = [one.end() for one in _FIGURE.finditer(below.text)]
    apart = sum(below.origins[at] - below.origins[at - 1] > 1 for at in after)
    return apart > _MOSTLY * len(after)


_FIGURE = re.compile(r"\d(?=[\u4e00-\u9fff])")
_WORD = re.compile(r"[\u4e00-\u9fff]")
# What a figure counts, and no row begins with: 2 个，.
_COUNTS = re.compile("[个家张所名项处座台次条份人户种](?:[，。、；]|以[上内]|左右)")
_MOSTLY = 0.8


def _group(words: Sequence[str], at: int) -> tuple[str, int]:
    """Give the heading of a group of rows that stands *at*, and where rows begin."""
    if at < len(words) and _GROUP.match(words[at]):
        return words[at], at + 1
    return "", at


def _row(below: Passage, parts: Sequence[Stretch], cells: Cells, number: int) -> Row:
    passages = {
        column: _cell([below.slice(*line) for line in parts[first:last]])
        for column, (first, last) in cells.items()
        if first < last
    }
    pieces: list[Passage] = []
    for passage in passages.values():
        if pieces:
            pieces.append(Passage("\n", [pieces[-1].origins[-1] + 1]))
        pieces.append(passage)
    return Row(passages, joined(pieces), number=number)


def _cell(lines: Sequence[Passage]) -> Passage:
    """Join the lines of a cell; whole bodies that no mark parts stay on their own."""
    listed = _lists([line.text for line in lines])
    return set_apart(lines) if listed else joined(lines)


def _lists(lines: Sequence[str]) -> bool:
    """Say whether each line of a cell holds whole bodies, with no mark between."""
    return len(lines) > 1 and all(map(_are_bodies, lines))


def _seams(below: Passage, parts: Sequence[Stretch], across: int) -> frozenset[int]:
    """Give the stretches behind which a page ended and its heads were repeated."""
    return frozenset(
        at
        for at, (before, after) in enumerate(pairwise(parts))
        if below.origins[after[0]] - below.origins[before[1] - 1] > across
    )


def _next_row(
    words: Sequence[str],
    at: int,
    roles: Sequence[Column],
    seams: frozenset[int] = frozenset(),
) -> tuple[Cells, int] | None:
    """Give the cells of the row whose number stands *at*, and where it ends."""
    number = number_of(words[at]) or 0
    merged = roles.count(Column.GROUP)  # its cell spans rows, and may stand above
    least, most = at + len(roles) - merged, min(at + _MOST_LINES, len(words))
    ends = [end for end in range(least, most) if number_of(words[end]) == number + 1]
    if not ends and number + 1 in map(number_of, words[at + 1 : most]):
        return None
    for end in ends or range(least, most + 1):
        ways = list(_ways(words, (at + 1, end), roles))
        if not ways and (end - 1 in seams or _GROUP.match(words[end - 1])):
            # the line that heads each page, or the next group
            end -= _GROUP.match(words[end - 1]) is not None
            ways = list(_ways(words, (at + 1, end - (end - 1 in seams)), roles))
        best = min((penalty for penalty, _ in ways), default=0)
        chosen = [cells for penalty, cells in ways if penalty == best]
        if len(chosen) == 1:
            return chosen[0], end
        if chosen:
            return None
    return None


def _ways(
    words: Sequence[str], place: tuple[int, int], roles: Sequence[Column]
) -> Iterator[tuple[int, Cells]]:
    """Yield the ways to cut lines into cells, each with what speaks against it."""
    start, end = place
    open_ways: list[tuple[int, int, Cells]] = [(0, start, {})]
    for column, role in enumerate(roles[1:], 1):
        left = sum(one is not Column.GROUP for one in roles[column + 1 :])
        fewest = role is not Column.GROUP
        longer: list[tuple[int, int, Cells]] = []
        for penalty, first, cells in open_ways:
            last_column = column == len(roles) - 1
            stops = (end,) if last_column else range(first + fewest, end - left + 1)
            for last in stops:
                lines = words[first:last]
                if _may_fill(role, lines):
                    more = penalty + _against(role, roles, column, lines)
                    longer.append((more, last, {**cells, column: (first, last)}))
        if len(longer) > _MOST_WAYS:
            return
        open_ways = longer
    for penalty, _, cells in open_ways:
        yield penalty, cells


def _may_fill(role: Column, lines: Sequence[str]) -> bool:
    """Say whether lines may be one cell of a column."""
    cell = "".join(lines)
    if is_empty(cell) or not lines:
        return True
    if role in BODIES and _lists(lines):
        return True
    if not _wraps(lines):
        return False
    if role in BODIES:
        return _are_bodies(cell)
    if role is Column.DEADLINE:
        short = len(lines) <= 2 and not _are_bodies(lines[0])
        return short and _DAY.match(cell) is not None
    return role in _PROSE


def _wraps(lines: Sequence[str]) -> bool:
    """Say whether lines may be those of one cell, by their widths.

    Two lines that were joined at a figure are no measure of it.
    """
    *others, longest = sorted(lines, key=len)
    width = len(longest)
    if len(others) > 1 and _FIGURE.search(longest):
        next_width = len(others[-1])
        joined_two = _JOINED[0] * next_width <= width <= _JOINED[1] * next_width
        width = next_width if joined_two else width
    return all(
        len(line) >= width - _RAGGED or line.endswith((*_ENDS, "、", "，"))
        for line in lines[:-1]
    )


def _are_bodies(cell: str) -> bool:
    found = mentions(cell)
    if not found or cell.endswith(_UNENDED):
        return False
    covered = found[0].start == 0 and found[-1].end == len(cell)
    whole = all(b.start - a.end <= 1 for a, b in pairwise(found))
    return covered and whole and may_be(Column.LEAD, cell) and _is_named(cell)


def _is_named(cell: str) -> bool:
    return all(len(one.text) > 2 and is_body(one.text) for one in mentions(cell))


_NO_GROUP = 3
_LONGEST_GROUP = 10  # characters of a group's name that no label opens


def _names_group(lines: Sequence[str]) -> bool:
    name = "".join(lines)
    short = len(name) <= _LONGEST_GROUP and not name.endswith((*_ENDS, "，", "、"))
    return short or _GROUP.match(name) is not None


def _against(
    role: Column, roles: Sequence[Column], column: int, lines: Sequence[str]
) -> int:
    """Count what speaks against a cell.

    Of a group's name, that it is none, or that there is none in this row; of words, a
    sentence that does not end, or lines of bodies; of bodies, several lines of whole
    ones where another column of bodies follows: who leads stands on one line.
    """
    if role in BODIES:
        follows = any(one in BODIES for one in roles[column + 1 :])
        return len(lines) - 1 if follows and _lists(lines) else 0
    if role is Column.GROUP:
        return (0 if _names_group(lines) else _NO_GROUP) if lines else 1
    if role is not Column.TEXT:
        return 0
    cell = "".join(lines)
    last = Column.TEXT not in roles[column + 1 :]
    taken = sum(map(_are_bodies, lines[1:]))  # of a column of bodies
    if last:
        return taken + (not cell.endswith(_ENDS))
    return taken + ("。" in cell)
