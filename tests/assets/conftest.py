"""One built output that tests may look at, and a way to run commands."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.collection import notices

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


def mubiao(
    *words: str | Path, timeout: float = 240, cwd: Path = ROOT, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assets", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1735689600", **env},
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output with two versions: ten notices, then one more."""
    folder = tmp_path_factory.mktemp("built")
    inbox = notices.write(folder / "inbox", range(10))
    for numbers in ([], [10]):
        notices.write(inbox, numbers)
        done = mubiao("build", inbox, "--output", folder / "out")
        assert done.returncode == 0, done.stderr
    return folder / "out"
