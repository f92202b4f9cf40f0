"""Head rows are found in running text, however their heads are parted."""

from __future__ import annotations

import pytest

from pipelines.grids.heads import find_head_rows, head
from pipelines.grids.model import Column

from . import samples


def test_years_on_lines_of_their_own_are_heads() -> None:
    [(_, _, heads)] = find_head_rows(
        "样例指标表\n序号\n指标\n单位\n2020年\n2025年\n属性\n1\n样例率"
    )
    assert heads == ("序号", "指标", "单位", "2020年", "2025年", "属性")


def test_the_figure_of_a_footnote_parts_no_heads() -> None:
    [(_, _, heads)] = find_head_rows("序号指标1单位2025年目标值")
    assert heads == ("序号", "指标", "单位", "2025年目标值")


@pytest.mark.parametrize(
    ("base", "aim"),
    [
        ("基线（2017年）", "目标（2022年）"),
        ("2017年（基线）", "2022年（目标）"),
        ("现状值（2017年）", "目标值（2022年）"),
        ("2017年基线值", "2022年目标"),
        ("基期值", "规划目标（到2022年）"),
        ("基准年", "2022年"),
    ],
)
def test_a_year_may_stand_in_the_bracket_of_a_head(base: str, aim: str) -> None:
    reading = samples.flat(
        f"表1 样例指标\n序号 指标 {base} {aim} 属性\n"
        "1 甲样例率（%） 31.2 36.5 预期性\n2 乙样例率（%） 46 55 约束性\n"
    )
    assert [
        (t.indicator, str(t.value), str(t.baseline), str(t.deadline)[:4])
        for t in reading.targets
    ] == [
        ("甲样例率", "36.5", "31.2", "2022" if "2022" in aim else "2025"),
        ("乙样例率", "55", "46", "2022" if "2022" in aim else "2025"),
    ]


def test_a_year_in_a_sentence_is_no_head() -> None:
    text = "以2017年（基线）为准，目标（2022年）是指标达到属性的要求。"
    assert list(find_head_rows(text)) == []
    assert head("目标（2022）").role is Column.TARGET
    assert head("基线（2022）").role is Column.BASELINE
