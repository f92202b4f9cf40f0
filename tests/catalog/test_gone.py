"""Old addresses lead on, or say what became of the row."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.catalog import render
from tests.catalog import factory

VERSIONS = ("1.0.0", "1.0.1", "1.0.2")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("versions")
    for day, number in enumerate(VERSIONS, 1):
        factory.write_version(
            home, notices=3, version=number, created=f"2026-11-{day:02}T00:00:00Z"
        )
    factory.write_changes(home, list(VERSIONS))
    stood(home, "1.0.1", "t-lost")
    went(home, "1.0.1", "targets", "t-old", "rule", "t-between")
    went(home, "1.0.2", "targets", "t-between", "rule", first_target(home))
    went(home, "1.0.2", "targets", "t-lost", "correction")
    went(home, "1.0.2", "notices", "n-gone", "withdrawn_notice")
    return home


@pytest.fixture(scope="module")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
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


def stood(home: Path, number: str, key: str) -> None:
    """Have the version *number* hold one target more, under the id *key*."""
    path = home / number / "data" / "targets.parquet"
    table = pq.read_table(path)
    more = table.slice(0, 1).set_column(
        table.column_names.index("target_id"), "target_id", pa.array([key])
    )
    pq.write_table(pa.concat_tables([table, more.cast(table.schema)]), path)


def first_target(home: Path, column: str = "target_id") -> str:
    table = pq.read_table(home / "1.0.2" / "data" / "targets.parquet")
    return str(table[column][0])


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


@pytest.mark.parametrize("folder", ["zh", "en", "embed/zh", "embed/en"])
def test_a_row_that_went_is_shown_as_it_stood(site, home, folder) -> None:
    text = (site / folder / "targets/t-lost.html").read_text("utf-8")
    column = "statement_zh" if folder.endswith("zh") else "statement_en"
    words = re.sub(r"<[^>]+>", "", text)
    assert first_target(home, column) in html.unescape(words)
    assert "1.0.2" in text


def test_nothing_is_said_of_a_version_that_is_no_longer_held(home, tmp_path) -> None:
    where = tmp_path / "versions"
    shutil.copytree(home, where)
    shutil.rmtree(where / "1.0.1")
    (where / "1.0.1").mkdir()
    shutil.copy(home / "1.0.1" / "changes.csv", where / "1.0.1")
    render(where / "1.0.2", tmp_path, versions_index=where / "versions.json")
    text = (tmp_path / "zh/targets/t-lost.html").read_text("utf-8")
    assert "1.0.2" in text
    assert first_target(home, "statement_zh") not in text


def test_a_notice_that_went_says_so(site) -> None:
    text = (site / "en/notices/n-gone.html").read_text("utf-8")
    assert "the notice is no longer held" in text
    assert "../zh/notices/n-gone.html" in text


def test_the_page_of_a_version_shows_what_went(site) -> None:
    text = (site / "en/releases/1.0.2.html").read_text("utf-8")
    assert "t-lost" in text
