"""Version folders are brought whole, whatever lies in their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipelines.collection.version_folders import VersionFolders
from pipelines.releases import publish
from pipelines.releases.manifest import MANIFEST, faults
from pipelines.releases.versions import entries, home
from pipelines.remote.place import Place
from tests.releases.conftest import WHEN, offer
from tests.releases.factory import Notice


@pytest.mark.parametrize("lost", [MANIFEST, "data", "."])
def test_a_folder_that_lost_its_manifest_is_brought_again(
    tmp_path: Path, lost: str
) -> None:
    there = tmp_path / "there"
    publish(offer(there, Notice("甲", ["32"])), there, created=WHEN)
    [entry] = entries(home(there))
    here = home(tmp_path / "here")
    folders = VersionFolders(here, Place.at(f"file://{there}"))
    folders.bring(entry)
    assert folders.is_here(entry)

    damaged = here / "1.0.0" / lost
    shutil.rmtree(damaged) if damaged.is_dir() else damaged.unlink()
    folders.bring(entry)

    assert folders.is_here(entry)
    assert faults(here / "1.0.0") == []
    assert [path.name for path in here.iterdir()] == ["1.0.0"]
