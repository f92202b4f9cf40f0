"""The sensor asks for a build when the inbox holds something new, and only then."""

import json
import os
import time
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.runs.schema import RunsTable
from dagster._core.test_utils import create_run_for_test

from assets.automation import inbox, key_of
from assets.definitions import defs
from tests.collection import notices


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUBIAO_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("MUBIAO_OUTPUT", str(tmp_path / "out"))
    return tmp_path / "inbox"


def settled(folder: Path) -> None:
    for path in folder.rglob("*.txt"):
        os.utime(path, (time.time() - 60, time.time() - 60))


def tick(cursor: str | None) -> dg.SensorResult:
    with dg.instance_for_test() as instance:
        context = dg.build_sensor_context(instance=instance, cursor=cursor)
        found = inbox(context)
    assert isinstance(found, dg.SensorResult)
    return found


def test_an_empty_inbox_asks_for_nothing(folder: Path) -> None:
    assert not tick(None).run_requests


def test_new_content_asks_for_one_run_and_then_none(folder: Path) -> None:
    notices.write(folder, range(5))
    settled(folder)

    first = tick(None)
    [request] = first.run_requests or []

    assert request.run_config["resources"]["build"]["config"]["paths"] == [str(folder)]
    assert not tick(first.cursor).run_requests


def test_a_build_that_failed_is_asked_for_again_after_a_while(folder: Path) -> None:
    notices.write(folder, range(2))
    settled(folder)
    with dg.instance_for_test() as instance:

        def looked(cursor: str | None) -> dg.SensorResult:
            found = inbox(dg.build_sensor_context(instance=instance, cursor=cursor))
            assert isinstance(found, dg.SensorResult)
            return found

        def ended(status: dg.DagsterRunStatus, ago: float) -> None:
            run = create_run_for_test(instance, job_name="full_build", status=status)
            then = time.time() - ago
            moments = {"start_time": then, "end_time": then}
            with instance.run_storage.connect() as connection:
                connection.execute(
                    RunsTable.update()
                    .where(RunsTable.c.run_id == run.run_id)
                    .values(**moments)
                )

        cursor = looked(None).cursor
        ended(dg.DagsterRunStatus.FAILURE, ago=100)
        assert not looked(cursor).run_requests  # not at once
        ended(dg.DagsterRunStatus.FAILURE, ago=400)
        assert not looked(cursor).run_requests  # the second time later
        ended(dg.DagsterRunStatus.FAILURE, ago=2_000)
        [again] = looked(cursor).run_requests or []
        assert again.run_key is not None
        assert again.run_key.endswith("and 3 failures")
        ended(dg.DagsterRunStatus.SUCCESS, ago=1)
        assert not looked(cursor).run_requests


def test_the_cursor_follows_content_not_names_or_times(folder: Path) -> None:
    notices.write(folder, range(5))
    settled(folder)
    cursor = tick(None).cursor

    (folder / "notice-1.txt").rename(folder / "renamed.txt")
    (folder / "copy.txt").write_bytes((folder / "notice-2.txt").read_bytes())
    for path in folder.iterdir():
        path.touch()
    settled(folder)
    assert not tick(cursor).run_requests

    notices.write(folder, [2], share=90)
    settled(folder)
    assert tick(cursor).run_requests


def test_a_file_still_being_written_is_waited_for(folder: Path) -> None:
    [path] = notices.write(folder, [1]).iterdir()
    os.utime(path, (time.time() + 2.9,) * 2)  # even on a slow machine
    found = tick(None)
    assert not found.run_requests
    assert "still being written" in str(found.skip_reason)


def test_a_file_of_a_clock_ahead_is_whole(folder: Path) -> None:
    [path] = notices.write(folder, [1]).iterdir()
    os.utime(path, (time.time() + 8 * 3_600,) * 2)
    assert tick(None).run_requests


def test_contents_that_come_back_are_asked_for_again() -> None:
    """Dagster makes one run of a key, ever."""
    with dg.instance_for_test() as instance:
        first = key_of("digest", instance)
        create_run_for_test(instance, job_name="full_build")
        assert key_of("digest", instance) not in (first, key_of("other", instance))


def test_the_request_of_the_sensor_runs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    notices.write(folder, range(3))
    settled(folder)
    [request] = tick(None).run_requests or []

    job = defs.resolve_job_def("full_build")
    with dg.DagsterInstance.ephemeral() as instance:
        result = job.execute_in_process(
            run_config=request.run_config, instance=instance, raise_on_error=True
        )

    assert result.success
    pointer = json.loads(
        (tmp_path / "out" / "datapackages" / "mubiao" / "latest.json").read_text()
    )
    assert pointer["version"] == "1.0.0"
    assert not (tmp_path / "out" / ".lock").exists()
