"""Publishing: versions, numbers, reasons and the pointer."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import CheckFailed, ReleaseError
from pipelines.releases import Candidate, Published, publish
from pipelines.releases.manifest import manifest
from pipelines.releases.versions import LATEST, VERSIONS, Number, home
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, Row, lay_down

A, B, C = ("甲", ["32", "45.5"]), ("乙", ["10"]), ("丙", ["7", "8", "9"])


def offer(
    folder: Path, *notices: Notice, entries: dict[str, list[Row]] | None = None
) -> Candidate:
    import shutil

    shutil.rmtree(folder / "tables", ignore_errors=True)
    return Candidate(*lay_down(folder, list(notices), entries=entries))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_first_version_is_1_0_0_and_the_pointer_names_it(
    published: Published,
) -> None:
    folder = published.path.parent
    assert json.loads((folder / LATEST).read_text()) == {
        "version": "1.0.0",
        "path": "1.0.0",
    }
    [entry] = json.loads((folder / VERSIONS).read_text())["versions"]
    assert (entry["status"], entry["previous"]) == ("current", None)
    assert published.is_new and published.path.name == "1.0.0"


def test_a_version_holds_tables_texts_and_a_true_descriptor(
    published: Published,
) -> None:
    described = json.loads((published.path / "datapackage.json").read_text())
    assert described["version"] == "1.0.0"
    assert described["created"] == "2026-01-06T08:00:00Z"
    for resource in described["resources"]:
        path = published.path / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["rows"] == len(rows(path))
    assert len(list((published.path / "texts").iterdir())) == 4


def test_nothing_changed_means_no_new_version(tmp_path: Path) -> None:
    first = publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    again = publish(offer(tmp_path, Notice(*A)), tmp_path)
    assert (again.version, again.is_new) == (first.version, False)
    other_reader = publish(offer(tmp_path, Notice(*A, reader="r-2")), tmp_path)
    assert not other_reader.is_new  # a new reader that reads the same changes nothing


STEPS = [
    pytest.param(
        [Notice(*A), Notice(*B), Notice(*C)],
        "1.1.0",
        {"new_notice", "new_capture"},
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
    assert set(told.values()) == {"new_notice", "new_capture"}
    assert [table for table, why in told.items() if why == "new_capture"] == [
        "captures"
    ]
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


def test_other_columns_make_a_major_version(tmp_path: Path) -> None:
    first = publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    # As if the last version had been made by a schema without this column.
    path = first.path / "datapackage.json"
    described = json.loads(path.read_text())
    described["resources"][0]["schema"]["fields"].pop()
    path.write_text(json.dumps(described))
    new = publish(offer(tmp_path, Notice(*A)), tmp_path)
    assert new.version == "2.0.0"


def test_a_great_loss_needs_an_acknowledgement(tmp_path: Path) -> None:
    many = [Notice(f"丁{k}", ["1", "2"]) for k in range(30)]
    publish(offer(tmp_path, *many), tmp_path, created=WHEN)
    few = offer(tmp_path, *many[:20])
    with pytest.raises(CheckFailed, match="targets: 20 of 60 rows would go"):
        publish(few, tmp_path)
    assert json.loads((home(tmp_path) / LATEST).read_text())["version"] == "1.0.0"
    assert publish(few, tmp_path, acknowledge_drop=True).version == "1.1.0"


def test_texts_that_did_not_change_are_shared_between_versions(tmp_path: Path) -> None:
    kept = Notice(*A)
    first = publish(offer(tmp_path, kept), tmp_path, created=WHEN)
    second = publish(offer(tmp_path, kept, Notice(*B)), tmp_path)
    name = f"texts/{kept.notice_id}.txt"
    assert (first.path / name).samefile(second.path / name)


def test_rows_that_only_changed_their_ids_are_listed(tmp_path: Path) -> None:
    publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    renamed = Notice(*A)
    old, fresh = renamed.notice_id, "n-0123456789ab"
    for some in renamed.rows.values():
        for row in some:
            for column, value in row.items():
                if value == old:
                    row[column] = fresh
    renamed.rows["targets"][0]["target_id"] = "t-0123456789abcdef"
    renamed.rows["numerals"][0]["target_id"] = "t-0123456789abcdef"
    renamed.notice_id = fresh
    new = publish(offer(tmp_path, renamed), tmp_path)
    listed = {(r["table"], r["new_key"]) for r in rows(new.path / "rekeyed.csv")}
    assert listed == {("notices", fresh), ("targets", "t-0123456789abcdef")}
    assert "2 rows stand under another id" in (new.path / "CHANGELOG.md").read_text()
    assert {row["version"] for row in rows(new.path / "rekeyed.csv")} == {new.version}
    again = publish(offer(tmp_path, renamed, Notice(*B)), tmp_path)
    assert rows(again.path / "rekeyed.csv") == rows(new.path / "rekeyed.csv")
    assert "under another id" not in (again.path / "CHANGELOG.md").read_text()


def test_a_clock_that_runs_backwards_changes_no_order(tmp_path: Path) -> None:
    publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    earlier = WHEN.replace(year=2001)
    new = publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path, created=earlier)
    assert new.version == "1.1.0"
    assert json.loads((home(tmp_path) / LATEST).read_text())["version"] == "1.1.0"


def test_specimens_say_so(tmp_path: Path) -> None:
    tables, texts = lay_down(tmp_path, [Notice(*B)])
    new = publish(Candidate(tables, texts, specimens=True), tmp_path, created=WHEN)
    described = json.loads((new.path / "datapackage.json").read_text())
    assert described["specimens"] and "SPECIMENS" in described["title"]
    assert "样例" in described["title_zh"]


def test_a_version_without_its_text_is_refused(tmp_path: Path) -> None:
    candidate = offer(tmp_path, Notice(*A))
    next(candidate.texts_dir.iterdir()).unlink()
    with pytest.raises(CheckFailed, match="text of this notice is missing"):
        publish(candidate, tmp_path)
    assert not (home(tmp_path) / LATEST).exists()


ENVIRONMENTS = [
    {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
]


def test_two_builds_elsewhere_give_the_same_bytes(tmp_path: Path) -> None:
    """Other folders, time zones, locales and hash seeds; every file is compared."""
    script = (
        "import sys, pathlib\n"
        "from pipelines.releases import Candidate, publish\n"
        "from tests.releases.conftest import collection\n"
        "from tests.releases.factory import lay_down\n"
        "out = pathlib.Path(sys.argv[1])\n"
        "publish(Candidate(*lay_down(out, collection())), out)\n"
    )
    sums = []
    for k, extra in enumerate(ENVIRONMENTS):
        folder = tmp_path / ("a" * (k + 1))
        environment = {**os.environ, **extra, "SOURCE_DATE_EPOCH": "1767686400"}
        subprocess.run(
            [sys.executable, "-c", script, str(folder)], check=True, env=environment
        )
        sums.append(manifest(home(folder) / "1.0.0"))
    assert sums[0] == sums[1]
    assert sums[0].count(b"\n") > 50


@pytest.mark.parametrize("text", ["1.2", "v1.2.3", "1.2.3-rc", ""])
def test_what_is_no_version_number_is_refused(text: str) -> None:
    with pytest.raises(ReleaseError, match="no version number"):
        Number.parse(text)
