"""Each expectation is met by sound rows, and broken by a fixture made to break it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from expectations.frames import ADDED, load
from expectations.suites import SUITES
from expectations.validation import validate
from expectations.verdicts import Statement
from pipelines.tables.schemas import columns, has_evidence
from tests.expectations.rows import Row, rows, shard

ASTRAY = [
    ("reversed span", {"char_start": 12}, "char end"),
    ("beyond the text", {"char_end": 10**5}, "text length"),
]
BROKEN: dict[str, list[tuple[str, Row, str]]] = {
    "notices": [
        ("old notice", {"issued_on": dt.date(1948, 1, 1)}, "issued on"),
        ("notice of the future", {"published_on": dt.date(2205, 1, 1)}, "published on"),
        ("period reversed", {"period_start": 2030}, "period end period start"),
        ("period far off", {"period_end": 2205}, "period end min"),
        ("level of another code", {"level": "province"}, "code level"),
        ("no title", {"title": "通知"}, "title"),
    ],
    "captures": [("silent loss", {"status": "no_data"}, "account")],
    "sections": [
        *ASTRAY,
        ("number twice", {}, "number"),
        ("deep", {"depth": 40}, "depth"),
        ("long heading", {"heading": "长" * 500}, "heading"),
    ],
    "tasks": [
        *ASTRAY,
        ("number twice", {}, "number"),
        ("no words", {"text": "。"}, "text"),
        ("far deadline", {"deadline": dt.date(2205, 12, 31)}, "deadline min max"),
        ("before the notice", {"deadline": dt.date(2019, 12, 31)}, "earliest"),
    ],
    "targets": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("far deadline", {"deadline": dt.date(2205, 12, 31)}, "deadline min max"),
        ("before the notice", {"deadline": dt.date(2019, 12, 31)}, "earliest"),
        ("no figure", {"value": None}, "figure"),
        ("share above all", {"value": 250.0}, "share"),
        ("half covered", {"kind": "coverage", "value": 50.0}, "covered"),
        ("range reversed", {"value_max": 20.0}, "value max"),
        ("beyond measure", {"value": 1e18, "unit": "元"}, "value min"),
        ("indicator ran on", {"indicator": "长" * 200}, "indicator"),
        ("unit ran on", {"unit": "长" * 30}, "unit"),
        ("no statement", {"statement_zh": "。"}, "statement"),
    ],
    "responsibilities": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("body ran on", {"organization": "长" * 90}, "organization"),
        ("term ran on", {"role_term": "长" * 40}, "role term"),
        ("twice", {}, "organization"),
        ("rank", {"rank": 900}, "rank"),
    ],
    "deliverables": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("title ran on", {"title": "长" * 200}, "title"),
        ("verb ran on", {"verb": "长" * 20}, "verb"),
        ("far deadline", {"deadline": dt.date(2205, 12, 31)}, "deadline min max"),
        ("before the notice", {"deadline": dt.date(2019, 12, 31)}, "earliest"),
    ],
    "milestones": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("far day", {"date": dt.date(2205, 12, 31)}, "date"),
        ("before the notice", {"date": dt.date(2019, 12, 31)}, "earliest"),
        ("actor ran on", {"actor": "长" * 90}, "actor"),
    ],
    "citations": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("neither title nor number", {"title": None}, "null"),
        ("title ran on", {"title": "长" * 300}, "cited"),
    ],
    "numerals": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("words ran on", {"text": "9" * 100}, "text"),
        ("used by none", {"target_id": None}, "used by"),
        ("twice", {}, "char start"),
    ],
    "findings": [
        *ASTRAY,
        ("another quote", {"quote": "别的话"}, "quoted"),
        ("says nothing", {"message": "?"}, "message"),
        ("says nothing in Chinese", {"message_zh": "？"}, "message_zh"),
    ],
}
TWICE = {"number twice", "twice"}


def statements(folder: Path, table: str, some: list[Row]) -> list[Statement]:
    frame = load(table, [shard(folder, table, some)], folder / "texts")
    return validate(frame, SUITES[table](), table)


def words(says: str) -> set[str]:
    return set(re.split(r"[^a-z0-9]+", says.lower()))


@pytest.mark.parametrize("table", SUITES)
def test_sound_rows_pass(tmp_path: Path, table: str) -> None:
    found = statements(tmp_path, table, rows(table, {}))
    assert [str(each) for each in found if each.broken] == []


@pytest.mark.parametrize(
    ("table", "changed", "says", "alike"),
    [
        pytest.param(table, changed, says, name in TWICE, id=f"{table}: {name}")
        for table, cases in BROKEN.items()
        for name, changed, says in cases
    ],
)
def test_each_expectation_can_fail(
    tmp_path: Path, table: str, changed: Row, says: str, alike: bool
) -> None:
    found = statements(tmp_path, table, rows(table, changed, alike=alike))

    broken = [each for each in found if not each.passed]
    assert any(words(says) <= words(each.says) for each in broken), [
        each.says for each in broken
    ]
    assert all(each.rows for each in broken)


@pytest.mark.parametrize("table", SUITES)
def test_every_expectation_has_a_fixture_that_breaks_it(
    tmp_path: Path, table: str
) -> None:
    said, broken = set(), set()
    for number, (name, changed, _) in enumerate(BROKEN[table]):
        some = rows(table, changed, alike=name in TWICE)
        for each in statements(tmp_path / str(number), table, some):
            said.add(each.says)
            if not each.passed:
                broken.add(each.says)

    assert said == broken


@pytest.mark.parametrize("table", SUITES)
def test_a_suite_names_only_columns_that_exist(table: str) -> None:
    known = {*columns(table), *ADDED}
    for expectation in SUITES[table]():
        named = [
            value
            for name in ("column", "column_A", "column_B")
            if (value := getattr(expectation, name, None))
        ]
        assert {*named, *(getattr(expectation, "column_list", None) or ())} <= known


@pytest.mark.parametrize("table", SUITES)
def test_quotes_are_checked_where_a_table_has_them(table: str) -> None:
    kinds = [type(each).__name__ for each in SUITES[table]()]
    if has_evidence(table):
        assert "ExpectColumnPairValuesToBeEqual" in kinds
