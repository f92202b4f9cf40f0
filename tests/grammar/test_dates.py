from datetime import date

import pytest

from pipelines.grammar.dates import find_dates

READ = [
    ("到2022年", "2022-12-31", "year"),
    ("2025年底前", "2025-12-31", "year"),
    ("2025年前", "2025-12-31", "year"),
    ("6月底前完成", "2017-06-30", "month"),
    ("上半年", "2017-06-30", "half"),
    ("2023年上半年", "2023-06-30", "half"),
    ("2024年春季学期前", "2024-02-29", "month"),
    ("2023年秋季开学前", "2023-08-31", "month"),
    ("第四季度末", "2017-12-31", "quarter"),
    ("“十四五”末", "2025-12-31", "period"),
    ("到本世纪中叶", "2050-12-31", "year"),
    ("三年内", "2020-12-31", "duration"),
    ("2023-2025年", "2025-12-31", "period"),
    ("2021年至2023年", "2023-12-31", "period"),
    ("于2023年3月17日前", "2023-03-17", "day"),
    ("2019年4月中旬", "2019-04-20", "day"),
    ("到二〇三五年", "2035-12-31", "year"),
    ("2017年7-12月", "2017-12-31", "month"),
    ("今年年底前", "2017-12-31", "year"),
    ("2024年2月", "2024-02-29", "month"),
]


@pytest.mark.parametrize(("text", "last", "precision"), READ, ids=[r[0] for r in READ])
def test_a_phrase_of_time_has_its_last_day(
    text: str, last: str, precision: str
) -> None:
    [found] = find_dates(text, year=2017, period_end=2020)
    assert found.last == date.fromisoformat(last)
    assert found.precision == precision


@pytest.mark.parametrize("text", ["每年", "长期坚持"])
def test_what_recurs_has_no_day(text: str) -> None:
    [found] = find_dates(text, year=2017)
    assert found.last is None


def test_several_years_are_several_phrases() -> None:
    found = find_dates("到2020、2025和2030年", year=2017)
    assert [one.last.year for one in found if one.last] == [2020, 2025, 2030]


def test_a_bare_month_lies_in_the_year_that_its_sentence_named() -> None:
    found = find_dates("2018年6月底前立项，12月底前开工。9月底前验收。", year=2017)
    assert [one.last.year for one in found if one.last] == [2018, 2018, 2017]


def test_a_month_after_work_carried_over_lies_in_the_year_of_the_plan() -> None:
    text = "6月底前完成2016年结转项目，10月底前新建样例站8个"
    days = [one.last for one in find_dates(text, year=2017)]
    assert days == [date(2017, 6, 30), date(2016, 12, 31), date(2017, 10, 31)]


def test_without_a_year_a_month_has_no_day() -> None:
    [found] = find_dates("6月底前完成")
    assert found.last is None


@pytest.mark.parametrize("text", ["36月龄婴幼儿", "5年生存率", "近三年平均", "第三届"])
def test_ages_and_rates_are_no_dates(text: str) -> None:
    assert find_dates(text, year=2017) == []


def test_2022_before_is_a_bound_and_a_prefix_is_none() -> None:
    [bound] = find_dates("2022年前", year=2017)
    [prefix] = find_dates("2022年前期工作", year=2017)
    assert (bound.tail, prefix.tail) == ("前", "")
