"""Which notices a file holds: none, one said twice, or several."""

from __future__ import annotations

import pytest

from pipelines.model import Cell, Document, Grid, Span
from pipelines.text import mend

from .mended import only
from .notices import LETTER, PLAN, TITLE, page, whole


def test_second_copy_is_not_read() -> None:
    text = "\n".join(whole() + PLAN)
    assert only(page(text)).body.text.count("健身步道") == 2  # too short to be a copy
    longer = [line + "继续完善工作机制,细化任务分工,明确完成时限。" for line in PLAN]
    copies = page(*whole(), *longer, "返回", TITLE, *LETTER, *PLAN, *longer, "联系我们")
    first = only(page(*whole(), *longer))
    twice = only(copies)
    assert twice.body.text == first.body.text
    assert max(s.end for s in twice.skipped) == len(copies.text)


def test_several_notices_in_one_file() -> None:
    bar = "==================== 正文 ===================="
    text = "\n".join(
        (f"标题: {TITLE}", "文号: ", bar, *whole(), f"标题: {TITLE}之二", bar, *whole())
    )
    first, second = mend(Document(text, "text/plain"))
    assert first.body.text == second.body.text
    assert second.body.origins[0] > first.body.origins[-1]


def test_compilation_gives_its_notices() -> None:
    heads = [
        f"{k}. 样例县关于促进养老服务发展第{k}号工作的通知(2023年3月{k}日)"
        for k in (7, 8)
    ]
    text = "\n".join((heads[0], *whole()[2:], heads[1], *whole()[2:]))
    first, second = mend(Document(text, "text/plain"))
    assert "第7号" in first.body.text and "第8号" not in first.body.text
    assert second.body.text.startswith("8.样例县")


def test_letters_one_after_the_other_are_notices_of_their_own() -> None:
    other = [line.replace("健康", "健身") for line in whole()]
    text = "\n".join((*whole(), *other))
    first, second = mend(Document(text, "text/plain"))
    assert first.body.text.replace("健康", "健身") == second.body.text


def test_a_short_page_that_holds_its_notice_twice_is_read_once() -> None:
    text = "\n".join((*whole(), *whole()))
    (notice,) = mend(Document(text, "text/plain"))
    assert notice.body.text.count("健身步道") == 1
    assert notice.skipped[-1].end == len(text)


def test_annexes_of_an_archive_stay_with_their_notice() -> None:
    text = "\n".join(whole()) + "\n"
    annex = "序号\t名称\n1\t甲\n"
    parts = (
        ("a.docx", Span(0, len(text))),
        ("b.xlsx", Span(len(text), len(text + annex))),
        ("c.docx", Span(len(text + annex), len(text + annex + text))),
    )
    notices = mend(Document(text + annex + text, "application/zip", parts=parts))
    assert len(notices) == 2
    assert "名称" in notices[0].body.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n",
        "The quick brown fox jumps over the lazy dog. " * 40,
        "春眠不觉晓,处处闻啼鸟。夜来风雨声,花落知多少。" * 10,
        "x" * 5000,
        "\x00\x01" * 200,
    ],
)
def test_what_is_no_notice_gives_nothing(text: str) -> None:
    assert mend(Document(text, "text/plain")) == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("样例市关于做好秋季灭鼠工作的通知", "各县区:", "一、9月底前开展灭鼠活动2次。", "二、完成率达到95%。"),
        ("样例市关于做好防火工作的通知", "各乡镇:", "一、每村设护林员2名。", "二、发生火情立即上报。"),
        ("样例县人民政府关于食堂的通知", "各学校:", "请于6月底前建成食堂20个。"),
    ],
)  # fmt: skip
def test_a_notice_of_three_lines_is_one(lines: tuple[str, ...]) -> None:
    assert only(page(*lines)).body.text.startswith("样例")


def test_a_table_of_a_plan_is_a_notice_by_itself() -> None:
    heads = "序号\t指标名称\t2025年目标值\t责任单位\n"
    row = "1\t样例市居民健康素养水平达到指标\t25\t市卫生健康委、市教育局\n"
    assert mend(tabled(heads + row))
    other = (heads + row).replace("指标", "学生").replace("目标", "语文")
    assert not mend(tabled(other))


def tabled(text: str) -> Document:
    cells, at = [], 0
    for number, line in enumerate(text.splitlines()):
        for column, word in enumerate(line.split("\t")):
            cells.append(Cell(number, column, word, Span(at, at + len(word))))
            at += len(word) + 1
    return Document(text, "text/csv", grids=(Grid(tuple(cells), Span(0, len(text))),))
