"""Suites run in a process of their own, with the same outcome."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from expectations.checker import Checker
from expectations.standing import check
from pipelines.collection.build import Build
from pipelines.collection.place import Output
from pipelines.errors import StoreError
from tests.collection import notices


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    folder = tmp_path_factory.mktemp("checked")
    inbox = notices.write(folder / "inbox", range(3))
    build = Build(Output.at(folder / "out"), (inbox,), jobs=1)
    build.receive()
    build.read()
    build.lay_out()
    return build.output


Workers = Callable[[], list[psutil.Process]]


def descendants() -> set[psutil.Process]:
    """The processes that those forked whom this one has started: a server's workers."""
    own = psutil.Process().children(recursive=True)
    return {each for each in own if each.parent() != psutil.Process()}


@pytest.fixture
def workers() -> Workers:
    """Give the worker processes that the test has started; others have browsers."""
    before = descendants()

    def started() -> list[psutil.Process]:
        time.sleep(0.1)
        return sorted(descendants() - before, key=lambda each: each.pid)

    return started


def test_a_checker_finds_what_the_suite_finds_here(output: Output) -> None:
    here = check(output, "targets")
    (output.checks / "targets.json").unlink()
    with Checker() as checker:
        assert check(output, "targets", checker.check) == here
    assert here.statements


def test_what_stands_checked_starts_no_process(
    output: Output, workers: Workers
) -> None:
    check(output, "notices")
    with Checker() as checker:
        check(output, "notices", checker.check)
        assert not workers()


def test_nothing_is_left_of_a_closed_checker(output: Output, workers: Workers) -> None:
    checker = Checker()
    checker.warm()
    assert workers()
    checker.close()
    assert not workers()
    checker.close()


def test_a_process_that_is_killed_is_said(output: Output, workers: Workers) -> None:
    (output.checks / "tasks.json").unlink(missing_ok=True)
    with Checker() as checker:
        checker.warm()
        for process in workers():
            process.send_signal(signal.SIGKILL)
        with pytest.raises(StoreError, match="ended from outside"):
            check(output, "tasks", checker.check)
        assert check(output, "tasks", checker.check).passed  # a new one is started


def test_a_checker_dies_with_the_build_that_is_killed(tmp_path: Path) -> None:
    program = (
        "from expectations.checker import Checker; import time; c = Checker(); "
        "c.warm(); c._ready.result(); print('ready', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "ready\n"
        family = psutil.Process(build.pid).children(recursive=True)
        assert family
        os.kill(build.pid, signal.SIGKILL)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive
