"""README.md of a version says what somebody needs who holds nothing but its folder."""

from __future__ import annotations

import json
import re

from pipelines.releases import Published
from pipelines.tables.schemas import TABLES, primary_key, schema


def test_every_table_stands_there_with_its_warnings_and_its_id(
    published: Published,
) -> None:
    text = (published.path / "README.md").read_text(encoding="utf-8")
    rows = json.loads((published.path / "quality.json").read_text())["rows"]
    for table in TABLES:
        assert (
            f"### `{table}` {schema(table)['title_zh']} ({rows[table]:,} rows)" in text
        )
        assert f"`{table}.{primary_key(table)}`: " in text
        for said in (*schema(table)["limits"], *schema(table)["limits_zh"]):
            assert said in text
    assert "{{" not in text


def test_every_file_that_it_names_is_there(published: Published) -> None:
    text = (published.path / "README.md").read_text(encoding="utf-8")
    table = text.partition("## What lies where")[2].partition("Is all of it")[0]
    named = [
        name
        for line in table.splitlines()
        for name in re.findall(r"`([^`]+)`", line.partition("|")[2].partition("|")[0])
    ]
    assert len(named) > 12
    for name in named:
        assert list(published.path.glob(name.replace("<notice_id>", "*"))), name
    held = {path.name for path in published.path.iterdir()}
    assert held - {name.partition("/")[0] for name in named} == {"README.md"}


def test_it_gives_the_examples_and_how_to_cite(published: Published) -> None:
    text = (published.path / "README.md").read_text(encoding="utf-8")
    for tool in ("pandas", "Arrow", "DuckDB", "SQLite", "frictionless", "R"):
        assert f"\n### {tool}\n" in text
    described = json.loads((published.path / "datapackage.json").read_text())
    assert described["citation"] in text
    assert described["rights"]["zh"] in text


def test_the_quality_report_says_what_is_known_to_be_amiss(
    published: Published,
) -> None:
    report = json.loads((published.path / "quality.json").read_text())
    assert report["known_issues"]
    for issue in report["known_issues"]:
        assert set(issue) == {"en", "zh"}
        assert issue["en"].endswith(".") and issue["zh"].endswith("。")
