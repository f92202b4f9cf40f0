"""What did not change is not made again, and no byte tells which was done."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipelines.releases import Candidate, Published, publish
from pipelines.releases.audit import audit
from pipelines.releases.forms import annotations, deflated, parts, workbook
from pipelines.releases.reuse import NOTE
from pipelines.releases.versions import home
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down

A = ("甲", ["32", "45.5"])
LATER = WHEN + dt.timedelta(days=1)


def elsewhere(name: str) -> Notice:
    """A notice whose targets belong to another region."""
    notice = Notice(name, ["7", "8"])
    for row in notice.rows["targets"]:
        row.update(region_code="990100", indicator_id=None)
    return notice


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def linked(folder: Path) -> set[str]:
    """Files that two versions share."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_nlink > 1
    }


def two_versions(place: Path, *, notes: bool = True) -> Published:
    """Publish one notice, then one of another region besides."""
    one, two = Notice("甲", ["32", "45.5"]), elsewhere("乙")
    publish(Candidate(*lay_down(place / "1", [one])), place, created=WHEN)
    if not notes:
        (home(place) / NOTE).unlink()
    return publish(Candidate(*lay_down(place / "2", [one, two])), place, created=LATER)


def test_a_version_made_with_the_help_of_the_last_has_the_same_bytes(
    tmp_path: Path,
) -> None:
    helped = two_versions(tmp_path / "helped")
    alone = two_versions(tmp_path / "alone", notes=False)
    assert files(helped.path) == files(alone.path)
    shared = linked(helped.path) - linked(alone.path)
    assert {
        "downloads/regions/990121.csv",
        "downloads/indicators/health-literacy.csv",
        "downloads/excel/regions.excel.csv",
    } <= shared
    assert not {"downloads/regions/990100.csv", "downloads/targets.jsonl"} & shared
    assert audit(tmp_path / "helped").passed


def test_parts_of_sheets_come_from_the_last_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (parts, workbook):
        monkeypatch.setattr(module, "SHORT", 0)
    made: list[int] = []

    def counting(chunks: Iterable[bytes], *, is_last: bool = False) -> deflated.Piece:
        piece = deflated.deflated(chunks, is_last=is_last)
        made.append(piece.length)
        return piece

    monkeypatch.setattr(workbook, "deflated", counting)
    books, lengths = {}, {}
    for name in ("helped", "alone"):
        made.clear()
        version = two_versions(tmp_path / name, notes=name == "helped").path
        books[name] = (version / "downloads" / "mubiao.xlsx").read_bytes()
        lengths[name] = sum(made)
    assert books["helped"] == books["alone"]
    assert lengths["helped"] < lengths["alone"]
    with zipfile.ZipFile(io.BytesIO(books["helped"])) as book:
        assert book.testzip() is None


def test_a_part_is_fresh_for_any_column_and_from_where_a_row_went(
    tmp_path: Path,
) -> None:
    old, new, other = (Notice(*A), Notice(*A, reader="r-2"), elsewhere("乙"))
    first = publish(Candidate(*lay_down(tmp_path / "1", [old])), tmp_path, created=WHEN)
    moved = new.rows["targets"][0]
    moved["notice_id"], gone = other.notice_id, moved["notice_id"]
    lines = ["table,key,notice_id,change,column,old,new,reason"]
    lines.append(
        f"targets,{moved['target_id']},{other.notice_id},changed,notice_id,"
        f"{gone},{other.notice_id},rule"
    )
    staged = tmp_path / "staged"
    (staged / "data").mkdir(parents=True)
    (staged / "changes.csv").write_text("\n".join(lines) + "\n")
    shards, _ = lay_down(tmp_path / "2", [new])
    [shard] = (shards / "notices").glob("*.parquet")
    shutil.copy(shard, staged / "data" / "notices.parquet")
    fresh = parts.fresh_parts(staged, first.path)
    assert {other.notice_id[:4], gone[:4]} <= set(fresh["targets"])
    assert set(fresh["notices"]) == {gone[:4]}  # another reader_version


