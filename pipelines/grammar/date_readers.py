"""What each kind of phrase of time means: its first and last day.

A reader takes the match of its pattern (``date_patterns``) and the year known so far.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from pipelines.grammar.date_patterns import (
    CHINESE_YEAR,
    DAY,
    FOUR_DIGITS,
    LEADS,
    MONTH,
    NUMBER,
    TAILS,
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
class Context:
    """The year that a bare month lies in, and the last of the plan, where known."""

    year: int | None
    period_end: int | None


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
    match: re.Match[str], context: Context, first: int, last: int, precision: str
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


def _day(match: re.Match[str], context: Context) -> DateToken | None:
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


def _month(match: re.Match[str], context: Context) -> DateToken | None:
    number = _whole(MONTH.findall(match[0])[0])
    return _months(match, context, number, number, "month")


def _month_range(match: re.Match[str], context: Context) -> DateToken | None:
    numbers = [int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", match[0])]
    return _months(match, context, numbers[0], numbers[-1], "month")


def _quarter(match: re.Match[str], context: Context) -> DateToken | None:
    digit = re.search("([一二三四1-4])个?季度", match[0])
    quarter = QUARTERS[digit[1]] if digit else 0
    return _months(match, context, quarter * 3 - 2, quarter * 3, "quarter")


def _half(match: re.Match[str], context: Context) -> DateToken | None:
    first = 1 if "上半年" in match[0] else 7
    return _months(match, context, first, first + 5, "half")


def _term(match: re.Match[str], context: Context) -> DateToken | None:
    """Read 春季学期前: the spring term begins in March, that of autumn in September."""
    last = 2 if "春" in match[0] else 8
    return _months(match, context, last, last, "month")


def _years(match: re.Match[str], context: Context) -> DateToken | None:
    first, last = (int(year) for year in FOUR_DIGITS.findall(match[0])[:2])
    if first > last:
        return None
    return _token(match, date(first, 1, 1), date(last, 12, 31), "period")


def _year(match: re.Match[str], context: Context) -> DateToken | None:
    stated = FOUR_DIGITS.search(match[0])
    year = int(stated[0]) if stated else _chinese_year(match[0])
    return _token(match, date(year, 1, 1), date(year, 12, 31), "year")


def _chinese_year(phrase: str) -> int:
    found = re.search(CHINESE_YEAR, phrase)
    value = chinese_number(found[0].replace("○", "〇")) if found else None
    return int(value or 0)


def _plan(match: re.Match[str], context: Context) -> DateToken | None:
    for name, (first, last) in FIVE_YEAR_PLANS.items():
        if name in match[0]:
            return _token(match, date(first, 1, 1), date(last, 12, 31), "period")
    return None


def _named(match: re.Match[str], context: Context) -> DateToken | None:
    year = next(year for name, year in NAMED_ENDS.items() if name in match[0])
    return _token(match, date(year, 1, 1), date(year, 12, 31), "year")


def _duration(match: re.Match[str], context: Context) -> DateToken | None:
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


def _relative(match: re.Match[str], context: Context) -> DateToken | None:
    if context.year is None:
        return _token(match, None, None, "year", year_stated=False)
    if match[0] == "全年" and (context.period_end or 0) > context.year:
        # In a plan of several years, every year.
        return _token(match, None, None, "recurring", year_stated=False)
    year = context.year + ("明年" in match[0])
    first, last = date(year, 1, 1), date(year, 12, 31)
    return _token(match, first, last, "year", year_stated=False)


def _recurring(match: re.Match[str], context: Context) -> DateToken | None:
    return _token(match, None, None, "recurring", year_stated=False)


def _open(match: re.Match[str], context: Context) -> DateToken | None:
    return _token(match, None, None, "open", year_stated=False)


def _whole(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else int(chinese_number(numeral) or 0)


READERS: dict[str, Callable[[re.Match[str], Context], DateToken | None]] = {
    "years": _years,
    "day": _day,
    "months": _month_range,
    "month": _month,
    "quarter": _quarter,
    "half": _half,
    "term": _term,
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
