"""Full disks, rivals and flipped bytes: a reader sees the old version or the new one.

Deaths have a module of their own: ``test_kills``.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.errors import StoreError, StoreLocked
from pipelines.releases import Candidate, Published, durable, publish
from pipelines.releases.audit import audit
from pipelines.releases.lock import locked
from pipelines.releases.manifest import faults
from pipelines.releases.standard_checks import FrictionlessReport
from pipelines.releases.versions import LATEST, VERSIONS, home
from tests.needs import lacks
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what only takes time here: checks and other forms of the tables.

    Their files are written before the first fsync, like all others of the stage.
    """
    from pipelines.releases import forms, metadata, stage

    for slow in ("broken_profile", "broken_rows"):
        monkeypatch.setattr(stage, slow, lambda *_: [])
    report = FrictionlessReport([], 0, "not asked")
    monkeypatch.setattr(stage, "ask_frictionless", lambda *_: report)
    monkeypatch.setattr(forms.Begun, "go_on", lambda _: lambda: ({}, {}))
    monkeypatch.setattr(metadata, "write_all", lambda *_: None)


def seen(output: Path) -> str | None:
    """What a reader sees: the pointer's version, which must be whole."""
    folder = home(output)
    if not (folder / LATEST).exists():
        return None
    pointer = json.loads((folder / LATEST).read_text())
    assert faults(folder / pointer["path"]) == []
    described = json.loads((folder / pointer["path"] / "datapackage.json").read_text())
    assert described["version"] == pointer["version"]
    for path in folder.iterdir():  # nothing half-written under a version's name
        if path.is_dir() and path.name[0].isdigit():
            assert faults(path) == []
    listed = json.loads((folder / VERSIONS).read_text())["versions"]
    assert pointer["version"] in {entry["version"] for entry in listed}
    return str(pointer["version"])


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Candidate, Candidate]:
    one, two = Notice("甲", ["32"]), Notice("乙", ["10"])
    folder = tmp_path_factory.mktemp("offers")
    return (
        Candidate(*lay_down(folder / "old", [one])),
        Candidate(*lay_down(folder / "new", [one, two])),
    )


@pytest.fixture(scope="module")
def base(
    offers: tuple[Candidate, Candidate], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    output = tmp_path_factory.mktemp("base")
    publish(offers[0], output, created=WHEN)
    return output


def run_apart(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)])


HOLD = """
import pathlib, sys, time
from pipelines.releases.lock import locked
with locked(pathlib.Path(sys.argv[1]), 5.0):
    (pathlib.Path(sys.argv[1]) / "held").touch()
    time.sleep(60)
"""
PUBLISH = """
import pathlib, sys
from pipelines.releases import Candidate, publish
from tests.needs import lacks
from tests.releases.conftest import WHEN
tables, texts, output = map(pathlib.Path, sys.argv[1:])
publish(Candidate(tables, texts), output, created=WHEN)
"""


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    holder = run_apart(HOLD, folder)
    try:
        until = time.monotonic() + 30
        while not (folder / "held").exists() and time.monotonic() < until:
            time.sleep(0.05)
        with pytest.raises(StoreLocked, match="another build"), locked(folder, 0.1):
            pass
    finally:
        holder.kill()
        holder.wait()
    with locked(folder, 5.0):
        pass


def test_two_publishers_at_once_make_one_version(
    offers: tuple[Candidate, Candidate], tmp_path: Path
) -> None:
    offer = offers[1]
    both = [
        run_apart(PUBLISH, offer.tables_dir, offer.texts_dir, tmp_path)
        for _ in range(2)
    ]
    try:
        until = time.monotonic() + 90
        while any(one.poll() is None for one in both) and time.monotonic() < until:
            seen(tmp_path)
            time.sleep(0.1)
        assert [one.wait(1) for one in both] == [0, 0]
    finally:
        for one in both:
            one.kill()
    listed = json.loads((home(tmp_path) / VERSIONS).read_text())["versions"]
    assert [entry["version"] for entry in listed] == ["1.0.0"]
    assert audit(tmp_path).passed


REFUSALS = [
    pytest.param(
        errno.ENOSPC, "no space left .* the last version stands", id="disk full"
    ),
    pytest.param(errno.EDQUOT, "no space left", id="quota"),
    pytest.param(errno.EROFS, "may not be written", id="read-only"),
]


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize(("number", "words"), REFUSALS)
@pytest.mark.parametrize("step", ["write", "sync", "rename"])
def test_a_disk_that_refuses_is_a_clear_error(
    base: Path,
    offers: tuple[Candidate, Candidate],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    words: str,
) -> None:
    output = Path(shutil.copytree(base, tmp_path / "out"))

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(durable, step, refuse)
    with pytest.raises(StoreError, match=words):
        publish(offers[1], output, created=WHEN)
    assert seen(output) == "1.0.0"
    assert not list(home(output).glob(".staging*"))


@pytest.fixture(params=[60, 250, 400, 700, 1000])
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A real disk of so many kB: it fills up at the tables, the databases, the end."""
    place = tmp_path / "disk"
    place.mkdir()
    options = f"size={request.param}k,uid={os.getuid()}"
    as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
    asked = [*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        lacks("the right to mount a tmpfs")
    yield place
    subprocess.run([*as_root, "umount", str(place)], check=True)


def test_a_disk_that_is_really_full(
    small_disk: Path, offers: tuple[Candidate, Candidate]
) -> None:
    with pytest.raises(StoreError, match="no space left"):
        publish(offers[0], small_disk, created=WHEN)
    assert seen(small_disk) is None


def test_an_output_below_a_file_is_a_clear_error(
    tmp_path: Path, offers: tuple[Candidate, Candidate]
) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="may not be written"):
        publish(offers[0], tmp_path / "file", created=WHEN)


def test_one_flipped_byte_fails_the_audit(published: Published, tmp_path: Path) -> None:
    output = Path(shutil.copytree(published.path.parents[2], tmp_path / "out"))
    files = [
        path for path in sorted((home(output) / "1.0.0").rglob("*")) if path.is_file()
    ]
    assert len(files) > 60
    for path in files[:: len(files) // 10]:
        data = bytearray(path.read_bytes())
        if not data:
            continue
        data[len(data) // 2] ^= 1
        path.unlink()  # the file may share its bytes with the one it was copied from
        path.write_bytes(data)
        found = audit(output)
        assert not found.passed
        assert any(path.name in fault for fault in found.faults), path.name
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert audit(output).passed
