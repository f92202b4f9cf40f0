"""What checks state is said in the reader's language."""

from __future__ import annotations

import re

import pytest

from pipelines.catalog.statements import stated
from pipelines.catalog.words import Words
from pipelines.resources import folder

SAID = {
    'column values to be between {"column": "share", "max_value": 100.0, '
    '"min_value": 0.0}': ("0 ≤ share ≤ 100", "0 ≤ share ≤ 100"),
    'column values to be between {"column": "depth", "max_value": 12.0}': (
        "depth ≤ 12",
        "depth ≤ 12",
    ),
    'column value lengths to be between {"column": "text", "max_value": 20000, '
    '"min_value": 2}': (
        "2 ≤ text 的字数 ≤ 20,000",
        "2 ≤ letters of text ≤ 20,000",
    ),
    'column pair values a to be greater than b {"column_A": "deadline", '
    '"column_B": "earliest", "or_equal": true}': (
        "deadline ≥ earliest",
        "deadline ≥ earliest",
    ),
    'column pair values to be equal {"column_A": "quote", "column_B": "quoted"}': (
        "quote = quoted",
        "quote = quoted",
    ),
    'column values to be in set {"column": "covered", "value_set": [100]}': (
        "covered ∈ {100}",
        "covered ∈ {100}",
    ),
    'column values to not be null {"column": "cited"}': (
        "cited 不为空",
        "cited is filled",
    ),
    'compound columns to be unique {"column_list": ["notice_id", "number"]}': (
        "notice_id, number 的组合不重复",
        "notice_id, number together occur once",
    ),
    "tasks for each notice are 3 to 400": (
        "每份文件有 3 至 400 行 tasks",
        "a notice has 3 to 400 rows of tasks",
    ),
    "the CSV package is valid": (
        "CSV 数据包通过 Frictionless 校验",
        "the CSV package is valid",
    ),
    "something nobody foresaw": ("something nobody foresaw",) * 2,
    'a kind nobody foresaw {"column": "x"}': ('a kind nobody foresaw {"column": "x"}',)
    * 2,
}


@pytest.mark.parametrize("says", SAID)
@pytest.mark.parametrize(("language", "place"), [("zh", 0), ("en", 1)])
def test_a_statement_is_said_in_words(says, language, place) -> None:
    words = Words(language, folder("site") / "translations", {})
    assert stated(words, says) == SAID[says][place]


@pytest.mark.parametrize(
    "says",
    [
        "captures are not quarantined",
        "the share of unexplained numerals is at most 25%",
        "the share of unexplained numerals rises by at most 3% from 0.5%",
        "notices.title is filled",
        "required cells, closed lists, patterns, bounds and keys hold",
        "every quote equals its range of the published text",
        "every cell of the CSV, read by another program, is that of the Parquet file",
        "datapackage.json meets the Data Package profile 2.0",
    ],
)
def test_chinese_readers_are_told_in_chinese(says) -> None:
    words = Words("zh", folder("site") / "translations", {})
    assert re.search("[\u4e00-\u9fff]", stated(words, says))
