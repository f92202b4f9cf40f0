"""The ledger as a whole: every number once, verbatim, by the law of precedence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipelines.model import (
    Account,
    Citation,
    Disposition,
    Document,
    Item,
    ItemKind,
    Kind,
    Metadata,
    NoticeText,
    Numeral,
    Outline,
    Passage,
    Span,
    Target,
)
from pipelines.numerals import RULES, account
from pipelines.numerals.scan import scan
from tests import real

METADATA = Metadata(issued_on=date(2021, 1, 5))


def ledger(text: str, heading: str = "", **used: object) -> list[Numeral]:
    words = heading + text
    label = Span(0, 1)
    document = Document(f"1.{words}", "text/plain")
    passage = Passage(words, range(2, 2 + len(words)))
    item = Item(
        "1", ItemKind.ITEM, 0, 0, None, passage, len(heading), label, is_task=True
    )
    body = Passage(document.text, range(len(document.text)))
    notice = NoticeText(head=Passage("", ()), body=body)
    rows = account(notice, document, Outline((item,)), METADATA, **used)  # type: ignore[arg-type]
    for row in rows:
        assert row.text == document.text[row.span.start : row.span.end]
    return [row for row in rows if row.rule != "outline.label"]


def dispositions(text: str, **used: object) -> dict[str, str]:
    return {row.text: row.disposition.value for row in ledger(text, **used)}


def test_a_missed_commitment_stays_unexplained() -> None:
    assert dispositions("规范化管理率达到62%，新建中心12个。") == {
        "62%": "unexplained",
        "12个": "unexplained",
    }


@pytest.mark.parametrize(
    ("text", "figure", "disposition"),
    [
        ("到2025年实现全覆盖。", "2025年", "date"),
        ("“三减三健”行动。", "三", "name"),
        ("落实《2016年规划》要求。", "2016年", "name"),
        ("按照样政发〔2020〕3号文件。", "2020", "document_number"),
        ("为65岁以上老年人体检。", "65岁", "qualifier"),
        ("截至2020年，建成医院15家。", "15家", "past"),
        ("每床补助5000元。", "5000元", "standard"),
        ("开展第2批遴选。", "2批", "name"),
    ],
)
def test_dispositions(text: str, figure: str, disposition: str) -> None:
    found = dispositions(text)
    [row] = [value for key, value in found.items() if key.startswith(figure[:2])]
    assert row == disposition


def test_the_label_of_an_item_is_outline() -> None:
    document = Document("17.建设", "text/plain")
    passage = Passage("建设", range(3, 5))
    item = Item("17", ItemKind.ITEM, 0, 0, None, passage, 0, Span(0, 2), True)
    notice = NoticeText(Passage("", ()), Passage(document.text, range(5)))
    [row] = account(notice, document, Outline((item,)), METADATA)
    assert (row.text, row.disposition) == ("17", Disposition.OUTLINE)


def test_targets_come_before_every_rule() -> None:
    text = "为65岁以上老年人体检。"
    target = Target(
        "1", "体检", Kind.OUTPUT, Span(3, 8), "target.x", numerals=(Span(3, 5),)
    )
    [row] = ledger(text, targets=(target,))
    assert (row.disposition, row.target, row.rule) == (
        Disposition.TARGET,
        0,
        "target.x",
    )


def test_baselines_and_targets_of_one_run_of_digits_are_parted() -> None:
    text = "参与率6.2525。"
    target = Target(
        "1",
        "参与率",
        Kind.LEVEL,
        Span(2, 11),
        "grid.level",
        value=Decimal(25),
        numerals=(Span(9, 11),),
        baseline_numerals=(Span(5, 9),),
    )
    rows = ledger(text, targets=(target,))
    assert [(row.text, row.disposition) for row in rows] == [
        ("6.25", Disposition.BASELINE),
        ("25", Disposition.TARGET),
    ]


def test_accounts_of_other_readers_are_kept() -> None:
    row = Account(Span(4, 6), Disposition.AMOUNT, "amount.x")
    [found] = ledger("投入15亿元。", accounts=(row,))
    assert (found.disposition, found.rule) == (Disposition.AMOUNT, "amount.x")


def test_the_reference_of_a_relative_target_belongs_to_it() -> None:
    target = Target(
        "1", "县医院", Kind.RELATIVE, Span(2, 12), "target.r", reference="二级甲等水平"
    )
    [row] = ledger("县医院达到二级甲等水平。", targets=(target,))
    assert (row.disposition, row.target) == (Disposition.TARGET, 0)


def test_review_sections_tell_facts() -> None:
    [row] = ledger("床位2944张。", heading="发展基础\n")
    assert row.rule == "past.review_section"


def test_a_cited_title_without_marks_holds_names() -> None:
    text = "落实关于十五项行动的通知（样发〔2020〕3号）。"
    citation = Citation("关于十五项行动的通知", "样发〔2020〕3号", Span(4, 26), "x")
    found = {row.text: row.rule for row in ledger(text, citations=(citation,))}
    assert found["十五项"] == "name.cited_title"


def test_words_with_numerals_are_no_numbers() -> None:
    assert scan("进一步统一一体化管理，落实第一责任人，千方百计稳定。", METADATA) == []


def test_head_and_skipped_stretches_are_page_matter() -> None:
    text = "索引号：123\n正文\n版权2099"
    document = Document(text, "text/plain")
    notice = NoticeText(
        head=Passage(text[:7], range(7)),
        body=Passage(text[8:10], range(8, 10)),
        skipped=(Span(11, len(text)),),
    )
    rows = account(notice, document, Outline(()), METADATA)
    assert [(row.text, row.rule) for row in rows] == [
        ("123", "page.head"),
        ("2099", "page.skipped"),
    ]


@real.needs_notices
def test_at_most_two_percent_of_the_seeds_stay_unexplained() -> None:
    from pipelines.documents import decode
    from pipelines.reader import read_document

    rows: list[Numeral] = []
    for file in sorted((real.folder() / "seeds").glob("*.txt")):
        document = decode(file.read_bytes(), file.name, "text/plain")
        for notice in read_document(document, file.name).notices:
            rows += notice.numerals
            starts = [row.span.start for row in notice.numerals]
            assert starts == sorted(set(starts))
    left = [row for row in rows if row.disposition is Disposition.UNEXPLAINED]
    assert rows
    assert len(left) <= 0.02 * len(rows)


def test_every_law_and_rule_of_the_catalogue_says_its_reason() -> None:
    assert all(rule.meaning for rule in RULES)
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)
