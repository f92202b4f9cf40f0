"""The register of regions is whole, sorted, true to itself and quickly read."""

from __future__ import annotations

import pytest

from pipelines.errors import LexiconError
from pipelines.lexicons import functional_areas, regions, tabular
from pipelines.lexicons.places import SPECIMEN
from pipelines.model import Level


def test_every_province_prefecture_and_county_of_2023_is_there() -> None:
    real = [r for r in regions().values() if r.source != SPECIMEN]
    standing = [r for r in real if r.valid_to is None]
    count = {level: sum(r.level is level for r in standing) for level in Level}
    assert count[Level.NATIONAL] == 1
    assert count[Level.PROVINCE] == 34
    assert count[Level.PREFECTURE] == 333
    # 2,844 county-level divisions stood at the end of 2023.
    assert 2830 <= count[Level.COUNTY] <= 2850


def test_parents_are_one_level_up_or_the_province() -> None:
    order = list(Level)
    for region in regions().values():
        if region.parent_code is None:
            assert region.level is Level.NATIONAL
            continue
        parent = regions()[region.parent_code]
        assert order.index(parent.level) < order.index(region.level)


def test_a_successor_stands_after_its_predecessor() -> None:
    for region in regions().values():
        if region.successor_code is None:
            continue
        assert region.valid_to is not None
        heir = regions()[region.successor_code]
        assert heir.valid_to is None or heir.valid_to > region.valid_to
        assert heir.region_code[:2] == region.region_code[:2]


@pytest.mark.parametrize(
    ("code", "name", "short", "english"),
    [
        ("350128", "平潭县", "平潭", "Pingtan County"),
        ("210522", "桓仁满族自治县", "桓仁", "Huanren Autonomous County"),
        ("150000", "内蒙古自治区", "内蒙古", "Inner Mongolia"),
        ("620600", "武威市", "武威", "Wuwei City"),
        ("140400", "长治市", "长治", "Changzhi City"),
        ("710000", "台湾省", "台湾", "Taiwan"),
    ],
)
def test_known_divisions(code: str, name: str, short: str, english: str) -> None:
    region = regions()[code]
    assert (region.name, region.short_name, region.name_en) == (name, short, english)


def test_changes_by_year() -> None:
    assert regions()["120225"].successor_code == "120119"  # 蓟县 became 蓟州区
    assert not regions()["120225"].stood_in(2018)
    assert regions()["420600"].name_in(2009) == "襄樊市"
    assert regions()["420600"].name_in(2012) == "襄阳市"
    assert regions()["330114"].valid_from == 2021


def test_areas_that_act_like_divisions() -> None:
    pingtan = functional_areas()["平潭综合实验区"]
    assert pingtan.same and pingtan.region_code == "350128"
    assert not functional_areas()["赣江新区"].same


def test_a_duplicate_is_an_error() -> None:
    with pytest.raises(LexiconError, match="'b' stands twice"):
        tabular.require_unique("x.csv", ["a", "b", "b"])


def test_another_header_is_an_error() -> None:
    with pytest.raises(LexiconError, match=r"functional_areas\.csv"):
        tabular.records("functional_areas.csv", ("name",))


def test_invented_places_have_codes_that_gb_t_2260_does_not_assign() -> None:
    invented = {r.region_code for r in regions().values() if r.source == SPECIMEN}
    assert invented == {code for code in regions() if code.startswith("99")}
