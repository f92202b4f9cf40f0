from dataclasses import replace
from decimal import Decimal

import pytest

from pipelines.statements import (
    figure_en,
    figure_zh,
    statement_en,
    statement_zh,
    unit_en,
)
from tests.targets.notices import PLAN, targets

SAID = [
    (
        "到2023年，样例率达到30%以上。",
        "样例市提出，到2023年底，样例率不低于30%。",
        "样例市 aims for “样例率” to reach at least 30% by the end of 2023.",
    ),
    (
        "力争样例病死亡率控制在12/10万以内。",
        "样例市力争到2025年底（规划期末），样例病死亡率不超过12/10万。",
        "样例市 hopes for “样例病死亡率” to be at most 12 per 100,000 by the end of 2025, "
        "when the plan ends.",
    ),
    (
        "2022年6月底前，培训乡村医生1.3万人。",
        "样例市提出，到2022年6月底，“乡村医生”的目标数量为1.3万人。",
        "样例市 aims for “乡村医生” to number 13,000 people by the end of June 2022.",
    ),
    (
        "近视率每年下降0.5个百分点。",
        "样例市提出，到2025年底（规划期末），近视率每年下降0.5个百分点。",
        "样例市 aims for “近视率” to fall by 0.5 percentage points per year by the end of "
        "2025, when the plan ends.",
    ),
    (
        "到2025年，样例病发病率低于全省平均水平。",
        "样例市提出，到2025年底，样例病发病率低于全省平均水平。",
        "样例市 aims for “样例病发病率” to be below “全省平均水平” by the end of 2025.",
    ),
    (
        "每年开展一次样例演练。",
        "样例市提出，到2025年底（规划期末），“样例演练”的目标数量为每年1次。",
        "样例市 aims for “样例演练” to take place once per year by the end of 2025, "
        "when the plan ends.",
    ),
]


@pytest.mark.parametrize(("text", "chinese", "english"), SAID, ids=[s[0] for s in SAID])
def test_a_target_is_stated_in_one_sentence(
    text: str, chinese: str, english: str
) -> None:
    [target] = targets(text)
    assert statement_zh(target, PLAN) == chinese
    assert statement_en(target, PLAN) == english


def test_english_names_take_the_place_of_chinese_ones() -> None:
    [target] = targets("到2025年，样例率达到30%。")
    said = statement_en(target, PLAN, "Sample rate of HIV", "Yangli City")
    assert said == (
        "Yangli City aims for sample rate of HIV to reach 30% by the end of 2025."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("HIV treatment", "HIV treatment"),
        ("PM2.5 in cities", "PM2.5 in cities"),
        ("Self-care of adults", "self-care of adults"),
        ("Chinese medicine clinics", "Chinese medicine clinics"),
    ],
)
def test_names_keep_their_capitals_where_they_are_proper(name: str, said: str) -> None:
    [target] = targets("到2025年，样例率达到30%。")
    assert f"for {said} to reach" in statement_en(target, PLAN, name)


@pytest.mark.parametrize(
    ("unit", "many", "one"),
    [
        ("个", "", ""),
        ("家/区", " per district", " per district"),
        ("次/年", " times per year", " time per year"),
        ("g", " g", " g"),
        ("户", " households or firms", " household or firm"),
        ("样", " 样", " 样"),
        (None, "", ""),
    ],
)
def test_units_in_english(unit: str | None, many: str, one: str) -> None:
    assert unit_en(unit) == many
    assert unit_en(unit, one=True) == one


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2000000000000", "2万亿", "2 trillion"),
        ("800000000", "8亿", "800 million"),
        ("13000", "1.3万", "13,000"),
        ("1234567", "123.4567万", "1,234,567"),
        ("0.640", "0.64", "0.64"),
        ("0", "0", "0"),
    ],
)
def test_large_figures_are_written_short(value: str, zh: str, en: str) -> None:
    assert figure_zh(Decimal(value)) == zh
    assert figure_en(Decimal(value)) == en


@pytest.mark.parametrize(
    ("baseline", "words"), [("20", ", up from 20%"), ("40", ", down from 40%"), ("30", ", from 30%")]
)  # fmt: skip
def test_a_baseline_tells_the_way(baseline: str, words: str) -> None:
    [target] = targets("到2025年，样例率达到30%。")
    said = statement_en(replace(target, baseline=Decimal(baseline)), PLAN)
    assert said.endswith(f"{words}.")


def test_quotation_marks_within_a_name_are_single() -> None:
    [target] = targets("到2025年，“样例通”使用率达到30%。")
    said = statement_en(replace(target, indicator="“样例通”使用率"), PLAN)
    assert "for “‘样例通’使用率” to reach" in said

    [counted] = targets("到2025年，培训乡村医生1.3万人。")
    said = statement_zh(replace(counted, indicator="“样例周”活动"), PLAN)
    assert "“‘样例周’活动”的目标数量" in said


def test_scope_is_covered() -> None:
    [target] = targets("到2025年，样例服务实现全覆盖。")
    assert "aims for full coverage of “样例服务”" in statement_en(target, PLAN)
