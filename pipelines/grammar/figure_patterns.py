"""The expressions of which figures are made: digits, numerals, units, bound words.

``BEGINS`` tells where a figure may begin, ``ARABIC`` matches one of digits there and
``SCAN`` one of words; the rest match what stands before and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.grammar.choices import choice
from pipelines.grammar.measures import (
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    COUNTERS,
    DIGIT_UNITS,
    MULTIPLIERS,
    NOT_BEFORE,
    PER_UNITS,
    WORDS_NOT_NUMBERS,
)


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
# Each has its own: 一人一档, 一户一策 say how, not how many.
_OF_EACH_ONE = "档案策品册卡码证表图方"
# With what a figure may begin.
BEGINS = re.compile("[0-9百千万一二三四五六七八九十两翻减半]")
_MARK = "(?:-|—{1,2}|–|~|～|至|到)"
_PER = f"(?:/(?:每)?(?:{choice(PER_UNITS)}))"
ARABIC = re.compile(_ARABIC)
SCAN = re.compile(
    f"(?P<percent>百分之(?P<of_hundred>{_ARABIC}|{_NUMERAL}(?:点[一二三四五六七八九零]+)?|百(?!分)))"
    f"|(?P<per_many>(?P<many>十?万|千)分之(?P<of_many>{_ARABIC}|{_NUMERAL}(?:点[一二三四五六七八九零]+)?))"
    f"|(?P<fraction>(?P<parts>[二三四五六七八九十])分之(?P<share>[一二三四五六七八九]))"
    "|(?P<doubling>翻(?P<times>[一两二三四])?番)|(?P<halving>减半|半数(?=以上|左右)|一半(?=以上|左右|以内)|(?<=不少于)一半|(?<=不低于)一半|(?<=减少|缩短|压缩|压减|降低|下降|缩减|精简)一半)"
    f"|(?!{choice(WORDS_NOT_NUMBERS)}|一[一-龥]一[{_OF_EACH_ONE}]|(?<=一[一-龥])一[{_OF_EACH_ONE}])"
    f"(?<![统唯进单同专逐合归万之])(?P<chinese>{_NUMERAL}(?:点[一二三四五六七八九]+)?)"
    f"(?=[余多几]?(?:{_COUNTER})|成(?:以上|左右|以内|[，。；、])|{_MARK}{_NUMERAL}(?:{_COUNTER}))"
)
# With what the pieces around a figure begin or end: most are not there.
OPENS_SCALE = frozenset("余多几十百千万亿")
OPENS_RANGE = frozenset("-—–~～至到")
OPENS_RATIO = frozenset(":：∶")
OPENS_BOUND = frozenset(word[0] for word in BOUNDS_AFTER)
CLOSES_BOUND = frozenset(word[-1] for word in BOUNDS_BEFORE)
MULTIPLIER = re.compile(
    f"(?P<few>[余多])?(?P<multiplier>{choice(MULTIPLIERS)})(?![分米克瓦伏])"
)
FEW = re.compile(f"[余多几](?={_ANY_UNIT})")
UNIT = re.compile(f"(?:{_ANY_UNIT}){_PER}?|{_PER}|%|‰")
CHINESE_UNIT = re.compile(f"(?:{_COUNTER}){_PER}?|成")
RANGE = re.compile(f"{_MARK}(?P<upper>{_ARABIC}|{_NUMERAL}(?=[余多]?(?:{_ANY_UNIT})))")
RATIO = re.compile(rf"[:：∶](?P<against>{_ARABIC})(?![:\d])")
# A time of day, and no ratio: 20:30, 9:00. Ratios have one on a side, or no full hours.
TIME_OF_DAY = re.compile("(?:0?[6-9]|1\\d|2[0-4])[:：][0-5][05]|0?\\d[:：]00")
AFTER = re.compile(choice(BOUNDS_AFTER))
# 签约1家 and 附近1公里 hold no bound word.
BEFORE = re.compile(f"(?:{choice(BOUNDS_BEFORE)})(?<![签预节公条履]约)(?<![附邻最]近)$")
# The further members of 4∶3∶2∶1.
PROPORTION = re.compile(r"\d[:：∶]")
