"""Any two versions are compared, as text, CSV and HTML."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.errors import ReleaseError
from pipelines.releases import Candidate, publish
from pipelines.releases.diff_report import diff
from pipelines.releases.difference import compare
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down


def test_a_diff_names_the_old_and_the_new_value(three: Path, tmp_path: Path) -> None:
    found = diff(three, "1.1.0", "1.1.1", "csv", tmp_path / "d.csv")
    assert found.step() == "patch"
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["column"], row["old"], row["new"]) == ("value", "32", "33")
    diff(three, "1.1.0", "1.1.1", "text", tmp_path / "d.txt")
    assert "value: '32' -> '33'" in (tmp_path / "d.txt").read_text()
    diff(three, "1.1.0", "1.1.1", "html", tmp_path / "d.html")
    assert "<td>32</td><td>33</td>" in (tmp_path / "d.html").read_text()


def test_a_diff_runs_backwards_too(three: Path, tmp_path: Path) -> None:
    forth = diff(three, "1.0.0", "1.1.0", "csv", tmp_path / "a.csv")
    back = diff(three, "1.1.0", "1.0.0", "csv", tmp_path / "b.csv")
    for table, change in forth.tables.items():
        assert (change.added, change.removed) == (
            back.tables[table].removed,
            back.tables[table].added,
        )


def test_a_diff_shows_no_markup_of_a_notice(tmp_path: Path) -> None:
    one, two = Notice("甲", ["1"]), Notice("甲", ["1"])
    two.rows["notices"][0]["topic"] = "<script>alert(1)</script>"
    publish(Candidate(*lay_down(tmp_path / "1", [one])), tmp_path, created=WHEN)
    publish(Candidate(*lay_down(tmp_path / "2", [two])), tmp_path)
    diff(tmp_path, "1.0.0", "1.0.1", "html", tmp_path / "d.html")
    page = (tmp_path / "d.html").read_text()
    assert "<script" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("old", "form", "words"),
    [("8.0.0", "text", "no version 8"), ("1.0.0", "pdf", "no such form")],
)
def test_a_diff_of_nothing_is_refused(
    three: Path, tmp_path: Path, old: str, form: str, words: str
) -> None:
    with pytest.raises(ReleaseError, match=words):
        diff(three, old, "1.1.0", form, tmp_path / "d")


def test_long_tables_are_compared_stretch_after_stretch(tmp_path: Path) -> None:
    """Row groups of one row give the same changes; a row may go to another notice."""
    notices = [Notice(f"丁{k}", [str(k), "2"]) for k in range(6)]
    first = publish(Candidate(*lay_down(tmp_path / "1", notices)), tmp_path).path
    notices[2] = Notice("丁2", ["7", "2"])
    newer = [*notices[1:], Notice("戊", ["9"])]
    second = publish(Candidate(*lay_down(tmp_path / "2", newer)), tmp_path).path
    for folder, rows in ((tmp_path / "whole", 1_000), (tmp_path / "cut", 1)):
        shutil.copytree(second / "data", folder / "data")
        _move_a_target(folder / "data" / "targets.parquet")
        for path in folder.glob("data/*.parquet"):
            pq.write_table(pq.read_table(path), path, row_group_size=rows)
        compare(first, folder, folder / "changes.csv", folder / "spill")
    said = (tmp_path / "cut" / "changes.csv").read_text()
    assert said == (tmp_path / "whole" / "changes.csv").read_text()
    assert len({line.split(",")[0] for line in said.splitlines()}) > 5
    assert said.count(",changed,notice_id,") == 1


def _move_a_target(path: Path) -> None:
    """Give the notice of the first target to the last, as if it had been its own."""
    rows = pq.read_table(path)
    owners = rows.column("notice_id").to_pylist()
    moved = pa.array([*owners[:-1], owners[0]], pa.string())
    moved_to = rows.set_column(rows.column_names.index("notice_id"), "notice_id", moved)
    pq.write_table(moved_to.sort_by("notice_id"), path)
