"""Days that stand beside the bodies answerable."""

from __future__ import annotations

import pytest

from tests.responsibilities.invented import read


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("办好园。（市民政局；完成时限：2023年6月底前）", "2023-06-30"),
        ("办好园。（市民政局负责，10月底前完成）", "2023-10-31"),
        ("办好园。牵头部门：市民政局\n完成时限：持续推进", "None"),
    ],
)
def test_deadlines(text: str, deadline: str) -> None:
    [one] = read(text).task_deadlines
    assert str(one.deadline) == deadline
    assert text[one.span.start : one.span.end].strip("，；") == one.text


def test_a_day_that_comes_back_dates_no_task() -> None:
    [one] = read("办好园。责任单位：市民政局；完成时限：每年12月").task_deadlines
    assert (one.deadline, one.text) == (None, "每年12月")


@pytest.mark.parametrize(
    "steps",
    [
        "一季度完成样例设计；二季度投入使用",
        "一季度举办样例会9场",
        "3月底前完工样例站5个",
    ],
)
def test_steps_with_days_of_their_own_date_no_task(steps: str) -> None:
    assert read(f"办好园。\n时间节点：{steps}。").task_deadlines == ()
