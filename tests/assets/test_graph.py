"""The graph as Dagster loads it, and what it does when rows are wrong."""

from pathlib import Path

import dagster as dg
import pytest

from assets.automation import full_build
from assets.building import run_build
from assets.definitions import defs
from assets.markdown import markdown_table
from assets.records import EventLog
from assets.running import dagster_home, run_in_process
from expectations.suites import SUITES
from pipelines.collection import shards
from pipelines.collection.build import Build
from pipelines.collection.manifests import row_counts
from pipelines.collection.place import Output
from pipelines.errors import CheckFailed, StoreError
from pipelines.tables.schemas import TABLES
from tests.collection import notices


def test_the_definitions_hold_together() -> None:
    dg.Definitions.validate_loadable(defs)


def test_the_graph_has_one_asset_a_step_and_one_a_table() -> None:
    keys = {
        key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()
    }
    assert keys == {
        "originals",
        "visits",
        "readings",
        "release",
        "mirror",
        "upload",
        "site",
        *(f"tables/{table}" for table in TABLES),
    }


def test_every_asset_says_what_it_is() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        assert node.description
        assert node.group_name != "default"


def test_every_suite_is_a_blocking_check() -> None:
    specs = {
        key.asset_key.path[-1]: defs.resolve_asset_graph().get_check_spec(key)
        for key in defs.resolve_asset_graph().asset_check_keys
        if key.name == "meets_expectations"
    }
    assert set(specs) == set(SUITES)
    assert all(spec.blocking for spec in specs.values())


def test_the_job_runs_in_one_process() -> None:
    assert full_build.executor_def is dg.in_process_executor


def test_cells_are_safe_in_a_preview() -> None:
    said = markdown_table([{"a": "x|y\nz", "b": None, "c": "长" * 90}])
    assert said.splitlines()[2] == f"| x\\|y z |  | {'长' * 39}… |"
    assert markdown_table([]) == ""


# --- a run -------------------------------------------------------------------------


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    (tmp_path / "dagster.yaml").write_text("telemetry:\n  enabled: false\n")
    folder = notices.write(tmp_path / "inbox", range(3))
    return Build(Output.at(tmp_path / "out"), (folder,), jobs=1)


def test_a_broken_table_stops_the_release_and_names_its_rows(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_in_process(build)
    assert build.output.latest_version() == "1.0.0"
    before = (build.output.package / "latest.json").read_bytes()
    site = (build.output.site / "version.json").read_bytes()
    _reverse_spans(monkeypatch)

    with pytest.raises(CheckFailed) as broken:
        run_in_process(Build(build.output, build.paths, jobs=1))

    assert "the last version stands" in str(broken.value)
    assert "targets: " in str(broken.value)
    assert "t-" in str(broken.value)
    assert (build.output.package / "latest.json").read_bytes() == before
    assert (build.output.site / "version.json").read_bytes() == site


def _reverse_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out targets whose quotes are not what stands in the text."""
    real = shards.Collection.rows

    def rows(self, *arguments, **options):
        laid = real(self, *arguments, **options)
        for row in laid.get("targets", ()):
            row["quote"] = "别的话"
        return laid

    monkeypatch.setattr(shards.Collection, "rows", rows)
    monkeypatch.setattr(shards, "tables_version", lambda: "broken")


def test_an_error_raised_on_purpose_is_told_as_itself(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also beside a check that only warns."""
    monkeypatch.setenv("MUBIAO_STALE_DAYS", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    run_in_process(build)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1755689600")  # nothing new for months
    monkeypatch.setattr(shards, "tables_version", _refuse)
    with pytest.raises(StoreError, match="there is no room"):
        run_in_process(Build(build.output, build.paths, jobs=1))


def _refuse() -> str:
    raise StoreError("there is no room")


def test_a_path_that_is_not_there_is_told(build: Build) -> None:
    asked = Build(build.output, (build.output.root / "nowhere",), jobs=1)
    with pytest.raises(StoreError, match=r"^no such file or folder"):
        run_in_process(asked)


def test_runs_leave_their_metadata_and_old_ones_go(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.running._KEPT_RUNS", 1)
    monkeypatch.setenv("DAGSTER_HOME", dagster_home(build.output))
    for _ in range(3):
        run_in_process(Build(build.output, build.paths, jobs=1))
    with dg.DagsterInstance.get() as instance:
        assert len(instance.get_runs()) == 2
        event = instance.get_latest_materialization_event(
            dg.AssetKey(["tables", "targets"])
        )
        assert event is not None
        metadata = event.asset_materialization.metadata
        rows = row_counts(build.output)["targets"]
        assert metadata["dagster/row_count"].value == rows > 0
        assert metadata["preview"].value.startswith("| target_id |")
        release = instance.get_latest_materialization_event(dg.AssetKey("release"))
        assert release is not None
        assert release.asset_materialization.metadata["version"].value == "1.0.0"


def test_a_run_names_the_notices_that_it_quarantined(
    build: Build, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (build.paths[0] / "torn.docx").write_bytes(b"PK\x03\x04 and no more")
    monkeypatch.setenv("DAGSTER_HOME", dagster_home(build.output))
    run_build(build.paths, build.output.root, jobs=1)
    with dg.DagsterInstance.get() as instance:
        event = instance.get_latest_materialization_event(
            dg.AssetKey(["tables", "captures"])
        )
    assert event is not None
    [named] = event.asset_materialization.metadata["quarantined"].value
    assert named.startswith("torn.docx: ")
    said = " ".join(capsys.readouterr().err.split())
    assert "quarantined: torn.docx: " in said
    assert build.output.latest_version() == "1.0.0"  # the others are published


def test_records_keep_one_connection_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = Output.at(tmp_path)
    (output.store / "dagster").mkdir(parents=True)
    (output.store / "dagster" / "dagster.yaml").write_text("telemetry: {}\n")
    monkeypatch.setenv("DAGSTER_HOME", dagster_home(output))
    with dg.DagsterInstance.get() as instance:
        records = instance.event_log_storage
        assert isinstance(records, EventLog)
        with records.index_connection() as first:
            held = first.connection.dbapi_connection
            assert first.exec_driver_sql("PRAGMA synchronous").scalar() == 1
            assert first.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        with records.run_connection("any") as second:
            assert second.connection.dbapi_connection is held


def test_a_run_of_a_killed_build_is_closed_and_a_deployment_keeps_its_history(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.running._KEPT_RUNS", 0)
    monkeypatch.setenv("MUBIAO_OUTPUT", str(build.output.root))
    with dg.DagsterInstance.get() as instance:
        dead = instance.create_run_for_job(
            defs.resolve_job_def("full_build"), status=dg.DagsterRunStatus.STARTED
        )
    run_in_process(build)
    with dg.DagsterInstance.get() as instance:
        run = instance.get_run_by_id(dead.run_id)
        assert run is not None
        assert run.status == dg.DagsterRunStatus.FAILURE


def test_a_build_of_another_output_closes_no_run_of_a_deployment(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUBIAO_OUTPUT", str(tmp_path / "deployed"))
    with dg.DagsterInstance.get() as instance:
        alive = instance.create_run_for_job(
            defs.resolve_job_def("full_build"), status=dg.DagsterRunStatus.STARTED
        )
    run_in_process(build)
    with dg.DagsterInstance.get() as instance:
        run = instance.get_run_by_id(alive.run_id)
        assert run is not None
        assert run.status == dg.DagsterRunStatus.STARTED
