"""Places by their names, seen from the place of a notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipelines.lexicons.places import Region, functional_areas, regions
from pipelines.model import Level, Link

_LONGEST = 15
_SHORTEST = 2
_AUTONOMOUS = "自治"


def chain(region: Region) -> Iterator[Region]:
    """Give a region and those that it lies in, from the inside out."""
    here: Region | None = region
    while here is not None:
        yield here
        here = regions().get(here.parent_code) if here.parent_code else None


@cache
def regions_by_name() -> Mapping[str, tuple[Region, ...]]:
    """Give the regions that bear each full, short or former name."""
    found: dict[str, dict[str, Region]] = defaultdict(dict)
    for region in regions().values():
        former = (name for name, _ in region.former_names)
        for name in (region.name, region.short_name, *former, *_without_people(region)):
            if len(name) >= _SHORTEST:
                found[name][region.region_code] = region
    for area in functional_areas().values():
        if area.same:
            found[area.name][area.region_code] = regions()[area.region_code]
    return {name: tuple(by_code.values()) for name, by_code in found.items()}


def _without_people(region: Region) -> Iterator[str]:
    """Give the usual short form of an autonomous place: 样例族自治县 is 样例县."""
    before, autonomous, kind = region.name.rpartition(_AUTONOMOUS)
    if autonomous and kind and before != region.short_name:
        yield region.short_name + kind


def region(name: str, *, near: str | None = None, year: int | None = None) -> Link:
    """Link a place's name; *near* is the code of the notice's place.

    Where several divisions bear the name, the one around, within or beside the
    notice's place is meant; where that does not settle it, there is no link.
    """
    held = [
        r for r in regions_by_name().get(name, ()) if year is None or r.stood_in(year)
    ]
    ids = tuple(r.region_code for r in held)
    close = _closest(held, regions().get(near or ""))
    if len(close) == 1:
        return Link(name, close[0].region_code, ids, "link.region")
    return Link(name, None, ids, "link.several" if ids else "link.none")


@lru_cache(maxsize=8192)
def places_at_start(text: str, place: Region | None) -> tuple[tuple[Region, str], ...]:
    """Give each way to read a place's name at the start of *text*, and what follows.

    The longest name comes first. Only a name that means one place here is given.
    """
    found: list[tuple[Region, str]] = []
    for length in range(min(_LONGEST, len(text)), _SHORTEST - 1, -1):
        name = text[:length]
        held = [r for r in regions_by_name().get(name, ()) if r.valid_to is None]
        close = _closest(held, place)
        if len(close) == 1:
            found.append((close[0], text[length:]))
    return tuple(found)


def _closest(held: list[Region], place: Region | None) -> list[Region]:
    """Keep the regions nearest to *place*: on its chain, within it, in its province."""
    if len(held) < 2:
        return held
    standing = [r for r in held if r.valid_to is None]
    held = standing or held
    if place is not None:
        around = {r.region_code for r in chain(place)}
        for near in (
            [r for r in held if r.region_code in around],
            [r for r in held if r.parent_code == place.region_code],
            [r for r in held if r.region_code[:2] == place.region_code[:2]],
        ):
            if near:
                return _highest(near)
    return _highest(held)


def _highest(held: list[Region]) -> list[Region]:
    """Of 朝阳市 and 朝阳县 within it, the short name means the higher."""
    order = list(Level)
    top = min(order.index(r.level) for r in held)
    return [r for r in held if order.index(r.level) == top]
