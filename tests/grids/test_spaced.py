"""Tables of text whose cells white space parts. All places and figures are invented."""

from datetime import date
from decimal import Decimal

from pipelines.model import Metadata
from tests.grids import samples


def rows(reading):
    return [
        (str(t.kind), t.item, t.indicator, t.value, t.unit, t.baseline, str(t.deadline))
        for t in reading.targets
    ]


HEADS = "样例市样例主要指标\n主要指标 基线 2020年 2025年 属性\n"
TABLE = (
    "样例病死亡率（1/10万） 268.4/10万 下降10% 下降15%\n预期性\n"
    "样例管理人数（万人） 21.5 24 27 预期性\n"
    "样例素养水平（%） 12.3 >20 25 约束性\n"
)


def test_white_space_parts_the_cells_of_a_text_table() -> None:
    reading = samples.flat(HEADS + TABLE + "样例工作要加强。")
    assert rows(reading) == [
        ("change", "表1/1", "样例病死亡率", 10, "%", Decimal("268.4"), "2020-12-31"),
        ("change", "表1/1", "样例病死亡率", 15, "%", Decimal("268.4"), "2025-12-31"),
        ("level", "表1/2", "样例管理人数", 240000, "人", 215000, "2020-12-31"),
        ("level", "表1/2", "样例管理人数", 270000, "人", 215000, "2025-12-31"),
        ("level", "表1/3", "样例素养水平", 20, "%", Decimal("12.3"), "2020-12-31"),
        ("level", "表1/3", "样例素养水平", 25, "%", Decimal("12.3"), "2025-12-31"),
    ]
    assert [t.binding for t in reading.targets][-1] == "binding"


def test_glued_cells_are_no_text_table() -> None:
    reading = samples.flat((HEADS + TABLE).replace(" ", ""))
    assert all(t.indicator != "样例病死亡率" for t in reading.targets)


def test_numbers_in_brackets_and_tabs() -> None:
    reading = samples.flat(
        "表1样例指标\n序号\t指标名称\t2025年目标值\t指标属性\n"
        "（1）\t样例参保人数\t稳步提升\t预期性\n"
        "（2）\t样例申报率\t≥90%\t约束性\n三、样例任务\n"
    )
    assert [(str(t.kind), t.indicator, t.value) for t in reading.targets] == [
        ("trend", "样例参保人数", None),
        ("level", "样例申报率", 90),
    ]


def test_a_unit_of_its_own_column_keeps_the_base_of_the_name() -> None:
    reading = samples.flat(
        "表1样例指标\n指标名称\t单位\t2020年\t2025年\n"
        "每百户样例用房面积\t平方米\t20\t≥30\n样例床位\t张\t100\t200\n"
    )
    assert [(t.unit, t.baseline) for t in reading.targets] == [
        ("平方米/百户", 20),
        ("张", 100),
    ]


def test_a_first_year_of_the_plan_is_a_target() -> None:
    table = "样例年度指标\n指标\n单位\n{}年\n2022年\n牵头单位\n样例就业\n万人\n3.8\n3.9\n市人社局\n样例培训\n人次\n200\n300\n市人社局\n"
    assert [t.value for t in samples.flat(table.format(2021)).targets] == [
        38000,
        39000,
        200,
        300,
    ]
    based = samples.flat(table.format(2020))
    assert [(t.value, t.baseline) for t in based.targets] == [
        (39000, 38000),
        (300, 200),
    ]
    assert [r.organization for r in based.responsibilities] == ["市人社局"] * 2


def test_a_group_stands_only_in_its_first_row() -> None:
    reading = samples.flat(
        "专栏2样例发展指标\n领域 指标 单位 2020年 2025年 性质\n"
        "样例水平 1.样例寿命 岁 78.1 79.2 预期性\n2.样例死亡率 % 16.8 ≤15.0 预期性\n"
        "样例生活 3.15岁以上人群样例率 % 25.9 <23.3 约束性\n4.样例献血率 ‰ 9.8 持续提升 预期性\n"
    )
    assert [(t.indicator, t.unit, t.value, t.baseline) for t in reading.targets] == [
        ("样例寿命", "岁", Decimal("79.2"), Decimal("78.1")),
        ("样例死亡率", "%", Decimal("15.0"), Decimal("16.8")),
        ("15岁以上人群样例率", "%", Decimal("23.3"), Decimal("25.9")),
        ("样例献血率", None, None, Decimal("9.8")),
    ]


