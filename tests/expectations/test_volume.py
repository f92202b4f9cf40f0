"""The whole collection: too few rows, too many holes, too much unexplained."""

from pathlib import Path
from typing import Any

import pytest

from expectations.standing import check, check_whole, quality, remember_released
from expectations.volume import bounds, check_volume, measure
from pipelines.collection.place import Output, write_json
from pipelines.tables.schemas import FACTS
from tests.expectations.rows import rows, shard

SOUND: dict[str, Any] = {
    "rows": {
        "notices": 100,
        "captures": 110,
        "sections": 3_000,
        "tasks": 2_000,
        "targets": 1_500,
        "responsibilities": 3_000,
        "deliverables": 80,
        "milestones": 20,
        "citations": 300,
        "numerals": 9_000,
        "findings": 400,
    },
    "filled": {
        "notices": {"title": 99, "issuer": 95},
        "tasks": {"text": 2_000},
        "targets": {
            "indicator": 1_500,
            "deadline": 1_400,
            "statement_zh": 1_500,
            "statement_en": 1_500,
        },
        "responsibilities": {"organization": 3_000, "role_term": 3_000},
    },
    "statuses": {"read": 100, "no_data": 5, "quarantined": 5},
    "numerals": 9_000,
    "unexplained": 300,
}


def changed(path: str, value: object) -> dict[str, Any]:
    import copy

    made = copy.deepcopy(SOUND)
    *way, last = path.split(".")
    at = made
    for step in way:
        at = at[step]
    at[last] = value
    return made


def test_a_healthy_collection_passes() -> None:
    assert check_volume(SOUND, SOUND).passed


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("rows.tasks", 10, "tasks for each notice"),
        ("rows.targets", 10**6, "targets for each notice"),
        ("filled.notices.title", 10, "notices.title is filled"),
        ("filled.responsibilities.organization", 2_999, "organization is filled"),
        ("statuses.quarantined", 500, "not quarantined"),
        ("unexplained", 5_000, "at most 25%"),
        ("unexplained", 700, "rises by at most 3% from 3.3%"),
    ],
)
def test_each_bound_can_stop_a_release(path: str, value: object, says: str) -> None:
    verdict = check_volume(changed(path, value), SOUND)
    assert not verdict.passed
    assert says in str(verdict)


def test_a_rise_counts_only_against_a_last_version() -> None:
    assert check_volume(changed("unexplained", 700), None).passed


def test_a_few_notices_prove_nothing() -> None:
    assert check_volume(changed("rows.notices", bounds().from_notices - 1), None).passed


def test_bounds_are_of_tables_and_columns_that_exist() -> None:
    from pipelines.tables.schemas import columns

    assert set(bounds().per_read) <= set(FACTS)
    for table, filled in bounds().filled.items():
        assert set(filled) <= set(columns(table))


def test_measures_are_counted_over_shards(tmp_path: Path) -> None:
    shard(tmp_path, "numerals", rows("numerals", {"disposition": "unexplained"}))
    found = measure(tmp_path / "tables")
    assert (found["numerals"], found["unexplained"]) == (40, 40)
    assert found["rows"] == {"notices": 1, "numerals": 40}
    assert found["filled"]["notices"] == {"title": 1, "issuer": 0}


def test_verdicts_are_kept_for_the_quality_report(tmp_path: Path) -> None:
    output = Output.at(tmp_path)
    shard(tmp_path / "store", "numerals", rows("numerals", {}))
    write_json(output.tables / "shards" / "a.json", {"inputs": "x", "rows": {}})

    assert check(output, "numerals").passed
    assert check_whole(output).passed
    remember_released(output)

    report = quality(output, ["numerals"])
    assert [each["table"] for each in report["suites"]] == ["numerals", "volume"]
    assert all(each["passed"] for each in report["suites"])
    before = {path: path.stat().st_mtime_ns for path in output.checks.iterdir()}
    check(output, "numerals")
    kept = output.checks / "numerals.json"
    assert kept.stat().st_mtime_ns == before[kept]
