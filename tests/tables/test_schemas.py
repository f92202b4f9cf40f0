"""The Table Schemas are complete: words in two languages, examples that fit, keys."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from pipelines.releases.descriptor import package
from pipelines.tables.schemas import (
    EVIDENCE,
    FACTS,
    REGISTERS,
    TABLES,
    arrow_schema,
    columns,
    has_evidence,
    primary_key,
    required,
    row_order,
    schema,
    types,
)

FIELDS = [(table, field) for table in TABLES for field in schema(table)["fields"]]
CHINESE = re.compile("[\u4e00-\u9fff]")
# The design's columns of the tables that others read by name.
PROMISED = {
    "captures": "source_file source_url sha256 media_type bytes received_at status reason notice_id",
    "notices": "notice_id title document_number index_number issuer organization_id issued_on published_on effective_on repealed_on region region_code level period_start period_end topic source_file source_url media_type sha256 text_sha256 language tasks targets reader_version",
    "tasks": "task_id notice_id section_id number heading text deadline char_start char_end order",
    "targets": "target_id notice_id task_id indicator indicator_id kind direction comparator value value_max unit reference baseline deadline deadline_stated aspirational binding population region_code quote prefix suffix char_start char_end rule confidence statement_zh statement_en",
    "responsibilities": "responsibility_id notice_id task_id role role_term organization organization_id rank default quote char_start char_end rule",
    "deliverables": "notice_id task_id title verb deadline quote char_start char_end",
    "milestones": "notice_id section_id date actor organization_id quote char_start char_end",
    "citations": "notice_id title document_number cited_notice_id quote char_start char_end",
    "numerals": "numeral_id notice_id task_id text value unit disposition target_id rule char_start char_end",
}


@pytest.mark.parametrize("table", PROMISED)
def test_the_promised_columns_stand_in_their_order(table: str) -> None:
    promised = PROMISED[table].split()
    assert [name for name in columns(table) if name in promised] == promised


@pytest.mark.parametrize(
    ("table", "field"), FIELDS, ids=[f"{t}.{f['name']}" for t, f in FIELDS]
)
def test_a_column_is_described_in_two_languages(
    table: str, field: dict[str, Any]
) -> None:
    for name in ("title", "description"):
        assert field[name] and not CHINESE.search(field[name].split("(")[0][:20])
        assert CHINESE.search(field[f"{name}_zh"])
    fits(field, field["example"])
    for category in field.get("categories", ()):
        assert category["label"] and CHINESE.search(category["label_zh"])
    if "categories" in field:
        assert [c["value"] for c in field["categories"]] == field["constraints"]["enum"]


def fits(field: dict[str, Any], example: str) -> None:
    said = field.get("constraints", {})
    readers: dict[str, Any] = {
        "integer": int,
        "year": int,
        "number": float,
        "date": dt.date.fromisoformat,
    }
    readers["datetime"] = dt.datetime.fromisoformat
    readers["boolean"] = {"true": True, "false": False}.__getitem__
    value = readers.get(field["type"], str)(example)
    assert re.fullmatch(said.get("pattern", ".*"), example, re.DOTALL)
    assert example in said.get("enum", [example])
    if "minimum" in said:
        assert value >= said["minimum"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_keys_an_order_and_arrow_types(table: str) -> None:
    written = schema(table)
    assert primary_key(table) in required(table)
    assert set(row_order(table)) <= set(columns(table))
    assert row_order(table)[-1] == primary_key(table)  # so the order is total
    assert arrow_schema(table).names == list(columns(table))
    assert (
        len(written["limits"]) == len(written["limits_zh"])
        if "limits" in written
        else True
    )
    for reference in written.get("foreignKeys", ()):
        other = reference["reference"].get("resource", table)
        assert reference["reference"]["fields"] == [primary_key(other)]
        assert reference["fields"][0] in types(table)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_what_a_user_must_know(table: str) -> None:
    said, said_zh = schema(table)["limits"], schema(table)["limits_zh"]
    assert len(said) == len(said_zh) >= 1
    assert all(CHINESE.search(sentence) for sentence in said_zh)
    assert all(sentence.endswith(".") for sentence in said)


def test_tables_with_offsets_carry_the_digest_of_their_text() -> None:
    for table in FACTS:
        if "char_start" in columns(table):
            assert "text_sha256" in required(table)
        if has_evidence(table):
            assert EVIDENCE & set(columns(table))
    assert not any("notice_id" in columns(table) for table in REGISTERS)


def test_the_package_speaks_of_itself_in_two_languages() -> None:
    said = package()
    for name in ("title", "description"):
        assert said[name] and CHINESE.search(said[f"{name}_zh"])
    assert said["licenses"][0]["name"] == "CC-BY-4.0"
    assert set(said["rights"]) == {"en", "zh"}
