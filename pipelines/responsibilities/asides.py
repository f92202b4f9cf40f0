"""What a notice says of all its lists or all its tasks at once."""

from __future__ import annotations

import re
from functools import cache

from pipelines.grammar.rules import Grammar
from pipelines.model import Role
from pipelines.model.records import record
from pipelines.responsibilities.duties import STOPS, Duty, duties_of
from pipelines.responsibilities.phrases import PHRASES
from pipelines.responsibilities.rules import CONVENTIONS, DEFAULTS

_CONVENTION_WORD = re.compile("为牵头|是牵头|为主办|为配合|为协办|不再|恕不|不另|均")


@record(frozen=True, slots=True)
class Asides:
    """Names of conventions, bodies answerable for all, and the ranges that say so."""

    conventions: frozenset[str] = frozenset()
    defaults: tuple[Duty, ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()


@cache
def _grammar() -> Grammar:
    return Grammar((*CONVENTIONS, *DEFAULTS), PHRASES)


def read_asides(words: str) -> Asides:
    """Read what *words* say of all lists or all tasks.

    Raises:
        GrammarError: two rules read the very same characters.
    """
    if not _CONVENTION_WORD.search(words):
        return Asides()
    conventions: set[str] = set()
    defaults: list[Duty] = []
    cuts: list[tuple[int, int]] = []
    for found in _grammar().find(words):
        start = max(words.rfind(stop, 0, found.span.start) for stop in STOPS) + 1
        start = max(start, *(words.rfind(o, 0, found.span.start) for o in "（("))
        end = _sentence_end(words, found.span.end)
        cuts.append((start, end))
        if found.rule.startswith("convention."):
            conventions.add(found.rule)
            continue
        defaults += duties_of(
            found.slots["organizations"],
            found.spans["organizations"].start,
            Role.RESPONSIBLE,
            found.slots.get("term", "") or "责任单位",
            found.rule,
            strict=True,
        )
    return Asides(frozenset(conventions), tuple(defaults), tuple(cuts))


def _sentence_end(words: str, at: int) -> int:
    ends = [end for stop in "。；" if (end := words.find(stop, at)) >= 0]
    return min(ends, default=len(words))
