"""What is shown of old versions is kept: their files are not read again."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.catalog import render
from tests.catalog import factory
from tests.catalog.sites import contents

NUMBERS = ("1.0.0", "1.0.1", "1.1.0", "1.2.0")
KEPT = ".mubiao-history.parquet"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    where = tmp_path / "versions"
    for day, (number, notices) in enumerate(zip(NUMBERS, (2, 2, 3, 4), strict=True), 1):
        created = f"2026-11-{day:02}T00:00:00Z"
        factory.write_version(
            where, notices=notices, items=2, version=number, created=created
        )
    factory.write_changes(where, list(NUMBERS))
    return where


def show(home: Path, number: str, site: Path, *, erased: str = "") -> Path:
    """Render the version *number* as if no later one were there."""
    index = home / "versions.json"
    listed = json.loads(index.read_text("utf-8"))["versions"]
    for place, one in enumerate(listed):
        one["status"] = "current" if one["version"] == number else "superseded"
        if one["version"] == erased:
            one["status"] = "withdrawn"
        if one["version"] == number:
            upto = home / "upto.json"
            upto.write_text(json.dumps({"versions": listed[: place + 1]}), "utf-8")
    render(home / number, site, versions_index=upto)
    return site


def ruin(version: Path) -> None:
    """Put other bytes in the place of each file of a version."""
    times = {path: path.stat() for path in (version, *version.rglob("*"))}
    for path in times:
        if path.is_file():
            path.unlink()
            path.write_text('"neither a table nor a list', encoding="utf-8")
    for path, stat in times.items():
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_site_goes_on_without_a_look_into_old_versions(home, tmp_path) -> None:
    fresh = show(home, "1.2.0", tmp_path / "fresh")
    for number in NUMBERS[:3]:
        show(home, number, tmp_path / "grown")
    for number in NUMBERS[:3]:
        ruin(home / number)
    grown = show(home, "1.2.0", tmp_path / "grown")
    made, kept = contents(fresh), contents(grown)
    assert made.keys() == kept.keys()
    assert [path for path in made if made[path] != kept[path]] == []


def test_the_pages_of_old_versions_are_left_as_they_lie(home, tmp_path) -> None:
    site = show(home, "1.1.0", tmp_path / "site")
    pages = [site / f"{where}/releases/1.0.0.html" for where in ("zh", "en")]
    pages += (site / "cards/releases").glob("1.0.0.*")
    before = [path.stat().st_ino for path in pages]
    key = factory.notice_id(0)
    with (home / "1.2.0" / "changes.csv").open("a", encoding="utf-8") as file:
        file.write(f"notices,{key},{key},changed,capture_id,old,new,new_capture\n")
    show(home, "1.2.0", site)
    assert [path.stat().st_ino for path in pages] == before
    assert ">1.0.0</a>" in pages[1].read_text("utf-8").split("<footer")[1]
    assert "superseded" in (site / "en/releases/1.1.0.html").read_text("utf-8").lower()


def test_the_page_of_an_old_version_calls_rows_what_they_are_called(
    home, tmp_path
) -> None:
    site = show(home, "1.1.0", tmp_path / "site")
    key = factory.notice_id(0)
    path = home / "1.2.0" / "data" / "notices.parquet"
    table = pq.read_table(path)
    titles = [
        "样例县改名计划" if row == key else title
        for row, title in zip(
            table["notice_id"].to_pylist(), table["title"].to_pylist(), strict=True
        )
    ]
    place = table.schema.get_field_index("title")
    pq.write_table(table.set_column(place, "title", pa.array(titles)), path)
    with (home / "1.2.0" / "changes.csv").open("a", encoding="utf-8") as file:
        file.write(f"notices,{key},{key},changed,title,old,new,correction\n")
    show(home, "1.2.0", site)
    page = (site / "en/releases/1.0.0.html").read_text("utf-8")
    assert "样例县改名计划" in page


def test_nothing_is_kept_of_a_version_that_was_erased(home, tmp_path) -> None:
    site = show(home, "1.1.0", tmp_path / "site")
    with (home / "1.0.1" / "changes.csv").open("a", encoding="utf-8") as file:
        file.write("targets,t-secret,n-secret,removed,,,,correction\n")
    shutil.rmtree(site)
    show(home, "1.1.0", site)
    assert "t-secret" in pq.read_table(site / KEPT)["key"].to_pylist()
    shutil.rmtree(home / "1.0.1")
    show(home, "1.2.0", site, erased="1.0.1")
    assert "t-secret" not in pq.read_table(site / KEPT)["key"].to_pylist()
    assert not list(site.rglob("*t-secret*"))


@pytest.mark.parametrize("data", [None, b"no table"])
def test_what_is_kept_may_be_lost(home, tmp_path, data) -> None:
    site = show(home, "1.1.0", tmp_path / "site")
    before = (site / KEPT).read_bytes()
    (site / KEPT).unlink()
    if data is not None:
        (site / KEPT).write_bytes(data)
    show(home, "1.1.0", site)
    assert (site / KEPT).read_bytes() == before
