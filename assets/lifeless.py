"""Runs that died with their machine: found by the lock that nobody holds any more.

Dagster notices a process that ends by itself. Of one that went with its machine or
container it believes that it is under way, and whatever waits for it would wait for
ever.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster import DagsterRunStatus, RunsFilter

from assets.jobs import BUILDS, RETRIES, VISITS, WAIT
from assets.resources import output_named
from pipelines.collection import remote
from pipelines.collection.lock import holder

_QUIET = 300.0
"""Seconds without any record after which a run that holds no lock counts as dead.

A run is without its lock before its first step and after its last: for moments.
"""
_ALIVE = [
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]


def close_dead(instance: dg.DagsterInstance) -> list[str]:
    """Report the runs as failed that are dead; give their ids.

    Raises:
        StoreError: the bucket of the output does not answer.
    """
    closed = []
    for job in (BUILDS, VISITS):
        for run in instance.get_runs(RunsFilter(job_name=job, statuses=_ALIVE)):
            if _is_quiet(instance, run) and not _is_held(run):
                instance.report_run_failed(
                    run, "the process of this run has ended, perhaps with its machine"
                )
                closed.append(run.run_id)
    return closed


def _is_quiet(instance: dg.DagsterInstance, run: dg.DagsterRun) -> bool:
    last = instance.get_records_for_run(run.run_id, limit=1, ascending=False).records
    since = time.time() - (last[0].event_log_entry.timestamp if last else 0.0)
    return since > _QUIET + _pause_of(run)


def _pause_of(run: dg.DagsterRun) -> float:
    """Give the seconds for which a visit may wait until it asks again, without lock."""
    if run.job_name != VISITS:
        return 0.0
    given = _config(run.run_config, "ops", "visits", "config")
    retries, wait = int(given.get("retries", RETRIES)), float(given.get("wait", WAIT))
    return wait * 2.0**retries


def _is_held(run: dg.DagsterRun) -> bool:
    given = _config(run.run_config, "resources", "build", "config")
    named = [given.get(name, "") for name in ("output", "store")]
    output = output_named(*(name if isinstance(name, str) else "" for name in named))
    if run.job_name == VISITS:
        return holder(output.sources / ".lock") is not None
    return bool(holder(output.lock) or remote.holder(output))


def _config(config: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    for name in names:
        config = config.get(name) or {}
    return config
