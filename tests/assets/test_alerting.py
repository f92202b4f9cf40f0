"""The sensors that tell people, each with what it hears from Dagster."""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._utils.error import serializable_error_info_from_exc_info

from assets.alerting import (
    Alerts,
    send_alerts,
    tell_failure,
    tell_large_change,
    tell_silence,
)
from assets.definitions import defs
from assets.failures import ours
from assets.lifeless import close_dead
from pipelines.alerts.messages import Alert
from pipelines.collection.lock import locked
from pipelines.collection.outbox import Outbox
from pipelines.collection.place import Output, write_json
from pipelines.errors import AlertFailed, ReadingLost, StoreError
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


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


def alerts(hook: Heard) -> Alerts:
    return Alerts(webhook=hook.address, dagster="http://dagster.example/")


def sent(hook: Heard) -> list[dict[str, str]]:
    """Send what waits, and give what was heard."""
    send_alerts(dg.build_sensor_context(), alerts=alerts(hook))
    return hook.bodies


def told_of(
    hook: Heard, instance: dg.DagsterInstance, result: dg.ExecuteInProcessResult
) -> dict[str, str]:
    """Give the one alert of a run that failed."""
    context = dg.build_run_status_sensor_context(
        sensor_name="tell_failure",
        dagster_event=result.get_run_failure_event(),
        dagster_instance=instance,
        dagster_run=result.dagster_run,
    ).for_run_failure()
    tell_failure(context, alerts=alerts(hook))
    [body] = sent(hook)
    assert body["kind"] == "failure"
    assert body["link"] == f"http://dagster.example/runs/{result.run_id}"
    return body


def build(instance: dg.DagsterInstance, **config: object) -> dg.ExecuteInProcessResult:
    return defs.resolve_job_def("full_build").execute_in_process(
        run_config={"resources": {"build": {"config": config}}},
        instance=instance,
        raise_on_error=False,
    )


def test_a_failed_build_is_told_with_its_reason(
    hook: Heard, output: Output, instance: dg.DagsterInstance
) -> None:
    body = told_of(hook, instance, build(instance, paths=["/nowhere/at/all"]))
    assert "originals: " in body["body"]
    assert "no such file or folder: /nowhere/at/all" in body["body"]
    assert "The last version stands" in body["body"]


def test_a_build_that_could_not_begin_is_told_with_its_reason(
    hook: Heard, output: Output, instance: dg.DagsterInstance
) -> None:
    with locked(output.lock):
        result = build(instance)
    assert (
        "is being built by another process" in told_of(hook, instance, result)["body"]
    )


def test_rows_that_hold_a_release_back_are_told(
    hook: Heard, output: Output, instance: dg.DagsterInstance
) -> None:
    @dg.asset
    def rows() -> None: ...

    @dg.asset_check(asset=rows, blocking=True)
    def whole() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False, description="targets: row t-1 is odd")

    job = dg.Definitions(
        assets=[rows], asset_checks=[whole], jobs=[dg.define_asset_job("full_build")]
    ).resolve_job_def("full_build")
    result = job.execute_in_process(instance=instance, raise_on_error=False)
    assert "targets: row t-1 is odd" in told_of(hook, instance, result)["body"]


def test_what_was_published_before_a_failure_is_told(
    hook: Heard, output: Output, instance: dg.DagsterInstance
) -> None:
    @dg.asset
    def release() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult(metadata={"version": "1.4.0", "is_new": True})

    @dg.asset(deps=[release])
    def site() -> None:
        raise dg.Failure("no space left")

    job = dg.Definitions(
        assets=[release, site], jobs=[dg.define_asset_job("full_build")]
    ).resolve_job_def("full_build")
    result = job.execute_in_process(instance=instance, raise_on_error=False)
    body = told_of(hook, instance, result)["body"]
    assert "site: no space left" in body
    assert "Version 1.4.0 was published before" in body


# --- runs that died with their machine ---------------------------------------------


@pytest.fixture
def run(
    instance: dg.DagsterInstance, output: Output, monkeypatch: pytest.MonkeyPatch
) -> dg.DagsterRun:
    """Give a run that has started a moment ago."""
    made = instance.create_run_for_job(
        defs.resolve_job_def("full_build"), status=dg.DagsterRunStatus.STARTED
    )
    instance.report_engine_event("started", made)
    return made


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time() + seconds
    monkeypatch.setattr("assets.lifeless.time.time", lambda: now)


