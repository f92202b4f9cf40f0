"""Dated steps without a measure, on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.grammar.rules import Rule
from pipelines.milestones import RULES, read_milestones
from pipelines.model import (
    Deliverable,
    Item,
    ItemKind,
    Kind,
    Metadata,
    Milestone,
    Outline,
    Passage,
    Span,
    Target,
)

PLAN = Metadata(period_start=2025, period_end=2025, issued_on=date(2025, 4, 28))


def read(
    text: str, kind: ItemKind = ItemKind.ITEM, heading_end: int = 0, **more: object
) -> tuple[Milestone, ...]:
    item = Item("三/1", kind, 1, 0, None, Passage(text, range(len(text))), heading_end)
    return read_milestones(
        Outline((item,)),
        PLAN,
        more.get("targets", ()),  # type: ignore[arg-type]
        more.get("consumed", {}),  # type: ignore[arg-type]
        more.get("deliverables", ()),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "day", "actor"),
    [
        ("到2030年，建成相对完善的服务体系。", date(2030, 12, 31), None),
        (
            "4月中旬，各市、县（市、区）制订年度方案，逐级上报。",
            date(2025, 4, 20),
            "各市、县（市、区）",
        ),
        ("8月，省卫生计生委牵头组织开展联合督查。", date(2025, 8, 31), "省卫生计生委"),
        ("10月底前申请省级样例评估。", date(2025, 10, 31), None),
        ("2025年9月接受样例省级验收。", date(2025, 9, 30), None),
        ("2025年10月1日起启动实际付费。", date(2025, 10, 1), None),
        ("2025年7月1日起正式启用样例码。", date(2025, 7, 1), None),
        ("上半年完成全省网格化布局。", date(2025, 6, 30), None),
        ("县样例馆迁建项目10月底前主体封顶。", date(2025, 10, 31), None),
        ("样例楼改造项目于2025年9月开工。", date(2025, 9, 30), None),
        ("三季度样例系统投入试运行。", date(2025, 9, 30), None),
        ("县样例医院综合楼年内投入使用。", date(2025, 12, 31), None),
        ("样例办公室将于9月份开展样例督查。", date(2025, 9, 30), "样例办公室"),
        ("2025年6月底前取得样例许可证。", date(2025, 6, 30), None),
        ("力争2025年创成样例示范区。", date(2025, 12, 31), None),
        ("到2025年6月，甲平台与乙平台实现互联互通。", date(2025, 6, 30), None),
        ("第一阶段（2025年5月-6月），样例宣传发动。", date(2025, 6, 30), None),
        ("1.样例总结阶段（2025年11月），全面总结。", date(2025, 11, 30), None),
        ("2025年底前，县政府与各镇签订样例责任书。", date(2025, 12, 31), "县政府"),
        ("2025年11月底前通过省级样例暗访。", date(2025, 11, 30), None),
        ("2025年进行试考核，争取完善体系。", date(2025, 12, 31), None),
        ("在2025年底，由市推进委员会成立考核组。", date(2025, 12, 31), "市推进委员会"),
        (
            "各县要落实责任，于2025年5月17日前出台实施工作方案。",
            date(2025, 5, 17),
            "各县",
        ),
        (
            "到2025年底，样例床位达到320张，城区“15分钟样例圈”基本形成。",
            date(2025, 12, 31),
            None,
        ),
        ("到2026年，实现老城区基本补齐养老设施。", date(2026, 12, 31), None),
        (
            "6月底前，国家卫生健康委建立考核信息系统。",
            date(2025, 6, 30),
            "国家卫生健康委",
        ),
    ],
)
def test_dated_steps(text: str, day: date, actor: str | None) -> None:
    [found] = read(text)
    assert found.date == day
    assert found.actor == actor


@pytest.mark.parametrize(
    "text",
    [
        "到2030年，服务体系更加完善，群众满意度提升。",
        "2020年，全市建立了服务体系。",
        "截至2025年底，已完成改造。",
        "每年2月底前完成考核。",
        "自2025年6月1日起施行。",
        "“十四五”期间完成改造。",
        "落实《2025年建设方案》要求。",
        "推进2026年规划编制的前期研究。",
        "完成建设任务，开展督查。",
        "2026年实现孤寡老人、残疾老人，以及高龄老人的养老服务全覆盖。",
        "自2026年起，执行新标准。",
        "2026年起，每年2月底前各县完成考核。",
        "到2026年，床位达到300张，按照1∶50的比例进行培训。",
        "到2026年，已形成的体系继续完善。",
        "年度终了后一个季度内，向样例厅报送情况。",
        # The plan's own year dates none of what stands behind a measure.
        "2025年，样例率达到90%，形成一批样例案例。",
        "到2026年，床位达到300张，15个样例圈更加完善。",
    ],
)
def test_what_is_no_milestone(text: str) -> None:
    assert read(text) == ()


def test_several_dates_of_one_deed() -> None:
    found = read("在2026年、2028年底，分别对本规划进行中期评估和终期考核。")
    assert [row.date for row in found] == [date(2026, 12, 31), date(2028, 12, 31)]


def test_goals_of_a_year_carry_their_date() -> None:
    text = "2026年目标：一是全面铺开服务站建设；二是完成中心建设任务。"
    found = read(text)
    assert [row.date for row in found] == 2 * [date(2026, 12, 31)]
    several = "2026年目标：完成平台建设，引进1家组织，完成网点建设。"
    assert len(read(several, heading_end=8)) == 2
    assert len(read("2026年目标：完成平台建设，服务更加便利。")) == 1


def test_a_glued_heading_begins_no_clause() -> None:
    text = "发展目标2026年，出台相关政策措施，体系基本建立。"
    [found] = read(text, heading_end=4)
    assert text[found.span.start : found.span.end] == "2026年，出台相关政策措施"


def test_a_measured_clause_gives_way_to_the_next() -> None:
    text = "到2026年，建设示范园区，绿色制造体系基本建立。"
    target = Target("三/1", "示范园区", Kind.OUTPUT, Span(7, 13), "x")
    [found] = read(text, targets=(target,))
    assert text[found.span.start : found.span.end] == "绿色制造体系基本建立"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("力争年内开工建设。", date(2025, 12, 31)),
        ("争取样例市药材交易中心年内挂牌。", date(2025, 12, 31)),
        ("加快样例抽水蓄能项目前期工作，力争年内核准。", date(2025, 12, 31)),
        ("2026年底前查明样例镇土壤污染的分布。", date(2026, 12, 31)),
        ("到2027年，样例县建成区基本消除黑臭水体。", date(2027, 12, 31)),
        ("甲河、乙河、丙湖等流域于2026年底前完成评估。", date(2026, 12, 31)),
        ("2026年底前，各地区依法关闭样例养殖场。", date(2026, 12, 31)),
        ("到2026年，除确有必要的外，样例市建成区基本淘汰锅炉。", date(2026, 12, 31)),
        ("到2027年，全国基本完成许可证核发。", date(2027, 12, 31)),
        ("到2027年，分级建立样例评价体系。", date(2027, 12, 31)),
        ("到2027年，改革任务取得重要进展，形成样例制度成果。", date(2027, 12, 31)),
    ],
)
def test_what_is_begun_approved_or_found_out(text: str, day: date) -> None:
    assert [row.date for row in read(text)] == [day]


def test_who_acts_is_named_without_the_words_of_striving() -> None:
    [found] = read("争取样例市药材交易中心年内挂牌。")
    assert found.actor == "样例市药材交易中心"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("各牵头部门在本方案印发之日起1个月内要制定分工。", date(2025, 5, 28)),
        ("本通知印发之日起十日内，各县完成自查。", date(2025, 5, 8)),
        ("各县自意见下发之日起10个月内完成整改。", date(2026, 2, 28)),
    ],
)
def test_days_counted_from_the_day_of_issue(text: str, day: date) -> None:
    assert [row.date for row in read(text)] == [day]


def test_no_day_is_counted_where_the_day_of_issue_is_unknown() -> None:
    text = "本通知印发之日起十日内，各县完成自查。"
    item = Item("三/1", ItemKind.ITEM, 1, 0, None, Passage(text, range(len(text))))
    assert read_milestones(Outline((item,)), Metadata(period_end=2025)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "三年内完成改造。",
        "有效期自印发之日起2年，年内不再调整。",
        "样例湖流域于2026年进入治理期。",
        "到2027年，实现化肥使用量零增长。",  # a measure
        "到2027年，服务更加便利，完善政策体系。",  # betters, and goes on to better
        "甲河80公里堤防于2026年底前完成改造。",  # a figure: the targets read it
        "备份机房2026年投入运行。",  # behind its subject, and no 前
        "到2026年，实现镇村环境明显改善。",  # only better
    ],
)
def test_what_is_no_day_of_a_step(text: str) -> None:
    assert read(text) == ()


def test_a_start_is_a_step() -> None:
    [found] = read("自2026年起，启动空间规划研究。")
    assert found.date == date(2026, 12, 31)


def test_a_stage_is_dated_by_its_heading() -> None:
    text = "动员部署阶段（2025年5月-6月）。制定方案，广泛宣传。"
    [found] = read(text, heading_end=text.index("制定"))
    assert found.date == date(2025, 6, 30)
    assert found.rule == "milestone.stage"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "验收阶段（2026年4月-12月）。6月底前完成自查，各镇于8月20日前报送材料。",
            [date(2026, 12, 31), date(2026, 6, 30), date(2026, 8, 20)],
        ),
        (  # which year is meant is left open
            "实施阶段（2025年9月-2027年3月）。6月底前完成自查。",
            [date(2027, 3, 31)],
        ),
        (
            "实施阶段（2025年9月-2027年3月）。2026年6月底前完成自查。",
            [date(2027, 3, 31), date(2026, 6, 30)],
        ),
    ],
)
def test_a_stage_holds_steps_of_its_own_year(text: str, days: list[date]) -> None:
    assert [row.date for row in read(text, heading_end=text.index("。") + 1)] == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("结余资金6月底前完成拨付。", date(2025, 6, 30)),
        ("备份机房2026年6月底前投入运行。", date(2026, 6, 30)),
        ("县中医医院2026年前设置康复医学科。", date(2026, 12, 31)),
        ("非正规堆放点2026年6月底前整治到位。", date(2026, 6, 30)),
        ("各县教育局请于2025年12月31日前报送落实情况。", date(2025, 12, 31)),
        ("确保2026年顺利通过国家卫生县复审。", date(2026, 12, 31)),
        ("到2026年，中医药服务体系基本完善。", date(2026, 12, 31)),
        ("2026年12月迎接样例省评估。", date(2026, 12, 31)),
    ],
)
def test_a_day_behind_its_subject(text: str, day: date) -> None:
    assert [row.date for row in read(text)] == [day]


def test_a_dated_target_is_a_target() -> None:
    text = "到2030年，建设5家助餐点。"
    target = Target("三/1", "助餐点", Kind.OUTPUT, Span(7, 13), "x")
    assert read(text, targets=(target,)) == ()


def test_a_dated_document_is_a_deliverable() -> None:
    text = "6月底前，出台《样例办法》。"
    row = Deliverable("三/1", "样例办法", "出台", None, Span(5, 13), "x")
    assert read(text, deliverables=(row,)) == ()


def test_a_letter_announces_what_its_sender_will_do() -> None:
    found = read("样例局将于9月份开展样例督查，结果予以通报。", ItemKind.FRONT)
    assert [(row.date, row.actor) for row in found] == [(date(2025, 9, 30), "样例局")]
    assert read("样例局于9月份开展样例督查，结果予以通报。", ItemKind.FRONT) == ()


def test_a_letter_only_calls() -> None:
    call = "请于6月30日前将方案报送市政府。"
    assert [row.date for row in read(call, ItemKind.FRONT)] == [date(2025, 6, 30)]
    assert read("6月启动建设。", ItemKind.FRONT) == ()
    topic = "全年落实情况于12月7日前书面报市政府。"
    assert [row.date for row in read(topic, ItemKind.FRONT)] == [date(2025, 12, 7)]
    assert read("到2026年，体系基本建立。", ItemKind.FRONT) == ()


def test_consumed_words_are_left_alone() -> None:
    text = "6月底前完成改造。"
    assert read(text, consumed={"三/1": ((0, len(text)),)}) == ()


def test_evidence_begins_with_the_clause_of_the_date() -> None:
    text = "加强领导，城市医院6月底前全面推开改革，取消加成。"
    [found] = read(text)
    assert text[found.span.start : found.span.end] == "城市医院6月底前全面推开改革"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_are_proved_both_ways(rule: Rule) -> None:
    assert rule.meaning and rule.finds and rule.ignores
    for found in rule.finds:
        rows = read(found.text, heading_end=_heading_end(found.text))
        assert rows
        assert {row.rule for row in rows} == {rule.name}
        assert rows[0].date.isoformat() == found.slots["date"]
    for text in rule.ignores:
        assert read(text, heading_end=_heading_end(text)) == ()


def _heading_end(text: str) -> int:
    return text.index("。") + 1 if "阶段" in text else 0


def test_a_stage_is_dated_right_behind_its_heading() -> None:
    text = "组织实施（2025年4月-2026年11月）。广泛宣传。"
    assert [row.date for row in read(text, heading_end=4)] == [date(2026, 11, 30)]
    assert read("组织实施。宣传（2025年4月-2026年11月）。", heading_end=5) == ()


def test_what_is_begun_is_no_actor() -> None:
    [row] = read("2025年，启动样例县区建设。")
    assert row.actor is None
    [row] = read("2025年底前，各样例县区启动样例工作。")
    assert row.actor == "各样例县区"


def test_the_line_of_the_printer_is_no_step() -> None:
    assert read("样例县样例局办公室 2026年1月26日印发") == ()
    [row] = read("2026年1月26日前印发样例细则。")
    assert row.date == date(2026, 1, 26)


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("自2025年10月起推行样例结算。", "2025-10-31", "自2025年10月起推行样例结算"),
        ("2025年10月底前建成区级样例平台。", "2025-10-31", None),
        ("12月底前其余项目竣工验收。", "2025-12-31", None),
        ("6月底前将任务分解到人。", "2025-06-30", None),
        ("力争2025年通过样例评审。", "2025-12-31", None),
        ("确保2025年顺利通过样例区第二轮复审。", "2025-12-31", None),
        ("2025年9月上旬，样例委邀请专家开展自评。", "2025-09-10", None),
        ("四季度委托第三方开展终期评估。", "2025-12-31", None),
        ("各县要在本计划印发后两个月内出台实施方案。", "2025-06-28", None),
    ],
)
def test_a_step_of_everyday_words(text: str, day: str, words: str | None) -> None:
    [step] = read(text)
    span = step.span
    assert step.date.isoformat() == day
    assert text[span.start : span.end] == (words or text.rstrip("。"))
