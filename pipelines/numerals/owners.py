"""The numbers that other readers have used, by their place in the original text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipelines.model import Account, Disposition, Span, Target, TaskDeadline
from pipelines.model.records import record


@record(frozen=True, slots=True)
class Owner:
    """What became of a number, by which rule, and the target that used it."""

    disposition: Disposition
    rule: str
    target: int | None = None


Owners = Mapping[int, Owner]
"""Offset in the original text -> the owner of the character there."""


def owners(
    targets: Sequence[Target],
    accounts: Iterable[Account],
    deadlines: Iterable[TaskDeadline],
) -> Owners:
    """Map each character of a number that was read to its owner; targets come first."""
    places: dict[int, Owner] = {}
    for account in accounts:
        _own(places, account.span, Owner(account.disposition, account.rule))
    for deadline in deadlines:
        _own(places, deadline.span, Owner(Disposition.DATE, "date.task_deadline"))
    for index, target in enumerate(targets):
        base = Owner(Disposition.BASELINE, target.rule, index)
        for span in target.baseline_numerals:
            _own(places, span, base)
    for index, target in enumerate(targets):
        used = Owner(Disposition.TARGET, target.rule, index)
        for span in target.numerals:
            if places.get(span.start, used).disposition is not Disposition.TARGET:
                _clear(places, span)
            _own(places, span, used)
    return places


def _own(places: dict[int, Owner], span: Span, owner: Owner) -> None:
    for at in range(span.start, span.end):
        places.setdefault(at, owner)


def _clear(places: dict[int, Owner], span: Span) -> None:
    for at in range(span.start, span.end):
        places.pop(at, None)
