"""Apply the rules of words to the numbers that nothing else has explained.

All sentences that hold such a number are folded (one private character for each
number) and read by each rule once. A rule explains every number within its match; of
several rules the longest match wins, between equals the rule whose name comes first:
the order in which rules stand in the file means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from pipelines.grammar.needs import needs
from pipelines.grammar.rules import Rule, Token, compile_rule, fold
from pipelines.model import Disposition
from pipelines.model.records import record
from pipelines.numerals.owners import Owner
from pipelines.numerals.rules import PHRASES, RULES
from pipelines.numerals.scan import Expression
from pipelines.numerals.symbols import OPEN_SYMBOLS, date_symbol, open_symbol

_SENTENCE_ENDS = "。；\n"


@record(frozen=True, slots=True)
class Case:
    """The numbers of one passage: those still open, and the dates beside them."""

    text: str
    open: Sequence[Expression]
    dates: Sequence[Expression] = ()


class Ruling:
    """Rules made ready; see the module's words for the law between them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        compiled = ((rule.name, compile_rule(rule, PHRASES)) for rule in rules)
        self._patterns = [
            (name, pattern, needs(pattern.pattern)) for name, pattern in compiled
        ]
        self._owners = {
            rule.name: Owner(Disposition(rule.implies["disposition"]), rule.name)
            for rule in rules
        }

    def decide(
        self, cases: Sequence[Case], issued: date | None = None
    ) -> list[list[Owner | None]]:
        """Give for each case the owner of each open number, None where no rule speaks.

        *issued* tells which dates lie behind; None leaves all dates ahead.
        """
        digest = _Digest(issued)
        for index, case in enumerate(cases):
            digest.add(index, case)
        best: dict[tuple[int, int], tuple[int, str]] = {}
        text = digest.text()
        lacks = frozenset(text).isdisjoint
        for name, pattern, needed in self._patterns:
            if any(map(lacks, needed)):
                continue
            for match in pattern.finditer(text):
                rank = (match.start() - match.end(), name)
                for key in digest.open_within(match.start(), match.end()):
                    best[key] = min(best.get(key, (1, "")), rank)
        return [
            [
                self._owners[best[i, j][1]] if (i, j) in best else None
                for j in range(len(case.open))
            ]
            for i, case in enumerate(cases)
        ]


@cache
def standing_rules() -> Ruling:
    """Give the rules of the ledger, made ready once."""
    return Ruling(RULES)


class _Digest:
    """Folded sentences, one a line, and the number that each symbol stands for."""

    def __init__(self, issued: date | None) -> None:
        self._issued = issued
        self._lines: list[str] = []
        self._length = 0
        self._keys: dict[int, tuple[int, int]] = {}
        self._text: str | None = None
        self._places: list[int] = []

    def add(self, index: int, case: Case) -> None:
        """Take in the sentences of a passage that hold an open number."""
        for start, end in _sentences(case.text, case.open):
            inside = [
                (row, j) for j, row in enumerate(case.open) if start <= row.start < end
            ]
            tokens = [
                Token(
                    row.figure_start - start,
                    row.figure_end - start,
                    open_symbol(case.text[row.figure_start : row.figure_end]),
                )
                for row, _ in inside
            ]
            dates = [
                Token(
                    row.start - start, row.end - start, date_symbol(row, self._issued)
                )
                for row in case.dates
                if start <= row.start < end
            ]
            folded = fold(case.text[start:end], [*tokens, *dates])
            for place, token in folded.tokens.items():
                if token < len(inside):
                    self._keys[self._length + place] = (index, inside[token][1])
            self._lines.append(folded.text)
            self._length += len(folded.text) + 1
        self._text = None

    def text(self) -> str:
        """Give all sentences, one a line."""
        if self._text is None:
            self._text = "\n".join(self._lines)
            self._places = sorted(self._keys)
        return self._text

    def open_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give the open numbers whose symbols stand in a range."""
        return [
            self._keys[match.start()]
            for match in OPEN_SYMBOLS.finditer(self.text(), start, end)
            if match.start() in self._keys
        ]


def _sentences(text: str, rows: Iterable[Expression]) -> list[tuple[int, int]]:
    """Give the ranges of the sentences that hold one of *rows*, each once."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row.start < found[-1][1]:
            continue
        start = max(text.rfind(mark, 0, row.start) for mark in _SENTENCE_ENDS) + 1
        ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, row.end)) >= 0]
        found.append((start, min(ends, default=len(text))))
    return found
