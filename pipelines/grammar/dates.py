"""Points and spans of time in a passage, with their first and last day.

Knows how officials write time, not what is due. ``last`` is the deadline that a
phrase states: 到2022年 is 2022-12-31, 6月底前 of a 2017 plan is 2017-06-30.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from pipelines.grammar.date_patterns import (
    BEGINS,
    CHINESE_YEAR,
    DAY,
    FOUR_DIGITS,
    LEADS,
    MONTH,
    NUMBER,
    SCANNERS,
    STOP,
    TAILS,
    THIS_YEAR,
    TIMED,
    TIMED_CLAUSE,
)
from pipelines.grammar.eras import FIVE_YEAR_PLANS, NAMED_ENDS, QUARTERS
from pipelines.grammar.numerals import chinese_number
from pipelines.model.records import record


@record(frozen=True, slots=True)
class DateToken:
    """One phrase of time; offsets are those of the passage's text.

    ``precision`` is ``day`` ``month`` ``quarter`` ``half`` ``year`` ``period``
    (several years), ``duration`` (三年内), ``recurring`` (每年) or ``open`` (长期坚持);
    the last two have no days. ``lead`` is a 到, 至, 截至, 在, 自 or 从 before the
    phrase, and within ``start``; ``tail`` a 底, 底前, 末, 前, 内, 期间 after it.
    ``year_stated`` is false where the year was taken from the context.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    precision: str
    lead: str = ""
    tail: str = ""
    year_stated: bool = True


@record(frozen=True, slots=True)
class _Context:
    year: int | None
    period_end: int | None


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


@lru_cache(maxsize=4096)
def _kept(
    sentence: str, year: int | None, period_end: int | None
) -> tuple[DateToken, ...]:
    return _found(sentence, year, period_end)


def _found(
    sentence: str, year: int | None, period_end: int | None
) -> tuple[DateToken, ...]:
    found: list[DateToken] = []
    given = context = _Context(year, period_end)
    for match in _matches(sentence):
        own = THIS_YEAR.search(match[0]) is not None
        token = _READERS[str(match.lastgroup)](match, given if own else context)
        if token is None:
            continue
        if token.last is not None and token.year_stated:
            context = _Context(token.last.year, period_end)
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


def _token(
    match: re.Match[str],
    first: date | None,
    last: date | None,
    precision: str,
    *,
    year_stated: bool = True,
) -> DateToken:
    text = match[0]
    lead = LEADS.match(text)
    tail = TAILS.search(text)
    return DateToken(
        match.start(),
        match.end(),
        first,
        last,
        precision,
        lead[0] if lead else "",
        tail[0] if tail else "",
        year_stated,
    )


def _months(
    match: re.Match[str], context: _Context, first: int, last: int, precision: str
) -> DateToken | None:
    """Make the token of the months *first* to *last* of the stated or known year."""
    if not 1 <= first <= last <= 12:
        return None
    stated = FOUR_DIGITS.search(match[0])
    year = int(stated[0]) if stated else context.year
    if year is None:
        return _token(match, None, None, precision, year_stated=False)
    end = date(year, last, monthrange(year, last)[1])
    return _token(
        match, date(year, first, 1), end, precision, year_stated=stated is not None
    )


def _day(match: re.Match[str], context: _Context) -> DateToken | None:
    month = int(MONTH.findall(match[0])[0])
    stated = FOUR_DIGITS.search(match[0])
    year = int(stated[0]) if stated else context.year
    day = DAY.search(match[0])
    number = (
        int(day[1]) if day else {"上": 10, "中": 20}.get(match[0].split("月")[1][0])
    )
    if year is None:
        return _token(match, None, None, "day", year_stated=False)
    longest = monthrange(year, month)[1]
    last = date(year, month, min(number or longest, longest))
    return _token(match, last, last, "day", year_stated=stated is not None)


def _month(match: re.Match[str], context: _Context) -> DateToken | None:
    number = _whole(MONTH.findall(match[0])[0])
    return _months(match, context, number, number, "month")


def _month_range(match: re.Match[str], context: _Context) -> DateToken | None:
    numbers = [int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", match[0])]
    return _months(match, context, numbers[0], numbers[-1], "month")


def _quarter(match: re.Match[str], context: _Context) -> DateToken | None:
    digit = re.search("([一二三四1-4])个?季度", match[0])
    quarter = QUARTERS[digit[1]] if digit else 0
    return _months(match, context, quarter * 3 - 2, quarter * 3, "quarter")


def _half(match: re.Match[str], context: _Context) -> DateToken | None:
    first = 1 if "上半年" in match[0] else 7
    return _months(match, context, first, first + 5, "half")


def _years(match: re.Match[str], context: _Context) -> DateToken | None:
    first, last = (int(year) for year in FOUR_DIGITS.findall(match[0])[:2])
    if first > last:
        return None
    return _token(match, date(first, 1, 1), date(last, 12, 31), "period")


def _year(match: re.Match[str], context: _Context) -> DateToken | None:
    stated = FOUR_DIGITS.search(match[0])
    year = int(stated[0]) if stated else _chinese_year(match[0])
    return _token(match, date(year, 1, 1), date(year, 12, 31), "year")


def _chinese_year(phrase: str) -> int:
    found = re.search(CHINESE_YEAR, phrase)
    value = chinese_number(found[0].replace("○", "〇")) if found else None
    return int(value or 0)


def _plan(match: re.Match[str], context: _Context) -> DateToken | None:
    for name, (first, last) in FIVE_YEAR_PLANS.items():
        if name in match[0]:
            return _token(match, date(first, 1, 1), date(last, 12, 31), "period")
    return None


def _named(match: re.Match[str], context: _Context) -> DateToken | None:
    year = next(year for name, year in NAMED_ENDS.items() if name in match[0])
    return _token(match, date(year, 1, 1), date(year, 12, 31), "year")


def _duration(match: re.Match[str], context: _Context) -> DateToken | None:
    """Read 三年内; months and unknown years leave the days open."""
    numbers = [_whole(number) for number in re.findall(NUMBER, match[0])]
    if context.year is None or "个月" in match[0] or not numbers:
        return _token(match, None, None, "duration", year_stated=False)
    end = context.year + max(numbers)
    within = context.period_end
    if within is not None and context.year <= within <= end:
        end = within
    first = date(context.year, 1, 1)
    return _token(match, first, date(end, 12, 31), "duration", year_stated=False)


def _relative(match: re.Match[str], context: _Context) -> DateToken | None:
    if context.year is None:
        return _token(match, None, None, "year", year_stated=False)
    if match[0] == "全年" and (context.period_end or 0) > context.year:
        # In a plan of several years, every year.
        return _token(match, None, None, "recurring", year_stated=False)
    year = context.year + ("明年" in match[0])
    first, last = date(year, 1, 1), date(year, 12, 31)
    return _token(match, first, last, "year", year_stated=False)


def _recurring(match: re.Match[str], context: _Context) -> DateToken | None:
    return _token(match, None, None, "recurring", year_stated=False)


def _open(match: re.Match[str], context: _Context) -> DateToken | None:
    return _token(match, None, None, "open", year_stated=False)


def _whole(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese_number(numeral) or 0)


_READERS: dict[str, Callable[[re.Match[str], _Context], DateToken | None]] = {
    "years": _years,
    "day": _day,
    "months": _month_range,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "listed": _year,
    "plain": _year,
    "chinese": _year,
    "plan": _plan,
    "named": _named,
    "duration": _duration,
    "effort": _duration,
    "relative": _relative,
    "recurring": _recurring,
    "open": _open,
}
