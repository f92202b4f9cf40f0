import pytest

from pipelines.targets.statements import statement_en, statement_zh

from .notices import PLAN, targets

SAID = [
    (
        "到2023年，样例率达到30%以上。",
        "样例市提出，到2023年底，样例率不低于30%。",
        "By the end of 2023, “样例率” (样例市) shall reach at least 30%.",
    ),
    (
        "力争样例病死亡率控制在12/10万以内。",
        "样例市力争到2025年底（规划期末），样例病死亡率不超过12/10万。",
        "By the end of 2025 (the end of the plan's period), “样例病死亡率” (样例市) "
        "is hoped to be at most 12 per 100,000.",
    ),
    (
        "2022年6月底前，培训乡村医生1.3万人。",
        "样例市提出，到2022年6月底，“乡村医生”的目标数量为1.3万人。",
        "By the end of June 2022, “乡村医生” (样例市) shall number 13,000 people.",
    ),
    (
        "近视率每年下降0.5个百分点。",
        "样例市提出，到2025年底（规划期末），近视率每年下降0.5个百分点。",
        "By the end of 2025 (the end of the plan's period), “近视率” (样例市) "
        "shall fall by 0.5 percentage points per year.",
    ),
    (
        "到2025年，样例病发病率低于全省平均水平。",
        "样例市提出，到2025年底，样例病发病率低于全省平均水平。",
        "By the end of 2025, “样例病发病率” (样例市) shall be below “全省平均水平”.",
    ),
    (
        "每年开展一次样例演练。",
        "样例市提出，到2025年底（规划期末），“样例演练”的目标数量为每年1次。",
        "By the end of 2025 (the end of the plan's period), “样例演练” (样例市) "
        "shall number 1 time per year.",
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
    said = statement_en(target, PLAN, "the sample rate", "Yangli City")
    assert said == (
        "By the end of 2025, the sample rate (Yangli City) shall reach 30%."
    )
