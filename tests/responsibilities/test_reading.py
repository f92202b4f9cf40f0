"""Every form in which notices say who is answerable, in invented words."""

from __future__ import annotations

import pytest

from pipelines.model import (
    Item,
    ItemKind,
    Metadata,
    Outline,
    Passage,
    ResponsibilityReading,
)
from pipelines.responsibilities import read_responsibilities, with_answerable

YEAR = Metadata(period_start=2023, period_end=2023)


def item(
    number: str,
    text: str,
    kind: ItemKind = ItemKind.ITEM,
    parent: str | None = None,
    order: int = 0,
) -> Item:
    passage = Passage(text, range(len(text)))
    return Item(number, kind, 1, order, parent, passage, is_task=True)


def read(*texts: str) -> ResponsibilityReading:
    items = tuple(item(str(n), text) for n, text in enumerate(texts, 1))
    return read_responsibilities(Outline(items), YEAR)


def said(reading: ResponsibilityReading, number: str = "1") -> str:
    return " ".join(
        f"{row.role[0]}:{row.organization}"
        for row in reading.responsibilities
        if row.item == number
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办好园。（牵头单位：市民政局，责任单位：市教育局、市公安局）", "l:市民政局 r:市教育局 r:市公安局"),
        ("办好园。（市民政局牵头，市教育局、市公安局按职责分工负责）", "l:市民政局 r:市教育局 r:市公安局"),
        ("办好园。（市民政局、市教育局负责）", "r:市民政局 r:市教育局"),
        ("办好园。（市民政局牵头，市教育局配合，各县（市、区）落实）", "l:市民政局 c:市教育局 r:各县（市、区）"),
        ("办好园。（责任单位：市民政局牵头，市教育局参与；完成时限：2023年6月底前）", "l:市民政局 c:市教育局"),
        ("办好园。（市教育局）", "r:市教育局"),
        ("办好园。（政策法规处、基金监管处）", "r:政策法规处 r:基金监管处"),
        ("办好园。（省民政厅等按职责分工负责）", "r:省民政厅"),
        ("办好园。〔责任单位：市民政局；配合单位：市教育局〕", "r:市民政局 c:市教育局"),
        ("办好园。【责任主体：市民政局】", "r:市民政局"),
        ("办好园。[主办单位：市民政局；协办单位：市教育局]", "l:市民政局 c:市教育局"),
        ("办好园。（责任处室：规划处、财务处）", "r:规划处 r:财务处"),
        ("办好园。责任单位：区社会事业局、经济发展局，各片区管理局", "r:区社会事业局 r:经济发展局 r:各片区管理局"),
        ("办好园。牵头单位：市教育局配合单位：市科协行动目标：到2023年达到30%。", "l:市教育局 c:市科协"),
        ("办好园。牵头单位：市教育局\n配合单位：市科协\n行动目标：到2023年达到30%。", "l:市教育局 c:市科协"),
        ("办好园。责任领导：张三。责任单位：市民政局。联系人：李四。", "r:市民政局"),
        ("办好园。（责任单位：市民政局（市老龄办）、市残联", "r:市民政局（市老龄办） r:市残联"),
        ("办好园。（市教育局牵头会同市财政局、市民政局，2024年底前完成）", "l:市教育局 c:市财政局 c:市民政局"),
        ("办好园。（样例部指导）", "r:样例部"),
        ("办好园。（省教育厅牵头，样例部指导）", "l:省教育厅 c:样例部"),
        ("办好园。（责任单位：市教育局、市财政局等市办园工作领导小组有关成员单位）", "r:市教育局 r:市财政局"),
        ("办好园。（责任单位：市“甲、乙”工作联席会议、市教育局）", "r:市“甲、乙”工作联席会议 r:市教育局"),
        ("办好园。（责任单位：市民政局（牵头）、市教育局）", "l:市民政局 r:市教育局"),
        ("办好园。（市商务局、和县人民政府负责）", "r:市商务局 r:和县人民政府"),
        ("区卫计局作为牵头单位，要做好统筹。", "l:区卫计局"),
        ("办好园。责任单位：市教育局市财政局", "r:市教育局 r:市财政局"),
        ("办好园。责任单位：市科协、市委市直机关工委", "r:市科协 r:市委市直机关工委"),
        ("办好园。（市教育局负责牵头，市财政局配合抓好落实）", "l:市教育局 c:市财政局"),
        ("办好园。（此项工作由市教育局牵头，市财政局、市民政局配合）", "l:市教育局 c:市财政局 c:市民政局"),
        ("办好园。（市教育局，各县（市、区））", "r:市教育局 r:各县（市、区）"),
        ("办好园。（责任单位及完成时限：市教育局，2023年6月底前）", "r:市教育局"),
        ("办好园。牵头部门（单位）：市教育局；责任单位：市财政局；各县区人民政府。", "l:市教育局 r:市财政局 r:各县区人民政府"),
        ("办好园。（市教育局会同有关部门负责）", "r:市教育局 r:有关部门"),
        ("办好园。（省教育厅、自由贸易试验区管委会负责）", "r:省教育厅 r:自由贸易试验区管委会"),
        ("（一）由市统计局牵头的任务", "l:市统计局"),
        ("监测由市推进委员会统筹领导，样例市科协和样例市妇联提供技术支撑。", "l:市推进委员会 c:样例市科协 c:样例市妇联"),
        ("组建样例领导小组。负责统筹推进各项工作。", "r:样例领导小组"),
        ("农机由市农业农村局牵头、市财政局配合，各乡镇政府具体组织实施。", "l:市农业农村局 c:市财政局 r:各乡镇政府"),
        ("普查由市统计局牵头组织。（市财政局、市民政局按职责分工负责）", "l:市统计局 r:市财政局 r:市民政局"),
        ("一是市统计局牵头开展普查，二是市科协负责宣传。（市财政局负责）", "l:市统计局 r:市科协 r:市财政局"),
        ("一是市统计局牵头、有关部门配合，开展普查；二是市科协协助做好宣传。（市财政局负责）", "l:市统计局 c:有关部门 r:市财政局"),
        ("下设样例普查办公室负责日常工作。（市财政局负责）", "r:样例普查办公室 r:市财政局"),
        ("样例委员会（以下简称委员会）负责普查。", "r:样例委员会"),
        ("各部门要密切配合。（市财政局负责）", "r:市财政局"),
        ("办好园。责任分工：市民政局牵头，市教育局、市公安局参与。", "l:市民政局 c:市教育局 c:市公安局"),
        ("办好园。责任分工：市民政局、市教育局按职责分工负责。", "r:市民政局 r:市教育局"),
        ("办好园。（医政股、县医共体总医院）", "r:医政股 r:县医共体总医院"),
        ("办好园。（妇幼股、县妇幼保健院）", "r:妇幼股 r:县妇幼保健院"),
        ("办好园。（办公室）", "r:办公室"),
        ("派驻专家20人次。县卫健局牵头，县医保局、县财政局参与，年底前完成。", "l:县卫健局 c:县医保局 c:县财政局"),
        ("办好园。县人社局、县委编办按职责分工负责，持续推进。", "r:县人社局 r:县委编办"),
        ("办好园。\n市公安局、市文旅局按职责负责。", "r:市公安局 r:市文旅局"),
        ("办好园。县卫健局牵头，县直各有关单位配合。", "l:县卫健局 c:县直各有关单位"),
        ("一是落实政策（市人社局、市财政局）；二是开发岗位（市民政局、市总工会）。", "r:市人社局 r:市财政局 r:市民政局 r:市总工会"),
        ("由区教育局牵头、区卫健局协助，建立联席会议制度。", "l:区教育局 c:区卫健局"),
        ("由市统计局牵头，会同市教育局开展评估。", "l:市统计局 c:市教育局"),
        ("由省统计局牵头建网，各市（州）统计局配合做好上报。", "l:省统计局 c:各市（州）统计局"),
        ("办好园（市民政局会同市财政局实施）", "r:市民政局 r:市财政局"),
        ("建设样例公园（市城市管理局，各区政府）", "r:市城市管理局 r:各区政府"),
        ("开展样例行动（市教育局）。", "r:市教育局"),
        ("办好园。（市教育局、市图书馆、市供销社）", "r:市教育局 r:市图书馆 r:市供销社"),
        ("办好园。（样例海关、高新区，列首位的为牵头单位，下同）", "l:样例海关 r:高新区"),
    ],
)  # fmt: skip
def test_reads(text: str, expected: str) -> None:
    assert sorted(said(read(text)).split()) == sorted(expected.split())


