"""Tables glued into running text. All places, bodies and figures are invented."""

import time
from decimal import Decimal

import pytest

from pipelines.grids import read_grids
from pipelines.model import Item, ItemKind, NoticeText, Outline, Passage, Span
from tests.grids import samples

HEADS = "序号指标名称2020年现状值2025年目标值责任单位"


def rows(reading):
    return [
        (t.item, t.indicator, t.value, t.unit, t.baseline, str(t.deadline))
        for t in reading.targets
    ]


def test_glued_figures_part_where_one_split_is_plausible() -> None:
    reading = samples.flat(
        f"表1健康指标表{HEADS}1医疗床位总量（张）12341500市卫健局2护理床位占比（%）-60市民政局"
        "市卫健局3随访率（%）89.8690市卫健局"
    )
    assert rows(reading) == [
        ("表1/1", "医疗床位总量", 1500, "张", 1234, "2025-12-31"),
        ("表1/2", "护理床位占比", 60, "%", None, "2025-12-31"),
        ("表1/3", "随访率", 90, "%", Decimal("89.86"), "2025-12-31"),
    ]
    assert [(r.item, r.organization) for r in reading.responsibilities][:3] == [
        ("表1/1", "市卫健局"),
        ("表1/2", "市民政局"),
        ("表1/2", "市卫健局"),
    ]


def test_two_columns_of_bodies_part_where_no_mark_stands() -> None:
    reading = samples.flat(
        "序号重点任务主要内容牵头单位配合单位完成时限"
        "1建设样例站新建样例站9个。市民政局市教育局、市财政局11月底"
        "2培训样例员培训样例员50名。市教育局市民政局，各县（市、区）人民政府持续推进"
    )
    assert [
        (r.item, r.role.value, r.organization) for r in reading.responsibilities
    ] == [
        ("表1/1", "lead", "市民政局"),
        ("表1/1", "cooperating", "市教育局"),
        ("表1/1", "cooperating", "市财政局"),
        ("表1/2", "lead", "市教育局"),
        ("表1/2", "cooperating", "市民政局"),
        ("表1/2", "cooperating", "各县（市、区）人民政府"),
    ]


def test_what_shall_move_is_a_figure_and_myriads_have_decimals() -> None:
    reading = samples.flat(
        "主要指标序号指标名称基线2023年2025年属性一、样例生活1样例率（%）31.241.252.5预期性"
        "二、样例控制2样例死亡率（1/10万）268.7下降8%下降15%预期性"
        "3样例率（%）31.4提高3个百分点提高8个百分点约束性"
        "4样例管理人数（万人）21.422.924.8预期性"
    )
    assert [row[1:5] for row in rows(reading)] == [
        ("样例率", Decimal("41.2"), "%", Decimal("31.2")),
        ("样例率", Decimal("52.5"), "%", Decimal("31.2")),
        ("样例死亡率", 8, "%", Decimal("268.7")),
        ("样例死亡率", 15, "%", Decimal("268.7")),
        ("样例率", 3, "percentage point", Decimal("31.4")),
        ("样例率", 8, "percentage point", Decimal("31.4")),
        ("样例管理人数", 229000, "人", 214000),
        ("样例管理人数", 248000, "人", 214000),
    ]


def test_a_glued_unit_is_a_known_one_before_it_is_any_words() -> None:
    reading = samples.flat(
        "表1 主要指标表序号指标名称单位2020年2023年目标2025年目标责任单位"
        "1年接待来访人次万人次286325420市文旅局2人均停留时间天1.61.72市文旅局"
        "3样例点位数量处6814市文旅局4样例机构达标率%8290100市住建局"
    )
    assert rows(reading) == [
        ("表1/1", "年接待来访人次", 3250000, "人次", 2860000, "2023-12-31"),
        ("表1/1", "年接待来访人次", 4200000, "人次", 2860000, "2025-12-31"),
        ("表1/2", "人均停留时间", Decimal("1.7"), "天", Decimal("1.6"), "2023-12-31"),
        ("表1/2", "人均停留时间", 2, "天", Decimal("1.6"), "2025-12-31"),
        ("表1/3", "样例点位数量", 8, "处", 6, "2023-12-31"),
        ("表1/3", "样例点位数量", 14, "处", 6, "2025-12-31"),
        ("表1/4", "样例机构达标率", 90, "%", 82, "2023-12-31"),
        ("表1/4", "样例机构达标率", 100, "%", 82, "2025-12-31"),
    ]


