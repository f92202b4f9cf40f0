"""What a pattern needs is told from its form, and never too much."""

from __future__ import annotations

import re

import pytest

from pipelines.grammar.needs import anchored, needs, openings


@pytest.mark.parametrize(
    ("pattern", "sets"),
    [
        ("年底", ["年", "底"]),
        ("[A-C]{2}(?:年|月)?底", ["ABC", "底"]),
        ("^(?P<subject>[^，]*)(?P<value>[甲乙](?:、[甲乙])*)$", ["甲乙"]),
        ("(?:甲|[乙丁])丙", ["甲乙丁", "丙"]),  # one of each branch
        ("甲[乙丙]|丁", ["甲丁"]),
        ("(?:甲|乙?)丙", ["丙"]),  # a branch without need says nothing
        ("甲*乙{0,2}丙?丁+", ["丁"]),  # what may be missing says nothing
        ("(?:甲乙){0,1}(?:丙){1,2}", ["丙"]),
        ("(?<=甲)乙(?!丙)(?=丁)", ["乙"]),  # nor what is around a match
        (r"\d+(?:甲)\.[^乙].", ["甲"]),
        ("[]甲]乙[\u4e00-\u9fff]", ["乙"]),  # a class too wide to be spelled out
    ],
)
def test_needs(pattern: str, sets: list[str]) -> None:
    assert needs(pattern) == tuple(frozenset(one) for one in sets)


@pytest.mark.parametrize(
    ("pattern", "firsts"),
    [
        ("年底|[A-C]?月", "年ABC月"),
        ("(?:甲|乙)?丙丁", "甲乙丙"),
        ("(?:甲|乙?)丙", "甲乙丙"),  # an empty branch lets the next begin
        ("(?<!乙)(?=.*丁)甲", "甲"),  # what is around a match begins none
        ("(?P<first>(?:甲){0,2})乙", "甲乙"),
        (r"\.甲", "."),
    ],
)
def test_openings(pattern: str, firsts: str) -> None:
    assert openings(pattern) == frozenset(firsts)


@pytest.mark.parametrize("pattern", ["[^甲]乙", r"\d乙", "甲?", "甲|.", "甲|乙*"])
def test_openings_that_are_not_told(pattern: str) -> None:
    with pytest.raises(ValueError, match="not plain"):
        openings(pattern)


@pytest.mark.parametrize(
    "pattern", ["(?<!丁)(?P<a>甲|乙丙)+(?P<b>丁)?", "(?:甲|(?<=乙)丙)\n?丁"]
)
def test_anchored_is_found_where_the_pattern_is(pattern: str) -> None:
    text = "丁甲丁乙丙甲丁，乙丙\n丁乙丙丁"
    plain = next(re.finditer(pattern, text))
    found = re.search(anchored(pattern), text)
    assert found is not None
    assert found.start() == plain.start()
    assert found.groups() == plain.groups()
    assert re.search(anchored(pattern), "丁，") is None