@pytest.mark.parametrize(
    "text",
    [
        "走访商户（包括医院、学校）。",
        "主管部门（市教育局）要加强监管。",
        "各部门要各司其职、各负其责、密切配合。",
        "压实企业主体责任：一是开展自查。",
        "由土地使用权人负责修复。",
        "由所在地县级人民政府负责组织划定。",
        "主要负责人牵头抓总。",
        "（此件公开发布）",
        "走访社区。（含卫生室、图书室）要求做细。",
        "本方案由市卫生健康委负责解释。",
        "由县医院牵头组建医共体。",
        "由分管副市长牵头，每月调度。",
        "群众积极参与，社会广泛支持。",
        "各地各部门要认真落实。",
        "由点到面（由试点县率先实施）",
        "完成改造（由业主自行实施）",
        "设立基金（由中央财政支持）",
        "报主管部门（市教育局）。",
        "设立样例专家组（市医院、市教育局）。",
        "建设样例医学中心（市第一医院、市第二医院）。",
        "开展样例活动（市医院、市中医院）。",
        "建设场馆。（图书馆、文化馆、博物馆）",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert read(text).responsibilities == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("排在第一位的为牵头部门，下同", "l:市民政局 r:市教育局 r:市科协"),
        ("逗号前为牵头单位，下同", "l:市民政局 l:市教育局 r:市科协"),
        ("列首位的为牵头单位，其他为配合单位，下同", "l:市民政局 c:市教育局 c:市科协"),
    ],
)
def test_conventions_rule_all_lists(words: str, expected: str) -> None:
    first = f"办好甲。（市民政局、市教育局，市科协。{words}）"
    reading = read(first, "办好乙。（责任单位：市民政局、市教育局，市科协）")
    assert said(reading, "1") == expected
    assert said(reading, "2") == expected


