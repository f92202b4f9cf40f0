"""Publishing: versions, numbers and the pointer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import CheckFailed, ReleaseError
from pipelines.releases import Candidate, Published, publish
from pipelines.releases.assemble import assemble
from pipelines.releases.manifest import manifest
from pipelines.releases.versions import LATEST, VERSIONS, Number, home
from pipelines.tables.shards import write_shard
from tests.releases.conftest import WHEN, offer, rows
from tests.releases.factory import Notice, lay_down

A, B, C = ("甲", ["32", "45.5"]), ("乙", ["10"]), ("丙", ["7", "8", "9"])


def test_the_first_version_is_1_0_0_and_the_pointer_names_it(
    published: Published,
) -> None:
    folder = published.path.parent
    assert json.loads((folder / LATEST).read_text()) == {
        "version": "1.0.0",
        "path": "1.0.0",
    }
    [entry] = json.loads((folder / VERSIONS).read_text())["versions"]
    assert (entry["status"], entry["previous"]) == ("current", None)
    assert published.is_new and published.path.name == "1.0.0"


def test_a_version_holds_tables_texts_and_a_true_descriptor(
    published: Published,
) -> None:
    described = json.loads((published.path / "datapackage.json").read_text())
    assert described["version"] == "1.0.0"
    assert described["created"] == "2026-01-06T08:00:00Z"
    for resource in described["resources"]:
        path = published.path / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        assert resource["rows"] == len(rows(path))
    assert len(list((published.path / "texts").iterdir())) == 4


def test_nothing_changed_means_no_new_version(tmp_path: Path) -> None:
    first = publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    again = publish(offer(tmp_path, Notice(*A)), tmp_path)
    assert (again.version, again.is_new) == (first.version, False)
    other_reader = publish(offer(tmp_path, Notice(*A, reader="r-2")), tmp_path)
    assert not other_reader.is_new  # a new reader that reads the same changes nothing


def test_a_long_table_is_sorted_range_after_range(
    store: Candidate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes, however many ranges, and rows of no notice come first."""
    tables = Path(shutil.copytree(store.tables_dir, tmp_path / "tables"))
    write_shard(tables, "lost", {"findings": [{"finding_id": "g-0123456789abcdef"}]})
    candidate = Candidate(tables, store.texts_dir)
    counted = {}
    monkeypatch.setattr("pipelines.releases.ordered._SAMPLED", 1)
    for most in (1_000, 3, 1):
        monkeypatch.setattr("pipelines.releases.ordered.SORTED", most)
        counted[most] = assemble(candidate, tmp_path / str(most))
    assert counted[1_000] == counted[3] == counted[1]
    listed = {most: manifest(tmp_path / str(most)) for most in counted}
    assert listed[1_000] == listed[3] == listed[1]


def test_other_columns_make_a_major_version(tmp_path: Path) -> None:
    first = publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    # As if the last version had been made by a schema without this column.
    path = first.path / "datapackage.json"
    described = json.loads(path.read_text())
    described["resources"][0]["schema"]["fields"].pop()
    path.write_text(json.dumps(described))
    new = publish(offer(tmp_path, Notice(*A)), tmp_path)
    assert new.version == "2.0.0"


def test_a_great_loss_needs_an_acknowledgement(tmp_path: Path) -> None:
    many = [Notice(f"丁{k}", ["1", "2"]) for k in range(30)]
    first = publish(offer(tmp_path, *many), tmp_path, created=WHEN)
    said = (first.path / "CHANGELOG.md").read_text()
    assert said.count("- Notice added: ") == 20
    assert "- And 10 more notices added.\n" in said
    few = offer(tmp_path, *many[:20])
    with pytest.raises(CheckFailed, match="targets: 20 of 60 rows would go"):
        publish(few, tmp_path)
    assert json.loads((home(tmp_path) / LATEST).read_text())["version"] == "1.0.0"
    fewer = publish(few, tmp_path, acknowledge_drop=True)
    assert fewer.version == "1.1.0"
    said = (fewer.path / "CHANGELOG.md").read_text()
    assert all(f"({gone.notice_id})" in said for gone in many[20:])
    assert said.count("- Notice removed: ") == 10 and "more notices" not in said
    assert sorted(path.name for path in first.path.iterdir()) == sorted(
        path.name for path in fewer.path.iterdir()
    )


