"""The benchmarks of the site look into a rendering: what they look at is there."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from benchmarks import sampled, site
from pipelines.catalog import render
from tests.catalog import factory

NOTICES = 4


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("versions")
    factory.write_version(home, notices=NOTICES, version="1.0.0")
    return home / "1.0.0"


def test_what_each_kind_of_page_took_is_noted(version, tmp_path, monkeypatch) -> None:
    module = importlib.import_module("pipelines.catalog.render")
    monkeypatch.setattr(module, "_render", module._render)  # put back at the end
    noted = site.watch()
    result = render(version, tmp_path)
    assert noted["notice"]["units"] == NOTICES
    assert sum(one["files"] for one in noted.values()) == result.written


def test_a_sample_tells_of_the_whole(version, tmp_path, monkeypatch, capsys) -> None:
    result = render(version, tmp_path / "site")
    monkeypatch.setattr("sys.argv", ["sampled.py", str(version)])
    sampled.main()
    told = capsys.readouterr().out
    assert f"notice: {NOTICES} units, {NOTICES} rendered" in told
    [last] = [line for line in told.splitlines() if line.startswith("all: ")]
    assert f"{result.pages:,} files" in last
