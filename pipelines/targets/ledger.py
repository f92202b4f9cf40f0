"""The accounts of one passage: what became of each figure that made no target."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.grammar.quantities import Quantity
from pipelines.model import Account, Disposition, Item
from pipelines.targets.symbols import BRACKET, NAME, QUALIFIER, RATE
from pipelines.targets.tokens import Tokens

_HIDING = {
    NAME: (Disposition.NAME, "name.quoted"),
    BRACKET: (Disposition.QUALIFIER, "qualifier.bracket"),
    RATE: (Disposition.QUALIFIER, "qualifier.rate"),
}


class Ledger:
    """Settles each figure of a passage once; what was settled first stays."""

    def __init__(self, item: Item, tokens: Tokens) -> None:
        self.accounts: list[Account] = []
        self._item = item
        self._tokens = tokens
        self._settled: set[int] = set()
        self._dated = {
            place for day in tokens.dates for place in range(day.start, day.end)
        }

    def use(self, quantities: Iterable[Quantity]) -> None:
        """Note figures that made a target."""
        self._settled.update(one.start for one in quantities)

    def is_open(self, quantities: Iterable[Quantity]) -> bool:
        """Say whether none of the figures is settled yet."""
        return not any(one.start in self._settled for one in quantities)

    def settle(
        self, quantities: Iterable[Quantity], disposition: Disposition, rule: str
    ) -> None:
        """Account for figures, those already settled left alone.

        A time of day (20:30) is a date, wherever it stands.
        """
        for quantity in quantities:
            if quantity.start in self._settled:
                continue
            self._settled.add(quantity.start)
            end = quantity.start + max(1, len(quantity.text))
            span = self._item.passage.span(quantity.start, end)
            if quantity.is_time_of_day:
                account = Account(span, Disposition.DATE, "date.time_of_day")
            else:
                account = Account(span, disposition, rule)
            self.accounts.append(account)

    def settle_scopes(self, places: Iterable[int]) -> None:
        """Account for figures that only say of what another speaks."""
        marks = (self._tokens.marks[place] for place in sorted(places))
        inner = [mark.quantity for mark in marks if mark.quantity]
        self.settle(inner, Disposition.QUALIFIER, "qualifier.scope")

    def close(self) -> None:
        """Account for qualifiers, and for the figures that names and brackets hide."""
        for mark in self._tokens.marks.values():
            if mark.symbol == QUALIFIER and mark.quantity:
                self.settle([mark.quantity], Disposition.QUALIFIER, "qualifier.scope")
            elif mark.symbol in _HIDING:
                inner = [
                    one
                    for one in self._tokens.quantities
                    if mark.start <= one.start < mark.end and not self._is_dated(one)
                ]
                self.settle(inner, *_HIDING[mark.symbol])

    def _is_dated(self, quantity: Quantity) -> bool:
        """Say whether a figure is part of a phrase of time."""
        return quantity.start in self._dated or quantity.end - 1 in self._dated
