"""Every repair rule mends its examples and leaves its near misses alone."""

import pytest

from pipelines.model import Passage
from pipelines.text.canonical import Piece, Weaver, weave
from pipelines.text.fold import fold
from pipelines.text.rules_repair import REPAIRS, RepairRule


def mended(text: str) -> tuple[Passage, list[str]]:
    passage, repairs = weave(text, fold(text), [Piece(0, len(text), True)])
    return passage, [repair.rule for repair in repairs]


@pytest.mark.parametrize("rule", REPAIRS, ids=lambda rule: rule.name)
def test_rule_reads_its_examples(rule: RepairRule) -> None:
    assert rule.finds
    for was, now in rule.finds:
        passage, rules = mended(was)
        assert passage.text == now
        assert set(rules) == {rule.name}


@pytest.mark.parametrize("rule", REPAIRS, ids=lambda rule: rule.name)
def test_rule_leaves_near_misses(rule: RepairRule) -> None:
    assert rule.ignores
    for text in rule.ignores:
        assert rule.name not in mended(text)[1]


def test_names_are_unique() -> None:
    assert len({rule.name for rule in REPAIRS}) == len(REPAIRS)


def test_repair_says_where_and_what() -> None:
    text = "培训 H9人,覆盖 20212030年"
    _, repairs = weave(text, fold(text), [Piece(0, len(text), True)])
    for repair in repairs:
        assert text[repair.span.start : repair.span.end] == repair.was
        assert repair.changes_number
    assert {(r.was, r.now) for r in repairs} == {("H", "11"), ("20212030", "2021-2030")}


def test_order_of_rules_is_irrelevant() -> None:
    text = "(20212030年)样办函202215号,06岁儿童死亡率降到3.5%o、5%o以下,占比30%o(责任单位:县教育局)"
    forward, _ = weave(text, fold(text), [Piece(0, len(text), True)])
    weaver = Weaver(text, fold(text), [Piece(0, len(text), True)])
    weaver.squeeze()
    weaver.respell()
    weaver.repair(tuple(reversed(REPAIRS)))
    assert weaver.text.rstrip() == forward.text