def test_texts_that_did_not_change_are_shared_between_versions(tmp_path: Path) -> None:
    kept = Notice(*A)
    first = publish(offer(tmp_path, kept), tmp_path, created=WHEN)
    second = publish(offer(tmp_path, kept, Notice(*B)), tmp_path)
    name = f"texts/{kept.notice_id}.txt"
    assert (first.path / name).samefile(second.path / name)


def test_rows_that_only_changed_their_ids_are_listed(tmp_path: Path) -> None:
    publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    renamed = Notice(*A)
    old, fresh = renamed.notice_id, "n-0123456789ab"
    for some in renamed.rows.values():
        for row in some:
            for column, value in row.items():
                if value == old:
                    row[column] = fresh
    renamed.rows["targets"][0]["target_id"] = "t-0123456789abcdef"
    renamed.rows["numerals"][0]["target_id"] = "t-0123456789abcdef"
    renamed.notice_id = fresh
    new = publish(offer(tmp_path, renamed), tmp_path)
    listed = {(r["table"], r["new_key"]) for r in rows(new.path / "rekeyed.csv")}
    assert listed == {("notices", fresh), ("targets", "t-0123456789abcdef")}
    assert "2 rows stand under another id" in (new.path / "CHANGELOG.md").read_text()
    assert {row["version"] for row in rows(new.path / "rekeyed.csv")} == {new.version}
    again = publish(offer(tmp_path, renamed, Notice(*B)), tmp_path)
    assert rows(again.path / "rekeyed.csv") == rows(new.path / "rekeyed.csv")
    assert "under another id" not in (again.path / "CHANGELOG.md").read_text()


def test_a_clock_that_runs_backwards_changes_no_order(tmp_path: Path) -> None:
    publish(offer(tmp_path, Notice(*A)), tmp_path, created=WHEN)
    earlier = WHEN.replace(year=2001)
    new = publish(offer(tmp_path, Notice(*A), Notice(*B)), tmp_path, created=earlier)
    assert new.version == "1.1.0"
    assert json.loads((home(tmp_path) / LATEST).read_text())["version"] == "1.1.0"


def test_specimens_say_so(tmp_path: Path) -> None:
    tables, texts = lay_down(tmp_path, [Notice(*B)])
    new = publish(Candidate(tables, texts, specimens=True), tmp_path, created=WHEN)
    described = json.loads((new.path / "datapackage.json").read_text())
    assert described["specimens"] and "SPECIMENS" in described["title"]
    assert "样例" in described["title_zh"]


def test_a_version_without_its_text_is_refused(tmp_path: Path) -> None:
    candidate = offer(tmp_path, Notice(*A))
    next(candidate.texts_dir.iterdir()).unlink()
    with pytest.raises(CheckFailed, match="text of this notice is missing"):
        publish(candidate, tmp_path)
    assert not (home(tmp_path) / LATEST).exists()


ENVIRONMENTS = [
    {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
]


def test_two_builds_elsewhere_give_the_same_bytes(tmp_path: Path) -> None:
    """Other folders, time zones, locales and hash seeds; every file is compared."""
    script = (
        "import sys, pathlib\n"
        "from pipelines.releases import Candidate, publish\n"
        "from tests.releases.conftest import collection\n"
        "from tests.releases.factory import lay_down\n"
        "out = pathlib.Path(sys.argv[1])\n"
        "publish(Candidate(*lay_down(out, collection())), out)\n"
    )
    sums = []
    for k, extra in enumerate(ENVIRONMENTS):
        folder = tmp_path / ("a" * (k + 1))
        environment = {**os.environ, **extra, "SOURCE_DATE_EPOCH": "1767686400"}
        subprocess.run(
            [sys.executable, "-c", script, str(folder)], check=True, env=environment
        )
        sums.append(manifest(home(folder) / "1.0.0"))
    assert sums[0] == sums[1]
    assert sums[0].count(b"\n") > 50


@pytest.mark.parametrize("text", ["1.2", "v1.2.3", "1.2.3-rc", ""])
def test_what_is_no_version_number_is_refused(text: str) -> None:
    with pytest.raises(ReleaseError, match="no version number"):
        Number.parse(text)
