"""Tables that lost their cells or lines in other ways. All figures are invented."""

from pipelines.model import GridReading
from tests.grids import samples


def rows(reading: GridReading) -> list[tuple[object, ...]]:
    return [
        (t.item, t.indicator, t.value, t.unit, str(t.deadline)[:4])
        for t in reading.targets
    ]


def test_a_column_of_units_counts_before_a_bracket_of_the_name() -> None:
    reading = samples.flat(
        "表1样例指标序号指标名称单位2020年基数2023年目标2025年目标属性责任单位"
        "一、样例服务1样例床位总数张218623002800预期性样例局"
        "2设有样例学校的乡镇（街道）个61015预期性样例局、样例委"
        "二、样例托育3每千人口样例托位数个1.82.43.6约束性样例委"
    )
    assert rows(reading) == [
        ("表1/1", "样例床位总数", 2300, "张", "2023"),
        ("表1/1", "样例床位总数", 2800, "张", "2025"),
        ("表1/2", "设有样例学校的乡镇（街道）", 10, "个", "2023"),
        ("表1/2", "设有样例学校的乡镇（街道）", 15, "个", "2025"),
        ("表1/3", "每千人口样例托位数", samples.number("2.4"), "个/千人口", "2023"),
        ("表1/3", "每千人口样例托位数", samples.number("3.6"), "个/千人口", "2025"),
    ]


LINES = """表1样例市样例指标
领域
序号
指标名称
基期值
（2020年）
目标值
（2025年）
属性
样例知识
1
样例知识知晓率（%）
76.8
>85
预期性
样例筛查
2
样例检查率（%）
72.5
≥80
预期性
3
样例筛查率（%）
98.3
≥98
约束性
样例康复
4
样例手术率（例）
2120
≥2700
预期性"""


def test_lines_of_cells_are_read_with_merged_cells_before_the_numbers() -> None:
    assert rows(samples.flat(LINES.replace("\n", " "))) == [
        ("表1/1", "样例知识知晓率", 85, "%", "2025"),
        ("表1/2", "样例检查率", 80, "%", "2025"),
        ("表1/3", "样例筛查率", 98, "%", "2025"),
        ("表1/4", "样例手术率", 2700, "例", "2025"),
    ]


YEARLY = "表2样例任务年份当年新增样例托位（个）其中公办（个）年末样例托位总数（个）"


def test_years_are_parted_where_their_stocks_add_up() -> None:
    found = samples.flat(
        f"建设样例站20个。{YEARLY}2023年28012016402024年31016019502025年2861402236"
    )
    assert [(t.value, str(t.deadline)[:4]) for t in found.targets] == [
        (280, "2023"),
        (120, "2023"),
        (1640, "2023"),
        (310, "2024"),
        (160, "2024"),
        (1950, "2024"),
        (286, "2025"),
        (140, "2025"),
        (2236, "2025"),
    ]


def test_a_small_count_that_stands_elsewhere_parts_nothing() -> None:
    found = samples.flat(
        "建设样例站20个。表2样例任务年份甲样例（个）乙样例（个）丙样例（个）"
        "2023年28012016402024年3101601950"
    )
    assert found.targets == ()
    assert {one.kind for one in found.findings} == {"glued_figures"}
