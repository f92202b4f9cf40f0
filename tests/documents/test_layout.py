import pytest

from pipelines.documents.layout import Line, columns, join, join_cell, paragraphs
from pipelines.documents.page_chrome import cut_chrome
from pipelines.documents.pdf_tables import Table, join_tables
from pipelines.documents.writing import Draft


def line(
    text: str, x0: float, top: float, x1: float | None = None, size: float = 12
) -> Line:
    return Line(
        text, x0, top, x0 + size * len(text) if x1 is None else x1, top + size, size
    )


def page(*texts: str) -> list[Line]:
    return [line(text, 60, 100 + 20 * at, 540) for at, text in enumerate(texts)]


def test_full_lines_run_on_and_indented_ones_begin() -> None:
    lines = [
        line("甲" * 38, 84, 100, 540),
        line("乙" * 40, 60, 120, 540),
        line("丙。", 60, 140),
        line("丁" * 38, 84, 160, 540),
        line("戊", 60, 180),
    ]
    found = paragraphs(lines)
    assert [one.text for one in found] == [
        "甲" * 38 + "乙" * 40 + "丙。",
        "丁" * 38 + "戊",
    ]


def test_an_item_label_begins_a_paragraph_after_a_full_sentence() -> None:
    lines = [line("甲" * 39 + "。", 60, 100, 540), line("（二）加强管理。", 60, 120)]
    assert len(paragraphs(lines)) == 2


def test_a_table_of_contents_keeps_its_lines() -> None:
    lines = [
        line("一、总体要求" + "." * 60 + "6", 60, 100, 540),
        line("二、任务" + "." * 60 + "9", 60, 120, 540),
    ]
    assert len(paragraphs(lines)) == 2


def test_columns_are_read_one_after_the_other() -> None:
    left = [line("左" * 18, 60, 100 + 20 * n) for n in range(8)]
    right = [line("右" * 18, 320, 100 + 20 * n) for n in range(8)]
    title = line("题" * 30, 100, 60)
    mixed = [one for pair in zip(left, right, strict=True) for one in pair]
    assert columns([title, *mixed]) == [[title], left, right]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("健康", "中国", "健康中国"),
        ("open", "data", "open data"),
        ("到2025", "年", "到2025年"),
        ("20", "25", "2025"),
    ],
)
def test_lines_join_without_space_in_chinese(left: str, right: str, whole: str) -> None:
    assert join(left, right) == whole


def test_two_figures_in_a_cell_stay_two() -> None:
    assert join_cell("100", "70") == "100 70"
    assert join_cell("2022", "年目") == "2022年目"


def test_running_heads_page_numbers_and_addresses_are_cut() -> None:
    pages = []
    for number in range(1, 4):
        pages.append(
            [
                line("2024/5/6 10:11", 20, 10),
                line("样例市人民政府", 300, 10),
                *page("正文一", "第2页说的是正文", "30"),
                line(f"https://www.example.gov/a.html {number}/3", 20, 820),
                line(f"— {number} —", 300, 800),
            ]
        )
    kept, address = cut_chrome(pages, [842.0] * 3)
    assert [[one.text for one in lines] for lines in kept] == [
        ["正文一", "第2页说的是正文", "30"]
    ] * 3
    assert address == "https://www.example.gov/a.html"


def rows(*texts: list[str]) -> list[list[Draft]]:
    return [[Draft(text) for text in row] for row in texts]


BOX = (0.0, 0.0, 1.0, 1.0)
EDGES = (0.0, 50.0, 200.0, 260.0)
HEAD = ["序号", "指标", "目标"]


def test_a_table_goes_on_behind_a_repeated_head_and_a_cut_row() -> None:
    first = Table(
        BOX, EDGES, rows(HEAD, ["1", "甲率", "90"], ["2", "乙率", "比2019年提高"])
    )
    second = Table(BOX, EDGES, rows(HEAD, ["", "", "10%"], ["3", "丙率", "80"]))
    joined = join_tables(first, second)
    assert joined is not None
    assert [[draft.text for draft in row] for row in joined.rows] == [
        HEAD,
        ["1", "甲率", "90"],
        ["2", "乙率", "比2019年提高10%"],
        ["3", "丙率", "80"],
    ]


def test_other_columns_are_another_table() -> None:
    first = Table(BOX, EDGES, rows(HEAD, ["1", "甲率", "90"]))
    assert (
        join_tables(
            first, Table(BOX, (0.0, 120.0, 200.0, 260.0), rows(["a", "b", "c"]))
        )
        is None
    )
    assert join_tables(first, Table(BOX, (0.0, 260.0), rows(["a"]))) is None
