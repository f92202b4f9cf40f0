"""Version folders are brought whole, whatever lies in their place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.collection.place import Output
from pipelines.collection.shipped import Shipped
from pipelines.collection.version_folders import VersionFolders
from pipelines.releases import publish
from pipelines.releases.manifest import MANIFEST, faults
from pipelines.releases.versions import VERSIONS, entries, home
from pipelines.remote.inventory import Change
from pipelines.remote.place import Place
from pipelines.remote.tree import Tree
from tests.releases.conftest import WHEN, offer
from tests.releases.factory import Notice

Entry = dict[str, Any]


@pytest.fixture
def there(tmp_path: Path) -> Tree:
    """A bucket with two versions; the folder here has no file of them yet."""
    made = tmp_path / "made"
    for notices in (
        [Notice("甲", ["32"])],
        [Notice("甲", ["32"]), Notice("乙", ["10"])],
    ):
        publish(offer(made, *notices), made, created=WHEN)
    place = Place.at(f"file://{tmp_path}/there")
    sender = Tree.of(place, made, tmp_path / "made.sqlite")
    sender.send(_files(made), lambda held: False)
    tree = Tree.of(place, tmp_path / "here", tmp_path / "here.sqlite")
    tree.refresh()
    home(tree.folder).mkdir(parents=True)
    shutil.copy(home(made) / VERSIONS, home(tree.folder))
    return tree


def _files(root: Path) -> Iterator[str]:
    for path in sorted(home(root).rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(root).as_posix()


def shipped(tree: Tree) -> Shipped:
    return Shipped(Output(tree.folder), tree)


def folders(tree: Tree) -> tuple[VersionFolders, list[Entry]]:
    known = shipped(tree).folders
    return known, entries(known.home)


@pytest.mark.parametrize("lost", [MANIFEST, "data", "texts", "data/targets.csv", "."])
def test_a_folder_that_lost_files_is_brought_again(there: Tree, lost: str) -> None:
    known, [entry, _] = folders(there)
    known.bring(entry)
    assert known.is_whole(entry, texts=True)

    damaged = known.home / "1.0.0" / lost
    shutil.rmtree(damaged) if damaged.is_dir() else damaged.unlink()
    assert not known.is_whole(entry, texts=True)
    known.bring(entry)

    assert known.is_whole(entry, texts=True)
    assert faults(known.home / "1.0.0") == []
    assert sorted(path.name for path in known.home.iterdir()) == ["1.0.0", VERSIONS]


def test_a_file_cut_short_is_brought_again_and_not_linked(there: Tree) -> None:
    known, listed = folders(there)
    shipped(there).bring([])
    [text] = (known.home / "1.0.0" / "texts").iterdir()
    assert text.stat().st_nlink == 2, "both versions share it"
    os.truncate(text, 5)

    assert not any(known.is_whole(entry, texts=True) for entry in listed)
    shipped(there).bring(["1.0.0", "1.1.0"])

    assert all(known.is_whole(entry, texts=True) for entry in listed)
    assert [faults(known.home / name) for name in ("1.0.0", "1.1.0")] == [[], []]


def test_texts_are_looked_for_where_they_are_used(
    there: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, _ = folders(there)
    shipped(there).bring([])
    brought: list[str] = []
    bring = VersionFolders.bring

    def noted(self: VersionFolders, entry: Entry) -> None:
        brought.append(entry["version"])
        bring(self, entry)

    monkeypatch.setattr(VersionFolders, "bring", noted)
    for name in ("1.0.0", "1.1.0"):
        shutil.rmtree(known.home / name / "texts")
    shipped(there).bring([])
    assert brought == ["1.1.0"], "an old version's texts are not asked for by a build"
    (known.home / "1.0.0" / "changes.json").unlink()
    shipped(there).bring([])
    assert brought == ["1.1.0", "1.0.0"]
    shutil.rmtree(known.home / "1.0.0" / "texts")
    shipped(there).bring(["1.0.0"])
    assert brought == ["1.1.0", "1.0.0", "1.0.0"]
    shipped(there).bring(["1.0.0", "1.1.0"])
    assert len(brought) == 3


def test_a_file_there_that_no_version_lists_is_not_waited_for(there: Tree) -> None:
    known, [entry, _] = folders(there)
    known.bring(entry)
    stray = "datapackages/mubiao/1.0.0/Thumbs.db"
    there.inventory.commit([Change(stray, "0" * 64, 3)])
    assert known.is_whole(entry, texts=True)
