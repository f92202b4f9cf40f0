"""Mended texts: every character in its place, lines joined, spellings canonical."""

from __future__ import annotations

import pytest

from pipelines.model import Cell, Document, Grid, Span

from .mended import only
from .notices import TITLE, page, whole


def test_plain_page_is_its_notice() -> None:
    notice = only(page(*whole()))
    assert notice.body.text.startswith(TITLE)
    assert notice.body.text.endswith("每半年通报一次进展情况。")
    assert "达到25%。二、重点任务\n（一）普及" in notice.body.text
    assert not notice.skipped


def test_every_character_has_its_origin() -> None:
    document = page(*whole())
    notice = only(document)
    assert len(notice.body.text) == len(notice.body.origins)
    at = notice.body.text.index("12条")
    span = notice.body.span(at, at + 3)
    assert document.text[span.start : span.end] == "12条"


@pytest.mark.parametrize("width", [18, 25, 40])
def test_wrapped_lines_are_rejoined(width: int) -> None:
    wrapped = []
    for line in whole():
        wrapped += [line[at : at + width] for at in range(0, len(line), width)]
    notice = only(page(*wrapped))
    plain = only(page(*whole()))
    assert notice.body.text.replace("\n", "") == plain.body.text.replace("\n", "")
    assert "居民健康素养水平提高到22%以上。" in notice.body.text


def test_widths_and_spaces_do_not_matter() -> None:
    full = str.maketrans(",:;()0123456789%", ",:;()0123456789%")
    spaced = [line.translate(full).replace("健康", "健 康\u00a0") for line in whole()]
    assert only(page(*spaced)).body.text == only(page(*whole())).body.text


def test_canonical_spellings() -> None:
    text = "\n".join(
        (
            *whole(),
            "——培训2—3次,10%～20%,比例2.45∶1,1,200人,会议9:30开始,样发[2020]7号,㈡⑶",
        )
    )
    body = only(page(text)).body.text
    assert (
        "——培训2-3次，10%-20%，比例2.45:1，1,200人，会议9:30开始，样发〔2020〕7号，（二）（3）"
        in body
    )


def test_traditional_characters_become_simplified() -> None:
    lines = [
        "樣例縣人民政府辦公室關於印發樣例縣健康促進行動實施方案的通知",
        "各鄉鎮人民政府、縣直有關部門:",
        "現將實施方案印發給你們,請認真貫徹執行。",
        "一、總體要求",
        "堅持預防為主,到2025年,居民健康素養水平達到25%。",
        "二、重點任務",
        "(一)普及健康知識。建立專家庫。(責任單位:縣衛生健康局)",
    ]
    document = page(*lines)
    body = only(document).body
    assert "（责任单位：县卫生健康局）" in body.text
    at = body.text.index("责任")
    span = body.span(at, at + 2)
    assert document.text[span.start : span.end] == "責任"


def test_data_tables_are_left_out_of_the_prose() -> None:
    table = "指标\t目标\n健康素养水平\t25%"
    head = "\n".join(whole()) + "\n"
    start = len(head)
    cells = (
        Cell(0, 0, "指标", Span(start, start + 2)),
        Cell(0, 1, "目标", Span(start + 3, start + 5)),
        Cell(1, 0, "健康素养水平", Span(start + 6, start + 12)),
        Cell(1, 1, "25%", Span(start + 13, start + 16)),
    )
    grid = Grid(cells, Span(start, start + len(table)))
    document = Document(head + table, "text/html", grids=(grid,))
    notice = only(document)
    assert notice.grids == (grid,)
    assert "指标目标" not in notice.body.text.replace("\n", "")


def test_layout_table_is_prose() -> None:
    text = "\n".join(whole())
    grid = Grid((Cell(0, 0, text, Span(0, len(text))),), Span(0, len(text)))
    notice = only(Document(text, "text/html", grids=(grid,)))
    assert notice.grids == ()
    assert "健身步道12条" in notice.body.text


def test_marks_of_markdown_are_no_words() -> None:
    title, number, *rest = whole()
    notice = only(
        page(
            f"# {title}",
            "**发布日期**: 2021-03-09",
            "---",
            number,
            *rest[:-2],
            f"**{rest[-2]}**",
        )
    )
    assert notice.body.text.startswith(f"{TITLE}\n样政办发")
    assert "发布日期：2021-03-09" in notice.head.text
    assert "*" not in notice.body.text
    assert (
        "*省民政局"
        in only(page(*whole(), "(*省民政局、省教育厅,带*的为牵头单位。)")).body.text
    )


@pytest.mark.parametrize(
    ("ends", "begins", "joined"),
    [
        ("(二)推进", "“一窗受理”服务。梳理事项,年内办成20件。", True),
        ("(二)加强公共", "服务。梳理事项,年内办成20件。", True),
        ("(二)推进服务", "各乡镇要落实属地责任,定期研究解决重大问题。", False),
    ],
)
def test_a_title_cut_by_its_line_end_is_joined(
    ends: str, begins: str, joined: bool
) -> None:
    filler = [
        f"({n})建立工作机制并且定期研究解决重大问题和困难,推动各项\n工作落实到位和取得成效。"
        for n in "一三四五六七"
    ]
    lines = [*"".join(f"{f}\n" for f in filler[:1]).splitlines(), ends, begins]
    lines += "\n".join(filler[1:]).splitlines()
    text = only(page(*whole()[:8], "二、重点任务", *lines)).body.text
    words = ends.replace("(", "（").replace(")", "）") + begins[:4].replace(",", "，")
    assert (words in text) is joined


def test_a_unit_belongs_to_the_figure_that_ends_the_line_before() -> None:
    said = "(二)推进全民健身。新建健身步道12\n条;更新样例健身设施30套。"
    lines = [said if "健身步道12条" in line else line for line in whole()]
    assert "新建健身步道12条；更新" in only(page(*lines)).body.text


def test_a_point_behind_a_ratio_is_a_full_stop_where_points_are() -> None:
    lines = [line.replace("。", ".") for line in whole()]
    lines = [
        line.replace("水平提高到22%以上.", "护比不低于1:4.(县局负责)") for line in lines
    ]
    assert "不低于1:4。（县局负责）" in only(page(*lines)).body.text