def test_a_run_that_nobody_works_at_is_closed(
    instance: dg.DagsterInstance, run: dg.DagsterRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert close_dead(instance) == []
    later(monkeypatch, 301)
    assert close_dead(instance) == [run.run_id]
    record = instance.get_run_record_by_id(run.run_id)
    assert record is not None
    assert record.dagster_run.status is dg.DagsterRunStatus.FAILURE
    assert close_dead(instance) == []


def test_a_run_that_holds_the_lock_is_alive_however_quiet(
    instance: dg.DagsterInstance,
    run: dg.DagsterRun,
    output: Output,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later(monkeypatch, 80_000)
    with locked(output.lock):
        assert close_dead(instance) == []
    assert close_dead(instance) == [run.run_id]


def test_a_visit_that_waits_to_ask_again_is_alive(
    instance: dg.DagsterInstance, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = instance.create_run_for_job(
        defs.resolve_job_def("fetch"), status=dg.DagsterRunStatus.STARTED
    )
    instance.report_engine_event("asks again", visits)
    later(monkeypatch, 700)
    assert close_dead(instance) == []
    later(monkeypatch, 90)
    assert close_dead(instance) == [visits.run_id]


# --- large changes -----------------------------------------------------------------


def released(version: str, is_new: bool) -> dg.AssetMaterialization:
    return dg.AssetMaterialization(
        "release", metadata={"version": version, "is_new": is_new}
    )


def changed(output: Output, version: str, added: int) -> None:
    counts = {"before": 100, "added": added, "removed": 0, "changed": 0}
    write_json(output.package / version / "changes.json", {"tables": {"tasks": counts}})


def look(instance: dg.DagsterInstance, cursor: str | None = None) -> str | None:
    found = tell_large_change(dg.build_sensor_context(instance=instance, cursor=cursor))
    assert isinstance(found, dg.SensorResult)
    return found.cursor


@pytest.mark.parametrize(
    ("added", "is_new", "told"), [(90, True, 1), (1, True, 0), (90, False, 0)]
)
def test_a_large_change_is_told_once_it_is_published(
    hook: Heard,
    output: Output,
    instance: dg.DagsterInstance,
    added: int,
    is_new: bool,
    told: int,
) -> None:
    changed(output, "1.1.0", added)
    instance.report_runless_asset_event(released("1.1.0", is_new))
    cursor = look(instance)
    assert len(sent(hook)) == told
    look(instance, cursor)
    assert len(sent(hook)) == told


def test_a_large_change_is_told_that_a_small_one_followed(
    hook: Heard, output: Output, instance: dg.DagsterInstance
) -> None:
    for version, added in (("1.1.0", 1), ("1.2.0", 90), ("1.3.0", 1)):
        changed(output, version, added)
    instance.report_runless_asset_event(released("1.1.0", True))
    cursor = look(instance)
    instance.report_runless_asset_event(released("1.2.0", True))
    instance.report_runless_asset_event(released("1.3.0", True))
    instance.report_runless_asset_event(released("1.3.0", False))
    look(instance, cursor)
    [body] = sent(hook)
    assert body["subject"] == "version 1.2.0 has changed much"


# --- silence -----------------------------------------------------------------------


def test_a_silent_source_is_told_once(hook: Heard, output: Output) -> None:
    source = {
        "name": "sample",
        "kind": "list",
        "url": "http://www.sample.example/",
        "title": "样例县",
        "silent_after_days": 30,
    }
    listed = Path(output.root.parent / "sources.yml")
    listed.write_text(json.dumps({"sources": [source]}), encoding="utf-8")
    visit = {
        "source": "sample",
        "first_at": "2025-01-01T00:00:00Z",
        "at": "2026-01-01T00:00:00Z",
        "news_at": "2025-01-01T00:00:00Z",
        "digest": "d",
    }
    write_json(output.sources / "visits.json", {"sample": visit})

    tell_silence(dg.build_sensor_context())
    [body] = sent(hook)
    tell_silence(dg.build_sensor_context())
    assert sent(hook) == [body]
    assert body["subject"] == "样例县 has gone silent"
    assert body["link"] == "http://www.sample.example/"

    listed.write_text("sources: 3", encoding="utf-8")
    assert "sources" in str(tell_silence(dg.build_sensor_context()))


def test_an_alert_that_reaches_nobody_is_an_error_of_the_sensor_and_waits(
    hook: Heard, output: Output
) -> None:
    outbox = Outbox.of(output)
    outbox.put("a", Alert("failure", "s", "t"))
    wrong = Alerts(webhook=hook.address, form="pigeon")
    with pytest.raises(AlertFailed, match="'pigeon' is none of"):
        send_alerts(dg.build_sensor_context(), alerts=wrong)
    assert len(outbox.waiting()) == 1


def test_our_errors_are_found_in_what_dagster_keeps_of_them() -> None:
    def kept(error: Exception, cause: Exception | None = None) -> object:
        try:
            raise error from cause
        except type(error):
            return ours(serializable_error_info_from_exc_info(sys.exc_info()))

    cause = StoreError("cannot write a: no space left")
    found = kept(RuntimeError("of Dagster"), cause)
    assert (type(found), str(found)) == (StoreError, "cannot write a: no space left")
    lost = kept(ReadingLost("readings are lost", ("k",)))
    assert (type(lost), str(lost)) == (StoreError, "readings are lost")
    assert kept(ValueError("another")) is None
