"""Titles on covers, above plans, and what is no title."""

from __future__ import annotations

import pytest

from pipelines.notices.titles import cover_title, plan_title, tidy
from tests.notices.covers import read


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "样政发〔2020〕1号\n样例市人民政府\n关于印发《健康样例行动\n方案》的通知\n各县：",
            "样例市人民政府关于印发《健康样例行动方案》的通知",
        ),
        (
            "7.样例省医保局关于印发年度方案的通知（2023年3月22日）局机关各处室：",
            "样例省医保局关于印发年度方案的通知",
        ),
        (
            "样例市关于促进托育发展的意见\n样府〔2025〕6号\n各县：",
            "样例市关于促进托育发展的意见",
        ),
        (
            "样例市人民政府\n首页魅力样例政务公开互动回应\n样例市人民政府关于印发方案的通知\n各县：",
            "样例市人民政府关于印发方案的通知",
        ),
        (
            "样例县样例创建方案\n（县政府办2023-04-12发布）\n样例县人民政府关于印发方案的通知\n各镇：",
            "样例县人民政府关于印发方案的通知",
        ),
        (
            "样例市人民政府关于印发政务公开政务服务要点的通知\n各县：",
            "样例市人民政府关于印发政务公开政务服务要点的通知",
        ),
        (
            "首页样例概况新闻中心政府信息公开办事大厅\n样例县人民政府关于印发方案的通知\n各镇：",
            "样例县人民政府关于印发方案的通知",
        ),
        (
            "样例市人民政府公报2022年第3期\n样例市人民政府关于印发规划的通知\n各县：",
            "样例市人民政府关于印发规划的通知",
        ),
        (
            "样例市人民政府关于印发公报办法的通知\n各县：",
            "样例市人民政府关于印发公报办法的通知",
        ),
        ("各县人民政府：根据《关于印发办法的通知》，现提出意见。", None),
        ("健康样例行动方案\n为落实省委关于印发规划的通知，制定本方案。", None),
    ],
)
def test_cover_titles(text: str, title: str | None) -> None:
    assert cover_title(text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("附件3\n样例省儿童健康行动计划\n儿童健康是基础。", "样例省儿童健康行动计划"),
        ("健康样例行动\n（2019-2030年）\n一、总体要求", "健康样例行动（2019-2030年）"),
        (
            "2023年”七个行动”工作方案为深入贯彻精神，制定本方案。",
            "2023年“七个行动”工作方案",
        ),
        ("各县：现将《样例市若干措施》印发给你们，请执行。", "样例市若干措施"),
        ("《甲方案》《乙方案》等2个方案已经市政府同意，现印发给你们。", None),
        ("各县人民政府：为加强管理，现提出意见。", None),
        (
            "样例县人民政府\n关于加强样例工作的实施方案\n样政发〔2021〕9号\n各镇：",
            "样例县人民政府关于加强样例工作的实施方案",
        ),
        ("样例县人民政府\n关于样例工作\n各镇：", None),
    ],
)
def test_plan_titles(text: str, title: str | None) -> None:
    assert plan_title(text) == title


def test_quotation_marks_are_turned() -> None:
    assert tidy("计划”三项”方案") == "计划“三项”方案"


def test_a_printed_head_is_no_part_of_the_title() -> None:
    found = read(
        "样例县样例委员会文件\n样例委〔2022〕3号\n"
        "关于印发《样例县样例方案（2022-2024年）》的通知\n各乡（镇）人民政府：\n"
    )
    assert found.title == "关于印发《样例县样例方案（2022-2024年）》的通知"
    assert (found.period_start, found.period_end) == (2022, 2024)


def test_the_line_break_below_a_printed_head_may_be_lost() -> None:
    found = read(
        "样例县样例委员会文件样例委〔2022〕3号\n关于印发样例方案的通知\n各乡（镇）人民政府：\n"
    )
    assert found.title == "关于印发样例方案的通知"


def test_a_number_in_brackets_closes_a_title() -> None:
    found = read("样例县关于印发样例任务的通知（样例发〔2023〕2号）\n各镇：\n")
    assert found.document_number == "样例发〔2023〕2号"
    assert read("贯彻《样例意见》（样例发〔2023〕2号）\n").document_number is None


def test_the_page_s_words_above_a_title_are_no_part_of_it() -> None:
    for above in ("区政府办文件\n", "当前栏目：首页>政务公开>通知文件\n"):
        found = read(f"{above}样例区政府办公室关于印发样例方案的通知\n各镇人民政府：\n")
        assert found.title == "样例区政府办公室关于印发样例方案的通知"
