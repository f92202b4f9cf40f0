"""A version becomes a site, and only what changed is rendered again."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.catalog import render
from pipelines.errors import ReleaseError
from tests.catalog import factory
from tests.catalog.sites import contents, site_of


def test_the_same_version_is_not_rendered_twice(home, tmp_path) -> None:
    first = site_of(home, "1.1.0", tmp_path / "site")
    again = site_of(home, "1.1.0", tmp_path / "site")
    assert first.written == first.pages == again.unchanged == again.pages
    assert (again.written, again.removed) == (0, 0)


def test_two_sites_of_a_version_are_equal_to_the_byte(home, tmp_path) -> None:
    for name in ("one", "two"):
        site_of(home, "1.1.0", tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_site_brought_forward_equals_one_made_afresh(home, tmp_path) -> None:
    site_of(home, "1.0.0", tmp_path / "grown")
    site_of(home, "1.1.0", tmp_path / "grown")
    site_of(home, "1.1.0", tmp_path / "fresh")
    grown, fresh = contents(tmp_path / "grown"), contents(tmp_path / "fresh")
    assert grown.keys() == fresh.keys()
    assert [path for path in grown if grown[path] != fresh[path]] == []


def test_lists_that_did_not_change_tell_the_version_that_changed_them(tmp_path) -> None:
    numbers = ["1.0.0", "1.0.1"]
    for number in numbers:
        factory.write_version(tmp_path, notices=3, version=number)
    factory.write_changes(tmp_path, numbers)
    for number in numbers:
        site_of(tmp_path, number, tmp_path / "grown")
    site_of(tmp_path, "1.0.1", tmp_path / "fresh")
    for name in ("targets", "notices", "coverage"):
        page = f"en/{name}/list-1.html"
        told = (tmp_path / "grown" / page).read_text("utf-8")
        assert told == (tmp_path / "fresh" / page).read_text("utf-8")
        assert ">1.0.0</a>" in told


def test_a_new_notice_leaves_the_pages_of_others(home, tmp_path) -> None:
    site_of(home, "1.0.0", tmp_path)
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*.html")}
    site_of(home, "1.1.0", tmp_path)
    kept = {path for path, inode in before.items() if path.stat().st_ino == inode}
    notices = {
        path
        for path in before
        if path.parent.name == "notices" and path.stem.startswith("n-")
    }
    cited = {path for path in notices - kept if factory.notice_id(0) in path.name}
    assert notices - kept == cited  # notice 0 is cited by the new one
    assert len(kept) > len(before) / 2


def test_what_is_gone_is_removed(home, tmp_path) -> None:
    site_of(home, "1.1.0", tmp_path)
    (tmp_path / "own.txt").write_text("of the host, not ours")
    result = site_of(home, "1.0.0", tmp_path)
    assert result.removed > 10
    assert not (tmp_path / "zh/notices" / f"{factory.notice_id(12)}.html").exists()
    assert (tmp_path / "own.txt").exists()


def test_a_lost_page_is_made_again(home, tmp_path) -> None:
    site_of(home, "1.1.0", tmp_path)
    page = tmp_path / "en/notices" / f"{factory.notice_id(3)}.html"
    page.unlink()
    assert site_of(home, "1.1.0", tmp_path).written == 1
    assert page.exists()


def test_pages_tell_the_version_that_changed_them(home, tmp_path) -> None:
    site_of(home, "1.1.0", tmp_path)
    old = (tmp_path / "en/notices" / f"{factory.notice_id(4)}.html").read_text("utf-8")
    new = (tmp_path / "en/notices" / f"{factory.notice_id(12)}.html").read_text("utf-8")
    assert ">1.0.0</a>" in old and "2026-11-01" in old
    assert ">1.1.0</a>" in new and "2026-11-20" in new


def test_a_base_url_gives_canonical_addresses_and_a_sitemap(home, tmp_path) -> None:
    render(home / "1.0.0", tmp_path, base_url="https://data.example/mubiao/")
    page = (tmp_path / "zh/about/index.html").read_text("utf-8")
    assert (
        '<link rel="canonical" href="https://data.example/mubiao/zh/about/index.html">'
        in page
    )
    assert 'class="specimen"' not in page
    listed = (tmp_path / "sitemap-1.xml").read_text("utf-8")
    assert listed.count("<url>") > 100
    assert (
        "Sitemap: https://data.example/mubiao/sitemap.xml"
        in (tmp_path / "robots.txt").read_text()
    )


def test_a_corrected_target_says_so_and_stands_beside_the_nation(
    home, tmp_path
) -> None:
    site_of(home, "1.1.0", tmp_path / "site")
    tables = {
        name: pq.read_table(home / "1.1.0" / "data" / f"{name}.parquet").to_pylist()
        for name in ("corrections", "targets")
    }
    corrected = tables["corrections"][0]["row_id"]
    target = (tmp_path / "site/zh/targets" / f"{corrected}.html").read_text("utf-8")
    assert "样例：小数点脱落" in target
    notice = tables["corrections"][0]["notice_id"]
    page = (tmp_path / "site/en/notices" / f"{notice}.html").read_text("utf-8")
    assert "Corrections" in page
    assert "applied" in page
    beside = next(row for row in tables["targets"] if row["against_national"])
    page = (tmp_path / "site/en/targets" / f"{beside['target_id']}.html").read_text(
        "utf-8"
    )
    assert f"The nation, {beside['deadline'].year}" in page
    assert "below the national value" in page


def test_json_twins_hold_the_rows(home, tmp_path) -> None:
    site_of(home, "1.0.0", tmp_path)
    twin = json.loads(
        (tmp_path / "json/notices" / f"{factory.notice_id(2)}.json").read_text("utf-8")
    )
    assert twin["notice"]["notice_id"] == factory.notice_id(2)
    assert len(twin["targets"]) == twin["notice"]["targets"]


def test_the_list_of_targets_counts_those_without_a_value_too(home, tmp_path) -> None:
    version = tmp_path / "some"
    shutil.copytree(home / "1.0.0", version)
    path = version / "data/targets.parquet"
    table = pq.read_table(path)
    rows = table.to_pylist()
    rows[0]["value"] = rows[1]["deadline"] = None
    pq.write_table(pa.Table.from_pylist(rows, table.schema), path)
    render(version, tmp_path / "site")
    page = (tmp_path / "site/en/targets/index.html").read_text("utf-8")
    kinds, years = re.findall(r'<ul class="tally">(.*?)</ul>', page)
    counted = [sum(map(int, re.findall(r">(\d+)</b>", one))) for one in (kinds, years)]
    assert counted == [len(rows), len(rows) - 1]
    assert "None" not in years


def test_a_folder_without_a_version_is_refused(tmp_path) -> None:
    with pytest.raises(ReleaseError, match=r"no datapackage\.json"):
        render(tmp_path, tmp_path / "site")


def test_a_version_without_a_table_is_refused(home, tmp_path) -> None:
    shutil.copytree(home / "1.0.0", tmp_path / "torn")
    (tmp_path / "torn/data/tasks.parquet").unlink()
    with pytest.raises(ReleaseError, match="tasks"):
        render(tmp_path / "torn", tmp_path / "site")


def test_a_version_older_than_a_table_has_none_of_its_rows(home, tmp_path) -> None:
    old = tmp_path / "old"
    shutil.copytree(home / "1.0.0", old)
    (old / "data/milestones.parquet").unlink()
    path = old / "datapackage.json"
    said = json.loads(path.read_text("utf-8"))
    said["resources"] = [r for r in said["resources"] if r["name"] != "milestones"]
    path.write_text(json.dumps(said), "utf-8")
    render(old, tmp_path / "site")
    twin = tmp_path / "site/json/notices" / f"{factory.notice_id(2)}.json"
    assert json.loads(twin.read_text("utf-8"))["milestones"] == []


def test_an_empty_version_has_a_site(tmp_path) -> None:
    where = factory.write_version(tmp_path, notices=0)
    assert render(where, tmp_path / "site").written > 80


def test_what_notices_share_is_cut_into_pages_that_stay(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.parts.PART", 4)
    monkeypatch.setattr("pipelines.catalog.tiers.FULL", 4)
    monkeypatch.setattr("pipelines.catalog.tiers.STEP", 2)
    numbers = {"1.0.0": 24, "1.1.0": 25, "1.2.0": 32}
    for number, notices in numbers.items():
        factory.write_version(tmp_path, notices=notices, items=4, version=number)
    factory.write_changes(tmp_path, list(numbers))
    grown, inodes = tmp_path / "grown", {}
    for number in numbers:
        site_of(tmp_path, number, grown)
        folders = ("regions", "organizations", "indicators")
        pages = [
            path
            for folder in folders
            for path in (grown / "en" / folder).glob("*.[0-9]*.html")
        ]
        inodes[number] = {path: path.stat().st_ino for path in pages}
    for before, after in pairwise(numbers):
        kept = inodes[before].items() & inodes[after].items()
        assert kept
        rewritten = inodes[before].keys() - dict(kept).keys()
        for path in rewritten:  # only the last of them, to lead on to a newer one
            stem, page, _ = path.name.rsplit(".", 2)
            following = path.with_name(f"{stem}.{int(page) + 1}.html")
            assert following in inodes[after].keys() - inodes[before].keys()
    site_of(tmp_path, "1.2.0", tmp_path / "fresh")
    assert contents(grown) == contents(tmp_path / "fresh")


def test_every_row_of_a_region_is_on_one_of_its_pages(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.parts.PART", 4)
    where = factory.write_version(tmp_path, notices=25, items=4)
    render(where, tmp_path / "site")
    rows = pq.read_table(where / "data/targets.parquet").to_pylist()
    for code in {row["region_code"] for row in rows} - {None}:
        home = tmp_path / "site/json/regions"
        whole = json.loads((home / f"{code}.json").read_text("utf-8"))
        files = [home / name for name in whole.get("earlier", ())]
        parts = [whole, *(json.loads(path.read_text("utf-8")) for path in files)]
        told = [row["target_id"] for part in parts for row in part["targets"]]
        wanted = {row["target_id"] for row in rows if row["region_code"] == code}
        assert sorted(told) == sorted(wanted)
        page = tmp_path / "site/zh/regions" / f"{code}.html"
        heads = re.findall(
            r'count num">\s*最近收录的 (\d+)，共 (\d+)', page.read_text("utf-8")
        )
        shown = [(len(whole["targets"]), len(wanted))] if files else []
        assert [(int(few), int(all_)) for few, all_ in heads][-1:] == shown
        for _ in files:
            text = page.read_text("utf-8")
            page = page.with_name(re.search(r'rel="prev" href="([^"]+)"', text)[1])
        assert page.name.endswith(".1.html")
        assert 'rel="prev"' not in page.read_text("utf-8")


def test_rows_laid_out_by_page_make_the_same_pages(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("pipelines.catalog.parts.PART", 4)
    monkeypatch.setattr("pipelines.catalog.organizations.OrganizationPages.batch", 3)
    factory.write_version(tmp_path, notices=25, items=4, version="1.0.0")
    factory.write_changes(tmp_path, ["1.0.0"])
    sites = {}
    for scans in (0, 2, 10_000):
        monkeypatch.setattr("pipelines.catalog.parts.SCANS", scans)
        site_of(tmp_path, "1.0.0", tmp_path / f"site{scans}")
        sites[scans] = contents(tmp_path / f"site{scans}")
    assert sites[0] == sites[2] == sites[10_000]
