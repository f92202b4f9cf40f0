"""Pair indicators, values and days; part joint names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pipelines.grammar.quantities import Quantity
from pipelines.targets.heads import complete, head_of, heads, of_persons, share
from pipelines.targets.joint_things import opposed, placed
from pipelines.targets.scene import Scene
from pipelines.targets.values import Value

Row = tuple[str, Value, date | None]
"""An indicator, its value and its day."""


def pair(
    name: str,
    values: Sequence[Value],
    days: Sequence[date],
    *,
    distributed: bool,
    grouped: bool = False,
    alike: bool = False,
) -> list[Row]:
    """Pair indicators, values and days.

    One value holds for every day, and for every indicator that has a head of its own.
    Several values are dealt out over the days where there are as many, unless they
    are dealt out (分别) over as many indicators of different units; else over the
    indicators. Values of several indicators and days go indicator by indicator, or
    day by day where 和 groups them (*grouped*). What each member of a joint name shall
    reach alike (均, *alike*) is said of every one of them.
    """
    ends: list[date | None] = list(days) or [None]
    if len(values) == 1 and (distributed or alike) and (each := _each_of(name)):
        return [(one, values[0], day) for one in each for day in ends]
    if len(values) == 1:
        return [(one, values[0], day) for one in apart(name) for day in ends]
    named = placed(name, len(values)) or share(name, len(values))
    differ = len({value.unit for value in values}) > 1
    if len(ends) == len(values) and not (named and distributed and differ):
        dated = tuple(zip(values, ends, strict=True))
        every = apart(name) if alike and not distributed else [name]
        return [(one, value, day) for one in every for value, day in dated]
    if named:
        dealt = zip(named, values, strict=True)
        return [(one, value, day) for one, value in dealt for day in ends]
    crossed = _crossed(name, len(values), ends, grouped=grouped)
    if crossed:
        dealt_out = zip(crossed, values, strict=True)
        return [(one, value, day) for (one, day), value in dealt_out]
    return [(name, value, ends[-1]) for value in values]


def _each_of(name: str) -> list[str]:
    """Part a joint name of which 分别 says one value: 甲和乙排放总量分别下降10%."""
    if both := opposed(name):
        return both
    parts = heads(name)
    if len(parts) < 2:
        return []
    lends = len(head_of(parts[-1])) > 1 or of_persons(parts) is not None
    return complete(parts) if lends else []


def _crossed(
    name: str, count: int, days: Sequence[date | None], *, grouped: bool
) -> list[tuple[str, date | None]]:
    """Give each indicator with each day, in the order of the values; [] if uneven."""
    named = share(name, count // len(days)) if len(days) > 1 else None
    if not named or len(named) * len(days) != count:
        return []
    if grouped:
        return [(one, day) for day in days for one in named]
    return [(one, day) for one in named for day in days]


_SURGE = re.compile("(?:的)?(?:上升|增长|高发|蔓延|多发|快速上升)?(?:趋势|势头)$")


# What care costs or how often it is given, of two kinds of care: 门诊和住院次均费用.
# Patients of both kinds are one population: 门诊和住院患者满意度.
_KIND = "(?:门诊|住院|急诊)"
_CARE = re.compile(
    f"(?P<whose>[^、和与及]*?)(?P<one>{_KIND})[、和与及](?P<two>[^、和与及]{{0,6}}{_KIND}[^、和与及]{{0,6}}?)"
    "(?P<lent>(?:次均|例均|均次|人均|人次|个人|医疗|医药|药品|费用|报销|支付|自付)[^、和与及]*)"
)


def apart(name: str) -> list[str]:
    """Part a joint name whose members have heads of their own: 发病率和死亡率.

    A closing 上升趋势 belongs to each: 甲率、乙率上升趋势; 甲和乙高发势头.
    """
    if care := _CARE.fullmatch(name):
        whose, lent = care["whose"], care["lent"]
        return [whose + care["one"] + lent, whose + care["two"] + lent]
    surge = _SURGE.search(name)
    if surge and surge.start() > 0:
        parts = heads(name[: surge.start()])
        bare = not any(map(head_of, parts)) and "等" not in name
        if len(parts) > 1 and (bare or all(map(head_of, parts))):
            return [part + surge[0] for part in parts]
        return [name]
    for parts in (heads(name), heads(name, "、"), heads(name, "和与及")):
        if len(parts) > 1 and all(map(head_of, parts)):
            return complete(parts)
    return [name]


def is_grouped(scene: Scene, quantities: Sequence[Quantity], days: int) -> bool:
    """Say whether 和 parts a list into as many even groups as there are days."""
    text = scene.tokens.text
    sizes = [1]
    for first, second in pairwise(quantities):
        if text[first.end : second.bound_start].strip() == "和":
            sizes.append(1)
        else:
            sizes[-1] += 1
    return len(sizes) == days and len(set(sizes)) == 1 and sizes[0] > 1
