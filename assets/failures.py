"""Why a run has failed, and what it had published before: read from its records."""

from __future__ import annotations

from collections.abc import Iterable

import dagster as dg
from dagster import AssetCheckEvaluation, DagsterEventType
from dagster_shared.error import SerializableErrorInfo

from pipelines import errors
from pipelines.errors import MubiaoError


def broken_checks(evaluations: Iterable[AssetCheckEvaluation]) -> list[str]:
    """Give what the checks said that held a release back: they name the rows."""
    return [
        evaluation.description or evaluation.check_name
        for evaluation in evaluations
        if not evaluation.passed and evaluation.severity is dg.AssetCheckSeverity.ERROR
    ]


def reasons_of(instance: dg.DagsterInstance, run_id: str) -> list[str]:
    """Say why a run has failed: each broken check, each failed step, else the run.

    An error is told by what began it, without Dagster's own words around it.
    """
    entries = instance.all_logs(
        run_id,
        of_type={
            DagsterEventType.ASSET_CHECK_EVALUATION,
            DagsterEventType.STEP_FAILURE,
            DagsterEventType.RUN_FAILURE,
        },
    )
    events = [entry.dagster_event for entry in entries if entry.dagster_event]
    checked = [
        event.asset_check_evaluation_data
        for event in events
        if event.event_type is DagsterEventType.ASSET_CHECK_EVALUATION
    ]
    steps = [
        f"{event.step_key}: {_of_step(event)}"
        for event in events
        if event.is_step_failure
    ]
    whole = [_of_run(event) for event in events if event.is_run_failure]
    return [*broken_checks(checked), *steps] or whole


def published_by(instance: dg.DagsterInstance, run_id: str) -> str:
    """Give the version that a run has published, or nothing."""
    entries = instance.all_logs(run_id, DagsterEventType.ASSET_MATERIALIZATION)
    for made in (entry.asset_materialization for entry in entries):
        if made is not None and made.asset_key == dg.AssetKey("release"):
            is_new = made.metadata["is_new"].value
            return str(made.metadata["version"].value) if is_new else ""
    return ""


def ours(error: SerializableErrorInfo | None) -> MubiaoError | None:
    """Give the error of ours in *error* or in what began it, made of its words.

    One that is made of more than words is given as the kind above it.
    """
    while error is not None:
        kind = getattr(errors, error.cls_name or "", None)
        if isinstance(kind, type) and issubclass(kind, MubiaoError):
            kinds: tuple[type[MubiaoError], ...] = kind.__mro__
            spoken = next(one for one in kinds if "__init__" not in vars(one))
            return spoken(error.message.split(": ", 1)[-1].strip())
        error = error.cause or error.context
    return None


def _of_step(event: dg.DagsterEvent) -> str:
    data = event.step_failure_data
    said = data.user_failure_data.description if data.user_failure_data else None
    return said or _words(data.error) or "no reason is known"


def _of_run(event: dg.DagsterEvent) -> str:
    return _words(event.job_failure_data.error) or event.message or ""


def _words(error: SerializableErrorInfo | None) -> str:
    """Give the words of our error, else of the one that began it all."""
    known = ours(error)
    while error is not None and error.cause is not None:
        error = error.cause
    return str(known) if known else error.message.strip() if error else ""
