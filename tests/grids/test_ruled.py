"""Tables that came as tables. All places, bodies and figures are invented."""

from decimal import Decimal

import pytest

from pipelines.grids.values import read_baseline, read_value
from tests.grids import samples

INDICATORS = """
<p>表2　样例市主要指标</p>
<table><tr><th rowspan=2>领域</th><th rowspan=2>序号</th><th rowspan=2>指标</th>
<th rowspan=2>单位</th><th rowspan=2>基期</th><th colspan=2>目标值</th><th rowspan=2>属性</th></tr>
<tr><th>2022年</th><th>2025年</th></tr>
<tr><td rowspan=4>健<br>康</td><td colspan=7>结果性指标</td></tr>
<tr><td>1</td><td>健康素养水平</td><td>%</td><td>2019年为14.2</td><td>≥22</td><td>≧30</td><td>预期性</td></tr>
<tr><td>2</td><td>孕产妇死亡率（1/10万）</td><td></td><td>19.6</td><td colspan=2>‹18</td><td>约束性</td></tr>
<tr><td colspan=7>说明：2019年为18.3。</td></tr>
<tr><td rowspan=3>服务</td><td>3</td><td>应建机构设施</td><td>—</td><td>—</td><td>—</td><td>应建尽建</td><td>约束性</td></tr>
<tr><td>4</td><td>肥胖增长率</td><td>%</td><td>—</td><td>持续减缓</td><td>比2019年下降2%</td><td>倡导性</td></tr>
<tr><td>5</td><td>参保人数</td><td>万人</td><td>2</td><td>2.5左右</td><td>3～4</td><td>预期性</td></tr>
</table>"""


def test_an_indicator_table_with_every_kind_of_cell() -> None:
    document, reading = samples.ruled(INDICATORS)
    assert [item.number for item in reading.items] == [f"表2/{n}" for n in range(1, 6)]
    found = [
        (t.item[3:], t.kind.value, t.comparator, t.value, t.unit, t.baseline, t.binding)
        for t in reading.targets
    ]
    assert found == [
        ("1", "level", ">=", 22, "%", Decimal("14.2"), "anticipatory"),
        ("1", "level", ">=", 30, "%", Decimal("14.2"), "anticipatory"),
        ("2", "level", "<", 18, "1/100k", Decimal("19.6"), "binding"),
        ("2", "level", "<", 18, "1/100k", Decimal("19.6"), "binding"),
        ("3", "coverage", None, 100, "%", None, "binding"),
        ("4", "trend", None, None, None, None, "advocacy"),
        ("4", "change", "=", 2, "%", None, "advocacy"),
        ("5", "level", "~", 25000, "人", 20000, "anticipatory"),
        ("5", "level", "between", 30000, "人", 20000, "anticipatory"),
    ]
    assert {t.deadline.year for t in reading.targets} == {2022, 2025}
    for target in reading.targets:
        quote = document.text[target.span.start : target.span.end]
        assert quote.strip() == quote and "\n" not in quote
        for numeral in target.numerals:
            assert document.text[numeral.start : numeral.end] in quote


def test_a_task_table_gives_roles_and_deadlines() -> None:
    _, reading = samples.ruled(
        "<table><tr><td>序号</td><td>重点任务</td><td>牵头单位</td><td>配合单位</td><td>完成时限</td></tr>"
        "<tr><td>1</td><td>建设2个中心。</td><td>市卫健局</td><td>市民政局、各县、区人民政府</td><td>2023年6月底前</td></tr>"
        "<tr><td>2</td><td>开展宣传。</td><td>市委宣传部<br>市教育局</td><td>—</td><td>长期坚持</td></tr>"
        "<tr><td>序号</td><td>重点任务</td><td>牵头单位</td><td>配合单位</td><td>完成时限</td></tr>"
        "<tr><td>3</td><td>评估。</td><td>市卫健局</td><td></td><td>2025年</td></tr></table>"
    )
    assert [
        (r.item, r.role.value, r.organization) for r in reading.responsibilities
    ] == [
        ("表1/1", "lead", "市卫健局"),
        ("表1/1", "cooperating", "市民政局"),
        ("表1/1", "cooperating", "各县、区人民政府"),
        ("表1/2", "lead", "市委宣传部"),
        ("表1/2", "lead", "市教育局"),
        ("表1/3", "lead", "市卫健局"),
    ]
    assert [(d.item, str(d.deadline)) for d in reading.task_deadlines] == [
        ("表1/1", "2023-06-30"),
        ("表1/2", "None"),
        ("表1/3", "2025-12-31"),
    ]
    prose = reading.items[0]
    left = [prose.passage.text[a:b] for a, b in reading.consumed[prose.number]]
    assert "建设2个中心。" not in "".join(left)