def test_what_is_done_anew_is_counted_as_done() -> None:
    reading = samples.flat(
        "表1样例指标\n序号\t指标名称\t单位\t2025年目标值\t指标属性\n"
        "1\t样例新增就业\t万人\t2.5\t预期性\n"
        "2\t样例技能培训\t人次\t900\t预期性\n"
        "3\t样例培训人数\t人\t800\t预期性\n"
        "4\t样例岗位培训率\t%\t90\t预期性\n三、样例任务\n"
    )
    assert [(str(t.kind), t.indicator, t.value) for t in reading.targets] == [
        ("output", "样例新增就业", 25000),
        ("output", "样例技能培训", 900),
        ("level", "样例培训人数", 800),
        ("level", "样例岗位培训率", 90),
    ]


LINES = """样例市样例服务指标
序号
指 标
单位
2020年
2023年
2025年
指标属性
责任部门
1
样例总数
个
8600
16000
23000
预期性
市卫生健康委、
市教育局
2
样例培训人数(累计)
人
420
2000
4500
约束性
市人力资源社
会保障局
二、样例任务
"""


def test_bodies_run_over_lines_and_a_head_holds_a_space() -> None:
    reading = samples.flat(LINES.replace("(", "（").replace(")", "）"))
    assert [(t.indicator, t.unit, t.value, t.baseline) for t in reading.targets] == [
        ("样例总数", "个", 16000, 8600),
        ("样例总数", "个", 23000, 8600),
        ("样例培训人数（累计）", "人", 2000, 420),
        ("样例培训人数（累计）", "人", 4500, 420),
    ]
    assert [(r.item, r.organization) for r in reading.responsibilities] == [
        ("表1/1", "市卫生健康委"),
        ("表1/1", "市教育局"),
        ("表1/2", "市人力资源社会保障局"),
    ]


def test_a_line_may_end_within_the_name_of_a_body() -> None:
    cut = LINES.replace("市人力资源社\n会保障局", "市教育局、市人力资源社会保\n障局")
    reading = samples.flat(cut.replace("(", "（").replace(")", "）"))
    named = [r.organization for r in reading.responsibilities if r.item == "表1/2"]
    assert named == ["市教育局", "市人力资源社会保障局"]


TASKS = (
    "样例县样例任务分工表\n序号\t重点任务\t具体内容\t牵头单位\t配合单位\t完成时限\n"
    "1\t样例扩容\t新增样例服务器30台，完成120个样例系统迁移\t县大数据局\t县财政局、各镇\t2023年12月\n"
    "2\t样例证照\t样例签发率达到95%\t县政务服务局\t县公安局\t2024年6月\n"
)


def test_rows_with_a_cell_for_every_head() -> None:
    reading = samples.flat(TASKS)
    assert [
        (r.item, str(r.role), r.organization) for r in reading.responsibilities
    ] == [
        ("表1/1", "lead", "县大数据局"),
        ("表1/1", "cooperating", "县财政局"),
        ("表1/1", "cooperating", "各镇"),
        ("表1/2", "lead", "县政务服务局"),
        ("表1/2", "cooperating", "县公安局"),
    ]
    assert [str(one.deadline) for one in reading.task_deadlines] == [
        "2023-12-31",
        "2024-06-30",
    ]
    words = [item.passage.text.split("\n")[1] for item in reading.items]
    assert words[1] == "样例签发率达到95%"


def test_a_row_with_a_cell_too_few_is_not_even() -> None:
    reading = samples.flat(TASKS.replace("\t县公安局\t2024年6月", "\t2024年6月"))
    assert all(item.passage.text.count("\n") < 4 for item in reading.items)


def test_a_cell_may_keep_step_with_a_yardstick() -> None:
    reading = samples.flat(
        "表1样例指标\n指标名称\t2020年\t2025年\t属性\n"
        "样例收入增长（%）\t—\t与GDP增长基本同步\t预期性\n样例率（%）\t88\t稳步提升\t预期性\n"
    )
    assert [(str(t.kind), t.reference) for t in reading.targets] == [
        ("relative", "GDP增长"),
        ("trend", None),
    ]


