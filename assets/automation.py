"""What starts a build without a hand: a daily schedule, and an inbox folder."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import dagster as dg
from dagster import RunsFilter
from dagster._core.storage.dagster_run import NOT_FINISHED_STATUSES

from assets.resources import output_named
from pipelines.collection.inbox import look
from pipelines.collection.place import Output

full_build = dg.define_asset_job(
    "full_build",
    selection=dg.AssetSelection.all() - dg.AssetSelection.key_substring("visits"),
    executor_def=dg.in_process_executor,
    tags={"mubiao/writes": "output"},  # a deployment lets one such run at a time
    description="Receive, read, lay out, check, publish and render what has changed.",
)

_STANDS = os.environ.get("MUBIAO_AUTOMATE", "") not in ("", "0")
SENSORS_STAND = getattr(dg.DefaultSensorStatus, "RUNNING" if _STANDS else "STOPPED")
_SCHEDULES_STAND = getattr(
    dg.DefaultScheduleStatus, "RUNNING" if _STANDS else "STOPPED"
)
"""Whether automation runs unasked (MUBIAO_AUTOMATE=1) or is switched on by hand."""

DAILY = dg.FreshnessPolicy.time_window(
    fail_window=timedelta(hours=50), warn_window=timedelta(hours=26)
)
"""Of what a daily run brings up to date: one missed run warns, two fail."""


def inbox_folder() -> Path:
    """Give the folder that the sensor watches: MUBIAO_INBOX, else ``inbox``."""
    return Path(os.environ.get("MUBIAO_INBOX", "inbox")).expanduser().resolve()


def output_folder() -> Output:
    """Give the output of runs that nobody configured: MUBIAO_OUTPUT, else ``build``.

    Of one in a bucket this is the working copy, as the last build here left it.
    """
    return output_named()


def build_request(trigger: str, key: str | None = None, **tags: str) -> dg.RunRequest:
    """Ask for one build over the inbox and all that waits, whatever it was.

    *key* is the digest of the contents: the same contents are asked for once.
    """
    folder = inbox_folder()
    paths = [str(folder)] if folder.is_dir() else []
    return dg.RunRequest(
        job_name="full_build",
        run_key=f"{trigger} {key}" if key else None,
        run_config={"resources": {"build": {"config": {"paths": paths}}}},
        tags={"mubiao/trigger": trigger, **tags},
    )


def is_under_way(instance: dg.DagsterInstance, job: str) -> bool:
    """Say whether a run of *job* waits or works."""
    wanted = RunsFilter(job_name=job, statuses=NOT_FINISHED_STATUSES)
    return bool(instance.get_runs(wanted, limit=1))


@dg.schedule(
    job=full_build,
    cron_schedule="30 4 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=_SCHEDULES_STAND,
)
def daily() -> dg.RunRequest:
    """Once a day: a build costs what has changed since the last."""
    return build_request("daily")


@dg.sensor(job=full_build, minimum_interval_seconds=30, default_status=SENSORS_STAND)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Ask for one build when the inbox holds other content than at the last one.

    The cursor is the digest of the contents, whatever the files are called: a file
    that was only touched, moved or copied starts nothing.
    """
    folder = inbox_folder()
    seen = look(folder, output_folder())
    if seen.unsettled:
        return dg.SensorResult(
            skip_reason=f"{seen.unsettled} files of {folder} are still being written"
        )
    if seen.digest == (context.cursor or ""):
        return dg.SensorResult(
            skip_reason=f"{folder}: nothing new in {seen.files} files"
        )
    if is_under_way(context.instance, "full_build"):
        return dg.SensorResult(skip_reason="a build is under way; then the next")
    request = build_request("inbox", seen.digest, **{"mubiao/files": str(seen.files)})
    return dg.SensorResult(run_requests=[request], cursor=seen.digest)
