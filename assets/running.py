"""Run the full build as a Dagster job in this process, with its record kept."""

from __future__ import annotations

import os

import dagster as dg
import yaml
from dagster import DagsterRunStatus, ExecuteInProcessResult, RunsFilter

from assets.failures import broken_checks, ours
from assets.jobs import BUILDS
from expectations.checker import Checker
from pipelines.collection.build import Build
from pipelines.collection.place import Output, write_bytes
from pipelines.errors import CheckFailed

_KEPT_RUNS = 30

# What Dagster is told where nobody has set it up: a deployment has its own
# DAGSTER_HOME with its own file.
_SETTINGS = {
    "telemetry": {"enabled": False},
    "event_log_storage": {
        "module": "assets.records",
        "class": "EventLog",
        "config": {"base_dir": {"env": "DAGSTER_HOME"}},
    },
}
_QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def dagster_home(output: Output) -> str:
    """Give the folder of Dagster's records under *output*, with our settings."""
    home = output.store / "dagster"
    settings, ours = home / "dagster.yaml", yaml.safe_dump(_SETTINGS).encode()
    if not settings.exists() or settings.read_bytes() != ours:
        write_bytes(settings, ours)
    return str(home)


def run_in_process(build: Build, checker: Checker | None = None) -> None:
    """Run the full build; its record is kept with those of the last runs.

    *checker* is one that has been made ready; without it the run has its own.

    Raises:
        CheckFailed: blocking checks found rows that are wrong; they are named.
        MubiaoError: a step was refused.
    """
    from assets.definitions import defs
    from assets.resources import output_named

    own = dagster_home(build.output)
    os.environ.setdefault("DAGSTER_HOME", own)
    job = defs.resolve_job_def(BUILDS)
    with dg.DagsterInstance.get() as instance:
        is_own = os.environ["DAGSTER_HOME"] == own
        if is_own or output_named().root.resolve() == build.output.root.resolve():
            _close_killed(instance)
        if is_own:  # a deployment keeps its own history
            _forget_old(instance)
        result = job.execute_in_process(
            instance=instance,
            resources={"build": build} | ({"checker": checker} if checker else {}),
            run_config=_QUIET,
            raise_on_error=False,
        )
    if not result.success:
        _raise_what_failed(result)


def _raise_what_failed(result: ExecuteInProcessResult) -> None:
    broken = broken_checks(result.get_asset_check_evaluations())
    if broken:
        raise CheckFailed("the last version stands, since\n" + "\n".join(broken))
    for event in result.filter_events(lambda event: event.is_step_failure):
        known = ours(event.step_failure_data.error)
        raise known or RuntimeError(str(event.step_failure_data.error))
    raise RuntimeError("the build failed before its first step")


def _close_killed(instance: dg.DagsterInstance) -> None:
    """Close the records of builds that were killed.

    We hold the lock of the output that they build, so none that has started is alive.
    """
    started = RunsFilter(job_name=BUILDS, statuses=[DagsterRunStatus.STARTED])
    for run in instance.get_runs(started):
        instance.report_run_failed(run, "the process that built has ended")


def _forget_old(instance: dg.DagsterInstance) -> None:
    """Delete the records of all but the last runs."""
    for run in instance.get_runs()[_KEPT_RUNS:]:
        instance.delete_run(run.run_id)
