"""The years a plan runs, and the days from and to which it holds."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.model import Item, ItemKind, NoticeText, Outline
from pipelines.notices import read_metadata
from pipelines.notices.periods import period_of_title
from tests.notices.covers import passage, read


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("关于印发“十四五”养老规划的通知", (2021, 2025)),
        ("关于印发2018-2020年任务分工的通知", (2018, 2020)),
        ("关于印发2023年度实施方案的通知", (2023, 2023)),
        ("“健康样例2030”规划纲要", (None, 2030)),
        ("关于印发贯彻《“健康样例2030”规划纲要》2017年行动计划的通知", (2017, 2017)),
        ("关于加强管理的意见", (None, None)),
    ],
)
def test_periods_of_titles(title: str, period: tuple[int | None, int | None]) -> None:
    assert period_of_title(title) == period


def test_goals_give_the_end_of_the_period() -> None:
    body = "到2022年和2030年，参加锻炼人数分别不少于30%和40%。"
    found = read(body)
    assert (found.period_start, found.period_end) == (None, 2030)


def test_a_year_striven_for_is_a_goal_of_the_goals_alone() -> None:
    striven = "工作目标。到2024年启动建设，力争2026年建成样例示范区。"
    text = passage(striven)
    goals = Item("一", ItemKind.ITEM, 1, 0, None, text, 5)
    notice = NoticeText(head=passage(""), body=text, meta={})
    assert read_metadata(notice, Outline((goals,)), "").period_end == 2026
    other = Item("一", ItemKind.ITEM, 1, 0, None, text)
    assert read_metadata(notice, Outline((other,)), "").period_end == 2024


def test_the_day_a_policy_runs_to_is_no_goal() -> None:
    assert read("优惠政策执行至2027年12月31日。").period_end is None


def test_days_of_effect() -> None:
    assert read("本办法自2023年11月13日起施行。").effective_on == date(2023, 11, 13)


def test_how_long_a_notice_holds() -> None:
    end = "样例市人民政府\n2023年4月29日\n"
    found = read(f"{end}本方案自印发之日起施行，有效期三年。")
    assert (found.effective_on, found.repealed_on) == (
        date(2023, 4, 29),
        date(2026, 4, 29),
    )
    assert read(f"{end}许可自发证之日起有效期三年。").repealed_on is None


def test_two_plans_of_the_same_years() -> None:
    cover = (
        "样例市人民政府关于印发样例市甲规划和乙规划的通知\n"
        "各县（市、区）人民政府：现将《样例市甲规划（{}）》《样例市乙规划（2021-2030年）》"
        "印发给你们，请认真执行。样例市人民政府\n2021年3月5日\n"
    )
    same = read(cover.format("2021-2030年"))
    assert (same.period_start, same.period_end) == (2021, 2030)
    other = read(cover.format("2021-2025年"))
    assert (other.period_start, other.period_end) == (None, None)


YEARLY = (
    "2026年，样例企业达到10户；2027年，样例企业达到20户；2028年，样例企业达到30户。"
)


@pytest.mark.parametrize(
    ("title", "goals", "period"),
    [
        ("关于印发样例市三年行动方案的通知", YEARLY + "到2028年建成。", (2026, 2028)),
        ("关于印发样例市五年行动方案的通知", YEARLY + "到2028年建成。", (None, 2028)),
        ("关于印发样例市行动方案的通知", YEARLY + "到2028年建成。", (None, 2028)),
        ("关于印发样例市三年行动方案的通知", "到2028年建成。", (None, 2028)),
        ("关于第三年行动方案的通知", YEARLY + "到2028年建成。", (None, 2028)),
    ],
)
def test_the_first_year_where_title_and_goals_say_it(
    title: str, goals: str, period: tuple[int | None, int]
) -> None:
    words = passage("发展目标\n" + goals)
    item = Item("二", ItemKind.SECTION, 0, 0, None, words, heading_end=4)
    body = passage(f"样例市人民政府{title}\n{words.text}")
    notice = NoticeText(head=passage(""), body=body, meta={})
    found = read_metadata(notice, Outline((item,)), "plan.txt")
    assert (found.period_start, found.period_end) == period
