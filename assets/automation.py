"""What starts a build without a hand: a daily schedule, and an inbox folder."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from itertools import takewhile
from pathlib import Path

import dagster as dg
from dagster import RunsFilter
from dagster._core.storage.dagster_run import NOT_FINISHED_STATUSES

from assets.jobs import BUILDS
from assets.lifeless import close_dead
from assets.resources import output_named
from pipelines.collection.inbox import look
from pipelines.collection.outbox import Outbox
from pipelines.collection.place import Output

full_build = dg.define_asset_job(
    BUILDS,
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

FAILURE = dg.DagsterRunStatus.FAILURE
_FIRST_RETRY = 300.0
_LAST_RETRY = 86_400.0
"""Seconds until a failed build is asked for again: at first, and at most."""
_LOOKED = 12
"""Runs that are looked at: with as many failures the wait is the longest."""

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


def outbox() -> Outbox:
    """Give what waits to be told of that output."""
    return Outbox.of(output_folder())


def build_request(trigger: str, key: str | None = None, **tags: str) -> dg.RunRequest:
    """Ask for one build over the inbox and all that waits, whatever it was.

    Of one *key* Dagster ever makes one run: see ``key_of``.
    """
    folder = inbox_folder()
    paths = [str(folder)] if folder.is_dir() else []
    return dg.RunRequest(
        job_name=BUILDS,
        run_key=f"{trigger} {key}" if key else None,
        run_config={"resources": {"build": {"config": {"paths": paths}}}},
        tags={"mubiao/trigger": trigger, **tags},
    )


def key_of(digest: str, instance: dg.DagsterInstance, failures: int = 0) -> str:
    """Give the run key of a request for the contents *digest*.

    The last build stands in it: contents may come back after others, and fail again.
    """
    last = instance.get_run_records(RunsFilter(job_name=BUILDS), limit=1)
    after = f" after {last[0].dagster_run.run_id}" if last else ""
    return f"{digest}{after}" + (f" and {failures} failures" if failures else "")


def is_under_way(instance: dg.DagsterInstance, job: str) -> bool:
    """Say whether a run of *job* waits or works."""
    wanted = RunsFilter(job_name=job, statuses=NOT_FINISHED_STATUSES)
    return bool(instance.get_runs(wanted, limit=1))


def failed_builds(instance: dg.DagsterInstance, now: float) -> tuple[int, bool]:
    """Give how many of the last builds failed in a row, and whether to try again.

    *now* is in seconds since 1970.
    """
    records = instance.get_run_records(RunsFilter(job_name=BUILDS), limit=_LOOKED)
    failed = list(takewhile(lambda one: one.dagster_run.status is FAILURE, records))
    if not failed:
        return 0, False
    wait = min(_FIRST_RETRY * 2 ** (len(failed) - 1), _LAST_RETRY)
    return len(failed), now - (failed[0].end_time or now) >= wait


@dg.schedule(
    job=full_build,
    cron_schedule="30 4 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=_SCHEDULES_STAND,
)
def daily(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Once a day: a build costs what has changed since the last."""
    close_dead(context.instance)  # else the queue would wait for it
    return build_request("daily")


@dg.sensor(job=full_build, minimum_interval_seconds=30, default_status=SENSORS_STAND)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Ask for one build when the inbox holds other content than at the last one.

    The cursor is the digest of the contents, whatever the files are called: a file
    that was only touched, moved or copied starts nothing. A build that failed is asked
    for again, after five minutes and then each time twice as long, up to a day.
    """
    close_dead(context.instance)
    folder = inbox_folder()
    seen = look(folder, output_folder())
    if seen.unsettled:
        return dg.SensorResult(
            skip_reason=f"{seen.unsettled} files of {folder} are still being written"
        )
    failures, due = failed_builds(context.instance, time.time())
    if seen.digest == (context.cursor or "") and not due:
        return dg.SensorResult(
            skip_reason=f"{folder}: nothing new in {seen.files} files"
        )
    if is_under_way(context.instance, BUILDS):
        return dg.SensorResult(skip_reason="a build is under way; then the next")
    key = key_of(seen.digest, context.instance, failures if due else 0)
    request = build_request("inbox", key, **{"mubiao/files": str(seen.files)})
    return dg.SensorResult(run_requests=[request], cursor=seen.digest)
