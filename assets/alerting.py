"""Sensors that tell people: of failed runs, large changes and silent sources."""

import json
import os

import dagster as dg

from assets.automation import SENSORS_STAND, full_build, output_folder
from assets.web import fetch, known_sources
from pipelines.alerts.channels import Channels, send
from pipelines.alerts.messages import Alert, failure, large_change, silent_source
from pipelines.collection.place import read_json
from pipelines.collection.visiting import clock, silent


class Alerts(dg.ConfigurableResource[Channels]):
    """Where alerts go; see ``pipelines.alerts.channels.Channels``.

    ``site`` and ``dagster`` are the addresses of the published site and of Dagster's
    pages, for links.
    """

    webhook: str = ""
    form: str = "plain"
    smtp: str = ""
    sender: str = ""
    receivers: str = ""
    site: str = ""
    dagster: str = ""

    def tell(self, alert: Alert) -> int:
        """Send *alert*, and give the number of channels.

        Raises:
            AlertFailed: a channel refused.
        """
        channels = Channels(
            self.webhook, self.form, self.smtp, self.sender, self.receivers
        )
        return send(alert, channels)


def _setting(name: str, default: str = "") -> str:
    """Give a setting as Dagster keeps it: read when used, never shown."""
    return dg.EnvVar(name) if os.environ.get(name) else default


ALERTS = Alerts(
    webhook=_setting("MUBIAO_ALERT_WEBHOOK"),
    form=_setting("MUBIAO_ALERT_FORM", "plain"),
    smtp=_setting("MUBIAO_ALERT_SMTP"),
    sender=_setting("MUBIAO_ALERT_FROM"),
    receivers=_setting("MUBIAO_ALERT_TO"),
    site=_setting("MUBIAO_BASE_URL"),
    dagster=_setting("MUBIAO_DAGSTER_URL"),
)


@dg.run_failure_sensor(
    monitored_jobs=[full_build, fetch],
    minimum_interval_seconds=30,
    default_status=SENSORS_STAND,
)
def tell_failure(context: dg.RunFailureSensorContext, alerts: Alerts) -> None:
    """Tell that a run has failed: which step, and why."""
    reasons = [
        f"{event.step_key}: {_innermost(event)}"
        for event in context.get_step_failure_events()
    ]
    run = context.dagster_run
    link = f"{alerts.dagster.rstrip('/')}/runs/{run.run_id}" if alerts.dagster else ""
    said = reasons or [context.failure_event.message or ""]
    alerts.tell(failure(run.job_name, said, link))


def _innermost(event: dg.DagsterEvent) -> str:
    """Give the error that began it, without Dagster's own words around it."""
    data = event.step_failure_data
    error = data.error
    while error is not None and error.cause is not None:
        error = error.cause
    said = data.user_failure_data.description if data.user_failure_data else None
    return said or (error.message.strip() if error else "no reason is known")


@dg.asset_sensor(
    asset_key=dg.AssetKey("release"),
    minimum_interval_seconds=30,
    default_status=SENSORS_STAND,
)
def tell_large_change(
    context: dg.SensorEvaluationContext,
    asset_event: dg.EventLogEntry,
    alerts: Alerts,
) -> dg.SkipReason:
    """Tell that a new version has changed a large share of a table."""
    materialization = asset_event.asset_materialization
    metadata = materialization.metadata if materialization else {}
    if "version" not in metadata or not metadata["is_new"].value:
        return dg.SkipReason("no new version")
    version = str(metadata["version"].value)
    changes = read_json(output_folder().package / version / "changes.json") or {}
    alert = large_change(version, changes, alerts.site)
    if alert is None:
        return dg.SkipReason(f"{version} has changed little")
    alerts.tell(alert)
    return dg.SkipReason(f"told that {version} has changed much")


@dg.sensor(minimum_interval_seconds=600, default_status=SENSORS_STAND)
def tell_silence(
    context: dg.SensorEvaluationContext, alerts: Alerts
) -> dg.SensorResult:
    """Tell, once, that a web source has brought nothing new for too long.

    The cursor keeps which were told, and since when they are silent.
    """
    told: dict[str, str] = json.loads(context.cursor or "{}")
    quiet = silent(known_sources(), output_folder(), clock())
    for source, visit in quiet:
        if told.get(source.name) != visit.news_at:
            alerts.tell(
                silent_source(
                    source.title or source.name,
                    source.url,
                    visit.news_at,
                    source.silent_after_days,
                    visit.failed,
                )
            )
    now_told = {source.name: visit.news_at for source, visit in quiet}
    return dg.SensorResult(
        skip_reason=f"{len(quiet)} sources are silent",
        cursor=json.dumps(now_told, sort_keys=True),
    )
