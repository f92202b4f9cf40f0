"""What on a page is the notice's, what states facts of it, and what is the page's."""

from __future__ import annotations

import pytest

from pipelines.text.lines import Layout, ends_paragraph, split_lines

from .mended import cut, only
from .notices import LETTER, PLAN, TITLE, page, whole


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


def test_page_numbers_and_print_heads_are_cut() -> None:
    lines = [*whole()[:9], "— 3 —", "# Page 12:", "第 2 页 共 9 页", *whole()[9:]]
    assert only(page(*lines)).body.text == only(page(*whole())).body.text


def test_the_file_beside_a_text_names_its_notice() -> None:
    file = "样府办规〔2022〕1号关于印发《样例方案》的通知.pdf(/c1/x.pdf)"
    notice = only(page("".join((*LETTER, *PLAN)) + f"相关附件：{file}二维码开始扫一扫"))
    assert notice.head.text.startswith("相关附件：样府办规〔2022〕1号")
    assert "相关附件" not in notice.body.text
    bare = "".join((*LETTER, *PLAN)) + "相关附件：二维码开始扫一扫"
    assert only(page(bare)).head.text == ""  # no file is named


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


@pytest.mark.parametrize("gap", [" ", "\t", "\n"])
def test_a_table_behind_the_bare_word_annex_is_the_notices(gap: str) -> None:
    rows = (("序号", "样例任务", "牵头单位"), ("1", "建样例园", "县样例局"))
    lines = [cell for row in rows for cell in gap.join(row).split("\n")]
    notice = only(page(*whole(), "附件", "样例县样例任务分工", *lines))
    assert notice.body.text.endswith("县样例局")


def test_the_bare_word_annex_above_the_name_of_a_link_is_the_pages() -> None:
    notice = only(page(*whole(), "附件", "样例县样例任务分工", "首页"))
    assert notice.body.text.endswith("每半年通报一次进展情况。")


@pytest.mark.parametrize("mark", ["----------", "=========="])
def test_a_line_that_only_opens_the_text_is_the_pages(mark: str) -> None:
    notice = only(page("发布机构: 样例县人民政府", f"{mark} 正文内容 {mark}", *whole()))
    assert notice.body.text.startswith(TITLE)


def test_a_greeting_with_a_comma_is_the_pages() -> None:
    notice = only(
        page("您好，欢迎访问样例县人民政府门户网站！ 无障碍浏览 | 手机版", *whole())
    )
    assert notice.body.text.startswith(TITLE)


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        ("样例村有序退出，样例发生率降", "至4.6%以下。", True),
        ("样例站得到改善，样例率", "保持100%。", True),
        ("样例站得到改善，样例人数", "达到5万人。", True),
        ("样例站得到改善，培训样例员不少于", "500人，样例率提高。", True),
        ("样例站得到改善，样例率不低", "于50%。", True),
        ("样例站得到改善，办好样例班", "500号样例街开放。", False),
        ("样例站得到改善，样例率", "到2025年进一步提高。", False),
        ("样例率", "达到60%。", False),  # no running text
        ("样例站得到改善，样例率", "样例县教育局", False),
    ],
)
def test_a_clause_that_breaks_off_before_its_figure_goes_on(
    line: str, after: str, joined: bool
) -> None:
    first, second = split_lines(f"{line}\n{after}")
    assert ends_paragraph(first, second, Layout(0, False, False)) is not joined


def test_a_title_above_the_page_s_tools_is_the_notice_s() -> None:
    notice = only(
        page(
            "发布机构：样例县人民政府",
            TITLE,
            "字体：[大] [中] [小]  打印  分享到：",
            "样政发〔2021〕3号",
            *whole()[1:],
        )
    )
    assert notice.body.text.startswith(TITLE)
