"""What a pattern needs is told from its form, and never too much."""

from __future__ import annotations

import pytest

from pipelines.grammar.needs import needs


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
