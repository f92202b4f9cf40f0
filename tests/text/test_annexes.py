"""A notice that comes as a page and its files is one notice, and nothing twice."""

from __future__ import annotations

import pytest

from pipelines.model import Cell, Document, Grid, Span
from pipelines.text import mend
from pipelines.text.annexes import says

from .mended import only
from .notices import PLAN, TITLE, whole

HEAD = (
    "首页",
    "政策文件",
    "发布日期：2021-03-09 来源：样例县人民政府",
    "文号：样政办发〔2021〕8号",
)
FOOT = ("扫一扫在手机打开当前页", "主办单位：样例县人民政府 备案号：样ICP备1号")
ANNEX = (
    "附件2",
    "样例县健身设施清单",
    "一、健身步道",
    "新建健身步道12条，长度达到30公里。",
)


def bound(*files: tuple[str, ...], title: str = TITLE) -> Document:
    """The first file is the page, the others are attached to it."""
    text, parts = "", []
    for lines in files:
        start = len(text)
        text += "\n".join(lines) + "\n"
        parts.append(("file", Span(start, len(text))))
    return Document(
        text,
        "text/html",
        parts=tuple(parts),
        annexes=tuple(span for _, span in parts[1:]),
        meta={"ArticleTitle": title},
    )


@pytest.mark.parametrize("plan", [whole(), PLAN], ids=["the notice", "its plan"])
def test_of_a_page_that_points_to_its_file_the_title_and_facts_stay(
    plan: tuple[str, ...],
) -> None:
    page = (*HEAD, TITLE, "详见附件", f"附件：{TITLE}.pdf", *FOOT)
    notice = only(bound(page, plan))
    assert notice.body.text.startswith(TITLE)
    assert notice.body.text.endswith("每半年通报一次进展情况。")
    assert "样政办发〔2021〕8号" in notice.head.text
    assert "详见附件" not in notice.body.text
    assert "备案号" not in notice.body.text


def test_the_foot_of_the_page_does_not_stand_before_the_annex() -> None:
    notice = only(bound((*HEAD, *whole(), *FOOT), ANNEX))
    assert "扫一扫" not in notice.body.text
    assert "进展情况。附件2\n样例县健身设施清单" in notice.body.text
    assert notice.body.text.endswith("长度达到30公里。")


def test_the_notices_own_file_is_not_read_once_more() -> None:
    document = bound((*HEAD, *whole(), *FOOT), whole(), ANNEX)
    notice = only(document)
    assert notice.body.text.count("新建健身步道12条，人均") == 1
    assert notice.body.text.endswith("长度达到30公里。")
    origins = {at for at in notice.body.origins}
    own_file = document.annexes[0]
    assert not origins & set(range(own_file.start, own_file.end))


def test_a_letter_that_its_file_says_again_is_read_there() -> None:
    document = bound((*HEAD, *whole()[:6], *FOOT), whole())
    notice = only(document)
    assert notice.body.text.count("现印发给你们") == 1
    letter = notice.body.text.index("现印发给你们")
    assert notice.body.origins[letter] > document.annexes[0].start


def test_an_annex_that_only_entitles_what_was_said_is_left_out() -> None:
    document = bound((*HEAD, *whole(), *FOOT), ("附件", "重点任务", *PLAN[4:7]))
    assert not set(only(document).body.origins) & set(
        range(document.annexes[0].start, document.annexes[0].end)
    )


def test_of_two_versions_the_fuller_one_is_read() -> None:
    more = ("(三)完善监测体系。建成监测点40个,每年开展监测2次。",)
    notice = only(bound((*HEAD, *whole(), *FOOT), (*whole(), *more)))
    assert notice.body.text.endswith("每年开展监测2次。")
    assert notice.body.text.count("新建健身步道12条，人均") == 1


def test_an_annex_that_is_a_notice_by_itself_is_none() -> None:
    other = tuple(line.replace("健康", "文化") for line in whole())
    assert len(mend(bound(whole(), other))) == 1
    assert len(mend(Document(bound(whole(), other).text, "text/html"))) == 2


def test_tables_that_stand_twice_are_read_once() -> None:
    row = "1\t健康素养水平\t25\n2\t体育场地面积\t2.5\n"
    first, own = "\n".join(whole()) + "\n", "\n".join(whole()) + "\n"
    text = first + row + own + row
    second = len(first + row)

    def grid(start: int) -> Grid:
        cells = []
        at = start
        for number, line in enumerate(row.splitlines()):
            for column, word in enumerate(line.split("\t")):
                cells.append(Cell(number, column, word, Span(at, at + len(word))))
                at += len(word) + 1
        return Grid(tuple(cells), Span(start, start + len(row)))

    spans = Span(0, second), Span(second, len(text))
    document = Document(
        text,
        "text/html",
        grids=(grid(len(first)), grid(second + len(own))),
        parts=(("page", spans[0]), ("file", spans[1])),
        annexes=(spans[1],),
    )
    assert [one.span.start for one in only(document).grids] == [len(first)]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("".join(PLAN), True),
        ("".join(PLAN[3:5]), True),
        ("".join(line.replace("健康", "卫生") for line in PLAN), False),
        ("样例", False),
        ("", False),
    ],
)
def test_what_says_the_same(part: str, said: bool) -> None:
    assert says("".join(whole()), part) is said
