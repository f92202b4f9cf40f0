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

from pipelines.grammar.eras import (
    FIVE_YEAR_PLANS,
    NAMED_ENDS,
    OPEN_ENDED,
    QUARTERS,
    RECURRING,
)
from pipelines.grammar.quantities import chinese_number
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
    found: list[DateToken] = []
    if not _TIMED.search(text):
        return found
    context = _Context(year, period_end)
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if _TIMED.search(text, start, end):
            words = sentence[0]
            short = len(words) <= _LONGEST_KEPT
            kept = _kept(words, context) if short else _found(words, context)
            found += kept if start == 0 else [_moved(one, start) for one in kept]
    return found


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


# Answers are kept for sentences up to so many characters.
_LONGEST_KEPT = 2_000


@lru_cache(maxsize=4096)
def _kept(sentence: str, given: _Context) -> tuple[DateToken, ...]:
    return _found(sentence, given)


def _found(sentence: str, given: _Context) -> tuple[DateToken, ...]:
    found: list[DateToken] = []
    context = given
    for match in _matches(sentence):
        own = _THIS_YEAR.search(match[0]) is not None
        token = _READERS[str(match.lastgroup)](match, given if own else context)
        if token is None:
            continue
        if token.last is not None and token.year_stated:
            context = _Context(token.last.year, given.period_end)
        found.append(token)
    return tuple(found)


# These name the plan's own year, whatever year the sentence named before.
_THIS_YEAR = re.compile("[今本明]年")


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    """Match clause by clause: few hold a word of time, and no phrase crosses one."""
    for clause in _CLAUSE.finditer(sentence):
        start, end = clause.span()
        if _TIMED.search(sentence, start, end):
            yield from _phrases(sentence, start, end)


def _phrases(sentence: str, start: int, end: int) -> Iterator[re.Match[str]]:
    while opens := _OPENS.search(sentence, start, end):
        match = _SCAN.match(sentence, opens.start(), end)
        start = match.end() if match else opens.end()
        if match:
            yield match


_SENTENCE = re.compile("[^。\n]+")


_LEAD = (
    "(?:(?:截至|截止到|截止|力争到|到|至|在|自|从|于)(?=[0-9二“十本上下第一三四年]))?"
)
# 前 is "before" unless it begins another word: 前期, 前列, 2020年前三季度.
_BEFORE = "前(?![后述列沿端期景瞻置提款几一二三四])"
_TAIL = (
    f"(?:年?(?:底|末)(?:之前|以前|前)?|[之以]前|{_BEFORE}|之内|内|期间|时期|期末|初)?"
)
_YEAR = "(?:20\\d\\d|19[5-9]\\d)"
_CN_YEAR = "二[〇零○][〇零○一二三四五六七八九]{2}"
_RANGE = "(?:-|—{1,2}|–|~|至|到)"
_NUMBER = "(?:[1-9]\\d?|[一二三四五六七八九十两]{1,2})"

