"""Every rule reads its examples and leaves its near misses; no two read alike."""

from __future__ import annotations

import pytest

from pipelines.grammar.rules import Example, Grammar, Rule
from pipelines.responsibilities import RULES
from pipelines.responsibilities.phrases import PHRASES

EXAMPLES = [
    pytest.param(rule, one, id=f"{rule.name}: {one.text[:16]}")
    for rule in RULES
    for one in rule.finds
]
NEAR_MISSES = [
    pytest.param(rule, text, id=f"{rule.name}: {text[:16]}")
    for rule in RULES
    for text in rule.ignores
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_rule_reads_its_example(rule: Rule, example: Example) -> None:
    [found] = Grammar([rule], PHRASES).find(example.text)
    assert {**found.slots} == {**example.slots}


@pytest.mark.parametrize(("rule", "text"), NEAR_MISSES)
def test_rule_ignores_its_near_miss(rule: Rule, text: str) -> None:
    assert Grammar([rule], PHRASES).find(text) == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_no_other_rule_of_its_group_reads_the_example(
    rule: Rule, example: Example
) -> None:
    from pipelines.responsibilities import rules

    for group in (rules.LABELS, rules.TAILS, rules.PROSE, rules.CONVENTIONS):
        if rule in group:
            found = Grammar(group, PHRASES).find(example.text)
            assert {reading.rule for reading in found} == {rule.name}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_proved_both_ways(rule: Rule) -> None:
    assert rule.finds
    assert rule.ignores
    assert rule.meaning


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)
