"""What starts a build without a hand: a daily schedule, and an inbox folder."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from pipelines.collection.inbox import look
from pipelines.collection.place import Output

full_build = dg.define_asset_job(
    "full_build",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Receive, read, lay out, check, publish and render what has changed.",
)

daily = dg.ScheduleDefinition(
    name="daily",
    job=full_build,
    cron_schedule="30 4 * * *",
    execution_timezone="Asia/Shanghai",
    description="Once a day: a build costs what has changed since the last.",
)


def inbox_folder() -> Path:
    """Give the folder that the sensor watches: MUBIAO_INBOX, else ``inbox``."""
    return Path(os.environ.get("MUBIAO_INBOX", "inbox")).expanduser().resolve()


def output_folder() -> Output:
    """Give the output of runs that nobody configured: MUBIAO_OUTPUT, else ``build``."""
    return Output.at(os.environ.get("MUBIAO_OUTPUT", "build"))


@dg.sensor(job=full_build, minimum_interval_seconds=30)
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
    request = dg.RunRequest(
        run_key=seen.digest,
        run_config={"resources": {"build": {"config": {"paths": [str(folder)]}}}},
        tags={"mubiao/trigger": "inbox", "mubiao/files": str(seen.files)},
    )
    return dg.SensorResult(run_requests=[request], cursor=seen.digest)
