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


def _period_in(words: str) -> Period:
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
