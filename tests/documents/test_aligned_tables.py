"""Tables without rules are read where their columns and rows are certain."""

from itertools import pairwise

import pytest

from pipelines.documents.aligned_tables import aligned_tables
from pipelines.documents.layout import Line
from pipelines.documents.pdf_tables import Table, join_tables

HEADS = ["序号", "工作任务", "责任单位"]
AT = [0.0, 60.0, 180.0]
LETTER, STEP = 10.0, 12.0


def piece(text: str, x: float, top: float) -> Line:
    width = sum(LETTER if c > "\u2e80" else LETTER / 2 for c in text)
    return Line(text, x, top, x + width, top + LETTER, LETTER)


def row(top: float, *cells: str, centred: bool = False) -> list[Line]:
    """Cells of several lines each, parted by |, that begin together or are centred."""
    lines = [cell.split("|") for cell in cells]
    height = max(map(len, lines)) * STEP
    return [
        piece(text, x, top + number * STEP + ((height - len(cell) * STEP) / 2 if centred else 0))
        for x, cell in zip(AT, lines, strict=True)
        for number, text in enumerate(cell)
        if text
    ]  # fmt: skip


def words(table: Table) -> list[list[str]]:
    return [[draft.text for draft in line] for line in table.rows]


ROWS = [
    ("1", "建设样例步|道", "市体育局"),
    ("2", "建设样例花园", "市园林局、|市财政局"),
]


@pytest.mark.parametrize("centred", [False, True])
@pytest.mark.parametrize("gap", [0.0, 8.0])
def test_rows_begin_at_their_numbers_or_around_them(centred: bool, gap: float) -> None:
    page = row(100, *HEADS)
    page += row(100 + STEP + gap, *ROWS[0], centred=centred)
    page += row(100 + 3 * STEP + 2 * gap, *ROWS[1], centred=centred)
    page.append(
        piece("二、样例措施和以上各列没有任何关系。", 20, 100 + 6 * STEP + 3 * gap)
    )
    [table] = aligned_tables(page)
    assert words(table) == [
        HEADS,
        ["1", "建设样例步道", "市体育局"],
        ["2", "建设样例花园", "市园林局、市财政局"],
    ]
    assert table.box[3] < page[-1].top


def test_running_text_between_the_numbers_is_no_table() -> None:
    page = row(100, *HEADS) + row(120, *ROWS[0])
    page.append(piece("这一行文字横贯各列因此不可能是表格中的一行内容。", 0, 150))
    page += row(170, *ROWS[1])
    [table] = aligned_tables(page)
    assert words(table) == [HEADS]  # the head alone: its reader misses the rows


def test_words_that_head_no_column_make_no_table() -> None:
    page = row(100, "序号", "甲", "乙") + row(120, *ROWS[0]) + row(150, *ROWS[1])
    assert aligned_tables(page) == []
    assert aligned_tables(row(100, *HEADS)) == []
    assert aligned_tables([]) == []


def test_a_table_goes_on_over_the_page_without_its_head() -> None:
    first = (
        row(700, *HEADS)
        + row(720, *ROWS[0])
        + row(750, "2", "建设样例花", "市园林局、")
    )
    second = row(50, "", "园", "市财政局") + row(70, "3", "建设样例馆", "市文旅局")
    [table] = aligned_tables(first)
    [rest] = aligned_tables(second, table)
    joined = join_tables(table, rest)
    assert joined is not None
    assert words(joined)[1:] == [
        ["1", "建设样例步道", "市体育局"],
        ["2", "建设样例花园", "市园林局、市财政局"],
        ["3", "建设样例馆", "市文旅局"],
    ]
    other = row(50, "8", "建设样例馆", "市文旅局")
    assert aligned_tables(other, table) == []


def test_words_and_the_figure_beside_them_are_parted() -> None:
    """A recogniser runs them together where the cells stand close."""
    heads = [
        piece(t, x, 100)
        for t, x in zip(["序号", "指标名称", "目标值"], AT, strict=True)
    ]
    page = [
        *heads,
        piece("1", 0, 120),
        Line("样例素养水平所有居民25.5%", 60, 120, 205, 130, LETTER),
        piece("2", 0, 140),
        piece("样例步道", 60, 140),
        piece("30", 180, 140),
    ]
    [table] = aligned_tables(page)
    assert words(table)[1:] == [
        ["1", "样例素养水平所有居民", "25.5%"],
        ["2", "样例步道", "30"],
    ]


@pytest.mark.parametrize("count", [2, 300])
def test_many_rows_cost_little(count: int) -> None:
    page = row(0, *HEADS)
    for number in range(1, count + 1):
        page += row(20.0 * number, str(number), "建设样例步道", "市体育局")
    [table] = aligned_tables(page)
    assert len(table.rows) == count + 1
    tops = [line[0].text for line in table.rows[1:]]
    assert all(int(a) + 1 == int(b) for a, b in pairwise(tops))


PLAIN = ["指标名称", "2025年", "责任单位"]


def test_a_table_without_numbers_has_rows_that_begin_with_all_cells() -> None:
    page = row(100, *PLAIN) + row(120, "样例步道|（公里）", "30", "市体育局")
    page += row(152, "样例花园", "12", "市园林局") + row(172, "注：略。", "", "")
    [table] = aligned_tables(page)
    assert words(table) == [
        PLAIN,
        ["样例步道（公里）", "30", "市体育局"],
        ["样例花园", "12", "市园林局"],
    ]


@pytest.mark.parametrize(
    "last",
    [("样例花园|（个）", "12", "市园林局"), ("样例|花园", "", "市园林局"), ("样例花园", "|12", "市园林局")],
    ids=["may be behind the table", "lacks a cell", "begins otherwise"],
)  # fmt: skip
def test_rows_without_numbers_that_are_not_certain_are_no_table(
    last: tuple[str, str, str],
) -> None:
    page = row(100, *PLAIN) + row(120, "样例步道", "30", "市体育局") + row(140, *last)
    assert aligned_tables(page) == []


def test_words_side_by_side_are_no_table() -> None:
    page = (
        row(100, "任务一览", "样例市", "责任单位")
        + row(120, "甲", "乙", "丙")
        + row(140, "丁", "戊", "己")
    )
    assert aligned_tables(page) == []
