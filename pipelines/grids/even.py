"""Flattened tables each of whose rows has a cell for every head, parted by white space.

The surest of all: the rows are numbered 1, 2, 3 without a gap, and between one number
and the next stand as many stretches as there are heads; no number follows the last.
Then any column may hold anything, a task's words and its day too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.grammar.bodies import is_body, split_bodies
from pipelines.grids.model import BODIES, VALUES, Column, Head, Row, joined
from pipelines.grids.spaced import stretches
from pipelines.grids.values import is_empty, read_value
from pipelines.model import Account, Disposition, Passage

_NUMBER = re.compile(r"[（(]?(\d{1,3})[)）.．、]?\Z")
NUMBER = "table: number of a row"
_LEAST_ROWS = 2
_LEAST_HEADS = 4
_CLAUSE = re.compile("[\u4e00-\u9fff]{4}")
_IN_WORDS = {
    Column.TARGET: Column.TEXT,
    Column.CUMULATIVE: Column.TEXT,
    Column.BASELINE: Column.NOTE,
}
_BODY_WORDS = ("单位", "部门", "分行", "支行", "成员")

Stretch = tuple[int, int]


def read_even(
    below: Passage, heads: Sequence[Head]
) -> tuple[list[Row], int, list[Account]] | None:
    """Read the rows below heads, where they end, and account for their numbers.

    None where a row is uneven.
    """
    if len(heads) < _LEAST_HEADS or heads[0].role is not Column.INDEX:
        return None
    rows: list[Row] = []
    accounts: list[Account] = []
    stop = 0
    parts = stretches(below)
    for line in _lines(parts, len(heads)):
        number = number_of(below.text[slice(*line[0])])
        if number != len(rows) + 1:
            break
        if len(line) < len(heads) or not _fits(below, line, heads):
            return None
        stop = line[-1][1]
        cells = {
            at: below.slice(*part)
            for at, part in enumerate(line)
            if heads[at].role is not Column.INDEX
        }
        rows.append(Row(cells, _apart(below, line[1:]), number=number))
        accounts.append(Account(below.span(*line[0]), Disposition.OUTLINE, NUMBER))
    following = {
        number_of(below.text[start:end]) for start, end in parts if end > stop - 1
    }
    whole = len(rows) >= _LEAST_ROWS and len(rows) + 1 not in following
    return (rows, stop, accounts) if whole else None


def worded(below: Passage, heads: Sequence[Head]) -> tuple[Head, ...]:
    """Give heads whose columns of values hold words the role of words.

    2025年目标 may stand above figures, and above what shall be done: then the column
    is a task's text; 完成情况 above words is a note. So it is where no cell below is
    a value and each says a clause, in a table that can so be read.
    """
    cells: dict[int, list[str]] = {}
    for number, line in enumerate(_lines(stretches(below), len(heads)), 1):
        if len(line) < len(heads) or number_of(below.text[slice(*line[0])]) != number:
            break
        for at, part in enumerate(line):
            cells.setdefault(at, []).append(below.text[slice(*part)])
    told = tuple(
        replace(one, role=_IN_WORDS[one.role])
        if one.role in _IN_WORDS and at in cells and all(map(_is_clause, cells[at]))
        else one
        for at, one in enumerate(heads)
    )
    return told if read_even(below, told) is not None else tuple(heads)


def _is_clause(words: str) -> bool:
    return read_value(words) is None and _CLAUSE.search(words) is not None


def _apart(below: Passage, line: Sequence[Stretch]) -> Passage:
    """Give the words of a row, its cells set apart as lines."""
    pieces: list[Passage] = []
    for start, end in line:
        if pieces:
            pieces.append(Passage("\n", [pieces[-1].origins[-1] + 1]))
        pieces.append(below.slice(start, end))
    return joined(pieces)


def _lines(parts: Sequence[Stretch], width: int) -> Iterator[tuple[Stretch, ...]]:
    for at in range(0, len(parts), width):
        yield tuple(parts[at : at + width])


def number_of(words: str) -> int | None:
    """Give the number that a stretch is, as a row's own; None where it is none."""
    found = _NUMBER.match(words)
    return int(found[1]) if found else None


def _fits(below: Passage, line: Sequence[Stretch], heads: Sequence[Head]) -> bool:
    """Say whether every cell of a row holds what its column should."""
    return all(
        may_be(head.role, below.text[slice(*part)])
        for part, head in zip(line, heads, strict=True)
    )


def may_be(role: Column, words: str) -> bool:
    """Say whether words may be a cell of a column of this role."""
    if is_empty(words):
        return True
    if role in BODIES:
        return words[-1] not in "、，" and all(
            is_body(one.text) or one.text.endswith(_BODY_WORDS)
            for one in split_bodies(words)
        )
    return role not in VALUES or read_value(words) is not None
