"""Task tables whose cells run over several lines. All names and figures are invented."""

from __future__ import annotations

import time

import pytest

from tests.grids import samples

HEADS = "样例县任务表\n序号\n工作任务\n目标要求\n牵头单位\n配合单位\n完成\n时限\n"
FIRST = (
    "1\n推进样例站建\n设\n新建样例站3个，样例站服务覆盖九个镇，甲\n样例率达到91%。\n"
    "县样例执法\n局\n县教育局、县\n财政局\n9月底\n"
)
SECOND = "2\n办好样例课\n开设样例课5次。\n乙样例率达到92%。\n县教育局\n—\n6月底前\n"
THIRD = "3\n办好样例日\n举办样例日活动2场次。\n县财政局\n县样例执法\n局\n全年\n"
READ = [
    ("1", "lead", "县样例执法局"),
    ("1", "cooperating", "县教育局"),
    ("1", "cooperating", "县财政局"),
    ("2", "lead", "县教育局"),
    ("3", "lead", "县财政局"),
    ("3", "cooperating", "县样例执法局"),
]


def duties(text: str) -> list[tuple[str, str, str]]:
    reading = samples.flat(text)
    assert reading.findings == ()
    return [
        (one.item.split("/")[1], one.role.value, one.organization)
        for one in reading.responsibilities
    ]


def test_lines_of_a_cell_are_joined() -> None:
    reading = samples.flat(HEADS + FIRST + SECOND + THIRD)
    assert duties(HEADS + FIRST + SECOND + THIRD) == READ
    assert reading.items[0].passage.text.split("\n")[:2] == [
        "推进样例站建设",
        "新建样例站3个，样例站服务覆盖九个镇，甲样例率达到91%。",
    ]
    assert [str(one.deadline) for one in reading.task_deadlines][:2] == [
        "2021-09-30",
        "2021-06-30",
    ]


def test_lines_of_whole_bodies_are_a_list_without_marks() -> None:
    heads = "样例县任务表\n序号\n工作任务\n牵头单位\n责任单位\n完成时限\n"
    first = "1\n改造样例站6座\n县城管局\n县住建局、县财政局\n各乡镇人民政府\n9月底\n"
    second = "2\n改造样例市场4个\n县商务局\n县教育局\n城关街道办事处\n6月底\n"
    assert duties(heads + first + second) == [
        ("1", "lead", "县城管局"),
        ("1", "responsible", "县住建局"),
        ("1", "responsible", "县财政局"),
        ("1", "responsible", "各乡镇人民政府"),
        ("2", "lead", "县商务局"),
        ("2", "responsible", "县教育局"),
        ("2", "responsible", "城关街道办事处"),
    ]


def test_heads_and_a_line_above_them_are_repeated_on_a_new_page() -> None:
    page = "样例县样例工作领导小组\n" + HEADS.partition("\n")[2]
    assert duties(HEADS + FIRST + page + SECOND + page + THIRD) == READ


def test_headings_of_groups_stand_between_rows() -> None:
    text = HEADS + "一、样例站\n" + FIRST + "二、样例课\n" + SECOND + THIRD
    assert duties(text) == READ


@pytest.mark.parametrize(
    "last",
    [
        "3\n办好样例日\n举办样例日活动2场次。\n县财政局\n",  # cells are missing
        "3\n办好样例日\n举办样例日。\n县里有关人\n县里有关人\n全年\n",  # no bodies
    ],
)
def test_a_table_one_of_whose_rows_cannot_be_cut_is_a_finding(last: str) -> None:
    reading = samples.flat(HEADS + FIRST + SECOND + last)
    assert {one.kind for one in reading.findings} & {"unread_table", "unread_row"}


@pytest.mark.parametrize("line", ["县教育局", "样例", "2", "建设样例站。"])
def test_many_lines_cost_no_time(line: str) -> None:
    started = time.process_time()
    samples.flat(HEADS + FIRST + SECOND + "3\n" + f"{line}\n" * 300)
    assert time.process_time() - started < 2


SPACED = (
    "样例县任务表\n序号\n类别\n工作内容\n牵头单位\n配合单位\n完成时限\n"
    "1\n一、样例养老\n加快补齐样例短板，新建样例站\n2 个、样例园46 个，样例率达\n"
    "到62%。\n县教育局\n县财政局，各样例镇人\n民政府\n11 月底\n"
    "2\n开展样例评估，完成320 户样例\n改造。\n县教育局\n县财政局\n2021 年10 月底\n"
    "3\n二、样例教育\n新增样例位260 个。\n县财政局\n县教育局\n12 月底\n"
)


def test_spaces_behind_figures_part_no_cell() -> None:
    reading = samples.flat(SPACED)
    assert duties(SPACED) == [
        ("1", "lead", "县教育局"),
        ("1", "cooperating", "县财政局"),
        ("1", "cooperating", "各样例镇人民政府"),
        ("2", "lead", "县教育局"),
        ("2", "cooperating", "县财政局"),
        ("3", "lead", "县财政局"),
        ("3", "cooperating", "县教育局"),
    ]
    days = [str(one.deadline) for one in reading.task_deadlines]
    assert days == ["2021-11-30", "2021-10-31", "2021-12-31"]


def test_a_group_s_name_stands_in_the_first_of_its_rows() -> None:
    words = [item.passage.text.split("\n") for item in samples.flat(SPACED).items]
    assert words[0][0] == "一、样例养老"
    assert words[1][0] == "开展样例评估，完成320户样例改造。"
    assert words[2][:2] == ["二、样例教育", "新增样例位260个。"]
