"""The loop that feeds workers: every document comes back, whatever one of them does."""

import multiprocessing
from collections import Counter

import pytest

from pipelines.collection.batches import batches
from pipelines.collection.workers import Workers, cluster, this_machine
from pipelines.errors import StoreError
from pipelines.model import Capture
from tests.collection import misbehaving
from tests.collection.jobs import job, outcomes


def workers(count: int, **more: object) -> Workers:
    with this_machine(count) as own:
        return Workers(own.count, own.open_executor, **more)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("crash", "its reading ended the process that read it"),
        ("exit", "its reading ended the process that read it"),
        ("raise", "its reading failed: KeyError: 'no such rule'"),
    ],
)
def test_one_bad_document_is_quarantined_and_the_others_read(
    word: str, reason: str
) -> None:
    jobs = [job(f"fine {number}") for number in range(30)]
    bad = job(f"{word} 1")
    parts = [tuple(jobs[:7]), (*jobs[7:12], bad, *jobs[12:15]), tuple(jobs[15:])]

    own = workers(2, read_batch=misbehaving.read_as_told)
    found = outcomes(list(own.read(parts)))

    assert found.pop(bad.capture.sha256) == ("quarantined", reason)
    assert set(found) == {each.capture.sha256 for each in jobs}
    assert Counter(found.values()) == {("no_data", "fine"): 30}


def test_a_document_that_never_ends_is_quarantined() -> None:
    bad = job("sleep")
    own = workers(1, read_batch=misbehaving.sleep_under_watch, seconds=1.0)

    found = outcomes(list(own.read([(job("fine"), bad)])))

    assert found[bad.capture.sha256] == (
        "quarantined",
        "its reading took more than 1 seconds",
    )
    assert len(found) == 2


def test_no_process_is_left_behind() -> None:
    own = workers(2, read_batch=misbehaving.read_as_told)
    list(own.read([(job("fine 1"),), (job("crash"),)]))

    assert multiprocessing.active_children() == []


def test_nobody_at_the_address_of_a_cluster_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipelines.collection.workers.SECONDS_TO_ANSWER", 1)
    with (
        pytest.raises(StoreError, match="no Dask scheduler answers"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass


def captures(sizes: list[int]) -> list[Capture]:
    return [
        Capture(f"{number:064x}", "a.txt", "text/plain", size, "2025-01-01T00:00:00Z")
        for number, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(
    ("sizes", "count"),
    [([5], 2), ([1] * 1000, 2), ([10_000, *[10] * 99], 4), ([0, 0, 0], 2), ([], 2)],
    ids=["one", "many alike", "one heavy", "empty files", "none"],
)
def test_batches_hold_each_capture_once_the_heavy_first(
    sizes: list[int], count: int
) -> None:
    held = captures(sizes)
    parts = batches(held, count)

    assert sorted(each.sha256 for part in parts for each in part) == [
        each.sha256 for each in held
    ]
    weights = [max(each.size for each in part) for part in parts]
    assert weights == sorted(weights, reverse=True)
    assert all(len(part) <= 32 for part in parts)
