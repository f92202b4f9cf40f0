"""The division a notice is of, and its rank."""

from __future__ import annotations

import pytest

from pipelines.model import Level
from pipelines.notices.places import place_of


@pytest.mark.parametrize(
    ("issuer", "code", "level"),
    [
        ("国务院办公厅", "000000", Level.NATIONAL),
        ("国家卫生健康委", "000000", Level.NATIONAL),
        ("天津市政务服务办", "120000", Level.PROVINCE),
        ("平潭综合实验区管委会", "350128", Level.COUNTY),
        ("桓仁满族自治县人民政府办公室", "210522", Level.COUNTY),
        ("太原市小店区人民政府", "140105", Level.COUNTY),
    ],
)
def test_places(issuer: str, code: str, level: Level) -> None:
    found = place_of(issuer, (), "", 2021)
    assert (found.code, found.level) == (code, level)


def test_one_name_for_several_divisions_is_no_place_code() -> None:
    assert place_of("朝阳区人民政府", (), "", 2021).code is None


def test_a_text_names_its_own_area_by_count() -> None:
    text = "全省要落实任务，全省统一部署。" + "贵州省医院与贵州省机构。" * 3 + "四川省"
    assert place_of(None, ("2023年全省工作方案",), text, 2023).code == "520000"


def test_a_short_name_before_another_rank_is_another_place() -> None:
    assert place_of("样东县人民政府", (), "", None).region == "样东县"
    assert place_of("样东市人民政府", (), "", None).code == "990200"


def test_the_rank_of_an_unlisted_city_is_that_of_its_addressees() -> None:
    over = place_of("样水市人民政府", (), "各县区人民政府，市政府各部门：", None)
    assert over.level is Level.PREFECTURE
    under = place_of("样水市人民政府", (), "各镇人民政府、各街道办事处：", None)
    assert under.level is Level.COUNTY
    assert place_of("样水市人民政府", (), "", None).level is None


@pytest.mark.parametrize(
    ("title", "text", "region"),
    [
        ("健康样例行动（2020-2030年）", "全省要落实任务，全省统一部署。", "样例省"),
        ("健康家园建设方案", "全省要落实任务，全省统一部署。", None),
        ("健康样例指南", "全省要落实任务，全省统一部署。", None),
    ],
)
def test_a_campaign_is_named_by_its_place(
    title: str, text: str, region: str | None
) -> None:
    body = "推进委员会"
    assert place_of(body, (title,), text, None).region == region
