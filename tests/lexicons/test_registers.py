"""The registers are sorted, whole, true to themselves and free of doubles."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from pipelines.errors import LexiconError
from pipelines.lexicons import (
    department_types,
    group_kinds,
    indicators,
    national_bodies,
    organization,
    regions,
    tabular,
)
from pipelines.lexicons.bodies import body_suffixes
from pipelines.lexicons.institutions import (
    holds_on,
    national_by_name,
    types_by_name,
)
from pipelines.lexicons.measures import literal_of

REGISTERS = sorted(tabular.HERE.glob("*.csv"))
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_register_is_sorted_and_says_what_it_holds(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "ource" in text.split("\n", 12)[0] + "".join(text.splitlines()[1:12])
    rows = list(csv.reader(tabular.lines_of(path.name)))[1:]
    assert rows == sorted(rows)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert not any(cell != cell.strip() for row in rows for cell in row)


def test_ids_are_readable_words() -> None:
    ids = [*department_types(), *indicators(), *(k.kind_id for k in group_kinds())]
    assert all(SLUG.fullmatch(one) for one in ids)
    assert all(one.startswith("000000-") for one in national_bodies())


def test_types_of_bodies_follow_each_other_in_time() -> None:
    for kind in department_types().values():
        if kind.successor_id is None:
            continue
        heir = department_types()[kind.successor_id]
        assert kind.valid_to is not None
        assert heir.valid_from is None or heir.valid_from <= kind.valid_to


def test_national_bodies_follow_each_other_in_time() -> None:
    for body in national_bodies().values():
        if body.successor_id is None:
            continue
        heir = national_bodies()[body.successor_id]
        assert body.valid_to is not None
        assert heir.valid_from is None or heir.valid_from <= body.valid_to


def test_no_two_types_and_no_two_national_bodies_share_a_name() -> None:
    assert len(types_by_name()) == sum(
        len(k.names) for k in department_types().values()
    )
    assert len(national_by_name()) > len(national_bodies())


def test_local_names_are_of_known_bodies() -> None:
    rows = tabular.records("local_names.csv", ("organization_id", "name"))
    assert all(organization(one).name == name for one, name in rows)


@pytest.mark.parametrize(
    ("organization_id", "name"),
    [
        ("620600-health", "武威市卫生健康委员会"),
        ("210522-health-family-planning", "桓仁满族自治县卫生和计划生育局"),
        ("620600-party-publicity", "中共武威市委宣传部"),
        ("520000-youth-league", "共青团贵州省委员会"),
        ("520000-taxation", "国家税务总局贵州省税务局"),
        ("350128-social-affairs", "平潭综合实验区社会事业局"),
        ("310000-education", "上海市教育委员会"),
        ("620600-health-action-committee", "健康武威行动推进委员会"),
        ("360000-zone-ganjiang", "赣江新区管理委员会"),
        ("000000-health", "国家卫生健康委员会"),
    ],
)
def test_a_body_is_named_by_its_type_and_place(organization_id: str, name: str) -> None:
    assert organization(organization_id).name == name


@pytest.mark.parametrize(
    "unknown", ["999999-health", "620600-nothing", "000000-court-x"]
)
def test_an_unknown_id_is_an_error(unknown: str) -> None:
    with pytest.raises(LexiconError):
        organization(unknown)


def test_validity_is_half_open() -> None:
    old, new = organization("620600-land-resources"), organization("620600-health")
    assert holds_on(old, date(2019, 3, 31)) and not holds_on(old, date(2019, 4, 1))
    assert holds_on(new, date(2018, 3, 17)) and not holds_on(new, date(2018, 3, 16))
    assert holds_on(old, None)


def test_every_indicator_of_the_national_plan_is_there() -> None:
    numbers = {i.plan_number for i in indicators().values() if i.plan_number}
    assert numbers == set(range(1, 125))


def test_the_national_plan_asks_more_of_2030_than_of_2022() -> None:
    for one in indicators().values():
        if len(one.reference) < 2 or one.indicator_id == "hiv-prevalence":
            continue  # the plan only slows the rise of HIV
        early, late = one.reference[2022], one.reference[2030]
        assert early <= late if one.better == "up" else early >= late, one.indicator_id


def test_the_literal_of_a_pattern_stands_in_every_match() -> None:
    for one in indicators().values():
        assert one.key in one.pattern.pattern
    assert literal_of("(?:全市)?健康素养(?:总体)?水平") == "健康素养"
    assert literal_of("甲率|乙率") == ""
    assert literal_of("每?千人") == "千人"


def test_definitions_stand_in_both_languages() -> None:
    for one in indicators().values():
        assert one.definition_zh.endswith("。")
        assert one.definition_en.endswith(".")


def test_body_suffixes_part_strong_from_weak() -> None:
    assert not set(body_suffixes("strong")) & set(body_suffixes("weak"))
    assert "局" in body_suffixes("strong")


def test_regions_hold_every_place_of_the_other_registers() -> None:
    rows = tabular.records("local_names.csv", ("organization_id", "name"))
    assert {one.partition("-")[0] for one, _ in rows} <= set(regions())
