"""The words that stand at the head of a column. All figures and bodies are invented."""

import pytest

from tests.grids import samples

BASES = [
    "2020年基数",
    "2020年实际",
    "2020年实绩",
    "2020年完成",
    "基数（2020年）",
    "2020年（基数）",
    "2020年水平",
    "2020年基础值",
    "2020年实现值",
    "2020年基期数据",
    "2020年达到",
    "现值",
    "现状水平",
    "上年完成值",
    "2020年基准数",
]
AIMS = [
    "到2025年",
    "2025年计划",
    "2025年预计",
    "2025年值",
    "2025年规划",
    "规划目标",
    "“十四五”目标",
    "“十四五”末目标",
    "2025年目标（%）",
    "目标",
    "2025年达到",
    "2025年预期",
    "2025年控制目标",
    "2025年目标数",
    "2025年任务数",
]
LEADS = ["牵头责任单位", "组织单位", "责任主体", "主责部门"]
HELPERS = ["协作单位", "配合责任单位", "共同责任单位", "协同部门"]
DUES = [
    "截止时间",
    "截止日期",
    "时限",
    "预计完成时间",
    "实施时间",
    "完成年限",
    "工作时限",
    "限时要求",
]
TASKS = ["工作要点", "主要工作", "任务事项", "重点任务和举措"]
NAMES = ["指标名称", "项目", "目标名称", "指标项", "名称", "主要指标"]


def glued(name: str, base: str, aim: str) -> str:
    return (
        f"表1样例市样例指标序号{name}{base}{aim}属性1样例床位总数（张）12341500预期性"
        "2样例率（%）89.8693约束性3样例死亡率（‰）5.24.8预期性"
    )


@pytest.mark.parametrize(
    ("name", "base", "aim"),
    [
        *(("指标名称", base, "2025年目标") for base in BASES),
        *(("指标名称", "2020年现状值", aim) for aim in AIMS),
        *((name, "2020年现状值", "2025年目标") for name in NAMES),
    ],
)
def test_glued_heads_are_known(name: str, base: str, aim: str) -> None:
    found = samples.flat(glued(name, base, aim))
    assert [(t.indicator, str(t.value), t.unit) for t in found.targets] == [
        ("样例床位总数", "1500", "张"),
        ("样例率", "93", "%"),
        ("样例死亡率", "4.8", "‰"),
    ]


def page(heads: str, *rows: str) -> str:
    lines = [heads.split(), *(row.split() for row in rows)]
    return "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines
    )


@pytest.mark.parametrize(
    ("base", "aim"),
    [
        ("2020年完成", "2025年目标"),
        ("2020年水平", "期末目标"),
        ("2020年数", "最终目标"),
    ],
)
def test_ruled_heads_are_known(base: str, aim: str) -> None:
    rows = ("1 样例床位（张） 1234 1500 预期性", "2 样例率（%） 89.8 93 约束性")
    _, found = samples.ruled(
        f"<table>{page(f'序号 指标名称 {base} {aim} 属性', *rows)}</table>"
    )
    assert [str(t.value) for t in found.targets] == ["1500", "93"]


@pytest.mark.parametrize("lead", ["组织单位", "牵头部门", "责任主体"])
@pytest.mark.parametrize("help_", ["协作单位", "协同单位", "会办单位"])
@pytest.mark.parametrize("due", ["截止时间", "截止日期", "限时", "完成时限"])
def test_heads_of_duties_are_known(lead: str, help_: str, due: str) -> None:
    rows = (
        "1 建设样例站5个 样例局 样例委、样例厅 2025年6月底",
        "2 开展样例培训 样例委 样例局 2025年12月",
    )
    _, found = samples.ruled(
        f"<table>{page(f'序号 工作任务 {lead} {help_} {due}', *rows)}</table>"
    )
    assert len(found.responsibilities) == 5
    assert {one.role.value for one in found.responsibilities} >= {"cooperating"}
    assert [str(one.deadline) for one in found.task_deadlines] == [
        "2025-06-30",
        "2025-12-31",
    ]


@pytest.mark.parametrize(
    ("task", "lead", "help_", "due"),
    [
        *(("重点任务", lead, "配合单位", "完成时限") for lead in LEADS),
        *(("重点任务", "牵头单位", help_, "完成时限") for help_ in HELPERS),
        *(("重点任务", "牵头单位", "配合单位", due) for due in DUES),
        *((task, "牵头单位", "配合单位", "完成时限") for task in TASKS),
    ],
)
def test_glued_heads_of_duties_are_known(
    task: str, lead: str, help_: str, due: str
) -> None:
    found = samples.flat(
        f"附件重点任务分工表序号{task}{lead}{help_}{due}1建设5个样例站。市样例局市样例委、"
        "市样例厅2025年6月底2开展样例培训。市样例委市样例局2025年12月底"
    )
    assert len(found.responsibilities) == 5
    assert [str(one.deadline) for one in found.task_deadlines] == [
        "2025-06-30",
        "2025-12-31",
    ]