def test_a_convention_within_the_list_ends_it() -> None:
    text = "办好甲。（责任单位：市教育局、市财政局（排名第一的为牵头单位，下同））"
    assert said(read(text)) == "l:市教育局 r:市财政局"


def test_a_list_with_its_own_lead_is_left_by_conventions() -> None:
    reading = read(
        "办好甲。（市民政局、市教育局，排在第一位的为牵头部门，下同）",
        "办好乙。（市科协、市残联负责，市妇联牵头）",
    )
    assert said(reading, "2") == "r:市科协 r:市残联 l:市妇联"


def test_defaults_hold_for_every_task() -> None:
    reading = read(
        "办好甲。（省民政厅及各设区市人民政府按职责分工负责。"
        "以下责任单位均包括各设区市人民政府，不再列出）",
        "办好乙。（省教育厅负责）",
    )
    assert said(reading, "1") == "r:省民政厅 r:各设区市人民政府"
    [default] = [row for row in reading.responsibilities if row.default]
    assert (default.item, default.organization) == ("*", "各设区市人民政府")


def test_defaults_that_end_a_field() -> None:
    text = "办好甲。（责任单位：省民政厅。以下责任单位均含各市、县人民政府）"
    reading = read(text)
    assert said(reading, "1") == "r:省民政厅"
    [default] = [row for row in reading.responsibilities if row.default]
    assert default.organization == "各市、县人民政府"


def test_defaults_outside_of_brackets() -> None:
    reading = read("以下均需各县市、区、特区人民政府负责落实，不再列出）")
    [row] = reading.responsibilities
    assert row.default and row.organization == "各县市、区、特区人民政府"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("办好园。（市民政局；完成时限：2023年6月底前）", "2023-06-30"),
        ("办好园。（市民政局负责，10月底前完成）", "2023-10-31"),
        ("办好园。牵头部门：市民政局\n完成时限：持续推进", "None"),
    ],
)
def test_deadlines(text: str, deadline: str) -> None:
    [one] = read(text).task_deadlines
    assert str(one.deadline) == deadline
    assert text[one.span.start : one.span.end].strip("，；") == one.text


def test_evidence_and_consumed_ranges_point_at_the_words() -> None:
    text = "办好园。（牵头单位：市民政局，责任单位：市教育局）"
    reading = read(text)
    quotes = [text[row.span.start : row.span.end] for row in reading.responsibilities]
    assert quotes == ["市民政局", "市教育局"]
    assert reading.consumed == {"1": ((4, len(text)),)}


