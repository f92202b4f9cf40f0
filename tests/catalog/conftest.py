"""Two versions of invented notices, to be rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.catalog import factory


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("versions")
    factory.write_version(
        where, notices=12, version="1.0.0", created="2026-11-01T00:00:00Z"
    )
    factory.write_version(where, notices=13, version="1.1.0")
    factory.write_changes(where, ["1.0.0", "1.1.0"])
    return where