@pytest.mark.parametrize(
    ("heads", "unit"), [("指标单位", "{}"), ("指标（单位）", "（{}）")]
)
def test_a_row_number_may_touch_the_figures_before_it(heads: str, unit: str) -> None:
    told = ("%", "%", "平方米", "个")
    named = ("样例林覆盖率", "样例绿化覆盖率", "人均样例场地面积", "每千人口样例位数")
    figures = ("25.326.528.0", "38.140.241.5", "2.32.52.8", "3.54.04.5")
    table = "".join(
        f"{n}{name}{unit.format(of)}{run}"
        for n, (name, of, run) in enumerate(zip(named, told, figures, strict=True), 1)
    )
    reading = samples.flat(
        f"表1 主要指标表\n序号{heads}2020年2023年目标2025年目标{table}"
    )
    assert [(t.indicator, float(t.value), t.unit) for t in reading.targets] == [
        ("样例林覆盖率", 26.5, "%"),
        ("样例林覆盖率", 28.0, "%"),
        ("样例绿化覆盖率", 40.2, "%"),
        ("样例绿化覆盖率", 41.5, "%"),
        ("人均样例场地面积", 2.5, "平方米/人"),
        ("人均样例场地面积", 2.8, "平方米/人"),
        ("每千人口样例位数", 4.0, "个/千人口"),
        ("每千人口样例位数", 4.5, "个/千人口"),
    ]


def test_a_row_number_may_touch_the_digits_of_its_name() -> None:
    numbered = "".join(f"{n}甲{n}率（%）-{n + 50}市卫健局" for n in range(1, 10))
    reading = samples.flat(
        f"表1指标表{HEADS}{numbered}1065岁以上老人体检率（%）-73市卫健局"
    )
    assert rows(reading)[-1][:3] == ("表1/10", "65岁以上老人体检率", 73)


def test_what_the_notice_states_elsewhere_decides() -> None:
    table = f"表1指标表{HEADS}1托位总数（个）20040000市卫健局"
    without = samples.flat(table)
    with_words = samples.flat(f"到2025年，全市托位总数达到40000个。\n{table}")
    assert without.targets == ()
    assert [f.kind for f in without.findings] == ["glued_figures"]
    assert [(t.value, t.baseline) for t in with_words.targets] == [(40000, 200)]


def test_white_space_of_the_source_parts_figures() -> None:
    reading = samples.flat(f"表1指标表 {HEADS} 1 托位总数（个） 200 4000 市卫健局")
    assert [(t.value, t.baseline) for t in reading.targets] == [(4000, 200)]


def test_an_undecided_split_is_a_finding_never_a_guess() -> None:
    reading = samples.flat(f"表1指标表{HEADS}1指数12345市卫健局2托位（个）12市卫健局")
    assert not [t for t in reading.targets if t.item == "表1/1"]
    assert "glued_figures" in {finding.kind for finding in reading.findings}


def test_a_missing_row_does_not_end_the_table() -> None:
    reading = samples.flat(
        f"表1指标表{HEADS}1甲率（%）-60市卫健局3乙率（%）6070市卫健局"
    )
    assert [t.indicator for t in reading.targets] == ["甲率", "乙率"]


def test_where_a_table_goes_on_unread_a_finding_says_so() -> None:
    reading = samples.flat(
        f"表1指标表{HEADS}1甲率（%）-60市卫健局9乙率（%）6070市卫健局"
    )
    assert "unread_table" in {finding.kind for finding in reading.findings}


@pytest.mark.parametrize(
    ("below", "kinds"),
    [
        ("甲率与乙率的和丙数12", ["unread_table"]),
        ("。为此，到2025年建成样例站3个。", []),
        ("稳步提高", []),
    ],
)
def test_a_table_without_numbers_that_gives_no_row_is_a_finding(
    below: str, kinds: list[str]
) -> None:
    reading = samples.flat(f"表1指标表指标名称2020年现状值2025年目标值{below}")
    assert reading.targets == ()
    assert [finding.kind for finding in reading.findings] == kinds


