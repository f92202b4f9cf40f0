"""Figures of a passage: every number with its value, bound word and unit.

Knows how officials write numbers, not what the numbers are about. Years and days
also look like figures (``2022年``): a caller that reads dates lets them win.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from pipelines.grammar.choices import choice
from pipelines.grammar.clauses import sentences
from pipelines.grammar.measures import (
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    CHINESE_DIGITS,
    CHINESE_MYRIADS,
    CHINESE_POWERS,
    COUNTERS,
    DIGIT_UNITS,
    LASTING,
    MULTIPLIERS,
    NORMAL_UNITS,
    NOT_BEFORE,
    PER_UNITS,
    WORDS_NOT_NUMBERS,
)
from pipelines.model.records import record


@record(frozen=True, slots=True)
class Quantity:
    """One figure of a passage; offsets are those of the passage's text.

    ``start``/``end`` run over figure, multiplier, unit and a bound word after them;
    ``figure_start``/``figure_end`` over the digits with their multiplier alone, both
    figures of a range included; ``bound_start`` is where a bound word before the
    figure begins (equal to ``start`` where there is none). ``value_max`` is set for a
    range. ``unit`` is in the guideline's form, None where the figure has none;
    ``unit_text`` as written. ``comparator`` is one of ``= >= <= > < ~ between``, as
    the bound words say. ``ordinal`` is true after 第, ``joined`` where a Latin letter
    or another digit group touches the figure (PM2.5, 4A, 12-3).
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    bound_start: int
    text: str
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    unit_text: str
    comparator: str
    bound: str = ""
    chinese: bool = False
    ordinal: bool = False
    joined: bool = False


def find_quantities(text: str) -> list[Quantity]:
    """Find every figure of *text* (canonical passage text), in reading order.

    No figure crosses the end of a sentence. Several stages ask for the figures of the
    same sentences, in passages cut in several ways: the last answers are kept.
    """
    found: list[Quantity] = []
    for start, end in sentences(text):
        if _BEGINS.search(text, start, end):
            words = text[start:end]
            kept = _kept(words) if len(words) <= _LONGEST_KEPT else _found(words)
            found += kept if start == 0 else [_moved(one, start) for one in kept]
    return found


def _moved(one: Quantity, by: int) -> Quantity:
    return Quantity(
        one.start + by,
        one.end + by,
        one.figure_start + by,
        one.figure_end + by,
        one.bound_start + by,
        one.text,
        one.value,
        one.value_max,
        one.unit,
        one.unit_text,
        one.comparator,
        one.bound,
        one.chinese,
        one.ordinal,
        one.joined,
    )


# Answers are kept for sentences up to so many characters.
_LONGEST_KEPT = 2_000


@lru_cache(maxsize=4096)
def _kept(text: str) -> tuple[Quantity, ...]:
    return _found(text)


def _found(text: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    at = 0
    while begins := _BEGINS.search(text, at):
        match = _SCAN.match(text, begins.start())
        quantity = _read(text, match) if match else None
        if match is None or quantity is None:
            at = match.end() if match else begins.end()
            continue
        found.append(quantity)
        at = max(quantity.end, match.end())
    return tuple(found)


def chinese_number(numeral: str) -> Decimal | None:
    """Give the value of a Chinese numeral (二十三, 两千五百, 二〇二五), None if none.

    A fraction after 点 is read too: 三点五 is 3.5.
    """
    whole, _, fraction = numeral.partition("点")
    if fraction:
        digits = [CHINESE_DIGITS.get(character) for character in fraction]
        head = chinese_number(whole)
        if head is None or None in digits:
            return None
        return Decimal(f"{head}.{''.join(map(str, digits))}")
    if len(whole) > 1 and all(character in CHINESE_DIGITS for character in whole):
        return Decimal("".join(str(CHINESE_DIGITS[character]) for character in whole))
    return _positional(whole)


def _positional(numeral: str) -> Decimal | None:
    total = section = digit = 0
    for character in numeral:
        if character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
        elif character in CHINESE_POWERS:
            section += (digit or 1) * CHINESE_POWERS[character]
            digit = 0
        elif character in CHINESE_MYRIADS:
            total = (total + section + digit) * CHINESE_MYRIADS[character]
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit) if numeral else None


def _units(words: Iterable[str]) -> str:
    """Give a pattern of units, each minding what may not follow it."""
    free = [word for word in words if word not in NOT_BEFORE]
    bound = sorted(
        (word for word in words if word in NOT_BEFORE), key=len, reverse=True
    )
    minded = [f"{word}(?![{NOT_BEFORE[word]}])" for word in bound]
    return "|".join([choice(free), *minded])


