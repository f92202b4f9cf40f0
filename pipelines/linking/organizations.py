"""Link a mention of a body to its entry in the register, or to none.

The mention says what kind of body it is and, by 省, 市, 县 or a place's name, whose;
the notice says which place that is. Where the words fit several entries, or
an entry that did not stand on the day, there is no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pipelines.lexicons.entries import organization, own_word, zone_id
from pipelines.lexicons.institutions import (
    group_kinds,
    holds_on,
    national_by_name,
    types_by_name,
)
from pipelines.lexicons.places import (
    NATIONAL_CODE,
    Region,
    functional_areas,
    regions,
)
from pipelines.linking.regions import chain, places_at_start
from pipelines.model import Level, Link

# Words for a government before the name of its body, and how its place's name ends.
_OWN_WORDS = ("自治区", "自治州", "省", "市", "县", "区", "州", "盟", "旗")
_DIVISIONS = ("省", "市", "县", "区", "州", "盟", "旗")
_LEAGUE = re.compile("(?:共青团|团)(?P<own>省|市|县|区|州|盟|旗|自治区)委(?:员会)?")
_BANK = re.compile(
    "(?:中国)?(?:人民银行|人行)(?P<place>.+?)(?P<branch>中心支行|分行|支行|营业管理部)"
)
_TAXATION = re.compile("国家税务总局(?P<place>.+?)税务局")
_HEALTH_ACTION = re.compile("健康(?P<place>.{2,6}?)(?P<body>行动推进委员会(?:办公室)?)")
_MEMBERS = re.compile("(?:各|有关|相关)?(?:成员单位|成员|各成员单位)$")
_COMMITTEE = re.compile("(?:管委会|管理委员会|人民政府|政府)$")
_SHORT = 3
_LONGEST_NAME = 60
_ASIDE = re.compile("（[^（）]*）$")
_NATIONAL_WORDS = re.compile(
    "国家|国务院|中国|全国|中央|中华|最高人民|中共中央|共青团中央|团中央"
)
_NATIONAL_ENDS = ("部", "总局", "署", "总署")


@lru_cache(maxsize=65536)
def link_organization(
    mention: str,
    *,
    region_code: str | None = None,
    level: Level | None = None,
    on: date | None = None,
) -> Link:
    """Link *mention*, as written in a notice of the place *region_code*.

    *level* is the rank of the notice, *on* the day that its words are of. ``rule`` says
    how the entry was found, or why none was: ``none``, ``several``, ``not_then``.
    """
    name = re.sub(r"\s+", "", mention).translate(_BRACKETS)
    place = regions().get(region_code or "")
    rank = level or (place.level if place else None)
    found = dict.fromkeys(_candidates(name, place, rank))
    bare = _ASIDE.sub("", name)
    if not found and bare and bare != name:
        found = dict.fromkeys(_candidates(bare, place, rank))
    return _settle(mention, list(found), on)


_BRACKETS = str.maketrans({"(": "（", ")": "）", "〔": "（", "〕": "）", "・": "·"})


def _settle(mention: str, found: list[tuple[str, str]], on: date | None) -> Link:
    ids = tuple(dict.fromkeys(organization_id for organization_id, _ in found))
    standing = [i for i in ids if holds_on(organization(i), on)]
    if len(standing) == 1:
        [rule] = {rule for i, rule in found if i == standing[0]} or {""}
        return Link(mention, standing[0], ids, f"link.{rule}")
    if not ids:
        return Link(mention, None, (), "link.none")
    return Link(mention, None, ids, "link.several" if standing else "link.not_then")


def _candidates(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    """Give ids of entries that the words may mean, each with how they were found.

    Words longer than any body's name are none.

    The readings are tried from the most to the least explicit; the first that finds
    anything is taken, for 市 in 市场监管局 is no government.
    """
    if len(name) > _LONGEST_NAME:
        return
    readings = (_national, _patterned, _zones, _of_place, _of_own, _unsaid, _groups)
    for reading in readings:
        found = list(dict.fromkeys(reading(name, place, level)))
        if found:
            yield from found
            return


def _national(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    body = national_by_name().get(name)
    if body is None:
        return
    plain = _NATIONAL_WORDS.match(name) or name.endswith(_NATIONAL_ENDS)
    local = types_by_name().get(name) or name.startswith(("妇联", "科协"))
    if level is Level.NATIONAL or _NATIONAL_WORDS.match(name) or (plain and not local):
        yield body.organization_id, "national"


def _patterned(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    """Read names that carry their place within."""
    if match := _LEAGUE.fullmatch(name):
        for region in _own_regions(match["own"], place):
            yield f"{region.region_code}-youth-league", "own"
        return
    for pattern, type_id in (
        (_BANK, "central-bank-branch"),
        (_TAXATION, "taxation"),
    ):
        if match := pattern.fullmatch(name):
            for region in _whole_place(match["place"], place):
                yield f"{region.region_code}-{type_id}", "place"
    if match := _HEALTH_ACTION.fullmatch(name):
        office = match["body"].endswith("办公室")
        kind = "health-action-office" if office else "health-action-committee"
        for region in _whole_place(match["place"], place):
            yield f"{region.region_code}-{kind}", "place"


def _zones(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    """Read an area that is no division: 样例新区管委会."""
    bare = _COMMITTEE.sub("", name)
    for area in functional_areas().values():
        short = bare == area.short_name and len(bare) > _SHORT
        if (bare == area.name or short) and not area.same:
            yield zone_id(area), "zone"


def _of_place(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    """Read a place's name before the body: 样例市教育局; alone it is its government."""
    for region, rest in places_at_start(name, place):
        yield from _typed(region, rest, "place")
        if not rest and _is_government(name, region, place):
            yield f"{region.region_code}-government", "place"


