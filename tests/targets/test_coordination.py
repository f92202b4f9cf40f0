import pytest

from pipelines.targets.heads import complete, heads, share
from pipelines.targets.pairing import apart


def test_joints_within_brackets_part_nothing() -> None:
    assert heads("样例县（市、区）、样例乡") == ["样例县（市、区）", "样例乡"]


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        (["孕产妇", "婴儿死亡率"], ["孕产妇死亡率", "婴儿死亡率"]),
        (["城市", "县城污水处理率"], ["城市污水处理率", "县城污水处理率"]),
        (["甲病发病率", "死亡率"], ["甲病发病率", "甲病死亡率"]),
        (
            ["5岁以下儿童贫血率", "生长迟缓率"],
            ["5岁以下儿童贫血率", "5岁以下儿童生长迟缓率"],
        ),
    ],
)
def test_coordinated_names_are_completed(parts: list[str], named: list[str]) -> None:
    assert complete(parts) == named


def test_a_subject_is_parted_into_the_number_asked_for() -> None:
    subject = "知识和理念素养水平、行为素养水平"
    assert share(subject, 2) == ["知识和理念素养水平", "行为素养水平"]
    assert share(subject, 4) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("公众、家庭、单位知晓率", ["公众、家庭、单位知晓率"]),
        ("甲率和乙率", ["甲率", "乙率"]),
        ("尘病和毒病高发势头", ["尘病高发势头", "毒病高发势头"]),
        ("甲病、乙病等重大病发病率上升趋势", ["甲病、乙病等重大病发病率上升趋势"]),
    ],
)
def test_a_joint_population_stays_one(name: str, parts: list[str]) -> None:
    assert apart(name) == parts