_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_COUNTER = _units(COUNTERS)
_ANY_UNIT = _units((*COUNTERS, *DIGIT_UNITS))
# 百家 and 千名 count too; 百货 and 千方百计 do not.
_NUMERAL = (
    "(?:[一二三四五六七八九两十][一二三四五六七八九十百千万亿零〇]*"
    "|(?<![一二三四五六七八九十百千万零几数上近])[百千](?=[家个名所项户场](?!争|姓|万|行|讲|衲|工程)))"
)
# With what a figure may begin.
_BEGINS = re.compile("[0-9百千一二三四五六七八九十两翻减]")
_MARK = "(?:-|—{1,2}|–|~|～|至|到)"
_PER = f"(?:/(?:每)?(?:{choice(PER_UNITS)}))"
_SCAN = re.compile(
    f"(?P<percent>百分之(?P<of_hundred>{_ARABIC}|{_NUMERAL}(?:点[一二三四五六七八九零]+)?|百(?!分)))"
    f"|(?P<fraction>(?P<parts>[二三四五六七八九十])分之(?P<share>[一二三四五六七八九]))"
    "|(?P<doubling>翻(?P<times>[一两二三四])?番)|(?P<halving>减半|一半(?=以上|左右|以内)|(?<=减少|缩短|压缩|压减|降低|下降|缩减|精简)一半)"
    f"|(?P<arabic>{_ARABIC})"
    f"|(?!{choice(WORDS_NOT_NUMBERS)})"
    f"(?<![统唯进单同专逐合归万之])(?P<chinese>{_NUMERAL}(?:点[一二三四五六七八九]+)?)"
    f"(?=[余多几]?(?:{_COUNTER})|成(?:以上|左右|以内|[，。；、])|{_MARK}{_NUMERAL}(?:{_COUNTER}))"
)
_ONE = Decimal(1)
# With what the pieces around a figure begin or end: most are not there.
_OPENS_SCALE = frozenset("余多几十百千万亿")
_OPENS_RANGE = frozenset("-—–~～至到")
_OPENS_RATIO = frozenset(":：∶")
_OPENS_BOUND = frozenset(word[0] for word in BOUNDS_AFTER)
_CLOSES_BOUND = frozenset(word[-1] for word in BOUNDS_BEFORE)
_MULTIPLIER = re.compile(
    f"(?P<few>[余多])?(?P<multiplier>{choice(MULTIPLIERS)})(?![分米克瓦伏])"
)
_FEW = re.compile(f"[余多几](?={_ANY_UNIT})")
_UNIT = re.compile(f"(?:{_ANY_UNIT}){_PER}?|{_PER}|%|‰")
_CHINESE_UNIT = re.compile(f"(?:{_COUNTER}){_PER}?|成")
_RANGE = re.compile(f"{_MARK}(?P<upper>{_ARABIC}|{_NUMERAL}(?=[余多]?(?:{_ANY_UNIT})))")
_RATIO = re.compile(rf"[:：∶](?P<against>{_ARABIC})(?![:\d])")
_AFTER = re.compile(choice(BOUNDS_AFTER))
# 签约1家 and 附近1公里 hold no bound word.
_BEFORE = re.compile(
    f"(?:{choice(BOUNDS_BEFORE)})(?<![签预节公条履]约)(?<![附邻最]近)$"
)


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    if match["percent"]:
        value = _value(match["of_hundred"])
        return None if value is None else _finish(text, match, value, unit="%")
    if match["fraction"]:
        parts, share = _value(match["parts"]), _value(match["share"])
        if parts is None or share is None:
            return None
        percent = (share * 100 / parts).quantize(Decimal("0.000001")).normalize()
        return _finish(text, match, percent, unit="%")
    if match["doubling"]:
        times = _value(match["times"] or "一")
        if times is None:
            return None
        return _finish(text, match, (2**times - 1) * 100, unit="%")
    if match["halving"]:
        return _finish(text, match, Decimal(50), unit="%")
    return _plain(text, match)


def _plain(text: str, match: re.Match[str]) -> Quantity | None:
    """Read a figure with its multiplier, its range, its unit and its bound words."""
    chinese = match["chinese"] is not None
    value = _value(match["chinese"] if chinese else match["arabic"])
    if value is None:
        return None
    units = _CHINESE_UNIT if chinese else _UNIT
    at, scale, few, vague = _scaled(text, match.end(), chinese=chinese)
    value, value_max = value * scale, None
    unit = units.match(text, at)
    if upper := _upper(text, at, unit):
        at, value_max = upper.end(), _value(upper["upper"])
        if value_max is not None:
            value_max, at, value = _scale_range(text, at, value, scale, value_max)
        unit = units.match(text, at)
    if value_max is None and not chinese and text[at : at + 1] in _OPENS_RATIO:
        ratio = _RATIO.match(text, at)
        if ratio:
            return _ratio(text, match, ratio, value)
    figure_end = at - few
    unit_text = unit[0] if unit else ""
    if unit_text == "成":
        value, unit_text = value * 10, "%"
    return _bounded(
        text,
        match.start(),
        figure_end,
        unit.end() if unit else at,
        value=value,
        value_max=value_max,
        unit_text=unit_text,
        vague=vague,
        chinese=chinese,
    )


