"""The area that a notice governs, and its rank: of its issuer, its title, its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.lexicons.places import (
    NATIONAL_CODE,
    Region,
    functional_areas,
    regions,
)
from pipelines.model import Level

_LONGEST_NAME = 16
# Bodies and titles that speak for the whole country.
_NATIONAL = re.compile(
    "^(?:中华人民共和国|中国|全国|国家|国务院|中共中央|中央|最高人民|健康中国|"
    "(?![一-龥]*[省市县区州旗]委)[一-龥]{2,8}部(?:$|办公厅|、|等|关于)|[一-龥]{2,8}总局|国[管资])"
)
# Ranks by the words that a notice uses of its own area, highest first.
_OWN_WORDS: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile("全省|我省|全自治区|全区各"), Level.PROVINCE),
    (re.compile("全市|我市|全州|我州|全盟"), Level.PREFECTURE),
    (re.compile("全县|我县|全区|我区|全旗"), Level.COUNTY),
)
_UNLISTED = re.compile(
    "(?:中共)?([一-龥]{2,7}?(?:省|自治区|自治州|州|盟|市|自治县|县|旗|新区|区|开发区|试验区|实验区))"
    "(?=人民|党|委|[一-龥]{0,14}(?:局|厅|办|委员会|管委会|政府))"
)
_CAMPAIGN = re.compile("健康([一-龥]{2,4}?)(?=行动|建设|20\\d\\d)")
# 市 and 区 are of several ranks: their level is not guessed.
_LEVEL_OF_SUFFIX = {"省": Level.PROVINCE, "县": Level.COUNTY, "旗": Level.COUNTY}
# Whom a notice addresses tells the rank of its area.
_OVER_COUNTIES = re.compile("各(?:县|区|市)[^。：\n]{0,12}(?:人民政府|政府|局|委)")
_OVER_TOWNS = re.compile(
    "各(?:乡|镇|街道)[^。：\n]{0,12}(?:人民政府|政府|办事处|卫生院|单位)"
)
_RANK_MARK = re.compile("[省市县区州盟旗]")
_SAMPLE = 20_000
_FRONT = 1000
# A place named by count must lead the next by this factor.
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Place:
    """The area of a notice; every part is None where the notice does not tell."""

    region: str | None = None
    code: str | None = None
    level: Level | None = None


def place_of(
    issuer: str | None, titles: Iterable[str | None], text: str, year: int | None
) -> Place:
    """Find the place that the issuer names, else a title, else the text itself."""
    for words in (issuer, *titles):
        if words and (place := _place_at_start(words, year)):
            return place
    if issuer and _NATIONAL.match(issuer):
        return _national()
    for words in titles:
        if words and (place := _place_within(words, year)):
            return place
    if any(words and _NATIONAL.match(words) for words in titles):
        return _national()
    campaign = _place_of_campaign("\n".join(filter(None, titles)), text, year)
    return (
        campaign
        or _place_unlisted(issuer, text)
        or _place_by_count(text[:_SAMPLE], year)
    )


def _national() -> Place:
    return Place(regions()[NATIONAL_CODE].name, NATIONAL_CODE, Level.NATIONAL)


def _place_at_start(words: str, year: int | None) -> Place | None:
    """Read a chain of names from the start: 样例省样例市样例县人民政府."""
    words = re.sub("^(?:中共|关于|印发|《|“)+", "", words)
    area = next(
        (a for a in functional_areas().values() if words.startswith(a.name)), None
    )
    if area is not None:
        return Place(area.name, area.region_code, area.level)
    found: Place | None = None
    at, parent = 0, None
    while step := _longest_name(words, at, parent, year):
        name, choices = step
        at += len(name)
        parent = choices[0].region_code if len(choices) == 1 else parent
        found = _as_place(name, choices)
    return found


def _longest_name(
    words: str, at: int, parent: str | None, year: int | None
) -> tuple[str, list[Region]] | None:
    for length in range(min(_LONGEST_NAME, len(words) - at), 1, -1):
        name = words[at : at + length]
        choices = [
            region
            for region in _by_name().get(name, ())
            if _may_be(region, name, words[at + length :][:1], parent, year)
        ]
        if choices:
            return name, choices
    return None


def _may_be(
    region: Region, name: str, following: str, parent: str | None, year: int | None
) -> bool:
    if year is not None and not region.stood_in(year):
        return False
    if parent is not None:
        return _is_below(region, parent)
    if name != region.name and _RANK_MARK.match(following):
        return False  # 样东县 is no 样东市
    # Short names are common words: only those of provinces and prefectures stand alone.
    return name == region.name or region.level is not Level.COUNTY


def _is_below(region: Region, ancestor: str) -> bool:
    code = region.parent_code
    while code is not None:
        if code == ancestor:
            return True
        code = regions()[code].parent_code
    return False


def _as_place(name: str, choices: list[Region]) -> Place:
    """Make a place; of several divisions of one name none is chosen."""
    if len(choices) == 1:
        region = choices[0]
        return Place(region.name, region.region_code, region.level)
    levels = {region.level for region in choices}
    return Place(name, None, levels.pop() if len(levels) == 1 else None)


def _place_within(words: str, year: int | None) -> Place | None:
    """Find the first full name of a province, prefecture or county in a title."""
    for match in re.finditer("(?=[一-龥]{2,14}?[省市县区州盟旗])", words):
        step = _longest_name(words, match.start(), None, year)
        if step and step[0][-1] in "省市县区州盟旗":
            return _as_place(*step)
    return None


def _place_of_campaign(words: str, text: str, year: int | None) -> Place | None:
    """Read the short name in 健康样例行动, of the rank that 全省, 我市 … tell."""
    named = _CAMPAIGN.search(words)
    if named is None:
        return None
    level = _own_level(text[:_SAMPLE])
    choices = [
        region
        for region in _by_name().get(named[1], ())
        if (level is None or region.level is level)
        and (year is None or region.stood_in(year))
    ]
    return _as_place(choices[0].name, choices) if len(choices) == 1 else None


def _place_unlisted(issuer: str | None, text: str) -> Place | None:
    """Read the area of an issuer that no register lists: it has a name, no code."""
    named = _UNLISTED.match(issuer or "")
    if named is None:
        return None
    level = _LEVEL_OF_SUFFIX.get(named[1][-1]) or _level_of_addressees(text[:_FRONT])
    return Place(named[1], None, level)


def _level_of_addressees(front: str) -> Level | None:
    if _OVER_COUNTIES.search(front):
        return Level.PREFECTURE
    return Level.COUNTY if _OVER_TOWNS.search(front) else None


def _place_by_count(text: str, year: int | None) -> Place:
    """Take the place named most often, of the rank that 全省, 我市 … tell."""
    level = _own_level(text)
    if level is None:
        return Place()
    counts: Counter[str] = Counter()
    for mark in _RANK_MARK.finditer(text):
        for region in _ending_at(text, mark.end()):
            if region.level is level and (year is None or region.stood_in(year)):
                counts[region.region_code] += 1
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return Place(None, None, level)
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return Place(None, None, level)
    region = regions()[ranked[0][0]]
    return Place(region.name, region.region_code, region.level)


def _ending_at(text: str, end: int) -> tuple[Region, ...]:
    """Give the divisions whose full name ends at *end*: those of the longest name."""
    for length in range(min(_LONGEST_NAME, end), 2, -1):
        found = _by_name().get(text[end - length : end], ())
        if found:
            return found
    return ()


def _own_level(text: str) -> Level | None:
    counts = [(len(words.findall(text)), level) for words, level in _OWN_WORDS]
    most = max(count for count, _ in counts)
    return next((level for count, level in counts if count == most > 1), None)


@cache
def _by_name() -> Mapping[str, tuple[Region, ...]]:
    """Index all regions by full, former and short name."""
    index: dict[str, list[Region]] = {}
    for region in regions().values():
        if region.region_code == NATIONAL_CODE:
            continue
        names = {region.name, region.short_name, *(n for n, _ in region.former_names)}
        for name in names:
            if len(name) > 1:
                index.setdefault(name, []).append(region)
    return {name: tuple(found) for name, found in index.items()}
