"""A target stands beside the national value of its indicator, unit and year, or alone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from pipelines.linking import national_value, relation
from pipelines.model import Kind, Level, Span, Target

LITERACY = "health-literacy"  # 22 % in 2022, 30 % in 2030


def target(**more: Any) -> Target:
    said: dict[str, Any] = {
        "item": "一", "indicator": "居民健康素养水平", "kind": Kind.LEVEL, "span": Span(0, 9),
        "rule": "level.reach", "comparator": ">=", "value": Decimal(25), "unit": "%",
        "deadline": dt.date(2022, 12, 31),
    } | more  # fmt: skip
    return Target(**said)


def test_the_same_indicator_unit_and_year_are_set_side_by_side() -> None:
    later = target(deadline=dt.date(2030, 6, 30))
    assert national_value(target(), LITERACY, Level.COUNTY) == 22
    assert national_value(later, LITERACY, None) == 30


def test_people_have_one_unit() -> None:
    trainers = target(indicator="每千人拥有社会体育指导员", unit="名/千人")
    assert national_value(trainers, "sports-instructors", Level.PREFECTURE) == Decimal(
        "1.9"
    )


@pytest.mark.parametrize(
    "alone",
    [
        target(deadline=dt.date(2025, 12, 31)),  # the plan has no figure for 2025
        target(deadline=None),
        target(unit="‰"),
        target(value=None),
        target(comparator="between", value_max=Decimal(28)),
        target(kind=Kind.CHANGE, unit="percentage point"),
        target(population="农村居民"),  # a part of the people
    ],
)
def test_what_is_not_the_same_stands_alone(alone: Target) -> None:
    assert national_value(alone, LITERACY, Level.PROVINCE) is None


def test_neither_an_unlinked_nor_a_national_target_has_a_national_value() -> None:
    assert national_value(target(), None, Level.PROVINCE) is None
    assert national_value(target(), LITERACY, Level.NATIONAL) is None


def test_the_relation_is_that_of_the_figures() -> None:
    sides = [
        relation(Decimal(value), Decimal("22.0")) for value in ("21.9", "22", "25")
    ]
    assert sides == ["below", "equal", "above"]