def _is_government(name: str, region: Region, place: Region | None) -> bool:
    """Say whether a place's name stands for its government: 样例区, 样例县.

    It does within the notice's own place; a short name (样例) may mean anything.
    """
    whole = name == region.name or name != region.short_name
    within = place is not None and place in chain(region)
    return whole and within and name.endswith(_DIVISIONS)


def _of_own(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    """Read a word for the own government before the body: 市教育局."""
    for word in _OWN_WORDS:
        if not name.startswith(word):
            continue
        rest = name[len(word) :]
        for region in _own_regions(word, place):
            yield from _typed(region, rest, "own")
            yield from _grouped(region, rest, level)


def _unsaid(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    """Read a body of the notice's own place, without a word for it: 教育局."""
    if place is not None and place.region_code != NATIONAL_CODE:
        yield from _typed(place, name, "unsaid")


def _groups(
    name: str, place: Region | None, level: Level | None
) -> Iterator[tuple[str, str]]:
    if place is not None:
        yield from _grouped(place, name, level)


def _typed(region: Region, rest: str, rule: str) -> Iterator[tuple[str, str]]:
    if region.region_code == NATIONAL_CODE:
        return
    kind = types_by_name().get(rest)
    if kind is not None:
        yield f"{region.region_code}-{kind.type_id}", rule
        return
    members = _MEMBERS.search(rest)
    whole = types_by_name().get(rest[: members.start()]) if members else None
    if whole is not None:
        yield f"{region.region_code}-{whole.type_id}-members", "members"


def _grouped(
    region: Region, rest: str, level: Level | None
) -> Iterator[tuple[str, str]]:
    for kind in group_kinds():
        if kind.levels and level not in kind.levels:
            continue
        if kind.pattern.fullmatch(rest):
            yield f"{region.region_code}-{kind.kind_id}", "group"


def _own_regions(word: str, place: Region | None) -> list[Region]:
    """Give the place that 市 means in a notice: its own, else the next above it."""
    if place is None:
        return []
    for region in chain(place):
        ends = own_word(region)
        if ends == word or (word == "自治州" and ends == "州"):
            return [region]
        if word in ("县", "区") and region.name.endswith(word):
            return [region]
    return []


def _whole_place(name: str, place: Region | None) -> list[Region]:
    return [region for region, rest in places_at_start(name, place) if not rest]