def test_a_bracket_after_the_last_bullet_belongs_to_the_heading() -> None:
    items = (
        item("一", "办园", ItemKind.SECTION),
        item("一#1", "甲办好。", ItemKind.BULLET, "一", 1),
        item("一#2", "乙办好。（市民政局负责）", ItemKind.BULLET, "一", 2),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert [row.item for row in reading.responsibilities] == ["一"]


def test_numbered_items_keep_their_own_brackets() -> None:
    items = (
        item("一", "办园", ItemKind.SECTION),
        item("一/1", "甲办好。（市教育局负责）", ItemKind.ITEM, "一", 1),
        item("一/2", "乙办好。（市民政局负责）", ItemKind.ITEM, "一", 2),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert [row.item for row in reading.responsibilities] == ["一/1", "一/2"]


def section(number: str, text: str) -> Item:
    whole = item(number, text, ItemKind.SECTION)
    return Item(
        whole.number, whole.kind, 1, 0, None, whole.passage, len(text), None, False
    )


def test_whom_a_heading_names_is_answerable_for_the_tasks_below() -> None:
    items = (
        section("一", "办园（牵头单位：市民政局）"),
        item("一/1", "甲办好。（责任单位：市教育局）", ItemKind.ITEM, "一", 1),
        item("一/2", "乙办好。（市科协牵头）", ItemKind.ITEM, "一", 2),
        item("二", "丙办好。", ItemKind.ITEM, None, 3),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一/1") == "r:市教育局 l:市民政局"
    assert said(reading, "一/2") == "l:市科协"
    assert said(reading, "一") == said(reading, "二") == ""


def test_a_heading_without_tasks_below_keeps_its_bodies() -> None:
    items = (section("一", "办园（牵头单位：市民政局）"),)
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一") == "l:市民政局"


def test_addressees_and_signatures_are_answerable_for_nothing() -> None:
    front = item("0", "市民政局负责解释。（市教育局负责）", ItemKind.FRONT)
    assert read_responsibilities(Outline((front,)), YEAR).responsibilities == ()


def test_a_field_without_a_body_is_a_finding() -> None:
    reading = read("办好园。（责任单位：无）")
    assert [finding.kind for finding in reading.findings] == ["responsibility.nobody"]


def test_the_same_body_twice_in_one_role_is_one_row() -> None:
    reading = read("甲办好。（市民政局负责）乙办好。（市民政局、市教育局负责）")
    assert said(reading) == "r:市民政局 r:市教育局"


def test_long_texts_cost_in_proportion() -> None:
    import time

    def cost(times: int) -> float:
        text = "由各方一起把有关事情办好，并且要做到位。" * times
        start = time.process_time()
        read(text)
        return time.process_time() - start

    cost(10)
    assert cost(4000) < 40 * max(cost(400), 0.001)


def test_bodies_that_guide_help_where_a_default_answers() -> None:
    named = "办好园。（省民政厅、省教育厅指导）"
    assert said(read(named)) == "r:省民政厅 r:省教育厅"
    default = "建好站。（以下任务均由试点城市政府负责，不再列出）"
    assert said(read(named, default)) == "c:省民政厅 c:省教育厅"


def test_a_default_of_joint_names_is_one_mention() -> None:
    found = read(
        "办好园。（责任单位：省民政厅，各市、县〔区〕政府。下列各项均含各市、县〔区〕政府，不再列出）"
    )
    assert said(found) == "r:省民政厅 r:各市、县〔区〕政府"
    assert said(found, "*") == "r:各市、县〔区〕政府"
    whole = read("办好园。（责任单位：省民政厅，各市人民政府、县〔区〕政府）")
    assert said(whole) == "r:省民政厅 r:各市人民政府 r:县〔区〕政府"


def test_an_office_named_by_its_telephone_number() -> None:
    assert said(
        read("办好热线。（责任单位：市12345热线办公室；完成时限：2023年6月）")
    ) == ("r:市12345热线办公室")
    assert said(read("办好热线。（责任单位：市民政局，2023年6月）")) == "r:市民政局"


def test_a_convention_binds_the_lists_from_its_place_on() -> None:
    reading = read(
        "办好甲。（市民政局、市教育局）",
        "办好乙。（市民政局、市教育局；排在第一位的为牵头部门，下同）",
        "办好丙。（市科协、市教育局）",
    )
    assert said(reading, "1") == "r:市民政局 r:市教育局"
    assert said(reading, "2") == "l:市民政局 r:市教育局"
    assert said(reading, "3") == "l:市科协 r:市教育局"


def test_a_list_that_closes_a_section_belongs_to_its_heading() -> None:
    items = (
        section("一", "办园"),
        item("一/1", "甲办好。", ItemKind.ITEM, "一", 1),
        item("一/2", "乙办好。牵头单位：市民政局。", ItemKind.ITEM, "一", 2),
        section("二", "办学"),
        item("二/1", "甲办好。", ItemKind.ITEM, "二", 3),
        item("二/2", "乙办好。牵头单位：市教育局。", ItemKind.ITEM, "二", 4),
    )
    reading = read_responsibilities(Outline(items), YEAR)
    assert said(reading, "一") == "l:市民政局"
    assert said(reading, "二") == "l:市教育局"
    marked = with_answerable(Outline(items), reading.responsibilities)
    assert [one.number for one in marked.items if one.is_task] == [
        one.number for one in items if one.is_task or one.number in ("一", "二")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("责任单位：市民政局、市教育局，市科协配合", "r:市民政局 r:市教育局 c:市科协"),
        ("责任单位：市民政局、市教育局配合", "c:市民政局 c:市教育局"),
        ("牵头单位：市民政局，市教育局、市科协配合", "l:市民政局 c:市教育局 c:市科协"),
    ],
)
def test_who_helps_behind_the_last_comma_of_a_label(text: str, expected: str) -> None:
    assert said(read(f"办好园。（{text}）"), "1") == expected


def test_a_day_that_comes_back_dates_no_task() -> None:
    [one] = read("办好园。责任单位：市民政局；完成时限：每年12月").task_deadlines
    assert (one.deadline, one.text) == (None, "每年12月")