GROUPED = (
    "样例发展指标\n领域 序号 指标 2025年 2030年 性质\n"
    "样例水平 1 样例寿命（岁） 79 80 预期性\n2 样例死亡率（1/10万） ≤10 ≤9 约束性\n"
    "样例生活 3 样例素养水平（%） 25 30 预期性\n"
)


def test_a_row_without_its_group_stands_in_the_one_above() -> None:
    for text in (GROUPED, GROUPED.replace(" ", "\n")):
        reading = samples.flat(text)
        assert [row[1:4] + row[6:] for row in rows(reading)] == [
            ("表1/1", "样例寿命", 79, "2025-12-31"),
            ("表1/1", "样例寿命", 80, "2030-12-31"),
            ("表1/2", "样例死亡率", 10, "2025-12-31"),
            ("表1/2", "样例死亡率", 9, "2030-12-31"),
            ("表1/3", "样例素养水平", 25, "2025-12-31"),
            ("表1/3", "样例素养水平", 30, "2030-12-31"),
        ]
        numbered = [one for one in reading.accounts if "number of a row" in one.rule]
        assert len(numbered) == 3


def test_a_year_behind_the_year_of_issue_is_a_target() -> None:
    issued = Metadata(region="样例市", issued_on=date(2022, 6, 1), period_end=2030)
    found = rows(samples.flat(GROUPED, issued))
    assert [row[3] for row in found if row[1] == "表1/1"] == [79, 80]
    later = Metadata(region="样例市", issued_on=date(2025, 6, 1), period_end=2030)
    [row] = [one for one in rows(samples.flat(GROUPED, later)) if one[1] == "表1/1"]
    assert row[3:6] == (80, "岁", 79)


def test_a_total_is_due_when_the_plan_ends() -> None:
    table = (
        "样例任务表\n项目名称 单位 总任务 2023年 2024年 责任单位\n"
        "新增样例托位 个 300 100 200 市卫生健康委\n"
        "改造样例院 所 30 10 20 市民政局\n"
    )
    for text in (table, table.replace(" ", "\n")):
        assert [row[:4] + row[6:] for row in rows(samples.flat(text))] == [
            ("output", "表1/1", "新增样例托位", 300, "2025-12-31"),
            ("output", "表1/1", "新增样例托位", 100, "2023-12-31"),
            ("output", "表1/1", "新增样例托位", 200, "2024-12-31"),
            ("output", "表1/2", "改造样例院", 30, "2025-12-31"),
            ("output", "表1/2", "改造样例院", 10, "2023-12-31"),
            ("output", "表1/2", "改造样例院", 20, "2024-12-31"),
        ]


NARROW = (
    "样例县样例主要指标\n序号\n指标\n单位\n2022 年\n基期值\n2024 年\n2025 年\n属性\n"
)
ROWS = (
    "1\n样例床位总量\n万张\n24.1\n25.5\n27\n预期性\n"
    "2\n样例机构护理型床位\n占比\n%\n46.3\n50\n54\n约束性\n"
)


def test_a_cell_that_wraps_is_no_unit_and_a_year_may_stand_above_its_head() -> None:
    reading = samples.flat(NARROW + ROWS + "三、样例任务\n")
    assert [(t.indicator, t.value, t.unit, t.baseline) for t in reading.targets] == [
        ("样例床位总量", 255000, "张", 241000),
        ("样例床位总量", 270000, "张", 241000),
        ("样例机构护理型床位占比", 50, "%", Decimal("46.3")),
        ("样例机构护理型床位占比", 54, "%", Decimal("46.3")),
    ]
    assert [t.deadline.year for t in reading.targets] == [2024, 2025, 2024, 2025]


def test_a_year_beside_a_value_of_another_column_stays_a_head_of_its_own() -> None:
    reading = samples.flat(
        "样例县样例主要指标\n序号\n指标\n单位\n2020年\n目标值\n"
        "1\n样例床位总量\n张\n24\n27\n2\n样例站\n个\n3\n5\n三、样例任务\n"
    )
    assert {t.indicator for t in reading.targets} == {"样例床位总量", "样例站"}
    assert {27, 5} <= {t.value for t in reading.targets}