_CLAUSE = re.compile("[^，。；\n]+")
_TIMED = re.compile("[年月季五世每逐长持常]")
# With what a phrase of time may begin.
_OPENS = re.compile(
    "[0-9截力到至在自从于二第一三四五六七八九十两上下“\"'本建争用利通计今未经明年当全每逐长持常]"
)
_SCAN = re.compile(
    "(?<![0-9])(?:"
    f"(?P<years>{_LEAD}{_YEAR}年?{_RANGE}{_YEAR}(?:年度?|(?=[）)]))(?:底|末)?(?:期间|内)?)"
    f"|(?P<day>{_LEAD}(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12]\\d|0?[1-9])[日号](?:之前|以前|前)?|[上中下]旬(?:之?前)?))"
    f"|(?P<months>{_LEAD}(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9])月?{_RANGE}(?:1[0-2]|0?[1-9])月(?:份)?(?:底|末)?)"
    f"|(?P<month>{_LEAD}(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?!龄)(?:底|末)?(?:之前|以前|前)?(?:内)?)"
    f"|(?P<quarter>{_LEAD}(?:(?:{_YEAR})年(?:的)?)?(?:第)?[一二三四1-4](?:个)?季度(?:末|底)?(?:之前|以前|前)?(?:内)?)"
    f"|(?P<half>{_LEAD}(?:(?:{_YEAR})年)?[上下]半年(?:末|底)?(?:之前|以前|前)?)"
    f"|(?P<listed>{_LEAD}{_YEAR}(?=(?:、{_YEAR})*(?:[、和及与]){_YEAR}年))"
    f"|(?P<plain>{_LEAD}{_YEAR}年(?:度)?{_TAIL})"
    f"|(?P<chinese>{_LEAD}{_CN_YEAR}年(?:度)?{_TAIL})"
    f"|(?P<plan>{_LEAD}[“\"']?十[一二三四五六]五[”\"']?(?:规划)?(?:期间|时期|期末|末期|末|内|以来)?)"
    f"|(?P<named>{_LEAD}(?:{'|'.join(NAMED_ENDS)}))"
    f"|(?P<duration>(?:力争|争取|用|利用|通过|计划用)?(?:今后|未来)?{_NUMBER}(?:-{_NUMBER}|至{_NUMBER}|到{_NUMBER})?(?:年|个月)(?:左右)?(?:(?:的)?时间)?(?:之内|内|以内))"
    f"|(?P<effort>(?:用|利用|通过|经过|今后|未来){_NUMBER}(?:-{_NUMBER}|至{_NUMBER}|到{_NUMBER})?年(?:左右)?(?:(?:的)?时间|的?努力)?)"
    "|(?P<relative>(?:到|在)?(?:今年年?底|今年|本年度|本年|明年底|明年|年底之前|年底以前|年底前|年底(?!去向|存量|余额|人口|在)|年末(?!人口|余额|存量)|年内|当年底|全年)(?:之前|前)?)"
    f"|(?P<recurring>{'|'.join(RECURRING)})"
    f"|(?P<open>{'|'.join(OPEN_ENDED)}))"
)
_FOUR = re.compile(f"{_YEAR}")
_LEADS = re.compile("截至|截止到|截止|力争到|到|至|在|自|从|于")
_TAILS = re.compile(
    "(?:底|末)(?:之前|以前|前)?$|(?:之|以)?前$|之?内$|期间$|时期$|期末$|初$|以来$"
)
_MONTH = re.compile("([0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_DAY = re.compile("([0-9]{1,2})[日号]")


def _token(
    match: re.Match[str],
    first: date | None,
    last: date | None,
    precision: str,
    *,
    year_stated: bool = True,
) -> DateToken:
    text = match[0]
    lead = _LEADS.match(text)
    tail = _TAILS.search(text)
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
    stated = _FOUR.search(match[0])
    year = int(stated[0]) if stated else context.year
    if year is None:
        return _token(match, None, None, precision, year_stated=False)
    end = date(year, last, monthrange(year, last)[1])
    return _token(
        match, date(year, first, 1), end, precision, year_stated=stated is not None
    )


def _day(match: re.Match[str], context: _Context) -> DateToken | None:
    month = int(_MONTH.findall(match[0])[0])
    stated = _FOUR.search(match[0])
    year = int(stated[0]) if stated else context.year
    day = _DAY.search(match[0])
    number = (
        int(day[1]) if day else {"上": 10, "中": 20}.get(match[0].split("月")[1][0])
    )
    if year is None:
        return _token(match, None, None, "day", year_stated=False)
    longest = monthrange(year, month)[1]
    last = date(year, month, min(number or longest, longest))
    return _token(match, last, last, "day", year_stated=stated is not None)


def _month(match: re.Match[str], context: _Context) -> DateToken | None:
    number = _whole(_MONTH.findall(match[0])[0])
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
    first, last = (int(year) for year in _FOUR.findall(match[0])[:2])
    if first > last:
        return None
    return _token(match, date(first, 1, 1), date(last, 12, 31), "period")


def _year(match: re.Match[str], context: _Context) -> DateToken | None:
    stated = _FOUR.search(match[0])
    year = int(stated[0]) if stated else _chinese_year(match[0])
    return _token(match, date(year, 1, 1), date(year, 12, 31), "year")


def _chinese_year(phrase: str) -> int:
    found = re.search(_CN_YEAR, phrase)
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
    numbers = [_whole(number) for number in re.findall(_NUMBER, match[0])]
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
