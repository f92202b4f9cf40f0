"""A mention links to the body that its words and its notice mean, or to none."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.lexicons import organization
from pipelines.linking import link_organization, organization_rows, region_rows
from pipelines.model import Level

WUWEI = ("620600", Level.PREFECTURE)
HUANREN = ("210522", Level.COUNTY)
GUIZHOU = ("520000", Level.PROVINCE)
PINGTAN = ("350128", Level.COUNTY)
CHINA = ("000000", Level.NATIONAL)
Place = tuple[str, Level]


def linked(mention: str, place: Place, on: date | None = None) -> str | None:
    code, level = place
    return link_organization(mention, region_code=code, level=level, on=on).id


@pytest.mark.parametrize(
    ("mention", "place", "expected"),
    [
        ("市卫生健康委", WUWEI, "620600-health"),
        ("市卫健委", WUWEI, "620600-health"),
        ("武威市卫生健康委员会", WUWEI, "620600-health"),
        ("省卫生健康委", WUWEI, "620000-health"),
        ("国家卫生健康委", WUWEI, "000000-health"),
        ("卫生健康委", CHINA, "000000-health"),
        ("市委宣传部", WUWEI, "620600-party-publicity"),
        ("团市委", WUWEI, "620600-youth-league"),
        ("市市场监管局", WUWEI, "620600-market-regulation"),
        ("市场监管局", PINGTAN, "350128-market-regulation"),
        ("市场监管总局", CHINA, "000000-market-regulation"),
        ("武威烟草专卖局", WUWEI, "620600-tobacco"),
        ("贵州银保监局", GUIZHOU, "520000-banking-insurance-regulation"),
        ("贵阳海关", GUIZHOU, "520100-customs"),
        ("人民银行贵阳中心支行", GUIZHOU, "520100-central-bank-branch"),
        ("国家税务总局武威市税务局", WUWEI, "620600-taxation"),
        ("县爱卫会成员单位", HUANREN, "210522-health-promotion-committee-members"),
        ("各乡镇人民政府", HUANREN, "210522-group-townships"),
        ("各县（市、区）人民政府", WUWEI, "620600-group-counties"),
        ("有关县（区）人民政府", WUWEI, "620600-group-counties-concerned"),
        ("凉州区", WUWEI, "620602-government"),
        ("天祝县", WUWEI, "620623-government"),
        ("天祝县人民政府", WUWEI, "620623-government"),
        ("天祝藏族自治县", WUWEI, "620623-government"),
        ("市科技工业信息化局", WUWEI, "620600-science-industry-information"),
        ("各有关市州人民政府", GUIZHOU, "520000-group-prefectures-concerned"),
        ("各市州人民政府", GUIZHOU, "520000-group-prefectures"),
        ("各县市、区、特区人民政府", GUIZHOU, "520000-group-counties"),
        ("各市、县、区政府", GUIZHOU, "520000-group-local-governments"),
        ("各市、县〔区〕政府", GUIZHOU, "520000-group-local-governments"),
        ("各市（州）疾控中心", GUIZHOU, "520000-group-disease-control-centres"),
        ("各乡镇卫生院", HUANREN, "210522-group-township-hospitals"),
        ("省级有关部门", GUIZHOU, "520000-group-departments"),
        ("资源生态局", PINGTAN, "350128-resources-ecology"),
        ("区社会事业局", PINGTAN, "350128-social-affairs"),
        ("贵安新区管委会", GUIZHOU, "520000-zone-guian"),
        ("省民政厅（省老龄办）", GUIZHOU, "520000-civil-affairs"),
        ("教 育 部", GUIZHOU, "000000-education"),
    ],
)
def test_links(mention: str, place: Place, expected: str) -> None:
    assert linked(mention, place) == expected
    organization(expected)


@pytest.mark.parametrize(
    ("mention", "place"),
    [
        ("市新城投资公司", WUWEI),  # an enterprise
        ("市第一人民医院", WUWEI),  # a hospital
        ("凉州", WUWEI),  # a place's short name may mean anything
        ("官渡区", WUWEI),  # a place elsewhere
        ("县教育局", WUWEI),  # which county?
        ("省教育厅", CHINA),  # which province?
        ("专业技术人员", WUWEI),
        ("", WUWEI),
    ],
)
def test_leaves_alone(mention: str, place: Place) -> None:
    assert linked(mention, place) is None


@pytest.mark.parametrize(
    ("mention", "day", "expected"),
    [
        ("县卫计局", date(2018, 2, 5), "210522-health-family-planning"),
        ("县卫健局", date(2018, 2, 5), None),  # not before March 2018
        ("县卫健局", date(2020, 2, 5), "210522-health"),
        ("县环保局", date(2018, 2, 5), "210522-environmental-protection"),
        ("县环保局", date(2021, 2, 5), None),  # it is the bureau of ecology now
        ("县扶贫办", date(2020, 2, 5), "210522-poverty-relief"),
        ("县乡村振兴局", date(2020, 2, 5), None),
    ],
)
def test_a_name_is_right_on_a_day(
    mention: str, day: date, expected: str | None
) -> None:
    link = link_organization(mention, region_code="210522", level=Level.COUNTY, on=day)
    assert link.id == expected
    assert link.candidates
    assert (link.rule == "link.not_then") is (expected is None)


def test_a_notice_of_no_known_place_links_national_bodies_only() -> None:
    assert link_organization("国家卫生健康委").id == "000000-health"
    assert link_organization("市教育局").id is None


def test_rows_bring_predecessors_and_successors_along() -> None:
    rows = organization_rows(["620600-health", "620600-group-counties"])
    ids = [row["organization_id"] for row in rows]
    assert ids == sorted(ids)
    assert {"620600-health", "620600-health-family-planning"} <= set(ids)
    for row in rows:
        for key in ("predecessor_id", "successor_id"):
            assert row[key] is None or row[key] in ids


def test_every_place_of_the_organizations_is_a_region() -> None:
    codes = {row["region_code"] for row in region_rows()}
    rows = organization_rows(["620600-health", "360000-zone-ganjiang"])
    assert {row["region_code"] for row in rows} <= codes
