"""Old addresses lead on, or say what became of the row."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.catalog import render
from tests.catalog import factory

VERSIONS = ("1.0.0", "1.0.1", "1.0.2")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("versions")
    for day, number in enumerate(VERSIONS, 1):
        factory.write_version(
            home, notices=3, version=number, created=f"2026-11-{day:02}T00:00:00Z"
        )
    factory.write_changes(home, list(VERSIONS))
    went(home, "1.0.1", "targets", "t-old", "rule", "t-between")
    went(home, "1.0.2", "targets", "t-between", "rule", first_target(home))
    went(home, "1.0.2", "targets", "t-lost", "correction")
    went(home, "1.0.2", "notices", "n-gone", "withdrawn_notice")
    where = tmp_path_factory.mktemp("site")
    render(home / "1.0.2", where, versions_index=home / "versions.json")
    return where


def went(home: Path, number: str, table: str, key: str, why: str, to: str = "") -> None:
    """Write that the version *number* took a row away, or put it under another id."""
    notice = key if table == "notices" else factory.notice_id(1)
    with (home / number / "changes.csv").open("a", encoding="utf-8") as file:
        file.write(f"{table},{key},{notice},removed,,,,{why}\n")
    path = home / number / "rekeyed.csv"
    held = path.read_text("utf-8") if path.exists() else "table,old_key,new_key\n"
    path.write_text(held + (f"{table},{key},{to}\n" if to else ""), "utf-8")


def first_target(home: Path) -> str:
    table = pq.read_table(home / "1.0.2" / "data" / "targets.parquet")
    return str(table["target_id"][0])


@pytest.mark.parametrize("folder", ["zh", "en", "embed/zh", "embed/en"])
@pytest.mark.parametrize("old", ["t-old", "t-between"])
def test_a_row_under_a_new_id_is_found_at_its_old_address(site, folder, old) -> None:
    text = (site / folder / "targets" / f"{old}.html").read_text("utf-8")
    goal = text.split('content="0; url=')[1].split('"')[0]
    page = (site / folder / "targets" / goal).resolve()
    assert page.is_file()
    assert page.parent == site / folder / "targets"
    assert json.loads((site / f"json/targets/{page.stem}.json").read_text("utf-8"))


@pytest.mark.parametrize(("language", "why"), [("zh", "更正"), ("en", "a correction")])
def test_a_row_that_went_says_so(site, language, why) -> None:
    text = (site / language / "targets/t-lost.html").read_text("utf-8")
    assert "1.0.2" in text
    assert why in text
    assert 'content="noindex"' in text
    assert f"notices/{factory.notice_id(1)}.html" in text


def test_a_notice_that_went_says_so(site) -> None:
    text = (site / "en/notices/n-gone.html").read_text("utf-8")
    assert "the notice is no longer held" in text
    assert "../zh/notices/n-gone.html" in text


def test_the_page_of_a_version_shows_what_went(site) -> None:
    text = (site / "en/releases/1.0.2.html").read_text("utf-8")
    assert "t-lost" in text
