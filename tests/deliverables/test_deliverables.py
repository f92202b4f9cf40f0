"""Which documents shall be issued, on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.deliverables import RULES, read_deliverables
from pipelines.grammar.rules import Rule
from pipelines.model import (
    Deliverable,
    Item,
    ItemKind,
    Metadata,
    Outline,
    Passage,
    Span,
    TaskDeadline,
)

PLAN = Metadata(period_start=2025, period_end=2025, issued_on=date(2025, 2, 1))


def read(
    text: str, kind: ItemKind = ItemKind.ITEM, **more: object
) -> tuple[Deliverable, ...]:
    item = Item("一/1", kind, 1, 0, None, Passage(text, range(len(text))), is_task=True)
    return read_deliverables(
        Outline((item,)),
        PLAN,
        more.get("deadlines", ()),  # type: ignore[arg-type]
        more.get("consumed", {}),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "verb", "titles"),
    [
        ("研究制定《样例市养老办法》。", "制定", ["样例市养老办法"]),
        (
            "制定印发儿童健康管理规范（试行），推动建档。",
            "印发",
            ["儿童健康管理规范（试行）"],
        ),
        ("编制发布《健康状况报告》。", "发布", ["健康状况报告"]),
        (
            "制定和实施全民健身计划，发布体育活动指南。",
            "制定",
            ["全民健身计划", "体育活动指南"],
        ),
        (
            "发布样例机排放限值及测量方法（中国第一、二阶段）、样例养殖排放标准。",
            "发布",
            ["样例养殖排放标准"],
        ),
        (
            "制定县（市、区）、乡镇养老服务规划。",
            "制定",
            ["县（市、区）、乡镇养老服务规划"],
        ),
        (
            "完成样例街、样例村村落保护规划编制工作。",
            "编制",
            ["样例街、样例村村落保护规划"],
        ),
        (
            "编制实施健康城市、健康村镇建设规划。",
            "编制",
            ["健康城市、健康村镇建设规划"],
        ),
        (
            "制修订《甲条例》、《乙条例》和《丙办法》。",
            "制修订",
            ["甲条例", "乙条例", "丙办法"],
        ),
        ("并撰写《样例县调查报告》。", "撰写", ["样例县调查报告"]),
        ("修改《样例县监管办法》。", "修改", ["样例县监管办法"]),
        ("编纂《样例县卫生志》。", "编纂", ["样例县卫生志"]),
        ("撰写样例县吸烟情况调查报告。", "撰写", ["样例县吸烟情况调查报告"]),
        ("启动《样例省公开办法》修订工作。", "修订", ["样例省公开办法"]),
        ("各县6月底前印发本地《健身实施计划》。", "印发", ["健身实施计划"]),
        ("各乡镇制定本级《甲方案》。", "制定", ["甲方案"]),
        ("每3年发布一次样例病危险因素报告。", "发布", ["样例病危险因素报告"]),
        (
            "出台推进样例区医养结合发展的意见。",
            "出台",
            ["推进样例区医养结合发展的意见"],
        ),
        (
            "制定出台全省落实《质量规划（2016-2020年）》指导意见。",
            "出台",
            ["全省落实《质量规划（2016-2020年）》指导意见"],
        ),
        ("每年形成专项行动实施进展专题报告。", "形成", ["专项行动实施进展专题报告"]),
        (
            "制定出台行政处罚裁量权适用办法及基准。",
            "出台",
            ["行政处罚裁量权适用办法及基准"],
        ),
        (
            "制定印染等十大重点行业专项治理方案。",
            "制定",
            ["印染等十大重点行业专项治理方案"],
        ),
        ("出台政务数据应用规范等技术规范。", "出台", ["政务数据应用规范"]),
        ("结合实际制定样例市托育机构评定标准。", "制定", ["样例市托育机构评定标准"]),
        (
            "制订疾控机构应急工作规范和应急规范县考核标准及实施方案。",
            "制订",
            ["疾控机构应急工作规范", "应急规范县考核标准及实施方案"],
        ),
    ],
)
def test_documents_that_are_ordered(text: str, verb: str, titles: list[str]) -> None:
    found = read(text)
    assert [row.title for row in found] == titles
    assert found[0].verb == verb


@pytest.mark.parametrize(
    "text",
    [
        "贯彻落实《样例省养老办法》。",
        "制定相应的实施方案和配套措施。",
        "研究制定具体行动落实方案。",
        "制定实施知识发布和传播机制。",
        "印发深入推进共同体建设的指导性文件。",
        "按照国家卫健委印发《机构规范》要求执行。",
        "国家卫健委印发的《机构规范》有效。",
        "先后制定实施了《甲办法》《乙办法》。",
        "完善系统性风险管理清单。",
        "做好样例基地建设项目调研设计和方案编制工作。",
        "加快样例领域有关标准制定工作。",
        "出台实施本地区、本领域、本行业相关工作方案。",
        "制定专门的消防制度、应急疏散预案。",
        "鼓励企业制定高于国家标准的企业标准。",
        "方案印发之日起1个月内开展专项领域工作方案宣传。",
        "健全监测，为政府部门制定物流产业政策规划提供依据。",
        "鼓励企业制定“设备+服务”整体解决方案。",
        "出台一批养老服务地方标准。",
        "印发他地《健身实施计划》的做法。",
        "每年发布一次工作报告。",
        "制定工业副产品、再生产品等产品技术标准。",
        "制定完善部门权责清单。",
    ],
)
def test_what_is_no_deliverable(text: str) -> None:
    assert read(text) == ()


def test_preamble_and_foot_order_nothing() -> None:
    text = "制定《样例市养老办法》。"
    assert read(text, ItemKind.FRONT) == ()
    assert read(text, ItemKind.BACK) == ()


def test_a_repeat_within_a_task_is_one_row() -> None:
    found = read("形成总体监测评估报告，适时发布监测评估报告。")
    assert [row.title for row in found] == ["总体监测评估报告"]


def test_deadline_of_the_clause_comes_first() -> None:
    row = TaskDeadline("一/1", date(2025, 11, 30), "11月底前", Span(0, 1))
    [found] = read("6月底前，出台《样例市养老办法》。", deadlines=(row,))
    assert found.deadline == date(2025, 6, 30)


def test_deadline_of_the_task_comes_before_the_plan() -> None:
    row = TaskDeadline("一/1", date(2025, 11, 30), "11月底前", Span(0, 1))
    [found] = read("出台《样例市养老办法》。", deadlines=(row,))
    assert found.deadline == date(2025, 11, 30)


def test_a_year_within_a_title_is_no_deadline() -> None:
    [found] = read("落实《规划（2021-2023年）》，出台《样例市养老办法》。")
    assert found.deadline == date(2025, 12, 31)


def test_the_text_speaks_before_its_heading() -> None:
    text = "编制《样例省公开清单》。10月底前编制完成《公开清单》。"
    item = Item("1", ItemKind.ITEM, 0, 0, None, Passage(text, range(len(text))), 13)
    [found] = read_deliverables(Outline((item,)), PLAN)
    assert (found.title, found.deadline) == ("公开清单", date(2025, 10, 31))


def test_a_repeat_gives_its_date() -> None:
    [found] = read("编制《样例省公开清单》，10月底前编制完成《公开清单》。")
    assert (found.title, found.deadline) == ("样例省公开清单", date(2025, 10, 31))


def test_consumed_words_are_left_alone() -> None:
    text = "（责任单位：制定《办法甲》的局）"
    assert read(text, consumed={"一/1": ((0, len(text)),)}) == ()


def test_evidence_is_the_clause() -> None:
    text = "加强监管，针对居民问题编制健康村镇建设规划。"
    [found] = read(text)
    quote = text[found.span.start : found.span.end]
    assert quote == "针对居民问题编制健康村镇建设规划"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_are_proved_both_ways(rule: Rule) -> None:
    assert rule.meaning and rule.finds and rule.ignores
    for found in rule.finds:
        [row] = read(found.text)
        assert (row.rule, row.verb, row.title) == (
            rule.name,
            found.slots["verb"],
            found.slots["title"],
        )
    for text in rule.ignores:
        assert read(text) == ()


def test_the_day_of_issue_behind_a_draft_is_its_deadline() -> None:
    [found] = read("编制《样例电商意见》，2025年9月底前印发。")
    assert (found.verb, found.deadline) == ("编制", date(2025, 9, 30))
    [left] = read("编制《样例电商意见》，2025年9月底前完成样例库建设。")
    assert left.deadline == date(2025, 12, 31)


def test_a_list_is_first_made_known_by_a_day() -> None:
    [found] = read("2025年9月底前公布样例评估应用清单。")
    assert (found.title, found.deadline) == ("样例评估应用清单", date(2025, 9, 30))
    assert read("公布样例评估应用清单。") == ()


def test_a_row_of_the_task_table_dates_what_the_text_orders() -> None:
    text, row = "制定《样例办法》。", "出台《样例办法》"
    items = (
        Item("一/1", ItemKind.ITEM, 1, 0, None, Passage(text, range(9))),
        Item("表1/1", ItemKind.ROW, 2, 1, None, Passage(row, range(20, 28))),
    )
    day = date(2025, 6, 30)
    due = TaskDeadline("表1/1", day, "2025年6月底", Span(28, 36))
    [found] = read_deliverables(Outline(items), PLAN, (due,), {})
    assert (found.item, found.verb, found.deadline) == ("一/1", "制定", day)
