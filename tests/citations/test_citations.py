"""Which documents a notice cites, on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.citations import RULES, read_citations
from pipelines.grammar.papers import find_numbers, find_papers, plain_title
from pipelines.grammar.rules import Rule
from pipelines.model import (
    Deliverable,
    Item,
    ItemKind,
    Metadata,
    Outline,
    Passage,
    Span,
)


def outline(*texts: str, kind: ItemKind = ItemKind.ITEM) -> Outline:
    items = []
    at = 0
    for order, text in enumerate(texts):
        origins = range(at, at + len(text))
        items.append(Item(str(order), kind, 0, order, None, Passage(text, origins)))
        at += len(text) + 1
    return Outline(tuple(items))


def cited(*texts: str, title: str | None = None, **more: object) -> list[tuple]:
    metadata = Metadata(title=title, document_number=more.get("number"))  # type: ignore[arg-type]
    rows = read_citations(outline(*texts), metadata, more.get("deliverables", ()))  # type: ignore[arg-type]
    return [(row.title, row.document_number) for row in rows]


def test_title_and_number_are_one_document() -> None:
    assert cited("根据《样例省养老意见》（样政发〔2020〕3号）精神。") == [
        ("样例省养老意见", "样政发〔2020〕3号")
    ]


def test_each_document_stands_once() -> None:
    rows = cited(
        "落实《样例规划》，按照样政发〔2020〕3号文件执行。",
        "《样例规划》（样政发〔2020〕3号）要求不变，《关于托育的意见》有效。",
        "《样例省人民政府关于托育的意见》有效。",
    )
    assert rows == [
        ("样例规划", "样政发〔2020〕3号"),
        ("关于托育的意见", None),
    ]


def test_own_title_and_issued_plan_are_none() -> None:
    title = "样例市关于印发《健康样例方案》的通知"
    front = "现将《健康样例方案》印发给你们。为落实《健康中国规划》。"
    assert cited(front, title=title) == [("健康中国规划", None)]


def test_the_plan_of_the_letter_is_none() -> None:
    rows = read_citations(
        outline(
            "《甲方案》和《乙方案》已经市政府同意，现印发给你们。", kind=ItemKind.FRONT
        ),
        Metadata(),
    )
    assert rows == ()


@pytest.mark.parametrize("made", ["县样例局制定了", "经研究制定了", "我委研究制定了"])
def test_what_a_letter_builds_on_is_cited_beside_the_plan_it_issues(made: str) -> None:
    front = (
        "为贯彻《甲行动计划》和《乙行动计划》精神，"
        f"{made}《丙实施计划》，经县政府同意，现印发给你们。"
    )
    rows = read_citations(outline(front, kind=ItemKind.FRONT), Metadata())
    assert [row.title for row in rows][:2] == ["甲行动计划", "乙行动计划"]


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        (
            "根据《甲行动计划》，我委研究制定了《乙方案》，现印发给你们。",
            ["甲行动计划"],
        ),
        ("根据《甲行动计划》，市样例局研究起草《乙方案》，现印发。", ["甲行动计划"]),
        ("《甲行动计划》已经市政府研究同意，现印发给你们。", []),
    ],
)
def test_what_a_body_studied_and_drafted_is_another_paper(
    front: str, wanted: list[str]
) -> None:
    title = "样例市关于印发《乙方案》的通知"
    rows = read_citations(outline(front, kind=ItemKind.FRONT), Metadata(title=title))
    assert [row.title for row in rows] == wanted


def test_a_title_that_the_plan_builds_on_is_cited() -> None:
    title = "样例省关于印发贯彻《总体规划》2017年行动计划的通知"
    assert cited("落实《总体规划》。", title=title) == [("总体规划", None)]


def test_what_shall_be_written_is_no_citation() -> None:
    row = Deliverable("0", "样例办法", "制定", date(2025, 12, 31), Span(0, 5), "x")
    assert cited("制定《样例办法》，落实《样例条例》。", deliverables=(row,)) == [
        ("样例条例", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "更新到《省级通用目录》（以下简称《通用目录》），再看《通用目录》。",
        "落实“气十条”，《规划》有效，办好《健康之路》栏目。",
        "见《考核指标》（见附件）。",
    ],
)
def test_nicknames_short_names_and_annexes(text: str) -> None:
    assert [title for title, _ in cited(text)] in ([], ["省级通用目录"])


def test_a_title_without_marks_needs_its_number() -> None:
    rows = cited(
        "落实省委、省政府关于印发健康样例行动方案的通知（样党发〔2021〕36号）和"
        "省委办公厅关于印发七个方案的通知（样党办函〔2022〕15号）精神。"
    )
    assert rows == [
        ("关于印发健康样例行动方案的通知", "样党发〔2021〕36号"),
        ("关于印发七个方案的通知", "样党办函〔2022〕15号"),
    ]


def test_its_own_number_is_no_citation() -> None:
    assert cited("按照样政发〔2020〕3号文件执行。", number="样政发〔2020〕3号") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("样党发2021）36号", "样党发〔2021〕36号"),
        ("样办函202215号", "样办函〔2022〕15号"),
        ("样政办[2020]5号", "样政办〔2020〕5号"),
        ("的通知样政发〔2018〕128号各省", "样政发〔2018〕128号"),
    ],
)
def test_numbers_are_mended(text: str, number: str) -> None:
    assert [token.text for token in find_numbers(text)] == [number]


def test_a_lost_closing_mark_is_mended() -> None:
    [paper] = find_papers("落实《样例省规划（2015-2020年》，推进共享。")
    assert paper.title == "样例省规划（2015-2020年）"


def test_titles_nest() -> None:
    [paper] = find_papers("印发《关于落实《上级规划》的意见》。")
    assert paper.title == "关于落实《上级规划》的意见"


def test_plain_titles_leave_marks_aside() -> None:
    assert plain_title("“健康样例2030”规划（试行）") == plain_title(
        "健康样例2030规划(试行)"
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_are_proved_both_ways(rule: Rule) -> None:
    assert rule.meaning and rule.finds and rule.ignores
    for found in rule.finds:
        [row] = read_citations(outline(found.text), Metadata())
        assert (row.rule, row.title or "", row.document_number) == (
            rule.name,
            found.slots["title"],
            found.slots["number"],
        )
    for text in rule.ignores:
        assert cited(text) == []


def test_what_the_own_title_alone_names_is_not_cited() -> None:
    title = "样例市关于印发2023年《样例工作报告》重点任务分解方案的通知"
    plan = "2023年《样例工作报告》重点任务分解方案"
    assert cited(plan, title=title) == []
    assert cited(plan, "按照《样例工作报告》部署。", title=title) == [
        ("样例工作报告", None)
    ]
