"""corrections.yml is taken whole or refused with the entry that is wrong."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.corrections import FIELDS, load, parse
from pipelines.errors import LexiconError
from pipelines.model import Kind
from pipelines.resources import folder
from pipelines.tables.schemas import columns, schema


def entry(**more: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "notice": "n-0123456789ab", "table": "targets", "quote": "托位46个", "expect": {"value": 46},
        "field": "value", "value": 4.6, "reason": "小数点脱落", "source": "样例县档案馆",
        "decided": "2026-09-01",
    }  # fmt: skip
    return {name: value for name, value in (said | more).items() if value is not ...}


def parsed(*entries: dict[str, Any]) -> Any:
    text = yaml.safe_dump({"corrections": list(entries)}, allow_unicode=True)
    return parse(text.encode(), "corrections.yml")


def test_values_come_in_the_types_of_the_nouns() -> None:
    [value] = parsed(entry())
    assert (value.expected, value.corrected) == (
        {"value": Decimal(46)},
        Decimal("4.6"),
    )
    [day] = parsed(
        entry(
            expect={"deadline": dt.date(2205, 12, 31), "kind": "level"},
            field="deadline",
            value=dt.date(2025, 12, 31),
        )
    )
    assert day.expected == {"deadline": dt.date(2205, 12, 31), "kind": Kind.LEVEL}
    assert day.corrected == dt.date(2025, 12, 31)


def test_a_decimal_is_no_binary_fraction() -> None:
    [one] = parsed(entry(value=0.1))
    assert one.corrected == Decimal("0.1")


def test_a_value_may_be_emptied() -> None:
    [one] = parsed(entry(value=None))
    assert one.corrected is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"notice": "0123456789ab"}, "notice"),
        ({"table": "tasks"}, "table"),
        ({"quote": ...}, "quote"),
        ({"table": "notices"}, "quote"),
        ({"expect": {}}, "expect"),
        ({"expect": {"unit": "个"}}, "what value is read as"),
        ({"field": "valeu", "expect": {"value": 46}}, "no field valeu"),
        ({"field": "confidence", "expect": {"confidence": 1}}, "no field confidence"),
        ({"field": ...}, "either field and value, or remove"),
        ({"remove": True}, "either field and value, or remove"),
        ({"value": "many"}, "value"),
        ({"value": 46.0}, "already"),
        ({"reason": ""}, "reason"),
        ({"source": ...}, "source"),
        ({"decided": "soon"}, "decided"),
        ({"author": "x"}, "author"),
    ],
)
def test_a_wrong_entry_is_named(more: dict[str, Any], said: str) -> None:
    with pytest.raises(
        LexiconError, match=rf"corrections\.yml: .*corrections\.1.*{said}"
    ):
        parsed(entry(notice="n-ffffffffffff"), entry(**more))


def of_notice(field: str, value: object) -> dict[str, Any]:
    return {
        "table": "notices",
        "quote": ...,
        "expect": {field: None},
        "field": field,
        "value": value,
    }


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"expect": {"comparator": "="}, "field": "comparator", "value": "≥"},
            "comparator: '≥' is none of =, >=, <=, >, <, ~, between",
        ),
        ({"expect": {"value": 46, "comparator": "=="}}, "comparator: '==' is none of"),
        ({"expect": {"kind": "levle"}, "field": ..., "value": ..., "remove": True}, "kind: 'levle': .*'level'"),
        ({"expect": {"binding": None}, "field": "binding", "value": "yes"}, "binding, anticipatory, advocacy"),
        ({"expect": {"direction": None}, "field": "direction", "value": "down "}, "up, down, hold"),
        ({"expect": {"unit": "个"}, "field": "unit", "value": ""}, "say null"),
        ({"table": "responsibilities", "expect": {"rank": 1}, "field": "rank", "value": 0}, "less than 1"),
        (of_notice("level", "city"), "level: 'city': .*'prefecture'"),
        (of_notice("region_code", "99"), "no region of the register"),
        (of_notice("period_end", 20260), "no year"),
    ],
)  # fmt: skip
def test_a_value_that_the_table_may_not_hold_is_named(
    more: dict[str, Any], said: str
) -> None:
    with pytest.raises(
        LexiconError, match=rf"corrections\.yml: corrections\.1: .*{said}"
    ):
        parsed(entry(notice="n-ffffffffffff"), entry(**more))


def test_each_value_that_the_table_may_hold_is_taken() -> None:
    [field] = [f for f in schema("targets")["fields"] if f["name"] == "comparator"]
    for sign in field["constraints"]["enum"]:
        [one] = parsed(
            entry(expect={"comparator": None}, field="comparator", value=sign)
        )
        assert one.corrected == sign


def test_one_thing_is_corrected_once() -> None:
    with pytest.raises(LexiconError, match="corrections 0 and 1 correct the same"):
        parsed(entry(), entry(value=5))


@pytest.mark.parametrize("data", [b"corrections: [", b"\xff\xfe\xff", b"- 1", b""])
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(LexiconError, match=r"corrections\.yml: "):
        parse(data, "corrections.yml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.yml"):
        load(tmp_path / "nowhere.yml")


def test_what_can_be_corrected_is_published() -> None:
    for table, fields in FIELDS.items():
        assert fields <= set(columns(table)), table


def test_the_corrections_of_the_specimens_can_be_read() -> None:
    [one] = load(folder("specimens") / "corrections.yml")
    assert one.field == "title"
