"""Run the full build as a Dagster job in this process, with its record kept."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import yaml

from pipelines.collection.build import Build
from pipelines.collection.place import Output, write_bytes
from pipelines.errors import CheckFailed

_KEPT_RUNS = 30

# What Dagster is told; a deployment gives its own DAGSTER_HOME with its own file.
_SETTINGS = {
    "telemetry": {"enabled": False},
    "run_retries": {"enabled": False},
}


def dagster_home(output: Output) -> Path:
    """Give the folder of Dagster's records under *output*, made where it is missing."""
    home = output.store / "dagster"
    settings = home / "dagster.yaml"
    if not settings.exists():
        write_bytes(settings, yaml.safe_dump(_SETTINGS).encode())
    return home


def run_in_process(build: Build) -> None:
    """Run the full build.

    Raises:
        CheckFailed: a blocking check found rows that are wrong; they are named.
        MubiaoError: a step was refused.
    """
    from assets.definitions import defs

    os.environ.setdefault("DAGSTER_HOME", str(dagster_home(build.output)))
    job = defs.resolve_job_def("full_build")
    with dg.DagsterInstance.get() as instance:
        _forget_old_runs(instance)
        result = job.execute_in_process(
            instance=instance,
            resources={"build": build},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=True,
        )
    failed = [
        f"{evaluation.asset_key.path[-1]}: {evaluation.description}"
        for evaluation in result.get_asset_check_evaluations()
        if not evaluation.passed
    ]
    if failed:
        raise CheckFailed("\n".join(failed))


def _forget_old_runs(instance: dg.DagsterInstance) -> None:
    """Delete the records of all but the newest runs, so that they do not pile up."""
    for record in instance.get_runs()[_KEPT_RUNS:]:
        instance.delete_run(record.run_id)
