"""Readings become rows: ids, evidence, defaults, duplicates."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from pipelines.absence import MISSING_ANNEX, NO_TARGET
from pipelines.errors import CheckFailed
from pipelines.model import Finding, Outline, Passage, Span
from pipelines.tables.evidence import CONTEXT, source_characters
from pipelines.tables.lay_out import Rows, lay_out, text_digest
from pipelines.tables.schemas import FACTS, columns, primary_key, required
from pipelines.tables.shards import arrow_table
from pipelines.tables.target_rows import exact

from .readings import NOTICE, READING, TEXT, at, capture, laid_out, target


@pytest.fixture(scope="module")
def rows() -> Rows:
    return laid_out()


def test_every_row_has_the_columns_and_types_of_its_schema(rows: Rows) -> None:
    assert set(rows) == set(FACTS)
    for table, some in rows.items():
        assert some, table
        laid = arrow_table(table, some)
        assert laid.num_rows == len(some)
        for name in required(table):
            assert laid.column(name).null_count == 0, f"{table}.{name}"


def test_every_quote_equals_its_range(rows: Rows) -> None:
    for table, some in rows.items():
        for row in some:
            if "char_start" in columns(table) and row.get("quote") is not None:
                assert TEXT[row["char_start"] : row["char_end"]] == row["quote"], table
            if "char_start" in columns(table):
                assert row["text_sha256"] == text_digest(TEXT)


def test_a_target_carries_its_context(rows: Rows) -> None:
    first = rows["targets"][0]
    assert first["quote"] == "健康素养\n水平达到32%"
    assert TEXT[: first["char_start"]].endswith(first["prefix"])
    assert len(first["prefix"]) == CONTEXT
    assert first["statement_zh"] and first["statement_en"]


def test_targets_that_share_identity_are_told_apart_by_value(rows: Rows) -> None:
    first, second = rows["targets"]
    assert first["target_id"] != second["target_id"]
    other = lay_out(
        dataclasses.replace(
            READING,
            notices=(dataclasses.replace(NOTICE, targets=NOTICE.targets[::-1]),),
        ),
        capture(),
    )
    assert {r["value"]: r["target_id"] for r in other["targets"]} == {
        r["value"]: r["target_id"] for r in rows["targets"]
    }


def test_a_task_has_its_own_deadline_and_the_characters_of_the_source(
    rows: Rows,
) -> None:
    one, two = rows["tasks"]
    assert (one["deadline"], two["deadline"], two["deadline_text"]) == (
        None,
        dt.date(2022, 6, 30),
        "2022年6月",
    )
    assert "健康素养水平达到32%" in one["text"]
    assert [t["number"] for t in rows["tasks"]] == ["一", "二"]
    assert [s["is_task"] for s in rows["sections"]] == [True, True, False]


def test_a_default_is_attached_to_every_task_unless_it_is_named_there(
    rows: Rows,
) -> None:
    numbers = {t["task_id"]: t["number"] for t in rows["tasks"]}
    found = {
        (numbers[r["task_id"]], r["role"], r["organization"], r["default"])
        for r in rows["responsibilities"]
    }
    assert found == {
        ("一", "lead", "县卫健局", False),
        ("一", "cooperating", "县教育局", False),
        ("一", "responsible", "各镇人民政府", True),
        ("二", "responsible", "各镇人民政府", True),
        ("二", "lead", "县卫健局", True),
    }


def test_a_notice_counts_its_rows(rows: Rows) -> None:
    [notice] = rows["notices"]
    assert (notice["tasks"], notice["targets"]) == (2, 2)
    assert notice["targets_status"] == "found"
    assert notice["capture_id"] == rows["captures"][0]["capture_id"]
    assert notice["text_sha256"] == text_digest(TEXT)


ABSENCES = [(NO_TARGET, "none"), (MISSING_ANNEX, "missing_annex"), (None, "none")]


@pytest.mark.parametrize(("kind", "status"), ABSENCES)
def test_a_notice_without_targets_says_why(kind: str | None, status: str) -> None:
    bare = dataclasses.replace(
        NOTICE,
        targets=(),
        numerals=(),
        findings=(Finding(kind, "why", at("以上")),) if kind else (),
    )
    laid = lay_out(dataclasses.replace(READING, notices=(bare,)), capture())
    assert [row["targets_status"] for row in laid["notices"]] == [status]


def test_numerals_point_to_their_targets(rows: Rows) -> None:
    one, two = rows["numerals"]
    assert one["target_id"] == rows["targets"][0]["target_id"]
    assert two["target_id"] is None


def test_findings_hold_those_of_the_outline_and_of_laying_out(rows: Rows) -> None:
    kinds = [row["kind"] for row in rows["findings"]]
    assert "gap" in kinds
    assert len({row["finding_id"] for row in rows["findings"]}) == len(kinds)


def test_laying_out_twice_gives_the_same(rows: Rows) -> None:
    assert laid_out() == rows


def test_a_number_met_again_is_told_apart() -> None:
    items = NOTICE.outline.items
    twice = Outline((*items, dataclasses.replace(items[0], order=4)))
    reading = dataclasses.replace(
        READING, notices=(dataclasses.replace(NOTICE, outline=twice),)
    )
    rows = lay_out(reading, capture())
    assert [s["number"] for s in rows["sections"]] == ["一", "二", "后", "一~2"]
    assert "repeated_number" in {row["kind"] for row in rows["findings"]}


@pytest.mark.parametrize("span", [Span(5, 5), Span(0, 10**6)])
def test_words_that_are_not_in_the_text_are_refused(span: Span) -> None:
    broken = dataclasses.replace(NOTICE, targets=(target("32", span=span),))
    with pytest.raises(CheckFailed, match="no stretch of a text"):
        lay_out(dataclasses.replace(READING, notices=(broken,)), capture())


FIGURES = [
    ("32", "32"), ("0.07", "0.07"), ("123456789012345", "123456789012345"), ("-1.5", "-1.5"),
    ("11330000002482105123", None), ("0.1234567890123", None), ("NaN", None), ("1E+15", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), FIGURES)
def test_a_figure_is_kept_exactly_or_not_at_all(written: str, kept: str | None) -> None:
    assert exact(Decimal(written)) == (Decimal(kept) if kept else None)


def test_one_character_of_the_source_stands_once() -> None:
    assert (
        source_characters("㈠健 康", Passage("(一)健康", (0, 0, 0, 1, 3))) == "㈠健康"
    )


def test_a_notice_that_a_file_holds_twice_is_laid_out_once() -> None:
    """As print and as text, in an archive."""
    once = laid_out()
    twice = lay_out(dataclasses.replace(READING, notices=(NOTICE, NOTICE)), capture())
    assert [row["notices"] for row in twice["captures"]] == [1]
    for table in FACTS:
        if table not in ("captures", "findings", "corrections"):
            key = primary_key(table)
            assert len({row[key] for row in twice[table]}) == len(twice[table])
            assert len(twice[table]) <= len(once[table])
    [told] = [row for row in twice["findings"] if row["kind"] == "repeated_notice"]
    assert str(NOTICE.metadata.title) in told["message"]
