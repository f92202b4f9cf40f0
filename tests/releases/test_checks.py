"""Each validator passes what is sound and fails on a fixture that breaks one thing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.errors import CheckFailed
from pipelines.releases import Candidate, Published, publish
from pipelines.releases.csv_checks import broken_csv
from pipelines.releases.evidence_checks import broken_evidence
from pipelines.releases.row_checks import broken_rows
from pipelines.releases.standard_checks import ask_frictionless, broken_profile
from pipelines.releases.versions import LATEST, home
from pipelines.tables.schemas import arrow_schema
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down

Row = dict[str, Any]


def alter(version: Path, table: str, change: Callable[[list[Row]], object]) -> None:
    """Change a table's rows in the Parquet file."""
    path = version / "data" / f"{table}.parquet"
    rows = pq.read_table(path).to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema(table)), path)


def test_a_sound_version_breaks_nothing(published: Published, tmp_path: Path) -> None:
    described = json.loads((published.path / "datapackage.json").read_text())
    assert broken_profile(described) == []
    assert broken_rows(published.path, tmp_path) == []
    assert broken_evidence(published.path) == []
    assert broken_csv(published.path) == []
    assert ask_frictionless(published.path).faults == []


# --- rows: each line breaks one statement of a schema ------------------------------

BROKEN_ROWS = [
    ("targets", lambda r: r[0].update(indicator=None), "indicator is empty"),
    ("targets", lambda r: r[0].update(kind="wish"), "kind is none of its values"),
    ("targets", lambda r: r[0].update(kind="wish"), "kind is none of its categories"),
    ("targets", lambda r: r[0].update(confidence=1.5), "confidence is too large"),
    ("targets", lambda r: r[0].update(target_id="t-1"), "target_id breaks its pattern"),
    ("targets", lambda r: r[0].update(notice_id="n-000000000000"), "notice_id is not in notices"),
    ("targets", lambda r: r[0].update(indicator_id="wealth"), "indicator_id is not in indicators"),
    ("targets", lambda r: r.append(r[0]), "primary key is not unique"),
    ("tasks", lambda r: r[1].update(number=r[0]["number"], notice_id=r[0]["notice_id"]), "unique key notice_id + number is not unique"),
    ("responsibilities", lambda r: r[1].update(role=r[0]["role"], organization=r[0]["organization"]), "unique key task_id + role + organization is not unique"),
    ("responsibilities", lambda r: r[0].update(rank=0), "rank is too small"),
    ("sections", lambda r: r[0].update(parent_id="s-0000000000000000"), "parent_id is not in sections"),
    ("captures", lambda r: r[0].update(sha256="abc"), "sha256 breaks its pattern"),
    ("notices", lambda r: r[0].update(level="village"), "level is none of its values"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change", "fault"),
    BROKEN_ROWS,
    ids=[f"{b[0]}: {b[2]}" for b in BROKEN_ROWS],
)
def test_a_broken_row_is_named(
    version: Path,
    tmp_path: Path,
    table: str,
    change: Callable[[list[Row]], object],
    fault: str,
) -> None:
    alter(version, table, change)
    assert any(
        found.startswith(f"{table}: {fault}: 1 rows: ")
        for found in broken_rows(version, tmp_path)
    )


def test_empty_cells_share_a_unique_key(version: Path, tmp_path: Path) -> None:
    def loosen(rows: list[Row]) -> None:
        for row in rows[:2]:
            row.update(task_id=None, role="lead", organization="县政府")

    alter(version, "responsibilities", loosen)
    assert broken_rows(version, tmp_path) == []


# --- evidence -----------------------------------------------------------------------

BROKEN_EVIDENCE = [
    ("targets", lambda r: r[0].update(quote=r[0]["quote"][:-1]), "another quote"),
    ("targets", lambda r: r[0].update(char_start=r[0]["char_start"] + 1), "another place"),
    ("numerals", lambda r: r[0].update(quote=None), "a place without its words"),
    ("numerals", lambda r: r[0].update(char_end=10**6), "out of the text"),
    ("tasks", lambda r: r[0].update(char_end=10**6), "a task out of the text"),
    ("responsibilities", lambda r: r[0].update(text_sha256="0" * 64), "another text"),
    ("findings", lambda r: r[0].update(char_start=None), "half a place"),
    ("targets", lambda r: r[0].update(prefix="从未"), "other words before it"),
    ("targets", lambda r: r[0].update(suffix="写过"), "other words after it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change"),
    [b[:2] for b in BROKEN_EVIDENCE],
    ids=[b[2] for b in BROKEN_EVIDENCE],
)
def test_a_quote_that_is_not_there_is_named(
    version: Path, table: str, change: Callable[[list[Row]], object]
) -> None:
    alter(version, table, change)
    [found] = broken_evidence(version)
    assert found.startswith(f"{table}: evidence does not stand in its text: 1 rows: ")


def test_texts_and_notices_answer_each_other(version: Path) -> None:
    text = next((version / "texts").iterdir())
    text.rename(text.with_name("n-ffffffffffff.txt"))
    found = broken_evidence(version)
    assert "texts/n-ffffffffffff.txt: no such notice" in found
    assert f"texts/{text.name}: missing" in found


# --- the two forms of a table -------------------------------------------------------

OTHER_CSV = [
    ("targets", ",level,", ",change,", "row 1", "another cell"),
    ("targets", "true", "maybe", "after row 0: .*maybe", "a cell of no type"),
    ("tasks", ",", ",,", "after row 0: .*columns", "a cell too many"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [b[:4] for b in OTHER_CSV],
    ids=[b[4] for b in OTHER_CSV],
)
def test_a_csv_that_is_not_its_parquet_file_is_named(
    version: Path, table: str, old: str, new: str, says: str
) -> None:
    path = version / "data" / f"{table}.csv"
    head, rows = path.read_text(encoding="utf-8").split("\n", 1)
    assert old in rows
    text = f"{head}\n{rows.replace(old, new, 1)}"
    path.write_text(text, encoding="utf-8", newline="")
    [found] = broken_csv(version)
    assert re.match(f"{table}.csv is not {table}.parquet: {says}", found)


def test_rows_missing_from_a_csv_are_counted(version: Path) -> None:
    path = version / "data" / "numerals.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-2]))
    [found] = broken_csv(version)
    assert found.endswith("2 rows are missing")


# --- nothing broken is published ------------------------------------------------------


def test_a_broken_table_stops_the_release_and_the_last_version_stays(
    tmp_path: Path,
) -> None:
    good = Notice("甲", ["32", "45.5"])
    publish(Candidate(*lay_down(tmp_path / "1", [good])), tmp_path, created=WHEN)
    bad = Notice("甲", ["32", "45.5"])
    bad.rows["targets"][1]["quote"] = "从未写过的话"
    with pytest.raises(CheckFailed, match=bad.rows["targets"][1]["target_id"]):
        publish(Candidate(*lay_down(tmp_path / "2", [bad])), tmp_path)
    assert json.loads((home(tmp_path) / LATEST).read_text())["version"] == "1.0.0"
    assert not list(home(tmp_path).glob(".staging*"))
    shutil.rmtree(tmp_path / "2")
    assert not publish(Candidate(*lay_down(tmp_path / "2", [good])), tmp_path).is_new
