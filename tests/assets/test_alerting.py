"""The sensors that tell people, each with what it hears from Dagster."""

import json
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from assets.alerting import Alerts, tell_failure, tell_large_change, tell_silence
from assets.definitions import defs
from pipelines.alerts.messages import Alert
from pipelines.collection.place import Output, write_json
from pipelines.errors import AlertFailed
from tests.alerts.servers import Heard, webhook


@pytest.fixture
def hook() -> Iterator[Heard]:
    with webhook() as heard:
        yield heard


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Output:
    monkeypatch.setenv("MUBIAO_OUTPUT", str(tmp_path / "out"))
    monkeypatch.setenv("MUBIAO_SOURCES", str(tmp_path / "sources.yml"))
    return Output.at(tmp_path / "out")


def alerts(hook: Heard) -> Alerts:
    return Alerts(webhook=hook.address, dagster="http://dagster.example/")


def test_a_failed_build_is_told_with_its_reason(hook: Heard, output: Output) -> None:
    gone = {"resources": {"build": {"config": {"paths": ["/nowhere/at/all"]}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("full_build").execute_in_process(
            run_config=gone, instance=instance, raise_on_error=False
        )
        context = dg.build_run_status_sensor_context(
            sensor_name="tell_failure",
            dagster_event=result.get_run_failure_event(),
            dagster_instance=instance,
            dagster_run=result.dagster_run,
        ).for_run_failure()
        tell_failure(context, alerts=alerts(hook))
    [body] = hook.bodies
    assert body["kind"] == "failure"
    assert "originals: " in body["body"]
    assert "no such file or folder: /nowhere/at/all" in body["body"]
    assert body["link"] == f"http://dagster.example/runs/{result.run_id}"


def released(version: str, is_new: bool) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(
        "release", metadata={"version": version, "is_new": is_new}
    )


@pytest.mark.parametrize(
    ("added", "is_new", "told"), [(90, True, 1), (1, True, 0), (90, False, 0)]
)
def test_a_large_change_is_told_once_it_is_published(
    hook: Heard, output: Output, added: int, is_new: bool, told: int
) -> None:
    counts = {"before": 100, "added": added, "removed": 0, "changed": 0}
    write_json(output.package / "1.1.0" / "changes.json", {"tables": {"tasks": counts}})
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(released("1.1.0", is_new))
        tell_large_change.evaluate_tick(
            dg.build_sensor_context(
                instance=instance,
                definitions=defs,
                resources={"alerts": alerts(hook)},
            )
        )
    assert len(hook.bodies) == told


def test_a_silent_source_is_told_once(hook: Heard, output: Output) -> None:
    source = {
        "name": "sample",
        "kind": "list",
        "url": "http://www.sample.example/",
        "title": "样例县",
        "silent_after_days": 30,
    }
    Path(output.root.parent / "sources.yml").write_text(
        json.dumps({"sources": [source]}), encoding="utf-8"
    )
    visit = {
        "source": "sample",
        "first_at": "2025-01-01T00:00:00Z",
        "at": "2026-01-01T00:00:00Z",
        "news_at": "2025-01-01T00:00:00Z",
        "digest": "d",
    }
    write_json(output.sources / "visits.json", {"sample": visit})

    first = tell_silence(dg.build_sensor_context(), alerts=alerts(hook))
    again = tell_silence(
        dg.build_sensor_context(cursor=first.cursor), alerts=alerts(hook)
    )

    [body] = hook.bodies
    assert body["subject"] == "样例县 has gone silent"
    assert body["link"] == "http://www.sample.example/"
    assert again.cursor == first.cursor


def test_an_alert_that_reaches_nobody_is_an_error_of_the_sensor(hook: Heard) -> None:
    with pytest.raises(AlertFailed):
        Alerts(webhook=hook.address, form="pigeon").tell(Alert("failure", "s", "t"))
