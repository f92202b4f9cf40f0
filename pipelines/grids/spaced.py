"""Flattened tables whose cells white space still parts: text tables, tabs.

Canonical text holds no white space, but the place of each character in the original
tells where some stood. Rows are read where every column gets what it should hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.grammar.bodies import is_body
from pipelines.grids.model import BODIES, VALUES, Column, Head, Row, joined
from pipelines.grids.patterns import ATTRIBUTE
from pipelines.grids.values import is_empty, read_value
from pipelines.model import Account, Disposition, Passage

_INDEX = re.compile(r"[（(]?(\d{1,3})[）).．、]?\Z")
_WORDS = re.compile(r"\S+")
_NUMBERED = re.compile(r"\d{1,2}[.．、]")
_ATTRIBUTE = re.compile(ATTRIBUTE)
_UNIT = re.compile(r"[%‰\u4e00-\u9fff/\d]{1,8}\Z")
_NAMES = (Column.INDICATOR, Column.TEXT, Column.GROUP)
_READABLE = frozenset(
    {*_NAMES, *VALUES, *BODIES, Column.INDEX, Column.UNIT, Column.ATTRIBUTE}
)
_LEAST_ROWS = 2
_MOST_PIECES = 4  # lines over which a name may run
_LONGEST_NAME = 60

Stretch = tuple[int, int]


def stretches(passage: Passage) -> list[Stretch]:
    """Give the ranges of a passage that white space of the original parts."""
    found: list[Stretch] = []
    for words in _WORDS.finditer(passage.text):
        start, end = words.span()
        steps = enumerate(pairwise(passage.origins[start:end]), start + 1)
        cuts = [at for at, (before, here) in steps if here - before > 1]
        found += pairwise((start, *cuts, end))
    return found


def read_spaced(
    below: Passage, heads: Sequence[Head]
) -> tuple[list[Row], int, list[Account]] | None:
    """Read the rows below heads, where they end, and the rows' own numbers.

    None where cells do not part.
    """
    if not {head.role for head in heads} <= _READABLE:
        return None
    reader = _Reader(below, heads)
    rows = reader.read()
    read = rows, reader.stop, reader.accounts
    return read if len(rows) >= _LEAST_ROWS else None


class _Reader:
    """Fills rows from the stretches of a passage; ``stop`` is where they end.

    ``accounts`` hold the rows' own numbers.
    """

    def __init__(self, below: Passage, heads: Sequence[Head]) -> None:
        self.stop = 0
        self.accounts: list[Account] = []
        self._below = below
        self._heads = heads
        self._parts = stretches(below)
        self._at = 0

    def read(self) -> list[Row]:
        """Read rows for as long as every column gets what it should hold."""
        rows: list[Row] = []
        while self._at < len(self._parts):
            begin = self._parts[self._at][0]
            cells, number = self._cells()
            if cells is None:
                break
            self.stop = self._parts[self._at - 1][1]
            whole = self._below.slice(begin, self.stop)
            rows.append(Row(cells, whole, number=number or len(rows) + 1))
        return rows

    def _cells(self) -> tuple[dict[int, Passage] | None, int | None]:
        cells: dict[int, Passage] = {}
        number = None
        for column, head in enumerate(self._heads):
            first = self._at
            place = self._take(head.role)
            if place is None:
                return None, None
            lines = self._parts[first : self._at]
            cell = joined(self._below.slice(*line) for line in lines)
            if head.role is Column.INDEX:
                index = _INDEX.match(cell.text)
                number = int(index[1]) if index else None
                self._number(cell, index)
            elif place[0] < place[1]:
                cells[column] = cell
        return cells, number

    def _number(self, cell: Passage, index: re.Match[str] | None) -> None:
        if index:
            span = cell.span(*index.span(1))
            told = Account(span, Disposition.OUTLINE, "table: number of a row")
            self.accounts.append(told)

    def _take(self, role: Column) -> Stretch | None:
        """Give the range of the next cell, None where it cannot be of that column."""
        words = self._words(self._at)
        if role is Column.GROUP and self._is_merged(words):
            start = self._parts[self._at][0]
            return (start, start)  # merged with the row above
        if role is Column.ATTRIBUTE and not _ATTRIBUTE.fullmatch(words):
            end = self._parts[self._at - 1][1]
            return (end, end)
        if not words or not (_may_be(role, words) or self._breaks_off(role, words)):
            return None
        start, end = self._parts[self._at]
        self._at += 1
        taken = 1
        while taken < _MOST_PIECES and self._goes_on(role, start):
            end = self._parts[self._at][1]
            self._at += 1
            taken += 1
        return start, end

    def _is_merged(self, words: str) -> bool:
        """Say whether a row begins without its group: it stands in a row above."""
        roles = [head.role for head in self._heads]
        numbered = Column.INDEX in roles[roles.index(Column.GROUP) :]
        return bool(_NUMBERED.match(words) or (numbered and _INDEX.match(words)))

    def _goes_on(self, role: Column, start: int) -> bool:
        """Say whether the next stretch belongs to the cell that begins at *start*."""
        if role in BODIES:
            return self._lists_on(start)
        return role in _NAMES and role is not Column.GROUP and self._runs_on(start)

    def _lists_on(self, start: int) -> bool:
        """Say whether the next line still belongs to a list of bodies.

        It does behind 、, and where the next row would have to begin with its number.
        """
        words = self._words(self._at)
        if not words or _INDEX.match(words):
            return False
        listed = self._below.text[start : self._parts[self._at - 1][1]]
        first, last = self._heads[0].role, self._heads[-1].role
        cut = first is Column.INDEX and last in BODIES and is_body(listed + words)
        return listed.endswith("、") or (cut and "。" not in words)

    def _breaks_off(self, role: Column, words: str) -> bool:
        """Say whether a line ends within the name of a body: 市人力资源社会保, 障局."""
        first, last = self._heads[0].role, self._heads[-1].role
        more = self._words(self._at + 1)
        if role not in BODIES or first is not Column.INDEX or last is not role:
            return False
        return bool(more) and not _INDEX.match(more) and is_body(words + more)

    def _words(self, at: int) -> str:
        if at >= len(self._parts):
            return ""
        return self._below.text[slice(*self._parts[at])]

    def _runs_on(self, start: int) -> bool:
        """Say whether the next stretch still belongs to a name."""
        words = self._words(self._at)
        if not words or self._parts[self._at][1] - start > _LONGEST_NAME:
            return False
        if _NUMBERED.match(words):
            return False
        if _UNIT.match(words) and self._is_before_a_unit():
            return True
        return not (_is_value(words) or _UNIT.match(words) or _INDEX.match(words))

    def _is_before_a_unit(self) -> bool:
        """Say whether the stretch behind the next is the unit: 床位, 占比, %, 46.3."""
        if all(head.role is not Column.UNIT for head in self._heads):
            return False
        unit, value = self._words(self._at + 1), self._words(self._at + 2)
        return bool(_UNIT.match(unit)) and not _is_value(unit) and _is_value(value)


def _is_value(words: str) -> bool:
    return is_empty(words) or read_value(words) is not None


def _may_be(role: Column, words: str) -> bool:
    if role is Column.INDEX:
        return _INDEX.match(words) is not None
    if role in VALUES:
        return _is_value(words) or words[:1].isdigit()
    if role in BODIES:
        return is_body(words.rstrip("、"))
    if role is Column.UNIT:
        return _UNIT.match(words) is not None
    if role in _NAMES:
        return 1 < len(words) <= _LONGEST_NAME and "。" not in words
    return True
