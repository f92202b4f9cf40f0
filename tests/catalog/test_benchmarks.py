"""The benchmarks of the site look into a rendering: what they look at is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from benchmarks import hollow, sampled, site
from benchmarks.trees import megabytes
from pipelines.catalog import disk, helpers, render
from pipelines.catalog.notices import NoticePages
from pipelines.collection import workers
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
    assert re.search(r"peak memory [\d,]+ MB", told)
    [last] = [line for line in told.splitlines() if line.startswith("all: ")]
    assert f"{result.pages:,} files" in last


def test_a_hollow_site_has_all_but_the_bytes(tmp_path, monkeypatch) -> None:
    for module, name in ((disk, "_create"), (workers, "renderers")):
        monkeypatch.setattr(module, name, getattr(module, name))  # put back at the end
    monkeypatch.setattr(helpers, "LEAST", NOTICES)
    monkeypatch.setattr(NoticePages, "batch", 2)
    factory.write_version(tmp_path, notices=NOTICES, version="1.0.0")
    whole, empty = tmp_path / "whole", tmp_path / "empty"
    render(tmp_path / "1.0.0", whole)
    hollow.hollow()
    render(tmp_path / "1.0.0", empty, open_pool=workers.renderers(2))
    assert megabytes(whole / "zh") == megabytes(empty / "zh")
    pages = list((empty / "zh").rglob("*.html"))
    assert pages
    assert not any(path.read_bytes().strip(b"\0") for path in pages)
