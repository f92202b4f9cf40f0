"""Each change has its reason, and the reasons decide the next number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.releases import publish
from tests.releases.conftest import WHEN, offer, rows
from tests.releases.factory import Notice, Row

A, B, C = ("甲", ["32", "45.5"]), ("乙", ["10"]), ("丙", ["7", "8", "9"])


STEPS = [
    pytest.param(
        [Notice(*A), Notice(*B), Notice(*C)],
        "1.1.0",
        {"new_notice"},
        id="a notice more",
    ),
    pytest.param([Notice(*A)], "1.1.0", {"withdrawn_notice"}, id="a notice less"),
    pytest.param(
        [Notice(*A), Notice("乙", ["10"], extra="附件略。")],
        "1.1.0",
        {"new_capture"},
        id="received anew",
    ),
]


@pytest.mark.parametrize(("notices", "version", "reasons"), STEPS)
def test_rows_that_come_or_go_make_a_minor_version(
    tmp_path: Path, notices: list[Notice], version: str, reasons: set[str]
) -> None:
    publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path, created=WHEN)
    new = publish(offer(tmp_path, *notices), tmp_path)
    assert new.version == version
    changes = json.loads((new.path / "changes.json").read_text())
    assert {one["reason"] for one in changes["reasons"]} == reasons
    assert {row["reason"] for row in rows(new.path / "changes.csv")} == reasons


def test_one_notice_more_changes_only_its_own_rows(tmp_path: Path) -> None:
    publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path, created=WHEN)
    added = Notice(*C)
    new = publish(offer(tmp_path, Notice(*A), Notice(*B), added), tmp_path)
    listed = rows(new.path / "changes.csv")
    assert {row["change"] for row in listed} == {"added"}
    assert {row["notice_id"] for row in listed} == {added.notice_id}
    assert len(listed) == sum(map(len, added.rows.values()))
    assert added.notice_id in (new.path / "CHANGELOG.md").read_text()


def town(**more: object) -> dict[str, list[Row]]:
    """Entries that stand only because a row leads to them, directly or by others."""
    body = {"name": "样东县体育局", "region_code": "990221", "level": "county"}
    return {
        "regions": [
            {"region_code": "990200", "name": "样东市", "level": "prefecture", "parent_code": "990000"},
            {"region_code": "990221", "name": "样东县", "level": "county", "parent_code": "990200"},
        ],
        "organizations": [
            {"organization_id": "o-sport", "predecessor_id": "o-games", **body},
            {"organization_id": "o-games", **body},
        ],
        "indicators": [more] if more else [],
    }  # fmt: skip


def sporty(name: str, values: list[str], **more: Any) -> Notice:
    """A notice that leads to a body of its own."""
    notice = Notice(name, values, **more)
    notice.rows["responsibilities"][0]["organization_id"] = "o-sport"
    return notice


def test_entries_that_come_with_a_notice_come_because_of_it(tmp_path: Path) -> None:
    publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path, created=WHEN)
    added = sporty(*C)
    # A notice held before may cite the one that came.
    citing = Notice(*A)
    citing.rows["citations"][0]["cited_notice_id"] = added.notice_id
    new = publish(offer(tmp_path, citing, Notice(*B), added, entries=town()), tmp_path)
    assert new.version == "1.1.0"
    listed = rows(new.path / "changes.csv")
    others = {
        (row["table"], row["key"], row["change"])
        for row in listed
        if row["notice_id"] != added.notice_id
    }
    assert others == {
        ("citations", citing.rows["citations"][0]["citation_id"], "changed"),
        ("organizations", "o-sport", "added"),
        ("organizations", "o-games", "added"),
        ("regions", "990200", "added"),
        ("regions", "990221", "added"),
    }
    told = {row["table"]: row["reason"] for row in listed}
    assert set(told.values()) == {"new_notice"}
    assert "because a register changed" not in (new.path / "CHANGELOG.md").read_text()
    gone = publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path)
    assert {row["reason"] for row in rows(gone.path / "changes.csv")} == {
        "withdrawn_notice"
    }


REGISTER = [
    pytest.param([Notice(*A), sporty(*B)], {"register"}, id="an old notice is linked"),
    pytest.param(
        [Notice(*A), sporty(*B, reader="r-2", extra="略。")],
        {"new_capture"},
        id="an old notice received anew",
    ),
    pytest.param([Notice(*A), Notice(*B)], {"register"}, id="nothing leads there"),
    pytest.param(
        [Notice(*A), sporty(*B), sporty(*C)], {"register"}, id="an old and a new one"
    ),
]


@pytest.mark.parametrize(("notices", "reasons"), REGISTER)
def test_an_entry_that_comes_has_the_reason_of_what_leads_to_it(
    tmp_path: Path, notices: list[Notice], reasons: set[str]
) -> None:
    publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path, created=WHEN)
    new = publish(offer(tmp_path, *notices, entries=town()), tmp_path)
    listed = rows(new.path / "changes.csv")
    assert {
        row["reason"] for row in listed if row["table"] in ("organizations", "regions")
    } == reasons


def test_a_register_changed_where_an_entry_of_both_versions_differs(
    tmp_path: Path,
) -> None:
    publish(offer(tmp_path, sporty(*A), entries=town()), tmp_path, created=WHEN)
    renamed = town(indicator_id="steps", name_zh="日均步数", name_en="Steps a day")
    renamed["organizations"][0]["name"] = "样东县文体局"
    new = publish(offer(tmp_path, sporty(*A), Notice(*B), entries=renamed), tmp_path)
    found = {
        (row["table"], row["key"], row["change"], row["reason"])
        for row in rows(new.path / "changes.csv")
        if row["table"] in ("organizations", "regions", "indicators")
    }
    assert found == {
        ("organizations", "o-sport", "changed", "register"),
        ("indicators", "steps", "added", "register"),
    }


CORRECTIONS = [
    pytest.param("r-2", {"value": 12.5}, "rule", id="other rules"),
    pytest.param("r-1", {"value": 12.5}, "correction", id="a correction"),
    pytest.param("r-1", {"indicator_id": None}, "register", id="another register"),
]


@pytest.mark.parametrize(("reader", "change", "reason"), CORRECTIONS)
def test_a_corrected_row_makes_a_patch_with_its_reason(
    tmp_path: Path, reader: str, change: dict[str, object], reason: str
) -> None:
    publish(offer(tmp_path, Notice(*B)), tmp_path, created=WHEN)
    corrected = Notice(*B, reader=reader)
    corrected.rows["targets"][0].update(change)
    new = publish(offer(tmp_path, corrected), tmp_path)
    assert new.version == "1.0.1"
    [row] = rows(new.path / "changes.csv")
    [column] = change
    assert (row["table"], row["column"], row["reason"]) == ("targets", column, reason)
    assert row["old"] == {"value": "10", "indicator_id": "health-literacy"}[column]
    assert row["new"] == {"value": "12.5", "indicator_id": ""}[column]


def test_a_capture_without_a_notice_is_not_said_to_bring_one(tmp_path: Path) -> None:
    def captured(**more: object) -> list[Notice]:
        held = [Notice(*A), Notice(*B)]
        held[1].rows["captures"].append(
            held[1].rows["captures"][0]
            | {"capture_id": "c-0000000000000000", "sha256": "0" * 64, "notice_id": None,
               "status": "quarantined", "reason": "no notice", "notices": 0} | more
        )  # fmt: skip
        return held

    publish(offer(tmp_path, *captured()), tmp_path, created=WHEN)
    said = {}
    for more in ({"reason": "no plan"}, {"source_file": "other.txt"}):
        new = publish(offer(tmp_path, *captured(**more)), tmp_path)
        [row] = rows(new.path / "changes.csv")[:1]
        said[row["column"]] = row["reason"]
    assert said == {"reason": "rule", "source_file": "new_capture"}
