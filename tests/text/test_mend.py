"""What a page gives: the notice's words, without the page's."""

from __future__ import annotations

import pytest

from pipelines.model import Cell, Document, Grid, NoticeText, Span
from pipelines.text import mend

from .notices import LETTER, PLAN, TITLE, page, whole


def only(document: Document) -> NoticeText:
    (notice,) = mend(document)
    return notice


def cut(document: Document, notice: NoticeText) -> str:
    return "|".join(document.text[s.start : s.end] for s in notice.skipped)


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


def test_menus_and_footers_are_cut() -> None:
    document = page(
        "您好!欢迎访问样例县人民政府网站!",
        "首页 > 政务公开 > 县政府文件",
        *whole(),
        "扫一扫在手机打开当前页",
        "联系我们",
        "地址:样例县府前街1号",
        "© 样例县人民政府 备案号:样ICP备12345678号",
    )
    notice = only(document)
    assert notice.body.text.startswith(TITLE)
    assert notice.body.text.endswith("每半年通报一次进展情况。")
    assert "首页" in notice.head.text
    assert "联系我们" in cut(document, notice)


def test_facts_of_the_page_go_to_the_head() -> None:
    notice = only(
        page(
            "索引号: 000014/2021-00001 发布机构: 样例县人民政府",
            "成文日期: 2021-03-05 有效性: 有效",
            *whole(),
        )
    )
    lines = notice.head.text.splitlines()
    assert lines[:2] == ["索引号：000014/2021-00001", "发布机构：样例县人民政府"]
    assert "有效性：有效" in lines
    assert notice.body.text.startswith(TITLE)


def test_repeated_title_is_said_once() -> None:
    notice = only(page(TITLE, "发布时间:2021-03-09 【字体:大 中 小】", *whole()))
    assert notice.body.text.count(TITLE) == 1
    assert TITLE in notice.head.text


def test_archive_head() -> None:
    notice = only(
        page(
            f"标题: {TITLE}",
            "发布时间: 2021-03-09 10:11",
            "文号: ",
            "原文链接: https://example.test/a.htm",
            "==================== 正文 ====================",
            *whole()[1:],
        )
    )
    assert "发布时间：2021-03-09 10:11" in notice.head.text
    assert notice.body.text.startswith("样政办发〔2021〕8号")


def test_page_of_one_line() -> None:
    document = page(
        "当前位置: 首页政务公开最新文件 "
        + TITLE
        + " 时间:2021-03-09 08:41 微信 微博 QQ空间",
        *whole(),
        "来源:样例县人民政府办公室 附件下载",
        between=" ",
    )
    notice = only(document)
    assert notice.body.text.startswith(TITLE)
    assert notice.body.text.endswith("每半年通报一次进展情况。")
    assert "时间：2021-03-09 08:41" in notice.head.text


def test_second_copy_is_not_read() -> None:
    text = "\n".join(whole() + PLAN)
    assert only(page(text)).body.text.count("健身步道") == 2  # too short to be a copy
    longer = [line + "继续完善工作机制,细化任务分工,明确完成时限。" for line in PLAN]
    copies = page(*whole(), *longer, "返回", TITLE, *LETTER, *PLAN, *longer, "联系我们")
    first = only(page(*whole(), *longer))
    twice = only(copies)
    assert twice.body.text == first.body.text
    assert max(s.end for s in twice.skipped) == len(copies.text)


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


def test_page_numbers_and_print_heads_are_cut() -> None:
    lines = [*whole()[:9], "— 3 —", "# Page 12:", "第 2 页 共 9 页", *whole()[9:]]
    assert only(page(*lines)).body.text == only(page(*whole())).body.text


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


def test_the_file_beside_a_text_names_its_notice() -> None:
    file = "样府办规〔2022〕1号关于印发《样例方案》的通知.pdf(/c1/x.pdf)"
    notice = only(page("".join((*LETTER, *PLAN)) + f"相关附件：{file}二维码开始扫一扫"))
    assert notice.head.text.startswith("相关附件：样府办规〔2022〕1号")
    assert "相关附件" not in notice.body.text
    bare = "".join((*LETTER, *PLAN)) + "相关附件：二维码开始扫一扫"
    assert only(page(bare)).head.text == ""  # no file is named


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


def test_a_page_in_one_line_is_parted_into_its_facts_and_the_notice() -> None:
    text = (
        "首页>政务公开>文件索引号：YL0102/2021-00031发文机关：样例县人民政府办公室发文字号：样政办发〔2021〕8号成文日期：2021年3月9日"
        + "".join(whole())
    )
    notice = only(page(text))
    assert notice.head.text.splitlines() == [
        "首页>政务公开>文件",
        "索引号：YL0102/2021-00031",
        "发文机关：样例县人民政府办公室",
        "发文字号：样政办发〔2021〕8号",
        "成文日期：2021年3月9日",
    ]
    assert notice.body.text.startswith(TITLE)


def test_counts_behind_the_title_of_a_text_of_one_line() -> None:
    text = (
        f"{TITLE}发布日期：2021-03-09 10:45 来源：样例县政府办 阅读次数：158"
        + "".join(whole()[2:])
    )
    notice = only(page(text))
    assert notice.body.text.startswith(f"{TITLE}\n各")
    assert "发布日期：2021-03-09 10:45" in notice.head.text


def test_a_long_text_is_never_taken_for_words_of_a_page() -> None:
    # With a word of a page before it that has no form of its own.
    text = "打印页面 " + "".join(whole()) + "县疾控中心做好监测评估。" * 20
    assert only(page(text)).body.text.endswith("县疾控中心做好监测评估。")


def test_facts_behind_the_title_of_a_text_of_one_line() -> None:
    text = f"{TITLE} 时间：2021-03-09 10:45 微信 微博 样政办发〔2021〕8号 " + " ".join(
        whole()
    )
    notice = only(page(text))
    assert "时间：2021-03-09" in notice.head.text
    assert notice.body.text.startswith(f"{TITLE}\n样政办发〔2021〕8号")


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


def test_a_unit_belongs_to_the_figure_that_ends_the_line_before() -> None:
    said = "(二)推进全民健身。新建健身步道12\n条;更新样例健身设施30套。"
    lines = [said if "健身步道12条" in line else line for line in whole()]
    assert "新建健身步道12条；更新" in only(page(*lines)).body.text


@pytest.mark.parametrize(
    "bodies",
    [
        ("样例县教育局",),
        ("样例县生活样例工作领导小组",),
        ("样例县教育局", "样例县卫生健康局"),
    ],
)
def test_a_title_of_several_lines_begins_with_who_issues_it(
    bodies: tuple[str, ...],
) -> None:
    title = "关于印发样例县健康促进行动实施方案的通知"
    notice = only(page("首页", "政务公开", *bodies, title, *whole()[1:]))
    assert notice.body.text.startswith("\n".join((*bodies, title)))


def test_a_menu_above_a_title_is_no_issuer() -> None:
    title = "关于印发样例县健康促进行动实施方案的通知"
    notice = only(page("样例县部门", "信息公开专栏", title, *whole()[1:]))
    assert "专栏" not in notice.body.text.split("关于")[0]


def test_a_point_behind_a_ratio_is_a_full_stop_where_points_are() -> None:
    lines = [line.replace("。", ".") for line in whole()]
    lines = [
        line.replace("水平提高到22%以上.", "护比不低于1:4.(县局负责)") for line in lines
    ]
    assert "不低于1:4。（县局负责）" in only(page(*lines)).body.text
