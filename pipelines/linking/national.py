"""Set a target beside the national one: same indicator, same unit, same year."""

from __future__ import annotations

from decimal import Decimal

from pipelines.lexicons.measures import indicators
from pipelines.linking.indicators import link_indicator
from pipelines.model import Kind, Level, Target

_SAME_PEOPLE = {"名": "人", "位": "人"}


def national_value(
    target: Target, indicator_id: str | None, level: Level | None
) -> Decimal | None:
    """Give what the national plan asks of the country for the target's year.

    None where there is nothing to set beside it: the indicator is not linked, the plan
    has no figure for that year, the target is a change rather than a level, a range, in
    another unit or for a part of the people only, or the notice is a national one.
    """
    if indicator_id is None or target.deadline is None or level is Level.NATIONAL:
        return None
    if target.kind is not Kind.LEVEL or target.value is None or target.value_max:
        return None
    entry = indicators()[indicator_id]
    if _plain(target.unit) != _plain(entry.unit) or _is_for_some(target, indicator_id):
        return None
    return entry.reference.get(target.deadline.year)


def relation(value: Decimal, national: Decimal) -> str:
    """Say on which side of the national value a value lies: a value of the schema."""
    if value == national:
        return "equal"
    return "above" if value > national else "below"


def _is_for_some(target: Target, indicator_id: str) -> bool:
    """Say whether a target is for people other than those of its indicator."""
    people = target.population
    if people is None or people in target.indicator:
        return False
    return link_indicator(people + target.indicator).id != indicator_id


def _plain(unit: str | None) -> str | None:
    """Give a unit with one word for people: 名/千人 and 人/千人口 are the same."""
    if unit is None:
        return None
    counted, slash, base = unit.partition("/")
    return _SAME_PEOPLE.get(counted, counted) + slash + base.removesuffix("口")
