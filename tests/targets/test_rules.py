"""One file proves every rule of targets, present and future."""

import random
from collections.abc import Mapping, Sequence

import pytest

from pipelines.grammar.rules import Example, Grammar, Rule
from pipelines.targets import exclusions, rules, rules_worded
from pipelines.targets.tokens import tokenize

BOOKS: list[tuple[Sequence[Rule], Mapping[str, str]]] = [
    (rules.NUMERIC_RULES, rules.PHRASES),
    (rules_worded.WORDED_RULES, rules_worded.PHRASES),
    (exclusions.EXCLUSION_RULES, exclusions.PHRASES),
    ((exclusions.PAST_FACT,), exclusions.PHRASES),
]
EXAMPLES = [
    pytest.param(rule, example, book, id=f"{rule.name}: {example.text[:16]}")
    for book in BOOKS
    for rule in book[0]
    for example in rule.finds
]
NEAR_MISSES = [
    pytest.param(rule, text, book[1], id=f"{rule.name}: {text[:16]}")
    for book in BOOKS
    for rule in book[0]
    for text in rule.ignores
]
ALL = [rule for book in BOOKS for rule in book[0]]


def find(grammar: Grammar, text: str) -> list[tuple[str, dict[str, str]]]:
    tokens = tokenize(text, year=2021, period_end=2025)
    found = grammar.find_folded(tokens.folded, text)
    return [(one.rule, dict(one.slots)) for one in found]


@pytest.mark.parametrize(("rule", "example", "book"), EXAMPLES)
def test_rule_reads_its_example(
    rule: Rule, example: Example, book: tuple[Sequence[Rule], Mapping[str, str]]
) -> None:
    found = find(Grammar([rule], book[1]), example.text)
    assert found == [(rule.name, dict(example.slots))]


@pytest.mark.parametrize(("rule", "text", "phrases"), NEAR_MISSES)
def test_rule_ignores_its_near_miss(
    rule: Rule, text: str, phrases: Mapping[str, str]
) -> None:
    assert find(Grammar([rule], phrases), text) == []


@pytest.mark.parametrize(("rule", "example", "book"), EXAMPLES)
def test_no_other_rule_reads_the_example(
    rule: Rule, example: Example, book: tuple[Sequence[Rule], Mapping[str, str]]
) -> None:
    found = find(Grammar(book[0], book[1]), example.text)
    assert {name for name, _ in found} == {rule.name}


@pytest.mark.parametrize("book", BOOKS, ids=["numeric", "worded", "exclusions", "past"])
def test_the_order_of_rules_is_irrelevant(
    book: tuple[Sequence[Rule], Mapping[str, str]],
) -> None:
    shuffled = list(book[0])
    random.Random(7).shuffle(shuffled)
    for rule in book[0]:
        for example in rule.finds:
            in_order = find(Grammar(book[0], book[1]), example.text)
            assert find(Grammar(shuffled, book[1]), example.text) == in_order


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_rule_is_proved_both_ways_and_says_what_it_means(rule: Rule) -> None:
    assert rule.finds
    assert rule.ignores
    assert rule.meaning.endswith(".")


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in ALL]
    assert sorted(set(names)) == sorted(names)
