"""Tables of duties in running text, whatever the words of their heads.

All places, bodies and figures are invented.
"""

from __future__ import annotations

import pytest

from pipelines.grids.heads import find_head_rows, head
from pipelines.grids.model import Column
from tests.grids import samples

TASKS = (
    ("推进样例站", "新建样例站3个，甲样例率达到91%。"),
    ("办好样例课", "开设样例课5次，乙样例率达到92%。"),
)
CELLS = {
    "责任领导": "张某某",
    "分管领导": "李某某",
    "责任人": "王某某",
    "联络处": "二楼",
    "责任单位": "县教育局、县财政局",
    "责任科室": "规划科、办公室",
    "牵头单位": "县教育局",
    "牵头（责任）单位": "县教育局",
    "配合单位": "县财政局、各乡镇人民政府",
    "完成时限": "6月底前",
    "时间要求": "9月底前",
    "进度安排": "3月底前启动，9月底前完成。",
    "备注": "—",
}


def table(goal: str, *others: str, between: str = "\n") -> str:
    """Write a table one of whose columns has the head *goal*."""
    lines = [["序号", "重点任务", goal, *others]]
    for number, (name, text) in enumerate(TASKS, 1):
        lines.append([str(number), name, text, *(CELLS[one] for one in others)])
    return "样例县任务分解表\n" + "\n".join(between.join(line) for line in lines) + "\n"


@pytest.mark.parametrize(
    "goal",
    [
        *("工作目标", "目标要求", "目标任务", "工作内容", "工作举措", "主要措施"),
        *("具体措施", "工作标准", "完成标准", "预期成效", "成果形式", "年度目标"),
        *("2025年重点任务", "2025年目标", "完成情况", "任务来源", "样例要点"),
    ],
)
@pytest.mark.parametrize(
    "others",
    [
        ("牵头单位", "配合单位", "完成时限"),
        ("责任领导", "责任单位", "完成时限"),
        ("责任单位", "责任人", "时间要求"),
        ("责任科室", "分管领导", "备注"),
        ("牵头（责任）单位", "配合单位", "进度安排"),
        ("牵头单位", "联络处", "完成时限"),
    ],
)
def test_a_table_of_duties_is_read_whatever_its_heads_are(
    goal: str, others: tuple[str, ...]
) -> None:
    reading = samples.flat(table(goal, *others))
    assert [item.number for item in reading.items] == ["表1/1", "表1/2"]
    assert {one.organization for one in reading.responsibilities} == {
        body
        for other in others
        if head(other).role in (Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING)
        for body in CELLS[other].split("、")
    }
    assert reading.findings == ()


@pytest.mark.parametrize("between", ["\n", "\t", " ", "\u3000"])
def test_any_white_space_parts_the_cells(between: str) -> None:
    text = table("工作目标", "牵头单位", "完成时限", between=between)
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace()]
    body = samples.Passage("".join(c for c, _ in kept), [at for _, at in kept])
    notice = samples.NoticeText(samples.Passage("", ()), body)
    reading = samples.read_grids(notice, samples.Outline(()), samples.PLACE)
    assert [one.organization for one in reading.responsibilities] == ["县教育局"] * 2
    assert [str(one.deadline) for one in reading.task_deadlines] == ["2021-06-30"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "重点任务\n工作目标\n责任单位\n完成时限\n推进样例站\n建站3个。\n县教育局\n6月底前\n",
        "序号\n重点任务\n工作目标\n责任单位\n第一\n推进样例站\n建站3个。\n县教育局\n",
        "任务清单\n责任单位\n推进样例站建设\n县教育局\n办好样例课\n县财政局\n",
    ],
)
def test_heads_of_a_table_that_cannot_be_read_are_a_finding(text: str) -> None:
    reading = samples.flat(f"样例县任务表\n{text}")
    assert reading.items == ()
    assert [one.kind for one in reading.findings] == ["unread_table"]


@pytest.mark.parametrize(
    "text",
    [
        "各单位要明确工作目标、重点任务、牵头单位、完成时限。",
        "逐项明确目标任务责任单位完成时限，抓好落实。",
        "责任单位：县教育局\n完成时限：6月底前\n配合单位：县财政局\n",
        "二、重点任务\n（一）推进样例站。建站3个。\n责任单位\n县教育局\n",
    ],
)
def test_words_of_heads_in_prose_are_no_finding(text: str) -> None:
    assert samples.flat(text).findings == ()


def test_the_longer_head_is_taken_before_the_shorter() -> None:
    words = (
        "序号项目名称建设内容和规模重点工作举措和内容工作目标任务2025年工作任务责任单位"
    )
    [(_, _, heads)] = find_head_rows(words)
    assert heads == (
        *("序号", "项目名称", "建设内容和规模", "重点工作举措和内容"),
        *("工作目标任务", "2025年工作任务", "责任单位"),
    )


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("责任领导", Column.OTHER),
        ("县级分管领导", Column.OTHER),
        ("责任单位及责任人", Column.RESPONSIBLE),
        ("责任人", Column.OTHER),
        ("督办单位", Column.OTHER),
        ("承办科室", Column.RESPONSIBLE),
        ("支持部门", Column.COOPERATING),
        ("办结时限", Column.DEADLINE),
        ("序时进度", Column.DEADLINE),
        ("2025年工作目标", Column.TEXT),
        ("2025年目标值", Column.TARGET),
        ("存在问题", Column.NOTE),
        ("预期成效", Column.TEXT),
    ],
)
def test_a_head_tells_what_its_column_holds(words: str, role: Column) -> None:
    assert head(words).role is role


def test_notes_below_a_table_of_duties_are_left_to_be_read() -> None:
    reading = samples.flat(
        table("工作目标", "牵头单位", "完成时限") + "注：已完工的4个站于4月底前验收。"
    )
    assert len(reading.items) == 2
    assert [one for one in reading.accounts if "note" in one.rule] == []
