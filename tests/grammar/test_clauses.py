"""Where sentences and clauses begin and end, and which sections look back."""

from __future__ import annotations

import pytest

from pipelines.grammar.clauses import (
    clause_around,
    clause_end,
    sentence_around,
    sentences,
)
from pipelines.grammar.reviews import reviews
from pipelines.model import Item, ItemKind, Outline, Passage

TEXT = "加强管理，（对甲，乙）出台《办法，细则》；开展督查。完成。"


def test_sentences_part_at_stops_and_semicolons() -> None:
    assert [TEXT[a:b] for a, b in sentences(TEXT)] == [
        "加强管理，（对甲，乙）出台《办法，细则》；",
        "开展督查。",
        "完成。",
    ]


@pytest.mark.parametrize(
    ("word", "clause"),
    [
        ("出台", "（对甲，乙）出台《办法，细则》"),
        ("管理", "加强管理"),
        ("督查", "开展督查"),
    ],
)
def test_marks_within_brackets_end_no_clause(word: str, clause: str) -> None:
    start, end = clause_around(TEXT, TEXT.index(word))
    assert TEXT[start:end] == clause


def test_a_closing_bracket_ends_the_clause_within_it() -> None:
    text = "（完成建设）开展督查"
    assert text[: clause_end(text, 1)] == "（完成建设"


def test_sentence_around_a_place() -> None:
    start, end = sentence_around(TEXT, TEXT.index("督查"))
    assert TEXT[start:end] == "开展督查"


def _item(number: str, heading: str, parent: str | None) -> Item:
    words = Passage(heading, range(len(heading)))
    return Item(number, ItemKind.ITEM, 0, 0, parent, words, len(heading))


def test_sections_that_look_back_and_their_parts() -> None:
    items = Outline(
        (
            _item("一", "实施背景", None),
            _item("一/(一)", "发展基础", "一"),
            _item("一/(二)", "工作概况", "一"),
            _item("二", "补齐短板的主要任务", None),
        )
    )
    assert reviews(items) == {"一", "一/(一)", "一/(二)"}
