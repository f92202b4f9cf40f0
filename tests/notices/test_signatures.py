"""Who issued a notice, and when: signatures, titles, lines above the text."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.notices.signatures import find_signature, issuer_of_title
from tests.notices.covers import COVER, read


def test_the_signature_comes_before_the_page_head() -> None:
    head = "发布机构：市政府网站\n成文日期：2021-04-01\n发布日期：2021-04-02"
    found = read(COVER, head)
    assert found.issuer == "山西省卫生健康委员会"
    assert found.issued_on == date(2021, 3, 5)
    assert found.published_on == date(2021, 4, 2)


@pytest.mark.parametrize(
    ("text", "issuer", "day"),
    [
        ("请执行。样例市人民政府\n2020年6月25日", "样例市人民政府", date(2020, 6, 25)),
        (
            "请执行。样例市管委会2020年6月25日方案正文",
            "样例市管委会",
            date(2020, 6, 25),
        ),
        (
            "请执行。样例省健康委员会\n（爱国卫生运动委员会）（代章）\n2025年3月7日",
            "样例省健康委员会（爱国卫生运动委员会）",
            date(2025, 3, 7),
        ),
        ("圆满完成。二〇一九年十二月三十日\n（此件公开）", None, date(2019, 12, 30)),
        ("请执行。民政厅\n教育厅\n2020年6月5日", "民政厅、教育厅", date(2020, 6, 5)),
    ],
)
def test_signatures(text: str, issuer: str | None, day: date) -> None:
    found = find_signature(text)
    assert found is not None
    assert (found.issuer, found.day) == (issuer, day)


@pytest.mark.parametrize(
    "text",
    ["请于2020年6月25日前报送市政府办公室。", "自2020年6月25日起施行。", "2月31日"],
)
def test_other_days_are_no_signature(text: str) -> None:
    assert find_signature(text) is None


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("样例市人民政府印发《方案》的通知", "样例市人民政府"),
        ("国务院关于印发规划的通知", "国务院"),
        ("关于印发要点的通知", None),
        (None, None),
    ],
)
def test_issuer_of_title(title: str | None, issuer: str | None) -> None:
    assert issuer_of_title(title) == issuer


def test_a_signature_glued_to_the_last_bracket() -> None:
    text = "办好园。（市民政局、市教育局负责）样例市人民政府办公室2022年1月20日"
    found = find_signature(text)
    assert found is not None and found.issuer == "样例市人民政府办公室"
    joint = find_signature("办好园。样例省委员会（样例运动委员会）\n2022年1月20日")
    assert joint is not None and joint.issuer == "样例省委员会（样例运动委员会）"


def test_party_and_government_are_two_issuers() -> None:
    title = "中共样例市委样例市人民政府关于印发方案的通知"
    assert issuer_of_title(title) == "中共样例市委、样例市人民政府"
    assert (
        issuer_of_title("中共样例市委办公室关于印发方案的通知") == "中共样例市委办公室"
    )


def test_a_body_and_its_day_may_stand_above_the_text() -> None:
    found = read(
        "样例县样例规划\n样例发〔2021〕19号\n样例县人民政府2021年12月3日\n一、发展目标\n"
    )
    assert (found.issuer, found.issued_on) == ("样例县人民政府", date(2021, 12, 3))
    other = read(
        "样例县样例规划\n根据样例县人民政府2021年12月3日印发的意见，制定本规划。\n"
    )
    assert other.issued_on is None
