"""Reading on a Dask cluster: the same bytes, and a lost worker costs what it held."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import distributed
import pytest

from pipelines.collection.build import Build
from pipelines.collection.place import Output
from pipelines.collection.workers import Workers, cluster
from tests.collection import misbehaving, notices
from tests.collection.jobs import job, outcomes
from tests.collection.outputs import tables


@pytest.fixture(scope="module")
def dask_cluster() -> Iterator[Any]:
    """Two worker processes, each watched by a nanny; a lost worker is told at once."""
    settings = {"distributed.scheduler.allowed-failures": 0}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
        ) as own,
    ):
        yield own


def build(output: Path, inbox: Path, address: str = "") -> dict[str, bytes]:
    asked = Build(Output.at(output), (inbox,), jobs=2, cluster=address)
    asked.receive()
    assert asked.read().read == 12
    asked.lay_out()
    return tables(output)


def test_a_cluster_makes_the_same_bytes(
    dask_cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    inbox = notices.write(tmp_path / "inbox", range(12))

    here = build(tmp_path / "here", inbox)
    there = build(tmp_path / "there", inbox, dask_cluster.scheduler_address)

    assert there == here


def test_a_lost_worker_costs_what_it_held(dask_cluster: Any, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    jobs = [job(f"fine {log} {number}") for number in range(60)]
    parts = [tuple(jobs[start : start + 3]) for start in range(0, 60, 3)]

    done = []
    with cluster(dask_cluster.scheduler_address) as some:
        own = Workers(
            some.count, some.open_executor, read_batch=misbehaving.read_and_count
        )
        for one in own.read(parts):
            if not done:
                victim = next(iter(dask_cluster.workers.values()))
                os.kill(victim.pid, signal.SIGKILL)
            done.append(one)

    assert Counter(outcomes(done).values()) == {("no_data", "fine"): 60}
    read = Counter(log.read_text(encoding="utf-8").split())
    assert len(read) == 60
    again = sum(read.values()) - len(read)
    assert again <= 3 * 2 * own.count  # what was handed out, three in a batch


def test_a_document_that_ends_its_worker_is_quarantined(dask_cluster: Any) -> None:
    jobs = [job(f"fine {number}") for number in range(8)]
    bad = job("crash 1")

    with cluster(dask_cluster.scheduler_address) as some:
        own = Workers(
            some.count, some.open_executor, read_batch=misbehaving.read_as_told
        )
        found = outcomes(list(own.read([tuple(jobs[:4]), (*jobs[4:], bad)])))

    reason = "its reading ended the process that read it"
    assert found.pop(bad.capture.sha256) == ("quarantined", reason)
    assert Counter(found.values()) == {("no_data", "fine"): 8}
