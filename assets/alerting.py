"""Sensors that tell people: of failed runs, large changes and silent sources.

What is to be told goes into the outbox of the output; one sensor sends it.
"""

import os

import dagster as dg

from assets.automation import SENSORS_STAND, full_build, outbox, output_folder
from assets.failures import published_by, reasons_of
from assets.telling import tell_change, tell_silences
from assets.web import fetch, known_sources
from pipelines.alerts.channels import SETTINGS, Channels
from pipelines.alerts.messages import failure
from pipelines.errors import LexiconError

_AT_ONCE = 50
"""Versions that one look takes; the next goes on."""


class Alerts(dg.ConfigurableResource[Channels]):
    """Where alerts go; see ``pipelines.alerts.channels.Channels``.

    ``dagster`` is the address of Dagster's pages, for links.
    """

    webhook: str = ""
    form: str = "plain"
    smtp: str = ""
    sender: str = ""
    receivers: str = ""
    dagster: str = ""

    @property
    def channels(self) -> Channels:
        """The channels alone."""
        return Channels(**{name: getattr(self, name) for name in SETTINGS})


def _setting(name: str, default: str = "") -> str:
    """Give a setting as Dagster keeps it: read when used, never shown."""
    return dg.EnvVar(name) if os.environ.get(name) else default


ALERTS = Alerts(
    **{
        field: _setting(name, "plain" if field == "form" else "")
        for field, name in SETTINGS.items()
    },
    dagster=_setting("MUBIAO_DAGSTER_URL"),
)


@dg.run_failure_sensor(
    monitored_jobs=[full_build, fetch],
    minimum_interval_seconds=30,
    default_status=SENSORS_STAND,
)
def tell_failure(context: dg.RunFailureSensorContext, alerts: Alerts) -> None:
    """Tell that a run has failed: which step and which rows, and why."""
    run, instance = context.dagster_run, context.instance
    link = f"{alerts.dagster.rstrip('/')}/runs/{run.run_id}" if alerts.dagster else ""
    said = reasons_of(instance, run.run_id)
    published = published_by(instance, run.run_id)
    told = failure(run.job_name, said, link, published)
    outbox().put(f"failure {run.run_id}", told)


@dg.sensor(minimum_interval_seconds=30, default_status=SENSORS_STAND)
def tell_large_change(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Tell that a new version has changed a large share of a table.

    The cursor is the number of the last record of the asset ``release`` that was looked
    at; at the first look that is the newest one.
    """
    since = int(context.cursor) if context.cursor else None
    found = context.instance.fetch_materializations(
        dg.AssetRecordsFilter(dg.AssetKey("release"), after_storage_id=since),
        limit=_AT_ONCE if since is not None else 1,
        ascending=since is not None,
    ).records
    new = [version for record in found for version in _new_version(record)]
    for version in new:
        tell_change(output_folder(), version)
    return dg.SensorResult(
        skip_reason=f"{len(new)} new versions",
        cursor=str(found[-1].storage_id) if found else context.cursor,
    )


def _new_version(record: dg.EventLogRecord) -> list[str]:
    made = record.asset_materialization
    metadata = made.metadata if made else {}
    is_new = "version" in metadata and metadata["is_new"].value
    return [str(metadata["version"].value)] if is_new else []


@dg.sensor(minimum_interval_seconds=600, default_status=SENSORS_STAND)
def tell_silence(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Tell, once, that a web source has brought nothing new for too long."""
    try:
        quiet = tell_silences(output_folder(), known_sources())
    except LexiconError as error:  # the sensor of the sources tells it
        return dg.SkipReason(str(error))
    return dg.SkipReason(f"{quiet} sources are silent")


@dg.sensor(minimum_interval_seconds=30, default_status=SENSORS_STAND)
def send_alerts(context: dg.SensorEvaluationContext, alerts: Alerts) -> dg.SkipReason:
    """Send what waits to be told; what a channel does not take waits on.

    Raises:
        AlertFailed: a channel refused; the tick says which, and why.
    """
    gone = outbox().deliver(alerts.channels)
    waiting = len(outbox().waiting())
    return dg.SkipReason(f"{gone} alerts sent, {waiting} wait")
