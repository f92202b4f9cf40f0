"""Points and spans of time in a passage, with their first and last day.

Knows how officials write time, not what is due. ``last`` is the deadline that a
phrase states: 到2022年 is 2022-12-31, 6月底前 of a 2017 plan is 2017-06-30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipelines.grammar.date_patterns import (
    BEGINS,
    SCANNERS,
    STOP,
    THIS_YEAR,
    TIMED,
    TIMED_CLAUSE,
)
from pipelines.grammar.date_readers import READERS, Context, DateToken

__all__ = ["DateToken", "find_dates"]


def find_dates(
    text: str, *, year: int | None = None, period_end: int | None = None
) -> list[DateToken]:
    """Find every phrase of time in *text*, in reading order.

    A bare 6月底前 lies in the year that the same sentence named last, else in *year*
    (the plan's own or that of issue), in which 今年 always lies; 三年内 ends at
    *period_end* where that lies within the stated years, else counts from *year*.
    Where the year is unknown, the phrase is still found, with ``first`` and ``last``
    None.

    Several stages ask for the dates of the same sentences, in passages cut in several
    ways: the last answers are kept.
    """
    if not TIMED.search(text):
        return []
    if len(text) > _LONGEST_KEPT:
        return _of_text(text, year, period_end)
    return list(_of_kept_text(text, year, period_end))


@lru_cache(maxsize=512)
def _of_kept_text(
    text: str, year: int | None, period_end: int | None
) -> tuple[DateToken, ...]:
    return tuple(_of_text(text, year, period_end))


def _of_text(text: str, year: int | None, period_end: int | None) -> list[DateToken]:
    found: list[DateToken] = []
    for start, end in _timed_sentences(text):
        words = text[start:end]
        read = _kept if len(words) <= _LONGEST_KEPT else _found
        tokens = read(words, year, period_end)
        found += tokens if start == 0 else [_moved(one, start) for one in tokens]
    return found


def _timed_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences that may hold a phrase of time; 。 and line ends part them."""
    end = 0
    while timed := TIMED.search(text, end):
        at = timed.start()
        start = max(text.rfind("。", end, at), text.rfind("\n", end, at), end - 1) + 1
        stop = STOP.search(text, at)
        end = stop.start() if stop else len(text)
        yield start, end


def _moved(one: DateToken, by: int) -> DateToken:
    return DateToken(
        one.start + by,
        one.end + by,
        one.first,
        one.last,
        one.precision,
        one.lead,
        one.tail,
        one.year_stated,
    )


# Answers are kept for sentences and passages up to so many characters.
_LONGEST_KEPT = 2_000


# Of when the work is that goes on says nothing of the months to come: 2020年结转项目.
_CARRIED_OVER = re.compile("度?(?:结转|续建|在建|遗留|未完工?)")


@lru_cache(maxsize=4096)
def _kept(
    sentence: str, year: int | None, period_end: int | None
) -> tuple[DateToken, ...]:
    return _found(sentence, year, period_end)


def _found(
    sentence: str, year: int | None, period_end: int | None
) -> tuple[DateToken, ...]:
    found: list[DateToken] = []
    given = context = Context(year, period_end)
    for match in _matches(sentence):
        own = THIS_YEAR.search(match[0]) is not None
        token = READERS[str(match.lastgroup)](match, given if own else context)
        if token is None:
            continue
        carries = _CARRIED_OVER.match(sentence, token.end) is None
        if token.last is not None and token.year_stated and carries:
            context = Context(token.last.year, period_end)
        found.append(token)
    return tuple(found)


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    """Match clause by clause: few hold a word of time, and no phrase crosses one."""
    for clause in TIMED_CLAUSE.finditer(sentence):
        yield from _phrases(sentence, *clause.span())


def _phrases(sentence: str, start: int, end: int) -> Iterator[re.Match[str]]:
    while opens := BEGINS.search(sentence, start, end):
        match = SCANNERS[opens[0]].match(sentence, opens.start(), end)
        start = match.end() if match else opens.end()
        if match:
            yield match
