"""Each expectation is met by sound rows, and broken by a fixture made to break it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from expectations.frames import ADDED, load
from expectations.suites import SUITES
from expectations.validation import check_table, validate
from expectations.verdicts import SPARE, Statement
from pipelines.tables.schemas import columns, has_evidence
from pipelines.tables.shards import write_shard

Row = dict[str, Any]
TEXT = "样例县到2025年健康素养水平达到25%以上，由县卫生健康局牵头。" * 4
DIGEST = "0" * 64
MANY = 40
"""Rows of a fixture: more than may be odd."""

NOTICE: Row = {
    "notice_id": "n-1",
    "title": "样例县健康行动计划",
    "issued_on": dt.date(2024, 3, 5),
    "published_on": dt.date(2024, 3, 9),
    "region_code": "990121",
    "level": "county",
    "period_start": 2024,
    "period_end": 2026,
    "source_file": "a.txt",
    "media_type": "text/plain",
    "sha256": DIGEST,
    "text_sha256": DIGEST,
    "language": "zh",
    "tasks": 1,
    "targets": 1,
    "reader_version": "v",
    "capture_id": "c-1",
}
PLACE: Row = {
    "notice_id": "n-1",
    "char_start": 0,
    "char_end": 10,
    "quote": TEXT[:10],
    "text_sha256": DIGEST,
}
SOUND: dict[str, Row] = {
    "notices": NOTICE,
    "captures": {
        "capture_id": "c-1",
        "source_file": "a.txt",
        "sha256": DIGEST,
        "media_type": "text/plain",
        "bytes": 10,
        "received_at": "2025-01-01T00:00:00Z",
        "status": "read",
        "notices": 1,
    },
    "sections": {
        **PLACE,
        "section_id": "s-1",
        "number": "1",
        "kind": "item",
        "depth": 1,
        "heading": "主要目标",
        "text": "主要目标",
        "is_task": False,
        "order": 1,
    },
    "tasks": {
        **PLACE,
        "task_id": "k-1",
        "section_id": "s-1",
        "number": "1",
        "text": "提高健康素养水平。",
        "deadline": dt.date(2025, 12, 31),
        "order": 1,
    },
    "targets": {
        **PLACE,
        "target_id": "t-1",
        "task_id": "k-1",
        "indicator": "健康素养水平",
        "kind": "level",
        "comparator": ">=",
        "value": 25.0,
        "unit": "%",
        "deadline": dt.date(2025, 12, 31),
        "deadline_stated": True,
        "aspirational": False,
        "rule": "target.reach",
        "confidence": 1.0,
        "statement_zh": "样例县到2025年健康素养水平达到25%以上。",
        "statement_en": "Health literacy reaches 25%.",
    },
    "responsibilities": {
        **PLACE,
        "responsibility_id": "r-1",
        "task_id": "k-1",
        "role": "lead",
        "role_term": "牵头",
        "organization": "县卫生健康局",
        "rank": 1,
        "default": False,
        "rule": "responsibility.lead",
    },
    "deliverables": {
        **PLACE,
        "deliverable_id": "d-1",
        "task_id": "k-1",
        "title": "样例县工作办法",
        "verb": "制定",
        "deadline": dt.date(2025, 6, 30),
        "rule": "deliverable.title",
    },
    "milestones": {
        **PLACE,
        "milestone_id": "m-1",
        "date": dt.date(2025, 6, 30),
        "actor": "县教育局",
        "rule": "milestone.month",
    },
    "citations": {
        **PLACE,
        "citation_id": "q-1",
        "title": "样例省健康条例",
        "rule": "citation.title",
    },
    "numerals": {
        **PLACE,
        "numeral_id": "u-1",
        "task_id": "k-1",
        "text": "25%",
        "value": 25.0,
        "unit": "%",
        "disposition": "target",
        "target_id": "t-1",
        "rule": "numeral.target",
    },
    "findings": {
        **PLACE,
        "finding_id": "g-1",
        "kind": "gap",
        "message": "item 2 is missing",
    },
}
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
    ],
}
TWICE = {"number twice", "twice"}


def rows(table: str, changed: Row, *, alike: bool = False) -> list[Row]:
    """Many rows, different where they must be, each with *changed* in it."""
    made = []
    for n in range(MANY):
        row = {**SOUND[table], "section_id": f"s-{n}"} | changed
        key = columns(table)[0]
        row[key] = f"{row[key][:2]}{n}"
        if not alike:
            row["number"] = str(n)
            row["rank"] = row.get("rank", 1)
            if table == "numerals" and not changed.keys() & {"char_start", "char_end"}:
                row |= {"char_start": n, "char_end": n + 3, "quote": TEXT[n : n + 3]}
                row |= changed
        else:
            row["section_id"] = "s-1"
        made.append({name: row[name] for name in columns(table) if name in row})
    return made


def shard(folder: Path, table: str, some: list[Row]) -> Path:
    write_shard(folder / "tables", "a", {"notices": [NOTICE], table: some})
    (folder / "texts").mkdir(parents=True)
    for row in some if table == "notices" else [NOTICE]:
        (folder / "texts" / f"{row['notice_id']}.txt").write_text(
            TEXT, encoding="utf-8"
        )
    return folder / "tables" / table / "a.parquet"


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


def test_a_verdict_names_the_rows_and_says_how_many(tmp_path: Path) -> None:
    some = rows("targets", {})
    some[7]["char_end"] = 10**5

    verdict, _ = check_table(
        "targets", [shard(tmp_path, "targets", some)], tmp_path / "texts"
    )

    assert not verdict.passed
    assert "1 of 40 rows" in str(verdict)
    assert "t-7" in str(verdict)


def test_a_few_odd_rows_are_let_pass_and_told(tmp_path: Path) -> None:
    some = rows("targets", {})
    for row in some[:SPARE]:
        row["deadline"] = dt.date(2205, 12, 31)

    verdict, _ = check_table(
        "targets", [shard(tmp_path, "targets", some)], tmp_path / "texts"
    )

    assert verdict.passed
    assert any(each.broken == SPARE for each in verdict.oddities)


def test_batches_that_stand_are_not_looked_at_again(tmp_path: Path) -> None:
    path = shard(tmp_path, "targets", rows("targets", {}))
    digests = {"a": "made from this"}
    first, kept = check_table("targets", [path], tmp_path / "texts", digests=digests)

    path.with_suffix(".sound").write_bytes(path.read_bytes())
    again, _ = check_table(
        "targets", [path], tmp_path / "nowhere", digests=digests, known=kept
    )
    changed, _ = check_table(
        "targets", [path], tmp_path / "nowhere", digests={"a": "other"}, known=kept
    )

    assert again == first
    assert again.passed
    assert not changed.passed


def test_a_table_without_rows_passes(tmp_path: Path) -> None:
    verdict, _ = check_table(
        "milestones", [shard(tmp_path, "milestones", [])], tmp_path / "texts"
    )
    assert verdict.passed
