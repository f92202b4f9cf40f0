# ruff: noqa: E501 - a Chinese character counts as two columns
"""The pattern of a flattened row, made of the roles of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.grammar.measures import COUNTERS, DIGIT_UNITS
from pipelines.grids.model import BODIES, VALUES, Column, Head

# Possessive: a run of digits is taken whole, or trying every cut of it would never end.
# How far a measure shall move, of which the words belong to the figure: 下降8%.
MOVED = r"(?:下降|降低|减少|提高|增加|上升|增长)\d++(?:\.\d++)?+(?:%|个?百分点)(?:以上|以内|左右)?"
RUN = rf"(?:{MOVED}|[≥≤<>]?\d++(?:\.\d++)*+(?![.．]\D)%?+(?:及以上|左右|以上|以下|以内)?+|[-/]|〔\d++(?:\.\d++)?+〕|[ \n])+"
ATTRIBUTE = r"(?:约束性|预期性|倡导性|指导性|约束|预期)"
_PERIOD = (
    r"(?:(?:19|20)\d\d年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底前?|\n?前)?(?:[-至](?:19|20)\d\d年?(?:\d{1,2}月)?(?:底前?)?)?"
    r"|(?<!\d)\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前)?|[一二三四]季度|[上下]半年|全年|年底前?"
    r"|长期(?:坚持|推进)?|持续推进)"
)
# A saying in the name of a body: 市“双随机、一公开”联席会议.
_SAYING = (
    "(?<=[省市县区州])“[^“”。；]{1,16}”(?=[^、，。；]{0,10}"
    "(?:联席会议|领导小组|工作组|专班|指挥部|委员会|协调机制|办公室))"
)
# A unit that is known stands whole at the end of the words: 次数|万人次, not 次|数万人次.
_KNOWN = sorted(
    {*COUNTERS, *DIGIT_UNITS, "百分比", "立方米"}, key=lambda one: (-len(one), one)
)
_UNIT = (
    rf"(?:[%‰]|[十百千]?[万亿]?(?:{'|'.join(map(re.escape, _KNOWN))})"
    r"(?:/[十百千万亿\d]{0,3}[\u4e00-\u9fff]{0,4})?|1?/(?:[十百]|1[0]{0,2})?万[\u4e00-\u9fff]{0,2})"
)
_ANY_UNIT = r"[%‰\u4e00-\u9fff/]{1,8}?"
_NATURE = r"(?:新建|改扩建|改建|扩建|续建|迁建|改造)"


def own_columns(heads: Sequence[Head]) -> list[int]:
    """Give the columns that get a pattern of their own: of values the first alone.

    Two columns of words side by side cannot be told apart: the first takes both.
    """
    kept: list[int] = []
    for at, one in enumerate(heads):
        if one.role is Column.INDEX:
            continue
        before = heads[kept[-1]].role if kept else None
        if one.role in VALUES and before in VALUES:
            continue
        if one.role is Column.MONEY and before is Column.MONEY:
            continue
        if _is_prose(one.role) and before is not None and _is_prose(before):
            continue
        if one.role in BODIES and before in BODIES:
            continue
        kept.append(at)
    return kept


def _is_prose(role: Column) -> bool:
    return role in (Column.TEXT, Column.INDICATOR, Column.OTHER, Column.GROUP)


def row_patterns(
    heads: Sequence[Head], columns: list[int], place: str | None
) -> tuple[re.Pattern[str], ...]:
    """Make the patterns of a row: a group ``c<column>`` for each own column.

    The first wants a known unit where there is a column of them, the second takes any.
    """
    has_units = any(heads[at].role is Column.UNIT for at in columns)
    return tuple(
        re.compile(_pattern(heads, columns, place, unit), re.S)
        for unit in ((_UNIT, _ANY_UNIT) if has_units else (_ANY_UNIT,))
    )


def _pattern(
    heads: Sequence[Head], columns: list[int], place: str | None, unit: str
) -> str:
    cells = (
        unit if heads[at].role is Column.UNIT else _cell(heads[at].role, place)
        for at in columns
    )
    return "".join(
        rf"\s*(?P<c{at}>{cell})\s*" for at, cell in zip(columns, cells, strict=True)
    )


def _cell(role: Column, place: str | None) -> str:
    if role in VALUES:
        return RUN
    if role in BODIES:
        return rf"(?:[^\d。；.．：“”《》]|{_SAYING})+?"
    return {
        Column.ATTRIBUTE: f"{ATTRIBUTE}?",
        Column.DEADLINE: _PERIOD,
        Column.NATURE: _NATURE,
        Column.MONEY: r"[\d.]*(?![\d.])",
        Column.PLACE: f"(?:{re.escape(place)})?" if place else "",
        Column.NOTE: r".*?",
        Column.INDICATOR: r"(?:(?!（[^（）]{1,8}）[-\d])[^。；\n]){2,90}?(?:（[^（）]{1,8}）)?",
        Column.YEAR: r"(?:19|20)\d\d年?",
    }.get(role, r".+?")
