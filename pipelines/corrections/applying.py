"""Apply corrections to a reading, each only while what it corrects is still read."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.corrections.entries import Correction
from pipelines.model import Disposition, NoticeReading, Span

APPLIED, STALE = "applied", "stale"
_UNEXPLAINED = "unexplained"
"""The law of numerals that no row uses (``pipelines.numerals``)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one correction; ``span`` is where its row stands, if any."""

    correction: Correction
    status: str
    span: Span | None = None


def apply(
    notice: NoticeReading, corrections: Sequence[Correction], text: str
) -> tuple[NoticeReading, tuple[Outcome, ...]]:
    """Give the reading as corrected, and what became of each correction.

    A correction that fits no row, or more than one, is ``stale`` and changes nothing.
    All are set against the reading as it was, so that their order means nothing.
    """
    changes: dict[str, dict[int, dict[str, Any]]] = {}
    gone: dict[str, set[int]] = {}
    outcomes = []
    for one in corrections:
        if one.table == "notices":
            outcomes.append(_of_metadata(notice, one, changes))
            continue
        found = _rows(notice, one, text)
        if len(found) != 1:
            outcomes.append(Outcome(one, STALE))
            continue
        [row] = found
        if one.field is None:
            gone.setdefault(one.table, set()).add(row)
        else:
            changes.setdefault(one.table, {}).setdefault(row, {})[one.field] = (
                one.corrected
            )
        outcomes.append(Outcome(one, APPLIED, getattr(notice, one.table)[row].span))
    return _changed(notice, changes, gone), tuple(outcomes)


def _of_metadata(
    notice: NoticeReading,
    one: Correction,
    changes: dict[str, dict[int, dict[str, Any]]],
) -> Outcome:
    if not one.field or not _is_expected(notice.metadata, one):
        return Outcome(one, STALE)
    changes.setdefault("notices", {}).setdefault(0, {})[one.field] = one.corrected
    return Outcome(one, APPLIED)


def _rows(notice: NoticeReading, one: Correction, text: str) -> list[int]:
    """Give the rows that have the correction's words and what it expects."""
    words = "".join((one.quote or "").split())
    return [
        number
        for number, fact in enumerate(getattr(notice, one.table))
        if words == "".join(text[fact.span.start : fact.span.end].split())
        and _is_expected(fact, one)
    ]


def _is_expected(fact: object, one: Correction) -> bool:
    return all(getattr(fact, name) == value for name, value in one.expected.items())


def _changed(
    notice: NoticeReading,
    changes: dict[str, dict[int, dict[str, Any]]],
    gone: dict[str, set[int]],
) -> NoticeReading:
    more: dict[str, Any] = {}
    for table in {*changes, *gone} - {"notices"}:
        by_row, without = changes.get(table, {}), gone.get(table, set())
        more[table] = tuple(
            _corrected(fact, by_row.get(number, {}))
            for number, fact in enumerate(getattr(notice, table))
            if number not in without
        )
    if "notices" in changes:
        more["metadata"] = dataclasses.replace(notice.metadata, **changes["notices"][0])
    if "targets" in gone:
        more["numerals"] = _numerals_without(notice, gone["targets"])
    return dataclasses.replace(notice, **more)


def _corrected(fact: Any, fields: dict[str, Any]) -> Any:
    """Give a fact with its fields changed; what a person has read is certain."""
    if not fields:
        return fact
    is_rated = hasattr(fact, "confidence")
    return dataclasses.replace(
        fact, **fields, **({"confidence": 1.0} if is_rated else {})
    )


def _numerals_without(notice: NoticeReading, gone: set[int]) -> tuple[Any, ...]:
    """Give the numerals, those of removed targets as unexplained by any row."""
    kept = [n for n in range(len(notice.targets)) if n not in gone]
    places = {old: new for new, old in enumerate(kept)}
    return tuple(
        numeral
        if numeral.target is None
        else dataclasses.replace(numeral, target=places[numeral.target])
        if numeral.target in places
        else dataclasses.replace(
            numeral,
            target=None,
            disposition=Disposition.UNEXPLAINED,
            rule=_UNEXPLAINED,
        )
        for numeral in notice.numerals
    )
