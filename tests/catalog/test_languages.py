"""What the project itself says is said in the language of the page."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from selectolax.lexbor import LexborHTMLParser

from pipelines.catalog import render
from tests.catalog import factory


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("languages")
    factory.write_version(where, notices=2, items=2)
    return where


@pytest.fixture(scope="module")
def site(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("site")
    render(home / "1.2.0", where)
    return where


def doubts(site: Path, language: str) -> str:
    path = site / language / "notices" / f"{factory.notice_id(0)}.html"
    tree = LexborHTMLParser(path.read_text("utf-8"))
    found = tree.css_first("#doubts tbody tr td:last-child")
    assert not found.css('[lang="en"]')
    return str(found.text())


def test_a_finding_is_told_in_the_language_of_its_page(site: Path) -> None:
    assert "登记表中没有" in doubts(site, "zh")
    assert "no body of that name" not in doubts(site, "zh")
    assert "no body of that name is registered" in doubts(site, "en")
    assert "登记表中没有" not in doubts(site, "en")


def test_a_version_without_chinese_words_names_the_kinds(tmp_path: Path) -> None:
    version = factory.write_version(tmp_path, notices=1, items=2)
    table = version / "data" / "findings.parquet"
    pq.write_table(pq.read_table(table).drop_columns(["message_zh"]), table)
    path = version / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    for resource in said["resources"]:
        held = resource["schema"]["fields"]
        resource["schema"]["fields"] = [f for f in held if f["name"] != "message_zh"]
    path.write_text(json.dumps(said), "utf-8")
    render(version, tmp_path / "site")
    assert "no body of that name" in doubts(tmp_path / "site", "en")
    assert "no body of that name" not in doubts(tmp_path / "site", "zh")
