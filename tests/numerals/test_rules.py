"""Every rule of the ledger proves itself by its own examples."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.grammar.rules import Example, Rule
from pipelines.model import Disposition, Metadata
from pipelines.numerals.rules import RULES
from pipelines.numerals.ruling import Case, Ruling
from pipelines.numerals.scan import scan

ISSUED = date(2020, 6, 1)
METADATA = Metadata(issued_on=ISSUED)


def figures_explained(rule: Rule, text: str) -> list[str]:
    rows = scan(text, METADATA)
    dates = [row for row in rows if row.dated]
    still = [row for row in rows if not row.dated]
    [verdicts] = Ruling([rule]).decide([Case(text, still, dates)], ISSUED)
    return [
        text[row.figure_start : row.figure_end]
        for row, verdict in zip(still, verdicts, strict=True)
        if verdict is not None
    ]


EXAMPLES = [
    pytest.param(rule, found, id=f"{rule.name}: {found.text[:16]}")
    for rule in RULES
    for found in rule.finds
]
NEAR_MISSES = [
    pytest.param(rule, text, id=f"{rule.name}: {text[:16]}")
    for rule in RULES
    for text in rule.ignores
]


@pytest.mark.parametrize(("rule", "found"), EXAMPLES)
def test_rule_explains_its_example(rule: Rule, found: Example) -> None:
    assert figures_explained(rule, found.text) == found.slots["n"].split()


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES)
def test_rule_leaves_its_near_miss(rule: Rule, text: str) -> None:
    assert figures_explained(rule, text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_proved_both_ways_and_says_its_reason(rule: Rule) -> None:
    assert rule.finds and rule.ignores and rule.meaning
    assert Disposition(rule.implies["disposition"]) is not Disposition.UNEXPLAINED
    assert rule.name.startswith(rule.implies["disposition"])


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    "found", [p.values[1] for p in EXAMPLES], ids=lambda e: e.text[:16]
)
def test_order_of_rules_means_nothing(found: Example) -> None:
    rows = [row for row in scan(found.text, METADATA) if not row.dated]
    case = Case(found.text, rows)
    assert Ruling(RULES).decide([case], ISSUED) == Ruling(RULES[::-1]).decide(
        [case], ISSUED
    )
