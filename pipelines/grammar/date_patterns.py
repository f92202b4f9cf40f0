"""The expressions of which phrases of time are made.

``TIMED`` tells a clause that may hold one, ``BEGINS`` where one may begin, and ``SCAN``
matches one there; the name of the group that matched says how it is read.
"""

from __future__ import annotations

import re

from pipelines.grammar.eras import NAMED_ENDS, OPEN_ENDED, RECURRING

SENTENCE = re.compile("[^。\n]+")
_LEAD = (
    "(?:(?:截至|截止到|截止|力争到|到|至|在|自|从|于)(?=[0-9二“十本上下第一三四年]))?"
)
# 前 is "before" unless it begins another word: 前期, 前列, 2020年前三季度.
_BEFORE = "前(?![后述列沿端期景瞻置提款几一二三四])"
_TAIL = (
    f"(?:年?(?:底|末)(?:之前|以前|前)?|[之以]前|{_BEFORE}|之内|内|期间|时期|期末|初)?"
)
_YEAR = "(?:20\\d\\d|19[5-9]\\d)"
CHINESE_YEAR = "二[〇零○][〇零○一二三四五六七八九]{2}"
_RANGE = "(?:-|—{1,2}|–|~|至|到)"
NUMBER = "(?:[1-9]\\d?|[一二三四五六七八九十两]{1,2})"

CLAUSE = re.compile("[^，。；\n]+")
TIMED = re.compile("[年月季五世每逐长持常]")
# With what a phrase of time may begin.
BEGINS = re.compile(
    "[0-9截力到至在自从于二第一三四五六七八九十两上下“\"'本建争用利通计今未经明年当全每逐长持常]"
)
SCAN = re.compile(
    "(?<![0-9])(?:"
    f"(?P<years>{_LEAD}{_YEAR}年?{_RANGE}{_YEAR}(?:年度?|(?=[）)]))(?:底|末)?(?:期间|内)?)"
    f"|(?P<day>{_LEAD}(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9])月(?:(?:3[01]|[12]\\d|0?[1-9])[日号](?:之前|以前|前)?|[上中下]旬(?:之?前)?))"
    f"|(?P<months>{_LEAD}(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9])月?{_RANGE}(?:1[0-2]|0?[1-9])月(?:份)?(?:底|末)?)"
    f"|(?P<month>{_LEAD}(?:(?:{_YEAR})年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?(?!龄)(?:底|末)?(?:之前|以前|前)?(?:内)?)"
    f"|(?P<quarter>{_LEAD}(?:(?:{_YEAR})年(?:的)?)?(?:第)?[一二三四1-4](?:个)?季度(?:末|底)?(?:之前|以前|前)?(?:内)?)"
    f"|(?P<half>{_LEAD}(?:(?:{_YEAR})年)?[上下]半年(?:末|底)?(?:之前|以前|前)?)"
    f"|(?P<listed>{_LEAD}{_YEAR}(?=(?:、{_YEAR})*(?:[、和及与]){_YEAR}年))"
    f"|(?P<plain>{_LEAD}{_YEAR}年(?:度)?{_TAIL})"
    f"|(?P<chinese>{_LEAD}{CHINESE_YEAR}年(?:度)?{_TAIL})"
    f"|(?P<plan>{_LEAD}[“\"']?十[一二三四五六]五[”\"']?(?:规划)?(?:期间|时期|期末|末期|末|内|以来)?)"
    f"|(?P<named>{_LEAD}(?:{'|'.join(NAMED_ENDS)}))"
    f"|(?P<duration>(?:力争|争取|用|利用|通过|计划用)?(?:今后|未来)?{NUMBER}(?:-{NUMBER}|至{NUMBER}|到{NUMBER})?(?:年|个月)(?:左右)?(?:(?:的)?时间)?(?:之内|内|以内))"
    f"|(?P<effort>(?:用|利用|通过|经过|今后|未来){NUMBER}(?:-{NUMBER}|至{NUMBER}|到{NUMBER})?年(?:左右)?(?:(?:的)?时间|的?努力)?)"
    "|(?P<relative>(?:到|在)?(?:今年年?底|今年|本年度|本年|明年底|明年|年底之前|年底以前|年底前|年底(?!去向|存量|余额|人口|在)|年末(?!人口|余额|存量)|年内|当年底|全年)(?:之前|前)?)"
    f"|(?P<recurring>{'|'.join(RECURRING)})"
    f"|(?P<open>{'|'.join(OPEN_ENDED)}))"
)
FOUR_DIGITS = re.compile(f"{_YEAR}")
LEADS = re.compile("截至|截止到|截止|力争到|到|至|在|自|从|于")
TAILS = re.compile(
    "(?:底|末)(?:之前|以前|前)?$|(?:之|以)?前$|之?内$|期间$|时期$|期末$|初$|以来$"
)
MONTH = re.compile("([0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
DAY = re.compile("([0-9]{1,2})[日号]")
# These name the plan's own year, whatever year the sentence named before.
THIS_YEAR = re.compile("[今本明]年")
