"""Ids are promises: made from identity, never from place or run."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.model import Metadata
from pipelines.tables.ids import distinct, make, notice_id, plain

TITLE = "样例县人民政府关于印发健康样例行动方案(2021—2025年)的通知"
BASE = Metadata(title=TITLE, issuer="样例县人民政府", issued_on=dt.date(2021, 3, 1))

SAME = [
    pytest.param(
        Metadata(
            title="样例县人民政府关于印发健康样例行动方案（2021-2025年）的通知",
            issuer="样例县人民政府",
        ),
        id="other widths and dashes, no date",
    ),
    pytest.param(
        Metadata(title=TITLE.replace("关于", "关于\n "), issuer="样例县 人民政府"),
        id="layout spaces",
    ),
    pytest.param(
        Metadata(
            title=TITLE, issuer="样例县人民政府", document_number="样政发〔2021〕3号"
        ),
        id="a number read on another page",
    ),
]
OTHER = [
    pytest.param(
        Metadata(title=TITLE.replace("样例县", "例样县"), issuer="样例县人民政府"),
        id="another title",
    ),
    pytest.param(Metadata(title=TITLE, issuer="样例市人民政府"), id="another issuer"),
]


@pytest.mark.parametrize("metadata", SAME)
def test_the_same_notice_keeps_its_id(metadata: Metadata) -> None:
    assert notice_id(metadata, "x") == notice_id(BASE, "another text")


@pytest.mark.parametrize("metadata", OTHER)
def test_another_notice_has_another_id(metadata: Metadata) -> None:
    assert notice_id(metadata, "x") != notice_id(BASE, "x")


def test_a_title_without_a_year_is_told_apart_by_the_year_of_issue() -> None:
    first, second, later = (
        Metadata(title="重点工作任务分解方案", issuer="样例县", issued_on=day)
        for day in (dt.date(2022, 1, 3), dt.date(2023, 1, 5), dt.date(2023, 2, 1))
    )
    assert notice_id(first, "") != notice_id(second, "") == notice_id(later, "")


def test_without_a_title_the_number_counts_and_then_the_text() -> None:
    numbered = Metadata(document_number="样政发〔2021〕3号")
    assert notice_id(numbered, "a") == notice_id(numbered, "b")
    assert notice_id(Metadata(), "一 二") == notice_id(Metadata(), "一二")
    assert notice_id(Metadata(), "一") != notice_id(Metadata(), "二")


def test_an_id_is_a_letter_and_hexadecimal_digits() -> None:
    assert re.fullmatch("n-[0-9a-f]{12}", notice_id(BASE, ""))
    assert re.fullmatch("t-[0-9a-f]{16}", make("t", 1, None, "x"))
    assert make("t", "ab", "c") != make("t", "a", "bc")


recipes = st.lists(
    st.tuples(st.tuples(st.sampled_from("ab")), st.tuples(st.sampled_from("xy"))),
    max_size=8,
)


@given(recipes)
def test_ids_are_distinct_and_depend_on_the_rows_alone(
    some: list[tuple[tuple[str], tuple[str]]],
) -> None:
    ids = distinct("t", some)
    assert len(set(ids)) == len(some)
    assert ids == distinct("t", some)
    # Another order gives the same ids to the same rows (equal rows are alike).
    assert sorted(distinct("t", some[::-1])) == sorted(ids)


def test_more_joins_in_only_where_identity_is_shared() -> None:
    [alone] = distinct("t", [(("a",), ("x",))])
    assert alone == distinct("t", [(("a",), ("y",))])[0]  # a corrected value
    first, second = distinct("t", [(("a",), ("x",)), (("a",), ("y",))])
    assert alone not in {first, second}
    assert [second, first] == distinct("t", [(("a",), ("y",)), (("a",), ("x",))])


@given(st.text())
def test_plain_is_settled_once(text: str) -> None:
    assert plain(plain(text)) == plain(text) or not plain(text).isascii()
