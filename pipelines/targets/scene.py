"""The scene of a statement: its words, its place in the notice and what governs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipelines.grammar.quantities import Quantity
from pipelines.grammar.rules import Folded, Found
from pipelines.model import Item, Span
from pipelines.model.records import record
from pipelines.targets.coordination import Stretch
from pipelines.targets.symbols import FIGURES, QUALIFIER
from pipelines.targets.tokens import Mark, Tokens

# No sentence of a notice is longer; a table that lost its cells may be.
REACH_BACK = 1000
_BULLET = re.compile(r"(?<![^\n。；：])[-•·●▪◆■□○◇*][ \t]*(?=\S)")


@record(frozen=True, slots=True)
class Scene:
    """One statement with its clause and sentence, in folded places of one passage."""

    item: Item
    tokens: Tokens
    sentence: Stretch
    clause: Stretch
    statement: Stretch
    days: tuple[date, ...]
    stated: bool
    aspirational: bool
    scopes: frozenset[int] = frozenset()

    @property
    def folded(self) -> Folded:
        """The statement's own folded text, with its way back to the passage."""
        start, end = self.statement.start, self.statement.end
        whole = self.tokens.folded
        text = whole.text[start:end]
        for place in self.scopes:
            if start <= place < end:
                text = text[: place - start] + QUALIFIER + text[place - start + 1 :]
        return Folded(text, whole.offsets[start : end + 1], {})

    @property
    def text(self) -> str:
        """The statement's words."""
        start, end = self.tokens.original(self.statement.start, self.statement.end)
        return self.tokens.text[start:end]

    @property
    def clause_text(self) -> str:
        """The words of the clause that holds the statement."""
        start, end = self.tokens.original(self.clause.start, self.clause.end)
        return self.tokens.text[start:end]

    def words_before(self, figure: Quantity) -> str:
        """Give the words of the clause up to a figure, bounds of others left out."""
        start, _ = self.tokens.original(self.clause.start, self.clause.start)
        words = self.tokens.text[start : figure.start]
        for other in reversed(self.tokens.quantities):
            if start <= other.bound_start and other.end <= figure.start:
                words = words[: other.bound_start - start] + words[other.end - start :]
        return words

    def words_up_to(self) -> str:
        """Give the words of the clause up to the statement."""
        start, end = self.tokens.original(self.clause.start, self.statement.start)
        return self.tokens.text[start:end]

    def marks_before_figure(self) -> list[Mark]:
        """Give the marks of the statement that stand before its first figure."""
        found: list[Mark] = []
        statement = self.statement
        for place, mark in self.tokens.between(statement.start, statement.end):
            if mark.symbol in FIGURES and place not in self.scopes:
                break
            found.append(mark)
        return found

    def measured(self) -> list[Quantity]:
        """Give the figures that the statement states, not those of its scope."""
        statement = self.statement
        return [
            mark.quantity
            for place, mark in self.tokens.between(statement.start, statement.end)
            if mark.quantity and mark.symbol in FIGURES and place not in self.scopes
        ]

    def clause_mark(self, symbol: str) -> Mark | None:
        """Give the first mark of a kind in the clause, up to the statement's end."""
        return self._first(symbol, self.clause.start, self.statement.end)

    def earlier_mark(self, symbol: str) -> Mark | None:
        """Give the first mark of a kind in the clause, before the statement."""
        return self._first(symbol, self.clause.start, self.statement.start)

    def sentence_mark(self, symbol: str) -> Mark | None:
        """Give the first mark of a kind in the sentence, up to the clause."""
        return self._first(symbol, self.opening(), self.clause.start)

    def _first(self, symbol: str, start: int, end: int) -> Mark | None:
        marks = (mark for _, mark in self.tokens.between(start, end))
        return next((mark for mark in marks if mark.symbol == symbol), None)

    def before(self) -> str:
        """Give the words of the sentence up to the statement's end."""
        start, end = self.tokens.original(self.opening(), self.statement.end)
        return self.tokens.text[start:end]

    def opening(self) -> int:
        """Give the sentence's start, or a place within reach of the statement."""
        return max(self.sentence.start, self.statement.start - REACH_BACK)

    def span(self) -> Span:
        """Give the statement's place in the original text, without a bullet."""
        start, end = self.tokens.original(self.statement.start, self.statement.end)
        bullet = _BULLET.match(self.tokens.text, start, end)
        return self.item.passage.span(bullet.end() if bullet else start, end)

    def marks(self, place: Span | None = None) -> list[Mark]:
        """Give the marks in a folded range of the statement, all without one."""
        base = self.statement.start
        start, end = (
            (place.start, place.end) if place else (0, self.statement.end - base)
        )
        return [mark for _, mark in self.tokens.between(base + start, base + end)]

    def quantities(self, place: Span) -> list[Quantity]:
        """Give the figures in a folded range of the statement."""
        return [mark.quantity for mark in self.marks(place) if mark.quantity]

    def figure_span(self, quantity: Quantity) -> Span:
        """Give a figure's place in the original text."""
        return self.item.passage.span(
            quantity.start, quantity.start + max(1, len(quantity.text))
        )


@dataclass(slots=True)
class Memory:
    """What a sentence has said so far: later statements lean on it."""

    subject: str = ""
    kind: str = ""
    verb: str = ""
    unit: str = ""
    theme: str = ""
    holder: str = ""
    clause: str = ""
    closer: str = ""
    place: Stretch | None = None
    told: list[str] = field(default_factory=list)


def words_of(found: Found, slot: str) -> str:
    """Give the words of a hole, "" where it is empty."""
    slots: Mapping[str, str] = found.slots
    return slots.get(slot, "")
