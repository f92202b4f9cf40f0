"""One build at a time on one bucket."""

import json
import os
import subprocess
import sys
import time

import pytest

from pipelines.errors import StoreLocked
from pipelines.remote import lease
from pipelines.remote.place import Place
from tests.remote.between import Between


def left(place: Place, **told: object) -> None:
    """Leave a lock as one that died leaves it."""
    body = {"token": "x", "pid": 1, "host": "elsewhere", "machine": "other"}
    body |= {"start": "2026-01-01T00:00:00+00:00"} | told
    place.put_bytes(lease.NAME, json.dumps(body).encode())


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_two_never_hold_it(place: Place) -> None:
    with (
        lease.leased(place, pytest.fail) as held,
        pytest.raises(StoreLocked, match=rf"pid {os.getpid()} on .*renewed \d+ s ago"),
        lease.leased(place, pytest.fail),
    ):
        raise AssertionError("both hold it")
    held.check()
    assert place.read(lease.NAME) is None
    with lease.leased(place, pytest.fail):
        assert lease.holder(place)
    assert lease.holder(place) is None


def test_one_that_was_left_elsewhere_is_taken_over_when_it_is_old(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(place)
    with pytest.raises(StoreLocked, match="not renewed for 10 minutes is"):
        lease.leased(place, pytest.fail).__enter__()
    monkeypatch.setattr(lease, "STALE_AFTER", 1.0)
    time.sleep(2.1)  # the server's clock counts whole seconds
    said: list[str] = []
    with lease.leased(place, said.append):
        assert "an earlier build (pid 1 on elsewhere since 2026-01-01" in said[0]
        assert "ended before it had finished" in said[0]


def test_one_whose_process_is_dead_here_is_taken_over_at_once(place: Place) -> None:
    left(place, pid=dead_pid(), machine=lease._machine())
    said: list[str] = []
    with lease.leased(place, said.append):
        assert len(said) == 1
    left(place, pid=os.getpid(), machine=lease._machine())  # our number, not we
    with lease.leased(place, said.append):
        assert len(said) == 2


def test_one_whose_process_lives_here_is_not(place: Place) -> None:
    left(place, pid=os.getppid(), machine=lease._machine())
    with pytest.raises(StoreLocked):
        lease.leased(place, pytest.fail).__enter__()


def test_an_error_after_success_is_seen_through(place: Place, rules: Between) -> None:
    failing = [lease.NAME]
    rules.fail_after = lambda path: path.endswith(failing.pop() if failing else "\0")
    with pytest.raises(Exception, match="not now"):
        lease.leased(place, pytest.fail).__enter__()
    said: list[str] = []
    with lease.leased(place, said.append):  # ours, of a moment ago: the process is we
        assert "is taken over" in said[0]


def test_a_lock_that_somebody_took_is_lost(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "BEAT", 0.1)
    with lease.leased(place, pytest.fail) as held:
        time.sleep(0.5)
        held.check()  # it was renewed several times
        left(place)
        time.sleep(1)
        with pytest.raises(StoreLocked, match="the lock was lost"):
            held.check()
    assert place.read(lease.NAME) is not None  # of the other: it is left alone


def test_a_server_without_conditions_is_told_of(place: Place, rules: Between) -> None:
    rules.heeds_conditions = False
    said: list[str] = []
    with lease.leased(place, said.append) as held:
        [words] = said
        assert "does not heed conditional writes" in words
        held.renew()
        held.check()
        with pytest.raises(StoreLocked):
            lease.leased(place, pytest.fail).__enter__()
