# ruff: noqa: E501 - a Chinese character counts as two columns
"""The expressions of which phrases of time are made.

``TIMED_CLAUSE`` is a clause that may hold one, ``BEGINS`` where one may begin, and
``SCANNERS`` has for each character that may begin one the expression of those that do;
the name of the group that matched says how the phrase is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.grammar.eras import NAMED_ENDS, OPEN_ENDED, RECURRING
from pipelines.grammar.needs import openings

_LEAD_WORDS = "截至|截止到|截止|力争到|到|至|在|自|从|于"
_LEAD = f"(?:{_LEAD_WORDS})(?=[0-9二“十本上下第一三四年])"
_AFTER_LEAD = frozenset("0123456789二“十本上下第一三四年")
# 前 is "before" unless it begins another word: 前期, 前列, 2020年前三季度.
_BEFORE = "前(?![后述列沿端期景瞻置提款几一二三四])"
_TAIL = (
    f"(?:年?(?:底|末)(?:之前|以前|前)?|[之以]前|{_BEFORE}|之内|内|期间|时期|期末|初)?"
)
_YEAR = "(?:20\\d\\d|19[5-9]\\d)"
# A time to which something is held is measured: 办理用时控制在6个月以内.
_NOT_HELD = "".join(
    f"(?<!{verb}{to})"
    for verb in ("控制", "压缩", "缩短", "限制", "压减")
    for to in "在到至为"
)
CHINESE_YEAR = "二[〇零○][〇零○一二三四五六七八九]{2}"
_RANGE = "(?:-|—{1,2}|–|~|至|到)"
NUMBER = "(?:[1-9]\\d?|[一二三四五六七八九十两]{1,2})"

_TIMES = "年月季五世每逐长持常"
TIMED = re.compile(f"[{_TIMES}]")
STOP = re.compile("[。\n]")
# A clause with one of these: from the stop before it to the next behind it.
TIMED_CLAUSE = re.compile(
    f"(?<![^，。；\n])[^，。；\n{_TIMES}]*+[{_TIMES}][^，。；\n]*+"
)
# The forms of phrases of time, in the order in which they are tried; before the first
# of them a lead may stand, before the others none.
_LED = {
    "years": f"{_YEAR}年?{_RANGE}{_YEAR}(?:年度?|(?=[）)]))(?:底|末)?(?:期间|内)?",
    "day": f"(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12]\\d|0?[1-9])[日号](?:之前|以前|前)?|[上中下]旬(?:之?前)?)",
    "months": f"(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9])月?{_RANGE}(?:1[0-2]|0?[1-9])月(?:份)?(?:底|末)?",
    "month": f"(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?!龄)(?:底|末)?(?:之前|以前|前)?(?:内)?",
    "quarter": f"(?:(?:{_YEAR})年(?:的)?)?(?:第)?[一二三四1-4](?:个)?季度(?:末|底)?(?:之前|以前|前)?(?:内)?",
    "half": f"(?:(?:{_YEAR})年)?[上下]半年(?:末|底)?(?:之前|以前|前)?",
    "term": f"(?:(?:{_YEAR})年|[今本]年)?[春秋]季(?:学期(?:开学|开始)?|开学)(?:之前|以前|前)",
    "listed": f"{_YEAR}(?=(?:、{_YEAR})*(?:[、和及与]){_YEAR}年)",
    "plain": f"{_YEAR}年(?:度)?{_TAIL}",
    "chinese": f"{CHINESE_YEAR}年(?:度)?{_TAIL}",
    "plan": "[“\"']?十[一二三四五六]五[”\"']?(?:规划)?(?:期间|时期|期末|末期|末|内|以来)?",
    "named": "|".join(NAMED_ENDS),
}
_BARE = {
    "duration": f"{_NOT_HELD}(?:力争|争取|用|利用|通过|计划用)?(?:今后|未来)?{NUMBER}(?:-{NUMBER}|至{NUMBER}|到{NUMBER})?(?:年|个月)(?:左右)?(?:(?:的)?时间)?(?:之内|内|以内)",
    "effort": f"(?:用|利用|通过|经过|今后|未来){NUMBER}(?:-{NUMBER}|至{NUMBER}|到{NUMBER})?年(?:左右)?(?:(?:的)?时间|的?努力)?",
    "relative": "(?:到|在)?(?:今年年?底|今年|本年度|本年|明年底|明年|(?<![去上前])(?:年底之前|年底以前|年底前|年底)(?!去向|存量|余额|人口|在)|年末(?!人口|余额|存量)|年内|当年底|全年)(?:之前|前)?",
    "recurring": "|".join(RECURRING),
    "open": "|".join(OPEN_ENDED),
}
# Characters with which many phrases begin: each group has an expression of its own.
_OPENERS = ("0123456789", "一二三四五六七八九十两", "截力到至在自从于")


def _able(forms: Mapping[str, str], firsts: frozenset[str]) -> str:
    """Give the forms that may begin with one of some characters, as one expression."""
    return "|".join(
        f"(?P<{name}>{form})"
        for name, form in forms.items()
        if not openings(form).isdisjoint(firsts)
    )


def _scanner(firsts: frozenset[str]) -> re.Pattern[str]:
    """Give the expression of the phrases that begin with one of some characters."""
    parts = [_able(_LED, firsts), _able(_BARE, firsts)]
    if not firsts.isdisjoint(openings(_LEAD)):
        parts[0] = f"{_LEAD}(?:{_able(_LED, _AFTER_LEAD)})"
    return re.compile(f"(?<![0-9])(?:{'|'.join(filter(None, parts))})")


def _scanners() -> dict[str, re.Pattern[str]]:
    firsts = openings(_LEAD)
    for form in (*_LED.values(), *_BARE.values()):
        firsts |= openings(form)
    groups = [frozenset(group) for group in _OPENERS]
    groups.append(firsts.difference(*groups))
    return {first: found for g in groups for found in [_scanner(g)] for first in g}


SCANNERS = _scanners()
# With what a phrase of time may begin.
BEGINS = re.compile(f"[{re.escape(''.join(sorted(SCANNERS)))}]")
FOUR_DIGITS = re.compile(f"{_YEAR}")
LEADS = re.compile(_LEAD_WORDS)
TAILS = re.compile(
    "(?:底|末)(?:之前|以前|前)?$|(?:之|以)?前$|之?内$|期间$|时期$|期末$|初$|以来$"
)
MONTH = re.compile("([0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
DAY = re.compile("([0-9]{1,2})[日号]")
# These name the plan's own year, whatever year the sentence named before.
THIS_YEAR = re.compile("[今本明]年")
