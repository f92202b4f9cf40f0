"""Killing a build at any point leaves the last version and the pointer intact."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.collection.place import Output
from pipelines.releases.audit import audit
from tests.collection import notices

ROOT = Path(__file__).parents[2]
POINTS = 6


def run(output: Path, inbox: Path, at: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.collection.killed", output, inbox, str(at)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1735689600"},
    )


def content(output: Path) -> dict[str, bytes]:
    """Everything that people see, by path; what begins with a dot is ours."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for folder in ("datapackages", "site")
        for path in sorted((output / folder).rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    inbox = notices.write(folder / "inbox", range(4))
    first = run(folder / "out", inbox, 0)
    assert first.returncode == 0, first.stderr
    notices.write(inbox, [4])
    return folder


@pytest.fixture(scope="module")
def after(
    before: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("after")
    shutil.copytree(before / "out", folder / "out")
    whole = run(folder / "out", before / "inbox", 0)
    assert whole.returncode == 0, whole.stderr
    return int(whole.stdout.split()[-1]), content(folder / "out")


@pytest.mark.slow
@pytest.mark.parametrize("part", range(POINTS))
def test_a_killed_build_shows_old_or_new_and_the_next_one_ends_it(
    before: Path, after: tuple[int, dict[str, bytes]], tmp_path: Path, part: int
) -> None:
    total, wanted = after
    at = 1 + part * (total - 1) // (POINTS - 1)
    shutil.copytree(before / "out", tmp_path / "out")

    killed = run(tmp_path / "out", before / "inbox", at)

    assert killed.returncode == -9, killed.stdout
    pointer = json.loads(
        (Output.at(tmp_path / "out").package / "latest.json").read_text()
    )
    assert pointer["version"] in ("1.0.0", "1.1.0")
    verdict = audit(tmp_path / "out", pointer["version"])
    assert verdict.faults == ()

    again = run(tmp_path / "out", before / "inbox", 0)

    assert again.returncode == 0, again.stderr
    assert content(tmp_path / "out") == wanted
    unfinished = [
        path
        for pattern in (".*.tmp", ".*.part", ".staging")
        for path in (tmp_path / "out").rglob(pattern)
    ]
    assert unfinished == []
    assert "its lock is taken over" in again.stdout
