"""What is done in processes beside is what is done in one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from pipelines.collection.workers import publishers
from pipelines.errors import CheckFailed, StoreError
from pipelines.releases import Candidate, Published, publish
from pipelines.releases.beside import OpenPool, beside
from pipelines.releases.manifest import MANIFEST
from pipelines.releases.publish import STAGING
from pipelines.releases.versions import LATEST, home
from tests.releases.conftest import WHEN, offer
from tests.releases.factory import Notice, lay_down

T = TypeVar("T")


@pytest.fixture(autouse=True)
def worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a small collection were worth the start of processes."""
    monkeypatch.setattr("pipelines.releases.beside.LEAST", 0)


def dying() -> Executor:
    """Processes that are ended before they do anything."""
    return ProcessPoolExecutor(1, initializer=os._exit, initargs=(1,))


def chain(folder: Path, open_pool: OpenPool | None) -> list[bytes]:
    """Publish two versions; give their manifests."""
    one, two = Notice("甲", ["32"]), Notice("乙", ["10", "11"])
    made = [
        publish(offer(folder, *notices), folder, created=WHEN, open_pool=open_pool)
        for notices in ((one,), (one, two))
    ]
    return [(each.path / MANIFEST).read_bytes() for each in made]


def test_versions_made_by_several_processes_are_the_same(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    assert chain(here, None) == chain(there, publishers(2))
    assert not list(home(there).rglob(".spill*"))


def test_nothing_but_tables_is_begun_where_these_are_the_last_version_s(
    store: Candidate, tmp_path: Path
) -> None:
    begun: list[str] = []

    class Counting(ThreadPoolExecutor):
        def submit(
            self, do: Callable[..., T], /, *given: Any, **named: Any
        ) -> Future[T]:
            begun.append(do.__name__)
            return super().submit(do, *given, **named)

    publish(store, tmp_path, created=WHEN, open_pool=lambda: Counting(1))
    assert {"assemble_table", "broken_rows", "sqlite", "workbook"} < set(begun)
    begun.clear()
    assert not publish(store, tmp_path, open_pool=lambda: Counting(1)).is_new
    assert set(begun) == {"assemble_table"}


def test_a_broken_check_is_named_as_ever(store: Candidate, tmp_path: Path) -> None:
    texts = Path(shutil.copytree(store.texts_dir, tmp_path / "texts"))
    some = sorted(texts.iterdir())[0]
    some.write_bytes(some.read_bytes().replace("样例县".encode(), "样子县".encode()))
    broken = Candidate(store.tables_dir, texts)
    said = []
    for open_pool in (None, publishers(2)):
        with pytest.raises(CheckFailed, match="does not stand in its text") as refused:
            publish(broken, tmp_path / "out", created=WHEN, open_pool=open_pool)
        said.append(str(refused.value))
    assert said[0] == said[1]
    assert not (home(tmp_path / "out") / LATEST).exists()


def test_a_process_that_is_ended_leaves_the_last_version(
    published: Published, tmp_path: Path
) -> None:
    output = Path(shutil.copytree(published.path.parents[2], tmp_path / "output"))
    more = Candidate(*lay_down(tmp_path / "more", [Notice("甲", ["32"])]))
    with pytest.raises(StoreError, match="ended from outside"):
        publish(more, output, acknowledge_drop=True, open_pool=dying)
    pointer = json.loads((home(output) / LATEST).read_text())
    assert pointer["version"] == published.version
    assert not (home(output) / STAGING).exists()


def test_here_nothing_is_done_before_it_is_asked_for() -> None:
    done: list[int] = []
    with beside(None, 1) as begin:
        later = begin(done.append, 1)
        assert done == []
        later()
    assert done == [1]
