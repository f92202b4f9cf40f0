"""Head rows are found in running text, however their heads are parted."""

from __future__ import annotations

from pipelines.grids.heads import find_head_rows


def test_years_on_lines_of_their_own_are_heads() -> None:
    [(_, _, heads)] = find_head_rows(
        "样例指标表\n序号\n指标\n单位\n2020年\n2025年\n属性\n1\n样例率"
    )
    assert heads == ("序号", "指标", "单位", "2020年", "2025年", "属性")


def test_the_figure_of_a_footnote_parts_no_heads() -> None:
    [(_, _, heads)] = find_head_rows("序号指标1单位2025年目标值")
    assert heads == ("序号", "指标", "单位", "2025年目标值")