def test_tables_and_forms_are_those_of_a_first_version(tmp_path: Path) -> None:
    """Not only without help: also where there never was another version."""
    second = files(two_versions(tmp_path / "two").path)
    both = [Notice("甲", ["32", "45.5"]), elsewhere("乙")]
    only = publish(Candidate(*lay_down(tmp_path / "l", both)), tmp_path, created=WHEN)
    first = files(only.path)
    made = {
        name for name in first if name.startswith(("data/", "downloads/", "texts/"))
    }
    assert len(made) > 50
    assert {name for name in made if first[name] != second[name]} == set()


def test_lines_of_targets_that_stayed_are_taken_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One notice comes, one changes, one goes; only what came or changed is made."""
    made: list[str] = []
    plain = annotations.annotation

    def counting(row: dict[str, Any]) -> dict[str, Any]:
        made.append(row["notice_id"])
        return plain(row)

    monkeypatch.setattr(annotations, "annotation", counting)
    stays, old, goes = (Notice(name, ["32", "45"]) for name in "甲乙丙")
    new, comes = Notice("乙", ["32", "46"]), Notice("丁", ["5"])
    lines = {}
    for name in ("helped", "alone"):
        place = tmp_path / name
        first = Candidate(*lay_down(place / "1", [stays, old, goes]))
        publish(first, place, created=WHEN)
        if name == "alone":
            (home(place) / NOTE).unlink()
        made.clear()
        second = Candidate(*lay_down(place / "2", [stays, new, comes]))
        version = publish(second, place, created=LATER).path
        lines[name] = (version / "downloads" / "targets.jsonl").read_bytes()
        assert (
            set(made)
            == {
                "helped": {new.notice_id, comes.notice_id},
                "alone": {stays.notice_id, new.notice_id, comes.notice_id},
            }[name]
        )
    assert lines["helped"] == lines["alone"]


def test_where_very_many_rows_changed_all_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 1)
    one, two = Notice("甲", ["32"]), elsewhere("乙")
    first = publish(Candidate(*lay_down(tmp_path / "1", [one])), tmp_path, created=WHEN)
    new = publish(
        Candidate(*lay_down(tmp_path / "2", [one, two])), tmp_path, created=LATER
    )
    assert parts.fresh_rows(new.path, first.path, "targets") is None
    assert parts.fresh_rows(new.path, first.path, "notices") == {two.notice_id}


def test_where_only_words_changed_every_form_is_shared(tmp_path: Path) -> None:
    offer = Candidate(*lay_down(tmp_path / "1", [Notice("甲", ["32"])]))
    publish(offer, tmp_path, created=WHEN)
    named = Candidate(offer.tables_dir, offer.texts_dir, site_url="https://example.org")
    second = publish(named, tmp_path, created=LATER)
    assert second.version == "1.0.1"
    shared = linked(second.path)
    assert {
        "downloads/mubiao.xlsx",
        "downloads/mubiao.duckdb",
        "downloads/mubiao.sqlite",
        "downloads/targets.jsonl",
    } <= shared
    assert audit(tmp_path).passed


def test_what_other_code_made_is_made_again(tmp_path: Path) -> None:
    one, two = Notice("甲", ["32"]), elsewhere("乙")
    publish(Candidate(*lay_down(tmp_path / "1", [one])), tmp_path, created=WHEN)
    (home(tmp_path) / NOTE).write_text(json.dumps({"1.0.0": "by other code"}))
    new = publish(
        Candidate(*lay_down(tmp_path / "2", [one, two])), tmp_path, created=LATER
    )
    assert {name.split("/")[0] for name in linked(new.path)} == {"texts"}


def test_a_damaged_file_of_the_last_version_is_not_shared(tmp_path: Path) -> None:
    one, two = Notice("甲", ["32"]), elsewhere("乙")
    first = publish(Candidate(*lay_down(tmp_path / "1", [one])), tmp_path, created=WHEN)
    slice_of = "downloads/regions/990121.csv"
    sound = (first.path / slice_of).read_bytes()
    (first.path / slice_of).write_bytes(sound[:-5])
    new = publish(
        Candidate(*lay_down(tmp_path / "2", [one, two])), tmp_path, created=LATER
    )
    assert (new.path / slice_of).read_bytes() == sound
    assert audit(tmp_path, new.version).passed
    assert not audit(tmp_path, "1.0.0").passed