def _scaled(text: str, at: int, *, chinese: bool) -> tuple[int, Decimal, int, bool]:
    """Give the end, the scale, the length of 余 or 多 at the end, and if one stands."""
    scale, few, vague = _ONE, 0, False
    if text[at : at + 1] not in _OPENS_SCALE:
        return at, scale, few, vague
    if not chinese and (multiplier := _MULTIPLIER.match(text, at)):
        scale, at = MULTIPLIERS[multiplier["multiplier"]], multiplier.end()
        vague = bool(multiplier["few"])
    if more := _FEW.match(text, at):
        at, few = more.end(), 1
    return at, scale, few, vague or few > 0


def _upper(text: str, at: int, unit: re.Match[str] | None) -> re.Match[str] | None:
    """Find the second figure of a range: 2-3个, 5%-10%, 三至五个."""
    for start in (at, unit.end()) if unit else (at,):
        if text[start : start + 1] in _OPENS_RANGE:
            upper = _RANGE.match(text, start)
            if upper:
                return upper
    return None


def _scale_range(
    text: str, at: int, value: Decimal, scale: Decimal, value_max: Decimal
) -> tuple[Decimal, int, Decimal]:
    """Let a multiplier after the second figure count for both: 2-3万亩."""
    if multiplier := _MULTIPLIER.match(text, at):
        upper_scale = MULTIPLIERS[multiplier["multiplier"]]
        value = value if scale != 1 else value * upper_scale
        return value_max * upper_scale, multiplier.end(), value
    return value_max * scale if value > value_max else value_max, at, value


def _ratio(
    text: str, match: re.Match[str], ratio: re.Match[str], value: Decimal
) -> Quantity:
    """Read 2.45:1 as 2.45 of unit ``:1``; a ratio keeps its base."""
    unit = f":{ratio['against']}"
    return _bounded(
        text, match.start(), ratio.end(), ratio.end(), value=value, unit_text=unit
    )


def _finish(text: str, match: re.Match[str], value: Decimal, *, unit: str) -> Quantity:
    return _bounded(
        text,
        match.start(),
        match.end(),
        match.end(),
        value=value,
        unit_text=unit,
        chinese=True,
    )


def _bounded(
    text: str,
    start: int,
    figure_end: int,
    end: int,
    *,
    value: Decimal,
    value_max: Decimal | None = None,
    unit_text: str = "",
    vague: bool = False,
    chinese: bool = False,
) -> Quantity:
    before = after = None
    left, right = text[max(0, start - 1) : start], text[end : end + 1]
    if left in _CLOSES_BOUND:
        before = _BEFORE.search(text, max(0, start - 6), start)
    if right in _OPENS_BOUND:
        after = _AFTER.match(text, end)
    if after and after[0] == "内" and unit_text not in LASTING:
        after = None
    bound = (after[0] if after else "") or (before[0] if before else "")
    comparator = BOUNDS_AFTER.get(bound) or BOUNDS_BEFORE.get(bound)
    if value_max is not None:
        comparator = "between"
    bound_start = before.start() if before else start
    return Quantity(
        start=start,
        end=after.end() if after else end,
        figure_start=start,
        figure_end=figure_end,
        bound_start=bound_start,
        text=text[start:end],
        value=_plainly(value),
        value_max=None if value_max is None else _plainly(value_max),
        unit=NORMAL_UNITS.get(unit_text, unit_text) or None,
        unit_text=unit_text,
        comparator=comparator or (">=" if vague else "="),
        bound=bound,
        chinese=chinese,
        ordinal=left == "第",
        joined=_is_letter(left)
        or (not unit_text and _is_letter(right))
        or (left in _OPENS_RATIO and _PROPORTION.match(text, start - 2) is not None),
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


# The further members of 4∶3∶2∶1.
_PROPORTION = re.compile(r"\d[:：∶]")


def _plainly(value: Decimal) -> Decimal:
    return value.quantize(_ONE) if value == value.to_integral() else value


def _value(figure: str) -> Decimal | None:
    if len(figure) > _LONGEST:
        return None
    if figure[0].isdigit():
        return Decimal(figure.replace(",", ""))
    return chinese_number(figure)


# No figure of a plan has more characters; a longer run of digits is a code.
_LONGEST = 18
