"""What lies in ``deploy/``, as far as it can be tried without a container engine."""

import configparser
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
import yaml
from click.testing import CliRunner

from assets.command import main
from assets.definitions import defs
from tests.collection import notices
from tests.needs import require

DEPLOY = Path(__file__).parents[2] / "deploy"
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
RUNUSER = shutil.which("runuser") or "/usr/sbin/runuser"  # not in every PATH


def words_of_mubiao() -> list[tuple[str, list[str]]]:
    """Every call of mubiao in the files, with its words."""
    found = []
    for path in sorted(DEPLOY.rglob("*")):
        if path.suffix in (".service", ".yml", ".yaml") or path.name == "Containerfile":
            text = path.read_text(encoding="utf-8")
            for call in re.findall(
                r"^(?!\s*#).*[ /]mubiao ((?:fetch|build|audit)[^\n|&]*)", text, re.M
            ):
                found.append((path.name, shlex.split(call)))
    return found


@pytest.mark.parametrize(
    ("name", "words"),
    words_of_mubiao(),
    ids=lambda each: each if isinstance(each, str) else each[0],
)
def test_calls_of_the_command_are_understood(
    name: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parse each call without running it: paths are made to exist."""
    monkeypatch.chdir(tmp_path)
    command = main.commands[words[0]]
    for word in words[1:]:
        if not word.startswith("-") and "$" not in word and not word.startswith("/"):
            Path(word).mkdir(exist_ok=True)
    known = [word.replace("/var/lib/mubiao/inbox", str(tmp_path)) for word in words[1:]]
    context = command.make_context(words[0], known, resilient_parsing=False)
    assert context.params["output"]


def test_every_yaml_file_is_one() -> None:
    files = [path for path in DEPLOY.rglob("*.y*ml")]
    assert len(files) >= 7
    for path in files:
        assert list(yaml.safe_load_all(path.read_text(encoding="utf-8"))), path


def test_services_of_the_composition_hang_together() -> None:
    composed = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    services = composed["services"]
    assert set(services) == {
        "webserver",
        "daemon",
        "code",
        "postgres",
        "objects",
        "bucket",
        "site",
    }
    for name, service in services.items():
        for needed, how in service.get("depends_on", {}).items():
            assert needed in services, name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[needed], needed
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in composed["volumes"] or (DEPLOY / source).exists(), volume
        for port in service.get("ports", []):
            assert port == "8080:80" or port.startswith("127.0.0.1:")
    given = services["code"]["environment"]
    asked = set(re.findall(r"env: (\w+)", (DEPLOY / "dagster.yaml").read_text()))
    asked |= set(re.findall(r"env: (\w+)", (DEPLOY / "workspace.yaml").read_text()))
    assert asked <= set(given)


def test_no_secret_stands_in_a_file() -> None:
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                found = re.search(r"(?i)password:\s+(\S+)", line)
                assert not found or found[1].startswith(("${", "{env:", "#")), line


def test_units_are_whole() -> None:
    for name, sections in (
        ("mubiao.service", ["Unit", "Service", "Install"]),
        ("mubiao.timer", ["Unit", "Timer", "Install"]),
    ):
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read(DEPLOY / "systemd" / name)
        assert unit.sections() == sections


def test_the_settings_of_the_guide_are_those_of_the_code() -> None:
    told = set(
        re.findall(
            r"`(MUBIAO_[A-Z_]+)`",
            (DEPLOY / "OPERATIONS.md").read_text(encoding="utf-8"),
        )
    )
    asked = set()
    for folder in ("assets", "pipelines"):
        for path in (DEPLOY.parent / folder).rglob("*.py"):
            asked |= set(
                re.findall(r'"(MUBIAO_[A-Z_]+)"', path.read_text(encoding="utf-8"))
            )
    assert told <= asked


def test_the_help_of_every_command_is_given() -> None:
    for name in main.commands:
        said = CliRunner().invoke(main, [name, "--help"])
        assert said.exit_code == 0
        assert said.output.startswith(f"Usage: main {name}")


# --- Dagster's records in PostgreSQL -----------------------------------------------


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="module")
def postgres() -> Iterator[dict[str, str]]:
    """A PostgreSQL server of our own on the loopback address.

    Its folder is not one of pytest's, which other users may not enter.
    """
    require(bool(POSTGRES), "postgresql")
    folder = Path(tempfile.mkdtemp(prefix="mubiao-postgres-"))
    folder.chmod(0o777)
    as_user = [RUNUSER, "-u", "postgres", "--"] if os.getuid() == 0 else []
    data, port = folder / "data", str(free_port())

    def call(program: str, *words: str) -> None:
        subprocess.run(
            [*as_user, str(POSTGRES[-1] / program), *words],
            check=True,
            capture_output=True,
            cwd=folder,
            timeout=120,
        )

    call("initdb", "-D", str(data), "-U", "dagster", "--auth", "trust")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder}"
    call(
        "pg_ctl",
        "-D",
        str(data),
        "-w",
        "-l",
        str(folder / "log"),
        "-o",
        settings,
        "start",
    )
    try:
        call("createdb", "-h", "127.0.0.1", "-p", port, "-U", "dagster", "dagster")
        yield {
            "DAGSTER_PG_USER": "dagster",
            "DAGSTER_PG_PASSWORD": "none is asked for",
            "DAGSTER_PG_HOST": "127.0.0.1",
            "DAGSTER_PG_DB": "dagster",
            "port": port,
        }
    finally:
        if (data / "postmaster.pid").exists():  # else it has ended with its folder
            call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.mark.slow
def test_runs_are_recorded_in_postgresql(
    postgres: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in postgres.items():
        monkeypatch.setenv(name, value)
    settings = yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))
    settings["storage"]["postgres"]["postgres_db"]["port"] = int(postgres["port"])
    (tmp_path / "dagster.yaml").write_text(yaml.safe_dump(settings))
    job = defs.resolve_job_def("full_build")
    config = {
        "resources": {
            "build": {
                "config": {
                    "output": str(tmp_path / "out"),
                    "paths": [str(tmp_path / "nowhere")],
                }
            }
        }
    }

    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        job.execute_in_process(
            run_config=config, instance=instance, raise_on_error=False
        )
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        [run] = instance.get_runs()
        assert run.status == dg.DagsterRunStatus.FAILURE
        said = str([record.user_message for record in instance.all_logs(run.run_id)])
        assert run.job_name == "full_build"
        assert said


@pytest.mark.slow
def test_a_deployment_on_postgresql_migrates_and_builds(
    postgres: dict[str, str], tmp_path: Path
) -> None:
    """The commands of the guide, with the deployment's own settings."""
    home = tmp_path / "home"
    home.mkdir()
    settings = yaml.safe_load((DEPLOY / "dagster.yaml").read_text(encoding="utf-8"))
    settings["storage"]["postgres"]["postgres_db"]["port"] = int(postgres["port"])
    (home / "dagster.yaml").write_text(yaml.safe_dump(settings))
    inbox = notices.write(tmp_path / "inbox", range(2))
    config = {"resources": {"build": {"config": {"paths": [str(inbox)]}}}}
    (tmp_path / "run.yaml").write_text(yaml.safe_dump(config))

    def dagster(*words: str) -> str:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("dagster")), *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            cwd=tmp_path,
            env={
                **os.environ,
                **postgres,
                "DAGSTER_HOME": str(home),
                "PYTHONPATH": str(DEPLOY.parent),
                "MUBIAO_OUTPUT": str(tmp_path / "out"),
            },
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout + done.stderr

    assert "PostgresRunStorage" in dagster("instance", "info")
    dagster("instance", "migrate")
    module = ("-m", "assets.definitions")
    dagster("job", "execute", *module, "-j", "full_build", "-c", "run.yaml")
    assert "full_build" in dagster("run", "list")
    assert (tmp_path / "out" / "datapackages" / "mubiao" / "latest.json").is_file()
    assert not list(home.rglob("*.db"))  # nothing is recorded beside the server
