"""The years that a plan covers, as its title or its goals name them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.grammar.eras import FIVE_YEAR_PLANS
from pipelines.model import Item, Outline

Period = tuple[int | None, int | None]

_RANGE = re.compile(r"((?:19|20)\d\d)年?(?:-|—{1,2}|–|~|～|至|到)((?:19|20)\d\d)年?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PLAN = re.compile(f'[“"]?({"|".join(FIVE_YEAR_PLANS)})')
# What a title only builds on: 贯彻《…2030…》, 根据…; its years are another document's.
_BUILDS_ON = re.compile(
    "(?:贯彻|落实|实施|执行|根据|按照|对接)(?:落实)?《[^《》]*》、?"
)
_TITLES = re.compile("《[^《》]*》")
_GOALS = re.compile("目标|要求|愿景|任务|指标")
_BY_YEAR = re.compile(
    r"(?:到|至)(20\d\d)年(?!\d{1,2}月\d)(?:(?:底|末)?(?:和|、|及)(20\d\d)年)?"
)
_BY_PLAN = re.compile(f"到“?({'|'.join(FIVE_YEAR_PLANS)})”?(?:时期|期)?末")
_BY_END = re.compile(r"(20\d\d)年(?:年?底|末)(?:之?前|以前)?")
# Goals alone say so without 到: 力争2020年建成示范区.
_BY_STRIVING = re.compile(r"(?:力争|争取|确保)(?:在|于)?(20\d\d)年(?!\d{1,2}月\d)")
_FARTHEST = 40
# How many years a plan says it lasts: 三年行动方案.
_LENGTHS = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
_SPAN = re.compile(
    "(?<![第十近前\\d])([两二三四五2-5])年(?=[^，。年]{0,6}(?:方案|计划|规划|行动|攻坚))"
)


def period_of_title(title: str | None) -> Period:
    """Read “十四五”, 2018-2020年 or 2017年 in a title."""
    if not title:
        return None, None
    own = _TITLES.sub("", title)
    if own != title and any(found := _period_in(own)):
        return found
    return _period_in(_BUILDS_ON.sub("", title))


def period_of_titles(titles: Iterable[str | None]) -> Period:
    """Read the years that all of several titles name; none where they differ."""
    found = {period_of_title(title) for title in titles}
    return found.pop() if len(found) == 1 else (None, None)


# 二〇二五年 in a title, and what a title says of a year gone by: 2024年工作总结和….
_CHINESE_YEAR = re.compile(
    "二[〇○零]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年"
)
_DIGITS = "〇一二三四五六七八九"
_GONE_BY = re.compile(
    "(?:19|20)\\d\\d年度?[^年，]{0,20}?(?:总结|完成情况|执行情况|落实情况)(?:和|及|与|暨)"
)


def _plain_year(found: re.Match[str]) -> str:
    figures = [_DIGITS.find(one) for one in found.groups()]
    return "20" + "".join(str(max(figure, 0)) for figure in figures) + "年"


def _period_in(words: str) -> Period:
    words = _GONE_BY.sub("", _CHINESE_YEAR.sub(_plain_year, words))
    if span := _RANGE.search(words):
        first, last = int(span[1]), int(span[2])
        if first <= last:
            return first, last
    if plan := _PLAN.search(words):
        return FIVE_YEAR_PLANS[plan[1]]
    years = sorted({int(year) for year in _YEAR.findall(words)})
    if len(years) == 1 and _is_year_of_plan(words, years[0]):
        return years[0], years[0]
    return (None, years[-1]) if years else (None, None)


def _is_year_of_plan(words: str, year: int) -> bool:
    """Tell 2017年工作要点 from “健康样例2030”规划, which has an end alone."""
    return re.search(f"{year}年", words) is not None


def period_of_goals(items: Outline, issued: int | None, title: str | None) -> Period:
    """Give the last year of the goals, and the first where both title and goals say it.

    A title of three years (三年行动方案) says it where the goals name each of them.
    """
    goals = [item for item in items.items if _states_goals(item, items)]
    every = list(items.items)
    for chosen, forms in (
        (goals, (_BY_YEAR, _BY_END, _BY_STRIVING)),
        (every, (_BY_YEAR,)),
    ):
        years = [
            year
            for item in chosen
            for year in _goal_years(item.passage.text, forms)
            if issued is None or issued <= year <= issued + _FARTHEST
        ]
        if years:
            return _first_of(title, goals, max(years)), max(years)
    return None, None


# The years that the text gives its plan: 实施期限为2023年至2025年;
# 于2017年至2019年开展….
_YEARS = (
    "((?:19|20)\\d\\d)年?(?:\\d{1,2}月(?:\\d{1,2}日)?)?起?(?:-|—{1,2}|至|到)"
    "((?:19|20)\\d\\d)年(?:\\d{1,2}月(?:\\d{1,2}日)?)?底?"
)
_TERM = re.compile(
    "(?:实施|规划|执行|行动|创建|建设|整治|攻坚|计划|方案|试点|推进|工作)"
    "(?:期限?|周期|时间|时限|年限)(?:（[^（）]{1,8}）)?(?:为|是|：|自|从)*" + _YEARS
)
_CARRIED = re.compile(
    f"(?:于|自|从|在|决定|计划|拟|定于|利用){_YEARS}，?(?:[^。；，\n\\d]{{0,12}}?)"
    "(?:开展|实施|组织|创建|推进|进行|启动)(?![了过])"
)


def period_of_text(text: str, end: int | None) -> Period:
    """Read the years that a sentence gives the plan.

    They must agree with the *end* that the goals name; where these name none, only
    words such as 实施期限 tell that the years are the plan's.
    """
    forms = (_TERM,) if end is None else (_TERM, _CARRIED)
    matches = [match for form in forms for match in form.finditer(text)]
    found = {(int(match[1]), int(match[2])) for match in matches}
    fitting = [
        (first, last) for first, last in found if first < last and end in (None, last)
    ]
    return fitting[0] if len(fitting) == 1 else (None, end)


def _first_of(title: str | None, goals: Sequence[Item], last: int) -> int | None:
    span = _SPAN.search(title or "")
    if span is None:
        return None
    first = last + 1 - _LENGTHS[span[1]]
    named = all(
        any(re.search(rf"(?<!\d){year}年", item.passage.text) for item in goals)
        for year in range(first, last + 1)
    )
    return first if named else None


def _states_goals(item: Item, items: Outline) -> bool:
    if _GOALS.search(item.heading):
        return True
    parent = next((row for row in items.items if row.number == item.parent), None)
    return parent is not None and bool(_GOALS.search(parent.heading))


def _goal_years(text: str, forms: Sequence[re.Pattern[str]]) -> list[int]:
    years = [FIVE_YEAR_PLANS[match[1]][1] for match in _BY_PLAN.finditer(text)]
    return years + [
        int(year)
        for form in forms
        for match in form.finditer(text)
        for year in match.groups()
        if year
    ]