def test_rows_without_numbers_end_at_their_attribute() -> None:
    reading = samples.flat(
        "专栏1主要指标指标2020年2025年〔累计〕属性水质优良比例（%）70.680左右-约束性"
        "细颗粒物浓度下降（%）--〔18〕预期性湿地面积（万亩）-≥8-预期性"
    )
    assert [
        (t.item, t.kind.value, t.comparator, t.value, t.unit, t.baseline, t.binding)
        for t in reading.targets
    ] == [
        ("专栏1/1", "level", "~", 80, "%", Decimal("70.6"), "binding"),
        ("专栏1/2", "change", "=", 18, "%", None, "anticipatory"),
        ("专栏1/3", "level", ">=", 80000, "亩", None, "anticipatory"),
    ]


def test_a_digit_that_may_mark_a_note_is_not_read_as_a_figure() -> None:
    reading = samples.flat(
        "专栏1主要指标指标2020年2025年属性水质极差比例（%）15.7415左右预期性\n注：4.为2013年数据。"
    )
    assert [(t.value, t.baseline) for t in reading.targets] == [(15, None)]
    assert [f.kind for f in reading.findings] == ["footnote_or_figure"]


def test_a_line_for_each_year_is_split_by_its_neighbours() -> None:
    reading = samples.flat(
        "全市托位数1720个。表1年度目标表年份婴幼儿托位数（个）每千人口拥有托位数（个）"
        "2023年12803.22024年15103.82025年17204.3"
    )
    assert [(t.item, t.value, t.unit, str(t.deadline)) for t in reading.targets] == [
        ("表1/1", 1280, "个", "2023-12-31"),
        ("表1/1", Decimal("3.2"), "个/千人口", "2023-12-31"),
        ("表1/2", 1510, "个", "2024-12-31"),
        ("表1/2", Decimal("3.8"), "个/千人口", "2024-12-31"),
        ("表1/3", 1720, "个", "2025-12-31"),
        ("表1/3", Decimal("4.3"), "个/千人口", "2025-12-31"),
    ]


def test_prose_that_names_columns_is_no_table() -> None:
    reading = samples.flat(
        "各责任单位要按照完成时限和工作任务要求抓好落实。牵头单位、配合单位要密切协作，"
        "到2025年建成2个中心。"
    )
    assert reading.items == () and reading.targets == ()


def test_one_cell_a_line_keeps_lead_and_support_apart() -> None:
    text = (
        "序号\n重点任务\n主要内容\n牵头部门\n责任单位\n1\n1.优化服务\n推进证照应用。\n市市场监管委\n"
        "市政务办、市委\n网信办\n2\n完善平台功能。\n市数据局\n—\n"
    )
    kept = [(c, at) for at, c in enumerate(text) if c != "\n"]
    body = samples.Passage("".join(c for c, _ in kept), [at for _, at in kept])
    reading = samples.read_grids(
        samples.NoticeText(samples.Passage("", ()), body),
        samples.Outline(()),
        samples.PLACE,
    )
    assert [
        (r.item, r.role.value, r.organization) for r in reading.responsibilities
    ] == [
        ("表1/1", "lead", "市市场监管委"),
        ("表1/1", "responsible", "市政务办"),
        ("表1/1", "responsible", "市委网信办"),
        ("表1/2", "lead", "市数据局"),
    ]


@pytest.mark.parametrize("count", [1, 40])
def test_reading_twice_gives_the_same(count: int) -> None:
    text = f"表1指标表{HEADS}" + "".join(
        f"{n}率{n}（%）-{n}市卫健局" for n in range(1, count + 1)
    )
    assert samples.flat(text) == samples.flat(text)
    assert len(samples.flat(text).items) == count


def test_a_long_run_of_digits_costs_no_time() -> None:
    started = time.monotonic()
    samples.flat(f"表1指标表{HEADS}1指数{'12345' * 40}甲2指数{'9' * 60}-乙" * 5)
    assert time.monotonic() - started < 2


def test_a_unit_in_brackets_is_no_figure_of_the_row() -> None:
    reading = samples.flat(
        "样例主要指标\n领域序号主要指标2020年2025年性质样例水平1样例寿命（岁）78.179.1预期性"
        "2样例死亡率（/10万）11.2≤10预期性3样例比率（%）3.9≤3.8预期性\n三、样例任务\n"
    )
    assert [(t.indicator, t.unit, t.value) for t in reading.targets] == [
        ("样例寿命", "岁", Decimal("79.1")),
        ("样例死亡率", "1/100k", 10),
        ("样例比率", "%", Decimal("3.8")),
    ]


