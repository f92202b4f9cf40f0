"""Web sources in the graph: who starts visits, what follows, what is tried again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from assets import freshness, web
from assets.definitions import defs
from assets.freshness import received_lately, sources_speak
from assets.web import sources_file, web_sources
from pipelines.captures import Store
from pipelines.collection.build import Build
from pipelines.collection.incoming import captures
from pipelines.collection.outbox import Outbox
from pipelines.collection.place import Output, read_json
from pipelines.collection.visiting import clock, last_visits
from tests.collection.notices import page
from tests.sources.site import Site, served


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with served() as made:
        made.answers["/0.html"] = page(0)
        made.list_page("/list", ["/0.html"])
        path = tmp_path / "sources.yml"
        path.write_text(
            f"sources: [{{name: good, kind: list, url: '{made.url}/list', select: li a}}]"
        )
        monkeypatch.setenv("MUBIAO_SOURCES", str(path))
        monkeypatch.setenv("MUBIAO_OUTPUT", str(tmp_path / "out"))
        monkeypatch.setenv("MUBIAO_INBOX", str(tmp_path / "inbox"))
        monkeypatch.setenv("MUBIAO_ALLOW_NETWORK", "127.0.0.1/32")
        monkeypatch.setenv("MUBIAO_PAUSE", "0")
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield made


@pytest.fixture
def output(site: Site, tmp_path: Path) -> Output:
    return Output.at(tmp_path / "out")


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as made:
        yield made


def tick(instance: dg.DagsterInstance, cursor: str | None = None) -> dg.SensorResult:
    found = web_sources(dg.build_sensor_context(instance=instance, cursor=cursor))
    assert isinstance(found, dg.SensorResult)
    return found


def jobs(found: dg.SensorResult) -> list[str | None]:
    return [request.job_name for request in found.run_requests or []]


def visit(instance: dg.DagsterInstance, **config: object) -> dg.ExecuteInProcessResult:
    return defs.resolve_job_def("fetch").execute_in_process(
        run_config={"ops": {"visits": {"config": {"wait": 0.01, **config}}}},
        instance=instance,
        raise_on_error=False,
    )


def test_a_due_source_is_visited_and_one_build_follows(
    instance: dg.DagsterInstance, output: Output, site: Site
) -> None:
    first = tick(instance)
    assert jobs(first) == ["fetch"]
    [request] = first.run_requests or []
    assert request.run_config["ops"]["visits"]["config"] == {"names": ["good"]}
    result = visit(instance, names=["good"])
    assert result.success
    assert len(captures(output)) == 1

    second = tick(instance, first.cursor)
    assert jobs(second) == ["full_build"]
    third = tick(instance, second.cursor)
    assert jobs(third) == []


def test_a_visit_that_brings_nothing_new_starts_no_build(
    instance: dg.DagsterInstance, output: Output
) -> None:
    visit(instance)
    cursor = tick(instance).cursor
    visit(instance)
    assert jobs(tick(instance, cursor)) == []


def test_a_build_is_not_asked_for_while_one_is_under_way(
    instance: dg.DagsterInstance, output: Output
) -> None:
    visit(instance)
    run = instance.create_run_for_job(
        defs.resolve_job_def("full_build"), status=dg.DagsterRunStatus.STARTED
    )
    waiting = tick(instance)
    assert jobs(waiting) == []
    instance.report_run_canceled(run)
    assert jobs(tick(instance, waiting.cursor)) == ["full_build"]


def test_a_crashed_visit_is_not_begun_again_at_once(
    instance: dg.DagsterInstance, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance.create_run_for_job(
        defs.resolve_job_def("fetch"), status=dg.DagsterRunStatus.FAILURE
    )
    assert jobs(tick(instance)) == []
    monkeypatch.setattr(web, "clock", lambda: clock() + timedelta(minutes=16))
    assert jobs(tick(instance)) == ["fetch"]


def test_without_sources_nothing_happens(
    instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, output: Output
) -> None:
    monkeypatch.setenv("MUBIAO_SOURCES", str(output.root / "none.yml"))
    assert jobs(tick(instance)) == []


def test_a_broken_list_of_sources_is_told_once_and_holds_back_no_build(
    instance: dg.DagsterInstance, output: Output, site: Site
) -> None:
    visit(instance)
    listed = sources_file()
    whole = listed.read_text(encoding="utf-8")
    listed.write_text("sources: 3", encoding="utf-8")
    found = tick(instance)
    assert jobs(found) == ["full_build"]
    again = tick(instance, found.cursor)
    assert jobs(again) == []
    assert "sources" in str(again.skip_reason)
    [waiting] = Outbox.of(output).waiting()
    assert "is broken" in read_json(waiting)["alert"]["subject"]

    listed.write_text(whole, encoding="utf-8")
    assert "no source is due" in str(tick(instance, found.cursor).skip_reason)
    listed.write_text("sources: 3", encoding="utf-8")
    waiting.unlink()
    tick(instance, found.cursor)
    assert len(Outbox.of(output).waiting()) == 1


def test_the_network_is_tried_again_and_only_what_refused(
    instance: dg.DagsterInstance, output: Output, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "sources.yml").write_text(
        f"sources: [{{name: good, kind: list, url: '{site.url}/list', select: li a}},"
        f"{{name: late, kind: list, url: '{site.url}/late', select: li a}}]"
    )
    body = b'<li><a href="/0.html">a</a></li>'
    site.answers["/late"] = lambda n: (
        (501, {}, b"") if n == 0 else (200, {"Content-Type": "text/html"}, body)
    )
    result = visit(instance)
    assert result.success
    assert site.asked("/late") == 2
    assert site.asked("/list") == 1
    assert len(result.filter_events(lambda e: e.is_step_up_for_retry)) == 1


def test_a_source_that_keeps_failing_fails_the_visit_and_is_named(
    instance: dg.DagsterInstance, output: Output, site: Site
) -> None:
    site.answers["/list"] = lambda n: (501, {}, b"")
    result = visit(instance, retries=2)
    assert not result.success
    assert site.asked("/list") == 3
    [event] = result.filter_events(lambda e: e.is_step_failure)
    assert "good: " in str(event.step_failure_data.error)
    assert "status 501" in str(event.step_failure_data.error)
    assert last_visits(output)["good"].failed
    assert jobs(tick(instance, tick(instance).cursor)) == []


def test_what_no_waiting_can_mend_is_not_tried_again(
    instance: dg.DagsterInstance, output: Output, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "sources.yml").write_text(
        f"sources: [{{name: gone, kind: list, url: '{site.url}/gone', select: li a}},"
        f"{{name: late, kind: list, url: '{site.url}/late', select: li a}}]"
    )
    body = b'<li><a href="/0.html">a</a></li>'
    site.answers["/late"] = lambda n: (
        (501, {}, b"") if n == 0 else (200, {"Content-Type": "text/html"}, body)
    )
    result = visit(instance)
    assert not result.success
    assert (site.asked("/gone"), site.asked("/late")) == (1, 2)
    [event] = result.filter_events(lambda e: e.is_step_failure)
    assert "gone: " in str(event.step_failure_data.error)
    assert "late: " not in str(event.step_failure_data.error)


def test_nothing_but_the_network_is_tried_again() -> None:
    for job in ("full_build", "fetch"):
        resolved = defs.resolve_job_def(job)
        assert all(node.retry_policy is None for node in resolved.nodes)
        assert resolved.op_retry_policy is None


# --- freshness ---------------------------------------------------------------------


def test_a_silent_source_warns(
    instance: dg.DagsterInstance, output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(instance)
    assert sources_speak().passed
    monkeypatch.setattr(freshness, "clock", lambda: clock() + timedelta(days=91))
    found = sources_speak()
    assert not found.passed
    assert found.severity == dg.AssetCheckSeverity.WARN
    assert "good: nothing new since" in (found.description or "")


def test_data_that_is_not_fresh_warns(
    output: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = Build(output)
    assert not received_lately(build).passed
    with Store(str(output.store)) as store:
        store.put(b"a", "a.txt", None, clock().isoformat())
    assert received_lately(build).passed
    monkeypatch.setenv("MUBIAO_STALE_DAYS", "1")
    monkeypatch.setattr(freshness, "clock", lambda: clock() + timedelta(days=2))
    found = received_lately(build)
    assert not found.passed
    assert found.metadata["days"].value == 2


def test_what_a_daily_run_makes_has_a_policy() -> None:
    held = {
        spec.key.to_user_string()
        for spec in defs.resolve_all_asset_specs()
        if spec.freshness_policy
    }
    assert held == {"release", "site"}
