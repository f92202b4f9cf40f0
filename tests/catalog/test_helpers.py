"""Many notices are rendered by several processes; the site is the same."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from pathlib import Path

import pytest

from pipelines.catalog import RenderResult, helpers, render
from pipelines.catalog.helpers import OpenPool
from pipelines.catalog.notices import NoticePages
from pipelines.catalog.order import Order
from pipelines.collection.workers import renderers
from tests.catalog import factory
from tests.catalog.sites import contents


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("versions")
    factory.write_version(
        where, notices=7, version="1.0.0", created="2026-11-01T00:00:00Z"
    )
    factory.write_version(where, notices=8, version="1.1.0")
    factory.write_changes(where, ["1.0.0", "1.1.0"])
    return where


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a few notices make several batches."""
    monkeypatch.setattr(helpers, "LEAST", 4)
    monkeypatch.setattr(NoticePages, "batch", 3)


def site_of(
    home: Path, number: str, site: Path, open_pool: OpenPool | None = None
) -> RenderResult:
    index = home / "versions.json"
    return render(home / number, site, versions_index=index, open_pool=open_pool)


class Opened:
    """Opens processes, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, begin, order: Order) -> Executor:
        self.times += 1
        return renderers(2)(begin, order)


def test_several_processes_make_the_same_site(home, tmp_path) -> None:
    opened = Opened()
    alone = site_of(home, "1.0.0", tmp_path / "alone")
    shared = site_of(home, "1.0.0", tmp_path / "shared", opened)
    assert opened.times == 1
    assert alone == shared
    assert alone.written == alone.pages
    assert contents(tmp_path / "alone") == contents(tmp_path / "shared")
    again = site_of(home, "1.0.0", tmp_path / "shared", opened)
    assert (again.written, again.removed) == (0, 0)


def test_few_stale_notices_open_no_process(home, tmp_path) -> None:
    opened = Opened()
    site_of(home, "1.0.0", tmp_path / "grown")
    site_of(home, "1.1.0", tmp_path / "grown", opened)
    site_of(home, "1.1.0", tmp_path / "afresh")
    assert opened.times == 0
    assert contents(tmp_path / "grown") == contents(tmp_path / "afresh")


@pytest.mark.parametrize(
    ("notices", "size"), [(8, 3), (400, 10), (4_000, 100), (8_000, 200), (10**6, 200)]
)
def test_batches_grow_with_the_rendering_up_to_a_bound(notices, size) -> None:
    assert helpers.size_of_batches(notices) == size


def end(order: Order) -> None:
    """End the process as the system does when memory is short."""
    os._exit(1)


def test_what_a_lost_process_should_have_made_is_made_here(home, tmp_path) -> None:
    def open_pool(begin, order: Order) -> Executor:
        return renderers(2)(end, order)

    alone = site_of(home, "1.1.0", tmp_path / "alone")
    assert site_of(home, "1.1.0", tmp_path / "lost", open_pool) == alone
    assert contents(tmp_path / "alone") == contents(tmp_path / "lost")


def test_a_site_that_cannot_be_written_is_an_error(home, tmp_path) -> None:
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh" / "matrix").write_text("no folder")
    with pytest.raises(FileExistsError):
        site_of(home, "1.1.0", tmp_path, renderers(2))
