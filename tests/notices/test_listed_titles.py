"""Titles of lists and work plans that no 关于…的通知 closes, and their years."""

from __future__ import annotations

import pytest

from pipelines.notices.periods import period_of_text, period_of_title
from tests.notices.covers import read


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2025年样例市民生实事项目\n各县：现予公布。", "2025年样例市民生实事项目"),
        ("样例市2025年十件民生实事\n一、建站3个。", "样例市2025年十件民生实事"),
        ("样例县重点工作责任分解表\n序号", "样例县重点工作责任分解表"),
        ("样例县2025年重点工作台账\n序号", "样例县2025年重点工作台账"),
        ("样例区2025年为民实事（共10项）\n一、", "样例区2025年为民实事（共10项）"),
        ("样例县“十四五”期间重点项目\n一、", "样例县“十四五”期间重点项目"),
        ("样例市2025年\n民生实事项目\n一、建站3个。", "样例市2025年民生实事项目"),
        ("样例市教育局\n2023年工作要点\n2023年，", "样例市教育局2023年工作要点"),
        ("样例市政府\n2025年样例市民生实事\n各县：", "2025年样例市民生实事"),
        ("关于样例市2025年实事项目的公示\n一、", "关于样例市2025年实事项目的公示"),
        (
            "样例委〔2017〕5号\n——关于印发样例方案的通知\n各乡镇：",
            "关于印发样例方案的通知",
        ),
        ("重点项目\n一、建站3个。", None),
        ("2025年全县完成了重点项目\n一、建站3个。", None),
        ("各乡镇：为做好2025年重点项目，现予公布。", None),
        ("一、2025年重点工作\n建站3个。", None),
    ],
)
def test_a_list_names_its_year(text: str, title: str | None) -> None:
    assert read(text).title == title


def test_a_page_may_give_the_title_of_a_list() -> None:
    found = read("一、建站3个。", title="2025年样例市民生实事项目_样例市人民政府")
    assert found.title == "2025年样例市民生实事项目"
    assert (found.period_start, found.period_end) == (2025, 2025)


def test_a_title_names_its_issuer_before_the_year() -> None:
    assert read("样例市教育局2023年工作要点\n一、").issuer == "样例市教育局"
    assert read("样例市2023年民生实事项目\n一、").issuer is None


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("样例县二〇二五年民生实事项目", (2025, 2025)),
        ("样例县2024年工作总结和2025年工作计划", (2025, 2025)),
        ("样例县2024年计划执行情况与2025年计划草案的报告", (2025, 2025)),
        ("样例县2024年工作总结", (2024, 2024)),
    ],
)
def test_the_year_of_a_plan(title: str, period: tuple[int, int]) -> None:
    assert period_of_title(title) == period


@pytest.mark.parametrize(
    ("text", "end", "period"),
    [
        ("我县于2017年至2019年开展样例县建设，", 2019, (2017, 2019)),
        ("自2023年5月起至2025年12月在全县组织样例行动。", 2025, (2023, 2025)),
        ("本方案实施期限为2023年至2025年。", None, (2023, 2025)),
        ("行动时间：2023年3月-2025年12月。", None, (2023, 2025)),
        ("我县于2013年至2016年开展了样例建设。", 2016, (None, 2016)),
        ("我县于2013年至2016年开展样例建设，", 2020, (None, 2020)),
        ("2017年至2019年样例率下降3个百分点。", 2019, (None, 2019)),
        ("于2017年至2019年开展样例县建设，", None, (None, None)),
    ],
)
def test_a_sentence_gives_the_years_of_a_plan(
    text: str, end: int | None, period: tuple[int | None, int | None]
) -> None:
    assert period_of_text(text, end) == period


def test_the_years_of_the_text_agree_with_its_goals() -> None:
    found = read("我县于2017年至2019年开展样例建设。到2019年，样例率达到90%。")
    assert (found.period_start, found.period_end) == (2017, 2019)
