"""Twelve invented notices, and a clock that stands still."""

from pathlib import Path

import pytest

from tests.collection import notices


@pytest.fixture
def steady_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    return notices.write(tmp_path / "inbox", range(12))
