"""Any two versions are compared, as text, CSV and HTML."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.errors import ReleaseError
from pipelines.releases import Candidate, publish
from pipelines.releases.diff_report import diff
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
