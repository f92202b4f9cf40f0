"""The command line with an output in a bucket, as a person and a service use it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import httpx
import pytest
import s3fs

from assets.definitions import defs
from pipelines.collection.place import Output
from pipelines.errors import StoreError
from pipelines.remote.place import Place
from tests.assets.conftest import ROOT, mubiao
from tests.collection import notices
from tests.releases.bucket import serve
from tests.remote.between import Between

URL = "s3://open-data/commands"


@pytest.mark.slow
def test_builds_and_what_can_be_asked_of_them(
    environment: dict[str, str], rules: Between, tmp_path: Path
) -> None:
    inbox = notices.write(tmp_path / "inbox", range(2))

    def run(*words: str | Path, cache: str = "one", code: int = 0) -> str:
        done = mubiao(
            *words, "--output", URL, MUBIAO_CACHE=str(tmp_path / cache), **environment
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    assert "no collection yet" in run("status")
    assert f"{URL}: sent " in run("build", inbox, "--jobs", "1")
    assert f"{URL}: notices, 2 captures\nversion: 1.0.0\nup to date" in run("status")

    # Killed with nothing but an upload of pages behind it: the pointer has not moved.
    notices.write(inbox, [2])
    command = [sys.executable, "-m", "assets", "build", inbox, "--jobs", "1"]
    rules.log.clear()
    process = subprocess.Popen(
        [*command, "--output", URL],
        cwd=ROOT,
        env={**os.environ, **environment, "MUBIAO_CACHE": str(tmp_path / "one")},
    )
    while not any(name.startswith("commands/site/") for name in rules.puts()):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    place = Place.at(URL)
    pointer = place.read("datapackages/mubiao/latest.json")
    assert json.loads(pointer or b"")["version"] == "1.0.0"

    said = run("build", inbox, "--jobs", "1", cache="two")
    assert f"an earlier build (pid {process.pid} on " in said
    assert "is taken over" in said
    assert "sound: 1.0.0, 1.1.0" in run("audit", cache="three")
    assert "added" in run("diff", "1.0.0", "1.1.0", "--format", "csv", cache="three")
    assert "targets t-" in run("review", "--limit", "1", cache="four")
    run("deposit", "1.0.0", "--to", tmp_path / "deposit", cache="four")
    assert "current: 1.0.0" in run("rollback", "1.0.0", "--reason", "样例", cache="two")
    pointer = place.read("datapackages/mubiao/latest.json")
    assert json.loads(pointer or b"")["version"] == "1.0.0"
    assert json.loads(place.read("site/version.json") or b"")["version"] == "1.0.0"

    run("withdraw", "1.1.0", "--reason", "样例", cache="two", code=1)  # it is already
    place.put_bytes("datapackages/mubiao/1.0.0/data/targets.csv", b"other")
    assert "1.0.0/data/targets.csv: its bytes are not" in run(
        "audit", "1.0.0", cache="one", code=1
    )


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "is AWS_ENDPOINT_URL right"),
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "set AWS_ACCESS_KEY"),
        ({}, "make the bucket first"),
    ],
    ids=["nowhere", "no key", "no bucket"],
)
def test_a_bucket_that_cannot_be_used_is_told(
    environment: dict[str, str], tmp_path: Path, change: dict[str, str], says: str
) -> None:
    done = mubiao(
        "build",
        "--output",
        "s3://no-such-bucket/x",
        **{**environment, **change},
        AWS_CONFIG_FILE=str(tmp_path / "none"),
        AWS_SHARED_CREDENTIALS_FILE=str(tmp_path / "none"),
        MUBIAO_CACHE=str(tmp_path),
    )
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.splitlines()) < 6


def test_a_wrong_key_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INITIAL_NO_AUTH_ACTION_COUNT", "1")  # moto: to make the bucket
    with serve("open-data") as options:
        done = mubiao(
            "build",
            "--output",
            "s3://open-data/x",
            AWS_ENDPOINT_URL=options["endpoint_url"],
            AWS_ACCESS_KEY_ID="wrong",
            AWS_SECRET_ACCESS_KEY="wrong",
            MUBIAO_CACHE=str(tmp_path),
        )
    assert done.returncode == 1
    assert "the key in AWS_ACCESS_KEY_ID is wrong there" in done.stderr


@pytest.mark.parametrize("url", ["s3://", "s3://x", "gs://bucket/x", "https://host/x"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    done = mubiao("status", "--output", url)
    assert done.returncode == 1
    assert "give a folder or s3://bucket/prefix" in done.stderr


def test_working_copies_are_named_by_address_and_server(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    one = Output.at("s3://open-data/a/")
    assert one == Output.at("s3://open-data/a")
    assert one.root.parent == tmp_path / "mubiao"
    assert one.root.name.startswith("open-data-a-")
    assert one.store_url == "s3://open-data/a/store"
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:2")
    assert Output.at("s3://open-data/a").root != one.root
    assert Output.at("s3://open-data/a", cache=str(tmp_path / "c")).root.parent == (
        tmp_path / "c"
    )
    with pytest.raises(StoreError):
        Output.at(tmp_path, "ftp://host/x")


@pytest.mark.slow
def test_a_run_of_dagster_takes_the_same_settings(
    environment: dict[str, str],
    prefix: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inbox = notices.write(tmp_path / "inbox", range(1))
    monkeypatch.setenv("MUBIAO_OUTPUT", f"s3://open-data/{prefix}")
    monkeypatch.setenv("MUBIAO_STORE", f"s3://open-data/{prefix}-store")
    monkeypatch.setenv("MUBIAO_CACHE", str(tmp_path / "cache"))
    config = {"resources": {"build": {"config": {"paths": [str(inbox)], "jobs": 1}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        result = defs.resolve_job_def("full_build").execute_in_process(
            instance=instance, run_config=config
        )
        [event] = result.asset_materializations_for_node("upload")
    assert event.metadata["sent"].value > 100
    assert event.metadata["address"].value == f"s3://open-data/{prefix}"
    assert Place.at(f"s3://open-data/{prefix}").read("datapackages/mubiao/latest.json")
    assert Place.at(f"s3://open-data/{prefix}-store").read("built.json")


def test_the_buckets_of_the_composition_are_made(server: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "deploy" / "buckets.py", "made-here", "made-store"],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "AWS_ENDPOINT_URL": server["endpoint_url"],
            "AWS_ACCESS_KEY_ID": "x",
            "AWS_SECRET_ACCESS_KEY": "y",
        },
    )
    assert done.returncode == 0, done.stderr
    files = s3fs.S3FileSystem(**server)
    files.pipe_file("made-here/site/index.html", b"all may read this")
    address = f"{server['endpoint_url']}/made-here?policy"
    assert "s3:GetObject" in httpx.get(address).text
