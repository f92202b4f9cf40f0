"""Link the indicator of a target to the register, where its words and unit say so."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipelines.lexicons.measures import Indicator, indicators
from pipelines.lexicons.places import regions
from pipelines.model import Kind, Link

# Words that say where, how far or in which way, and not what is measured.
_SCOPE = re.compile(
    "(?:到20\\d\\d年(?:底|末)?，?|力争|确保|实现|推动|促进|"
    "全国|全省|全市|全县|全区|全州|全盟|全旗|全域|我国|我省|我市|我县|我区|本市|本省|各地|"
    "各(?:市|县|区|州|旗|、|（|）)+|全(?:市|县|区)域|省内|市内|县内|区内|"
    "以(?:市|州|县|区|、|（|）|特区)+为单位，?|"
    "辖区(?:内)?|区域内|本地区|总体|平均|整体|年均|主要|的|使|其中|地市级)"
)
_OWN = re.compile("[一-龥]{2,7}?(?:省|市|县|自治区|自治州|区)")
_TAIL = re.compile(
    "(?:（(?:[%‰元人张个名户岁亿万]|/|1/10万|10万|千人|一)*）|指标|水平值|"
    "的?(?:上升|增长|下降)趋势)$"
)
_MARKS = re.compile("[“”\"'‘’「」\\s]")
_KEEPS = str.maketrans("(),－—～~–", "（），-----")
_POINTS = ("percentage point", "percentage point/年")
# Units that a share may be stated in, by the unit of the indicator.
_SAME_UNIT = {
    "%": ("%", *_POINTS, "倍"),
    "‰": ("‰", "permille point", *_POINTS),
    "1/100k": ("1/100k", "1/10万"),
    "岁": ("岁",),
}
_LONGEST_NAME = 80
_COUNTS = ("人", "名", "个", "张", "位", "例", "户", "万人", "亿人")


@lru_cache(maxsize=65536)
def link_indicator(
    indicator: str,
    *,
    unit: str | None = None,
    kind: Kind | None = None,
    population: str | None = None,
) -> Link:
    """Link *indicator*, as a notice names it, to the one entry that it means.

    An entry in another unit is no link but a candidate (``link.unit``); so is each of
    several that fit (``link.several``).
    """
    names = [indicator] if population is None else [indicator, population + indicator]
    fitting = {
        entry.indicator_id: entry for name in names for entry in _fitting(_plain(name))
    }
    ids = tuple(fitting)
    held = [e for e in fitting.values() if _unit_fits(e, indicator, unit, kind)]
    if len(held) == 1:
        return Link(indicator, held[0].indicator_id, ids, "link.name")
    if not ids:
        return Link(indicator, None, (), "link.none")
    return Link(indicator, None, ids, "link.several" if held else "link.unit")


def _plain(name: str) -> str:
    """Take off marks, and the words that say where and how far."""
    words = _MARKS.sub("", unicodedata.normalize("NFKC", name).translate(_KEEPS))
    before = None
    while before != words:
        before = words
        match = _SCOPE.match(words)
        if match and match.end() < len(words):
            words = words[match.end() :]
            continue
        own = _OWN.match(words)
        if own and own.end() < len(words) and own.group() in _place_names():
            words = words[own.end() :]
    return _TAIL.sub("", words)


@lru_cache(maxsize=1)
def _place_names() -> frozenset[str]:
    return frozenset(region.name for region in regions().values())


def _fitting(name: str) -> list[Indicator]:
    if not name or len(name) > _LONGEST_NAME:
        return []
    exact = [e for e in indicators().values() if e.name_zh == name]
    if exact:
        return exact
    return [
        entry
        for entry in indicators().values()
        if entry.key in name and entry.pattern.fullmatch(name)
    ]


def _unit_fits(
    entry: Indicator, name: str, unit: str | None, kind: Kind | None
) -> bool:
    """Say whether a target in *unit* can be set beside the indicator."""
    if unit is None or entry.unit is None:
        return True
    if entry.unit in _SAME_UNIT:
        return unit in _SAME_UNIT[entry.unit]
    if "/" in entry.unit:
        counted = unit in (*_COUNTS, entry.unit.partition("/")[0])
        return "/" in unit or (counted and "每" in name)
    if kind is Kind.CHANGE and unit in ("%", *_POINTS):
        return True
    return _bare(unit.partition("/")[0]) == _bare(entry.unit)


def _bare(unit: str) -> str:
    """Give a unit without multiplier and with one word for people."""
    words = unit.removeprefix("万").removeprefix("亿").replace("㎡", "平方米")
    return "人" if words in ("名", "人次", "位") else words or unit
