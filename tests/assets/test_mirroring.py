"""Versions in another place, by command and by the daily run."""

import json
from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs
from tests.assets.conftest import mubiao


def test_versions_are_copied_once(built: Path, tmp_path: Path) -> None:
    url = f"file://{tmp_path}/bucket"
    done = mubiao("mirror", url, "--output", built)
    assert done.returncode == 0, done.stderr
    assert "sent: 1.0.0, 1.1.0; there: 0" in done.stdout
    again = mubiao("mirror", url, "--output", built)
    assert "sent: none; there: 2" in again.stdout
    pointer = tmp_path / "bucket" / "datapackages" / "mubiao" / "latest.json"
    assert json.loads(pointer.read_text())["version"] == "1.1.0"


@pytest.mark.parametrize("wanted", [True, False])
def test_the_asset_copies_where_a_place_is_named(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    monkeypatch.setenv("MUBIAO_MIRROR", f"file://{tmp_path}/bucket" if wanted else "")
    monkeypatch.setenv("MUBIAO_OUTPUT", str(built))
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("full_build").execute_in_process(
            instance=instance, asset_selection=[dg.AssetKey("mirror")]
        )
        [event] = result.asset_materializations_for_node("mirror")
    assert event.metadata["sent"].value == (["1.0.0", "1.1.0"] if wanted else [])
    assert (tmp_path / "bucket").exists() is wanted
