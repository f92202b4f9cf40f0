"""One small collection, published once for all tests that only read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pipelines.releases import Candidate, Published, publish
from tests.releases.factory import Notice, lay_down

WHEN = dt.datetime(2026, 1, 6, 8, 0, tzinfo=dt.UTC)
FORMULA = "=cmd|' /C calc'!A0"


def collection() -> list[Notice]:
    return [
        Notice("甲", ["32", "45.5", "0.07"]),
        Notice("乙", ["25000"], extra='“引号”，逗号,"双引号"\t制表'),
        Notice(FORMULA, ["10", "11"]),
    ]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Candidate:
    """Shards and texts of the small collection; only to be read."""
    return Candidate(*lay_down(tmp_path_factory.mktemp("store"), collection()))


@pytest.fixture(scope="session")
def published(store: Candidate, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small collection as version 1.0.0; only to be read."""
    return publish(store, tmp_path_factory.mktemp("output"), created=WHEN)


@pytest.fixture
def version(published: Published, tmp_path: Path) -> Path:
    """A copy of the published version that a test may break."""
    import shutil

    return Path(shutil.copytree(published.path, tmp_path / "1.0.0"))