def test_a_day_of_a_deadline_may_break_off_its_last_word() -> None:
    reading = samples.flat(
        "样例县任务表\n序号\n任务内容\n牵头单位\n责任单位\n完成时限\n"
        "1\n新建样例站3个。\n县教育局\n县财政局\n2022年12月底\n"
        "2\n新建样例园5个。\n县民政局\n县水利局\n2022年11月30日\n前\n"
        "3\n新建样例馆2个。\n县财政局\n县教育局\n2023年6月底\n"
    )
    assert reading.findings == ()
    days = [one.deadline.isoformat() for one in reading.task_deadlines if one.deadline]
    assert days == ["2022-12-31", "2022-11-30", "2023-06-30"]


@pytest.mark.parametrize(("label", "name"), [("附件", "表1"), ("附件2", "附件2")])
def test_an_annex_names_its_table_by_its_number(label: str, name: str) -> None:
    text = (
        "样例县任务表\n序号\n任务内容\n牵头单位\n完成时限\n1\n新建样例站3个。\n县教育局\n2022年底\n"
        "2\n新建样例园5个。\n县民政局\n2023年底\n"
    )
    body = Passage(text, range(len(text)))
    annex = Item(label, ItemKind.BACK, 1, 0, None, body, label_span=Span(0, 0))
    notice = NoticeText(Passage("", ()), body)
    reading = read_grids(notice, Outline((annex,)), samples.PLACE)
    assert [one.number for one in reading.items] == [f"{name}/1", f"{name}/2"]


def test_signs_part_some_of_the_figures_that_are_glued() -> None:
    reading = samples.flat(
        "表1样例主要指标表序号指标名称2020年基期值2025年目标值2030年目标值属性责任单位"
        "1样例筛查率（%）385570预期性旗卫生健康委旗妇联2样例管理率（%）92.493>95约束性旗卫生健康委"
        "35岁以下样例死亡率（‰）6.2≤5.5≤5约束性旗卫生健康委4样例站点数（个）85150170预期性旗教育局旗残联"
        "三、样例任务"
    )
    assert [(t.indicator, str(t.comparator), t.value) for t in reading.targets] == [
        ("样例筛查率", "=", 55),
        ("样例筛查率", "=", 70),
        ("样例管理率", "=", 93),
        ("样例管理率", ">", 95),
        ("5岁以下样例死亡率", "<=", Decimal("5.5")),
        ("5岁以下样例死亡率", "<=", 5),
        ("样例站点数", "=", 150),
        ("样例站点数", "=", 170),
    ]
    bodies = [one.organization for one in reading.responsibilities]
    assert bodies[:2] == ["旗卫生健康委", "旗妇联"]
    assert bodies[-2:] == ["旗教育局", "旗残联"]


def test_the_people_of_a_rate_keep_their_number() -> None:
    reading = samples.flat(
        "主要指标\n序号\t指标\t单位\t2020年\t2025年\t属性\n"
        "1\t每3万人口样例车配置数\t辆\t0.8\t1\t约束性\n"
        "2\t每万名公众接受样例培训人次\t人次\t120\t240\t预期性\n"
    )
    said = [(one.indicator, one.unit) for one in reading.targets]
    assert said == [
        ("每3万人口样例车配置数", "辆/3万人口"),
        ("每万名公众接受样例培训人次", "人次/万名公众"),
    ]


def test_the_label_of_several_rows_is_no_part_of_the_words_beside_it() -> None:
    reading = samples.flat(
        "样例责任清单\n序号\n重点任务\n主要内容\n牵头部门\n责任单位\n"
        "1\n1.提高样例达\n标率\n推进样例平台在全市样例机构和样例社区\n中的应用。\n市样例局\n市教育局、市财政局\n"
        "2\n开展样例培训。\n市财政局\n市样例局、市教育局\n"
    )
    [first, second] = reading.items
    label = "1.提高样例达\n标率"
    start = first.passage.text.index(label)
    assert (start, start + len(label)) in reading.consumed[first.number]
    assert not second.passage.text.startswith("1.")
