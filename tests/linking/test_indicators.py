"""An indicator links where its words and its unit say so, and not otherwise."""

from __future__ import annotations

import pytest

from pipelines.lexicons import indicators
from pipelines.linking import indicator_rows, link_indicator
from pipelines.model import Kind


@pytest.mark.parametrize(
    ("words", "unit", "expected"),
    [
        ("全市居民健康素养水平", "%", "health-literacy"),
        ("居民健康素养水平", "percentage point", "health-literacy"),
        ("全省人均预期寿命", "岁", "life-expectancy"),
        ("孕产妇死亡率", "1/100k", "maternal-mortality"),
        ("5岁以下儿童死亡率", "‰", "under-five-mortality"),
        ("每千人口拥有3岁以下婴幼儿托位数", "个/千人口", "childcare-places-per-1000"),
        ("养老机构护理型床位占比", "%", "nursing-bed-share"),
        ("经常参加体育锻炼人数比例", "%", "regular-exercise"),
        ("成人吸烟率", "%", "adult-smoking"),
        ("高血压患者规范管理率", "%", "hypertension-management"),
        ("城市建成区绿化覆盖率", "%", "green-coverage"),
        ("失眠现患率上升趋势", None, "insomnia"),
        ("武威市居民心理健康素养水平", "%", "mental-health-literacy"),
        ("应届高校毕业生年底去向落实率", "%", "graduates-placed"),
        ("城镇新增就业", "人", "urban-new-jobs"),
        ("村民委员会主任中女性比例", "%", "women-village-heads"),
        ("因慢性病导致的过早死亡率", "%", "premature-ncd-mortality"),
        ("三级公立医院平均住院日", "天", "average-length-of-stay"),
        ("设区市建成区机械化清扫率", "%", "road-sweeping"),
        ("体育产业总规模", "亿元", "sports-industry-size"),
        ("体育竞赛表演产业总规模", "亿元", "sports-events-industry-size"),
        ("学校体育场地设施开放率", "%", "school-sports-venues-open"),
        ("公共体育场地设施开放率", "%", "public-sports-venues-open"),
        ("全市机构养老床位总数", "张", "institutional-care-beds"),
        ("养老服务床位总数", "张", "elderly-care-beds"),
        ("合格碘盐食用率", "%", "iodised-salt"),
        ("合格碘盐覆盖率", "%", "iodised-salt-coverage"),
    ],
)
def test_links(words: str, unit: str | None, expected: str) -> None:
    assert link_indicator(words, unit=unit).id == expected


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("健康素养监测点覆盖率", "%"),  # of sites, not of people
        ("社会体育指导员", "名"),  # a count, not a ratio
        ("孕产妇死亡率", "%"),  # in no unit that it is counted in
        ("重点人群覆盖率", "%"),  # covered by what?
        ("健康素养水平提升行动参与率", "%"),
        ("母乳喂养率", "%"),  # not said to be exclusive
        ("新增就业", "人"),  # not said where
        ("女性比例", "%"),  # among whom?
        ("", "%"),
    ],
)
def test_leaves_alone(words: str, unit: str) -> None:
    assert link_indicator(words, unit=unit).id is None


def test_a_wrong_unit_leaves_a_candidate() -> None:
    link = link_indicator("孕产妇死亡率", unit="%", kind=Kind.LEVEL)
    assert link.candidates == ("maternal-mortality",)
    assert link.rule == "link.unit"


@pytest.mark.parametrize("entry", indicators().values(), ids=lambda e: e.indicator_id)
def test_the_registered_name_links_to_its_entry(entry) -> None:  # type: ignore[no-untyped-def]
    link = link_indicator(entry.name_zh, unit=entry.unit)
    assert link.id == entry.indicator_id, link


def test_rows_give_the_national_values() -> None:
    rows = {row["indicator_id"]: row for row in indicator_rows()}
    assert rows["health-literacy"]["reference_values"] == "2022=22;2030=30"
    assert rows["health-literacy"]["better"] == "up"
    assert rows["insomnia"]["reference_values"] is None
    assert list(rows) == sorted(rows)
