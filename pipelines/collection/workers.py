"""Where readings are made: on all cores of this machine, or on a Dask cluster.

Both are a ``concurrent.futures.Executor``; the loop that feeds it is the same. A
batch that fails is taken apart, and the document that fails alone is quarantined.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from typing import Any

from pipelines.collection.readings import pack
from pipelines.collection.worker import (
    Done,
    Job,
    begin_with_parent,
    die_with_parent,
    prepare,
    read_batch,
)
from pipelines.errors import StoreError
from pipelines.model import Reading

Batch = tuple[Job, ...]
OpenExecutor = Callable[[int], Executor]
"""Give a fresh executor with this number of workers."""

SECONDS_PER_DOCUMENT = 300.0
SECONDS_TO_ANSWER = 20
"""How long a scheduler that has just been started may take to listen."""
MEMORY_PER_WORKER = 8 * 1024**3
"""Bytes of address space; recognising a large scan maps about 3 GB."""


@dataclass(slots=True)
class Workers:
    """A place to read batches in: how many workers, and how they are had.

    ``seconds`` is the longest that one document may take.
    """

    count: int
    open_executor: OpenExecutor
    seconds: float = SECONDS_PER_DOCUMENT
    read_batch: Callable[[Batch, float], list[Done]] = read_batch

    def read(self, parts: Iterable[Batch]) -> Iterator[Done]:
        """Read all batches; each capture is given back once, in no fixed order."""
        doubtful: list[Job] = []
        for batch, result in self._run(parts, ahead=2 * self.count):
            if isinstance(result, BaseException):
                doubtful += batch
            else:
                yield from result
        yield from self._read_apart(doubtful)

    def _read_apart(self, jobs: list[Job]) -> Iterator[Done]:
        """Read each job alone, so that a failure has one document to blame."""
        started = time.monotonic()
        for batch, result in self._run(((job,) for job in jobs), ahead=1):
            if isinstance(result, BaseException):
                [job] = batch
                took = time.monotonic() - started
                yield _quarantine(job, self._reason(result, took))
            else:
                yield from result
            started = time.monotonic()

    def _reason(self, error: BaseException, took: float) -> str:
        if not _is_loss(error):
            return f"its reading failed: {type(error).__name__}: {error}"
        if took >= self.seconds:
            return f"its reading took more than {self.seconds:.0f} seconds"
        return "its reading ended the process that read it"

    def _run(
        self, parts: Iterable[Batch], ahead: int
    ) -> Iterator[tuple[Batch, list[Done] | BaseException]]:
        """Run the batches, few at a time: a broken pool then blames few of them."""
        queue = _Queue(iter(parts))
        while queue.peek():
            with self.open_executor(min(self.count, ahead)) as executor:
                yield from self._run_until_broken(executor, queue, ahead)

    def _run_until_broken(
        self, executor: Executor, queue: _Queue, ahead: int
    ) -> Iterator[tuple[Batch, list[Done] | BaseException]]:
        running: dict[Future[list[Done]], Batch] = {}
        broken = False
        while running or (queue.peek() and not broken):
            while queue.peek() and len(running) < ahead and not broken:
                try:
                    future = executor.submit(
                        self.read_batch, queue.peek(), self.seconds
                    )
                except BrokenExecutor:
                    broken = True
                else:
                    running[future] = queue.take()
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                error = future.exception()
                broken = broken or isinstance(error, BrokenExecutor)
                yield running.pop(future), error or future.result()


@dataclass(slots=True)
class _Queue:
    """Batches made when they are asked for, the next one to be seen before taken."""

    source: Iterator[Batch]
    following: Batch = ()

    def peek(self) -> Batch:
        """Give the next batch and leave it there; () at the end."""
        self.following = self.following or next(self.source, ())
        return self.following

    def take(self) -> Batch:
        """Give the next batch."""
        batch, self.following = self.peek(), ()
        return batch


def server() -> ForkServerContext:
    """Give the context of all our worker processes on this machine.

    They are forked from a server process that has read the rules and lexicons once.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["pipelines.reader"])
    return context


def publishers(count: int) -> Callable[[], Executor]:
    """Give what opens *count* processes that publish: see ``releases.beside``."""

    def open_pool() -> Executor:
        return ProcessPoolExecutor(
            count, mp_context=server(), initializer=die_with_parent
        )

    return open_pool


def renderers(count: int) -> Callable[..., Executor]:
    """Give what opens *count* processes that render: see ``catalog.helpers``."""

    def open_pool(begin: Callable[..., None], *given: object) -> Executor:
        return ProcessPoolExecutor(
            count,
            mp_context=server(),
            initializer=partial(begin_with_parent, begin, *given),
        )

    return open_pool


@contextmanager
def this_machine(count: int | None = None) -> Iterator[Workers]:
    """Give *count* worker processes on this machine (default: one for each core)."""

    def open_pool(workers: int) -> Executor:
        return ProcessPoolExecutor(
            workers,
            mp_context=server(),
            initializer=prepare,
            initargs=(MEMORY_PER_WORKER,),
        )

    yield Workers(count or os.cpu_count() or 1, open_pool)


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """Give the workers of the Dask cluster whose scheduler listens at *address*.

    Raises:
        StoreError: the extra ``cluster`` is not installed, or nobody answers there.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise StoreError(
            "--cluster needs the extra 'cluster': uv sync --extra cluster"
        ) from error
    try:
        client = distributed.Client(
            address, timeout=SECONDS_TO_ANSWER, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise StoreError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise StoreError(f"the Dask cluster at {address} has no workers")

        def open_executor(workers: int) -> Executor:
            executor: Executor = client.get_executor(pure=False)
            return executor

        yield Workers(threads, open_executor)


def nobody() -> Workers:
    """Give no workers at all, for when there is nothing to read."""

    def refuse(workers: int) -> Executor:
        raise StoreError("there is nobody to read with")

    return Workers(1, refuse)


def _is_loss(error: BaseException) -> bool:
    """Say whether *error* means that a worker died, here or on a cluster."""
    return isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker"


def _quarantine(job: Job, reason: str) -> Done:
    reading = Reading("quarantined", reason, "", job.capture.media_type, None)
    return Done(job.capture.reading_id, pack(reading))
