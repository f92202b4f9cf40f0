"""A daemon, left alone: what is dropped and what is published elsewhere comes out.

It takes minutes, since sensors look twice a minute.
"""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from pipelines.collection.place import Output
from tests.assets.conftest import ROOT
from tests.collection import notices
from tests.collection.notices import page
from tests.sources.site import Site, served

LONGEST = 420.0
"""Seconds until everything must be published, on a busy machine."""


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        made.list_page("/list", [])
        yield made


@pytest.fixture
def output(tmp_path: Path) -> Output:
    return Output.at(tmp_path / "out")


@pytest.fixture
def daemon(tmp_path: Path, site: Site, output: Output) -> Iterator[Path]:
    """Start Dagster's daemon as a deployment does; give its log."""
    home = tmp_path / "dagster"
    home.mkdir()
    settings = yaml.safe_load((ROOT / "deploy" / "dagster.yaml").read_text())
    del settings["storage"]  # PostgreSQL has a test of its own
    (home / "dagster.yaml").write_text(yaml.safe_dump(settings))
    (tmp_path / "inbox").mkdir()
    (tmp_path / "sources.yml").write_text(
        f"sources: [{{name: sample, kind: list, url: '{site.url}/list', "
        "select: li a, every_hours: 0.004}]"
    )
    log = home / "daemon.log"
    asked = ["dagster._daemon", "run", "-m", "assets.definitions"]
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", *asked],
            cwd=tmp_path,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={
                **{k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"},
                "PYTHONPATH": str(ROOT),
                "DAGSTER_HOME": str(home),
                "DAGSTER_DISABLE_TELEMETRY": "yes",
                "MUBIAO_AUTOMATE": "1",
                "MUBIAO_OUTPUT": str(output.root),
                "MUBIAO_INBOX": str(tmp_path / "inbox"),
                "MUBIAO_SOURCES": str(tmp_path / "sources.yml"),
                "MUBIAO_ALLOW_NETWORK": "127.0.0.1/32",
                "MUBIAO_PAUSE": "0",
            },
        )
    try:
        yield log
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


def wait_until(holds: Callable[[], bool], log: Path) -> float:
    """Give the seconds until something holds."""
    started = time.monotonic()
    while not holds():
        if time.monotonic() - started > LONGEST:
            pytest.fail(log.read_text(errors="replace")[-6000:])
        time.sleep(0.5)
    return time.monotonic() - started


def published(output: Output) -> dict[str, str]:
    """Give the titles of the newest version by where they came from."""
    version = output.latest_version()
    if version is None:
        return {}
    path = output.package / version / "data" / "notices.csv"
    with path.open(encoding="utf-8") as file:
        return {
            row["source_url"] or row["source_file"]: row["notice_id"]
            for row in csv.DictReader(file)
        }


def shown(output: Output, notice: str) -> bool:
    return (output.site / "zh" / "notices" / f"{notice}.html").is_file()


def drop(folder: Path, number: int) -> str:
    notices.write(folder, [number])
    return f"notice-{number}.txt"


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_notices_are_published_with_no_hand_on_it(
    daemon: Path, site: Site, output: Output, capsys: pytest.CaptureFixture[str]
) -> None:
    wait_until(lambda: site.asked("/list") > 0, daemon)  # the daemon has come up
    site.answers["/8.html"] = page(8)
    site.list_page("/list", ["/8.html"])
    wanted = {drop(daemon.parents[1] / "inbox", 7), f"{site.url}/8.html"}
    started = time.monotonic()
    took: dict[str, float] = {}

    def all_there() -> bool:
        for name, notice in published(output).items():
            if name not in took and shown(output, notice):
                took[name] = time.monotonic() - started
        return wanted <= set(took)

    wait_until(all_there, daemon)

    with capsys.disabled():
        print("\nfrom drop to publication:")
        for name, seconds in sorted(took.items(), key=lambda item: item[1]):
            print(f"  {seconds:5.0f} s  {name}")
    listed = json.loads((output.package / "versions.json").read_text())["versions"]
    assert 1 <= len(listed) <= 2
    assert not list(output.store.rglob("*.tmp"))
