"""The standard's own validators pass a version, and each fails on a broken one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import CheckFailed
from pipelines.releases import Candidate, Published, publish, standard_checks
from pipelines.releases.standard_checks import ask_frictionless, broken_profile
from pipelines.resources import folder
from pipelines.tables.schemas import TABLES, schema
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down

Row = dict[str, Any]
FRICTIONLESS = [str(Path(sys.executable).with_name("frictionless")), "validate"]


BROKEN_DESCRIPTORS: list[tuple[str, Callable[[Row], object]]] = [
    ("no resources", lambda d: d.pop("resources")),
    ("a type of no standard", lambda d: d["resources"][0]["schema"]["fields"][0].update(type="text")),
    ("a path that climbs out", lambda d: d["resources"][0].update(path="../x.csv")),
    ("a dialect of words", lambda d: d["resources"][0]["dialect"].update(header="yes")),
    ("nobody contributed", lambda d: d["contributors"].clear()),
    ("a table is missing", lambda d: d["resources"].pop()),
    ("created on no day", lambda d: d.update(created="yesterday")),
    ("a key that points nowhere", lambda d: d["resources"][0]["schema"].update(foreignKeys=[{"fields": ["a"]}])),
]  # fmt: skip


@pytest.mark.parametrize(
    "change", [b[1] for b in BROKEN_DESCRIPTORS], ids=[b[0] for b in BROKEN_DESCRIPTORS]
)
def test_a_broken_descriptor_fails_the_profile(
    published: Published, change: Callable[[Row], object]
) -> None:
    described = json.loads((published.path / "datapackage.json").read_text())
    change(described)
    assert broken_profile(described)


def edit_csv(version: Path, table: str, old: str, new: str) -> None:
    path = version / "data" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


BROKEN_CSV = [
    ("targets", ",level,", ",wish,", "constraint-error"),
    ("targets", "2025-12-31", "31.12.2025", "type-error"),
    ("targets", "\nt-", "\nt-x", "constraint-error"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "kind"), BROKEN_CSV)
def test_frictionless_names_a_broken_cell(
    version: Path, table: str, old: str, new: str, kind: str
) -> None:
    edit_csv(version, table, old, new)
    assert any(kind in found for found in ask_frictionless(version).faults)


def test_frictionless_finds_a_foreign_key_that_leads_nowhere(version: Path) -> None:
    edit_csv(version, "targets", ",n-", ",n-0")
    assert any(
        "foreign-key" in found or "constraint-error" in found
        for found in ask_frictionless(version).faults
    )


def test_frictionless_by_its_own_command_line(
    published: Published, version: Path
) -> None:
    passed = subprocess.run(
        [*FRICTIONLESS, "datapackage.json"],
        cwd=published.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert passed.returncode == 0, passed.stdout
    assert passed.stdout.count("VALID") == len(TABLES)
    edit_csv(version, "targets", "true", "maybe")
    failed = subprocess.run(
        [*FRICTIONLESS, "datapackage.json"],
        cwd=version,
        capture_output=True,
        text=True,
        check=False,
    )
    assert failed.returncode == 1
    assert "type-error" in failed.stdout or "hash-count" in failed.stdout


@pytest.mark.parametrize("table", TABLES)
def test_every_schema_meets_the_table_schema_profile(table: str) -> None:
    from jsonschema import Draft7Validator

    path = folder("datapackages") / "profiles" / "tableschema.json"
    assert not list(
        Draft7Validator(json.loads(path.read_text())).iter_errors(schema(table))
    )


# --- a package too long for frictionless to read whole ------------------------------


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a table of more than five rows count as a long one."""
    monkeypatch.setattr(standard_checks, "FRICTIONLESS_ROWS", 5)
    monkeypatch.setattr(standard_checks, "HEAD_ROWS", 2)


@pytest.mark.usefixtures("long")
def test_of_long_tables_frictionless_reads_the_head_and_what_came(
    tmp_path: Path,
) -> None:
    some = [Notice(name, ["1", "2", "3"]) for name in "甲乙"]
    lay = lambda n: Candidate(*lay_down(tmp_path / f"{n}", some[:n]))  # noqa: E731
    first = publish(lay(1), tmp_path, created=WHEN)
    second = publish(lay(2), tmp_path, created=WHEN)
    reports = [
        json.loads((one.path / "quality.json").read_text()) for one in (first, second)
    ]
    told = [
        next(check for check in report["checks"] if check["name"] == "frictionless")
        for report in reports
    ]
    assert told[0]["says"] == "the first 5 rows of each table are valid"
    assert "the first 2 rows of each table, and the rows that came" in told[1]["says"]
    rows = reports[1]["rows"]
    came = {table: rows[table] - reports[0]["rows"][table] for table in rows}
    assert told[0]["rows"] == sum(min(5, n) for n in reports[0]["rows"].values())
    assert told[1]["rows"] == sum(
        min(2, rows[table]) + min(5, came[table]) for table in rows
    )
    assert told[1]["of"] == sum(rows.values())
    assert not (second.path / ".fresh").exists()


@pytest.mark.usefixtures("long")
def test_a_row_that_came_is_read_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only frictionless is asked here: our own checks would find the row as well."""
    from pipelines.releases import stage

    for name in ("broken_rows", "broken_evidence", "broken_csv"):
        monkeypatch.setattr(stage, name, lambda *_: [])
    good = Notice("甲", ["1", "2", "3"])
    publish(Candidate(*lay_down(tmp_path / "1", [good])), tmp_path, created=WHEN)
    bad = Notice("乙", ["1", "2", "3"])
    bad.rows["targets"][2]["confidence"] = 7.0
    with pytest.raises(CheckFailed, match="row 4, confidence: constraint-error"):
        publish(Candidate(*lay_down(tmp_path / "2", [good, bad])), tmp_path)
