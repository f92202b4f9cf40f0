"""A range of days, or all after a change of rules, is read again by the full build."""

from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs
from pipelines.collection import versions
from pipelines.collection.build import Build
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.reading import held_readings
from tests.assets.conftest import mubiao
from tests.collection import notices


def run(output: Output, **config: object) -> object:
    """Run the job as the launchpad does; give how many captures it read."""
    asked = {"output": str(output.root), "jobs": 1, **config}
    result = defs.resolve_job_def("full_build").execute_in_process(
        run_config={"resources": {"build": {"config": asked}}},
        instance=dg.DagsterInstance.ephemeral(),
    )
    [read] = result.asset_materializations_for_node("readings")
    return read.metadata["read_now"].value


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Output:
    """Three notices, received on the first three days of May 2026."""
    found = Output.at(tmp_path / "out")
    for inbox in notices.arrivals(tmp_path, monkeypatch):
        Build(found, (inbox,)).receive()
    return found


def times(output: Output) -> dict[str, int]:
    """Give when the reading of each file was written."""
    readings = held_readings(output)
    return {
        each.source_file: readings.path(each.reading_id).stat().st_mtime_ns
        for each in captures(output)
    }


@pytest.mark.slow
def test_a_range_and_then_all_are_read_again_by_the_same_job(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(output) == 3
    assert run(output, again="2026-05-02..2026-05-31") == 2

    before = times(output)
    done = mubiao("build", "--output", output.root, "--again", "2026-05-03")
    assert done.returncode == 0, done.stderr
    now = times(output)
    assert [name for name in now if now[name] != before[name]] == ["notice-3.txt"]

    assert output.latest_version() == "1.0.0"  # they say what they said
    monkeypatch.setattr(versions, "reader_version", lambda: "other rules")
    assert run(output) == 3


def test_days_that_are_none_are_refused(tmp_path: Path) -> None:
    done = mubiao("build", "--output", tmp_path, "--again", "yesterday")
    assert done.returncode == 2
    assert "--again" in done.stderr
