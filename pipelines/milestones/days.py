"""The days that a sentence names, those counted from the day of issue included."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from pipelines.grammar.dates import DateToken, find_dates
from pipelines.grammar.numerals import chinese_number
from pipelines.model import Metadata

# 本方案印发之日起1个月内: so long after the notice was issued.
_SINCE_ISSUE = re.compile(
    "(?:[自在从于本该此][一-龥]{0,6}?)?(?:印发|发布|下发|公布)(?:之日起|之?后)"
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>个月|[日天])(?:之|以)?内"
)


def dates_of(
    words: str, metadata: Metadata, year: int | None = None
) -> Sequence[DateToken]:
    """Give the phrases of time of *words* in order.

    *year* is the one in which a bare month lies; not given, the notice's own.
    """
    tokens = find_dates(
        words, year=year or metadata.year, period_end=metadata.period_end
    )
    if metadata.issued_on is None:
        return tokens
    counted = [
        _counted(found, metadata.issued_on) for found in _SINCE_ISSUE.finditer(words)
    ]
    if not counted:
        return tokens
    others = [
        token
        for token in tokens
        if not any(one.start < token.end and token.start < one.end for one in counted)
    ]
    return sorted((*others, *counted), key=lambda token: token.start)


def _counted(found: re.Match[str], issued: date) -> DateToken:
    digits = found["number"]
    number = int(digits) if digits.isdecimal() else int(chinese_number(digits) or 0)
    last = (
        _months_after(issued, number)
        if found["unit"] == "个月"
        else issued + timedelta(days=number)
    )
    return DateToken(found.start(), found.end(), issued, last, "day", "", "前")


def _months_after(day: date, months: int) -> date:
    """Give the same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