def test_a_table_of_other_things_is_left_alone() -> None:
    _, reading = samples.ruled(
        "<table><tr><td>姓名</td><td>电话</td></tr><tr><td>甲</td><td>123</td></tr></table>"
    )
    assert reading.items == ()


def test_two_indicators_above_each_other_are_two() -> None:
    _, reading = samples.ruled(
        "<table><tr><td>序号</td><td>指标</td><td>2025年目标值</td></tr>"
        "<tr><td>1</td><td>乡镇比例（%），村比例（%）</td><td>100<br>70</td></tr></table>"
    )
    assert [(t.indicator, t.value) for t in reading.targets] == [
        ("乡镇比例", 100),
        ("村比例", 70),
    ]


@pytest.mark.parametrize(
    ("cell", "comparator", "value"),
    [
        ("≥22", ">=", "22"),
        ("<5", "<", "5"),
        ("90以上", ">=", "90"),
        ("不超过3", "<=", "3"),
        ("100%", "=", "100"),
        ("〔18〕", "=", "18"),
        ("≥70#", ">=", "70"),
        ("18.5≤BMI<24", "between", "18.5"),
    ],
)
def test_value_cells(cell: str, comparator: str, value: str) -> None:
    found = read_value(cell)
    assert found is not None
    assert (found.comparator, found.value) == (comparator, Decimal(value))


@pytest.mark.parametrize("cell", ["—", "-", "", "/", "无", "见附件", "甲级2类3档"])
def test_cells_that_state_no_value(cell: str) -> None:
    assert read_value(cell) is None


def test_baselines_after_a_year() -> None:
    found = read_baseline("2002—2012年平均每年增长约5.3%")
    assert found is not None and found[0].value == Decimal("5.3")
    assert read_baseline("—") is None


def test_the_words_of_two_cells_do_not_run_together() -> None:
    _, reading = samples.ruled(
        "<table><tr><td>序号</td><td>重点任务</td><td>目标要求</td><td>牵头单位</td></tr>"
        "<tr><td>1</td><td>提高样例水平</td><td>样例参保率不低于90%。</td><td>市民政局</td></tr>"
        "<tr><td>2</td><td>建设样例站</td><td>建成样例站3个。</td><td>市民政局</td></tr></table>"
    )
    rows = [item.passage.text for item in reading.items]
    assert rows[0].startswith("提高样例水平\n样例参保率")
    spans = [item.passage.origins for item in reading.items]
    assert all(list(places) == sorted(places) for places in spans)


def test_places_below_each_other_under_measures_of_several_years() -> None:
    _, reading = samples.ruled(
        "<table><tr><td rowspan=2>设区市</td><td colspan=2>样例浓度（微克/立方米）</td>"
        "<td colspan=2>样例天数比率（%）</td></tr>"
        "<tr><td>2024年</td><td>2025年</td><td>2024年</td><td>2025年</td></tr>"
        "<tr><td>样例市</td><td>27.5</td><td>26</td><td>93</td><td>94</td></tr>"
        "<tr><td>样东市</td><td>30</td><td>29</td><td>90.5</td><td>91.5</td></tr></table>"
    )
    rows = [
        (t.indicator, float(t.value), t.unit, t.deadline.year) for t in reading.targets
    ]
    assert rows[:4] == [
        ("样例市样例浓度", 27.5, "微克/立方米", 2024),
        ("样例市样例浓度", 26.0, "微克/立方米", 2025),
        ("样例市样例天数比率", 93.0, "%", 2024),
        ("样例市样例天数比率", 94.0, "%", 2025),
    ]
    assert len(rows) == 8


PROJECTS = """<table><tr><td>序号</td><td>{name}</td><td>建设规模及内容</td><td>责任单位</td></tr>
<tr><td>1</td><td>样例福利院</td><td>新建床位200张，改造床位80张</td><td>市民政局</td></tr>
<tr><td>2</td><td>样例托育中心</td><td>设置托位150个</td><td>市卫健委</td></tr></table>"""


def test_a_list_of_projects_names_what_each_shall_hold() -> None:
    _, reading = samples.ruled(PROJECTS.format(name="项目名称"))
    assert [(t.indicator, t.value) for t in reading.targets] == [
        ("样例福利院床位", 200),
        ("样例福利院床位", 80),
        ("样例托育中心托位", 150),
    ]
    _, other = samples.ruled(PROJECTS.format(name="工作任务"))
    assert other.targets == ()
