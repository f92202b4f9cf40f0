"""Processes that render notices while this one renders all else.

The files of a notice depend on nothing but the version, so any process can make them.
Each opens the version for itself (some two seconds), so few notices are rendered here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from pipelines.catalog.disk import Disk
from pipelines.catalog.manifest import Held
from pipelines.catalog.notices import NoticePages
from pipelines.catalog.order import Order

LEAST = 250
"""Notices that are worth the start of processes: one alone takes some ten seconds."""
SHARES = 40
"""Batches into which a rendering is cut at least: so even is the load at its end."""
MOST = 200
"""Notices of a batch at most: their rows, some 100 MB, lie in memory at once.

To ask for the rows of a batch costs as much as to read a part of each table, 65,536
rows. Of 100,000 notices 50 at once took 5 ms each, and 200 at once half of that.
"""
Batch = Mapping[str, str]
"""Digests of the inputs of some notices, by notice_id."""


class OpenPool(Protocol):
    """Opens worker processes."""

    def __call__(self, begin: Callable[[Order], None], order: Order) -> Executor:
        """Give processes, each of which first calls *begin* with *order*."""
        ...


class Drawn(NamedTuple):
    """What was made of a batch: the files of each notice, and what was written."""

    files: dict[str, Held]
    disk: Disk


class Helpers:
    """Renders notices in the processes that *open_pool* gives."""

    def __init__(self, order: Order, open_pool: OpenPool | None) -> None:
        self._order = order
        self._open = open_pool
        self._pool: Executor | None = None
        self._running = deque[tuple[Batch, Future[Drawn] | None]]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def take(self, stale: Mapping[str, str]) -> bool:
        """Begin to render the notices *stale*; False if that is better done here."""
        if self._open is None or len(stale) < LEAST:
            return False
        self._pool = self._open(begin, self._order)
        items = iter(stale.items())
        size = size_of_batches(len(stale))
        while batch := dict(islice(items, size)):
            self._running.append((batch, self._begun(batch)))
        return True

    def ready(self) -> Iterator[Drawn]:
        """Give what was made of the batches that are finished, without waiting."""
        for _ in range(len(self._running)):
            batch, future = self._running.popleft()
            if future is not None and future.done() and not _is_lost(future):
                yield future.result()
            else:
                self._running.append((batch, future))

    def rest(self, kind: NoticePages) -> Iterator[Drawn]:
        """Wait for the other batches, and give what was made of each.

        What was lost with a process that was ended from outside is made here, by
        *kind*.

        Raises:
            OSError: the site cannot be written.
        """
        while self._running:
            batch, future = self._running.popleft()
            if future is None or _is_lost(future):
                yield render_batch(kind, self._order.site_dir, batch)
            else:
                yield future.result()

    def _begun(self, batch: Batch) -> Future[Drawn] | None:
        assert self._pool is not None
        try:
            return self._pool.submit(draw, batch)
        except BrokenExecutor:
            return None


def size_of_batches(notices: int) -> int:
    """Give how many of so many *notices* a process is handed at once."""
    return min(max(notices // SHARES, NoticePages.batch), MOST)


def _is_lost(future: Future[Drawn]) -> bool:
    """Wait for a batch; say whether its process was ended from outside."""
    return isinstance(future.exception(), BrokenExecutor)


def render_batch(kind: NoticePages, site: Path, batch: Batch) -> Drawn:
    """Render the files of a *batch* of notices into the folder *site*."""
    disk = Disk(site)
    files = {}
    for key, pages in kind.pages(list(batch)):
        for page in pages:
            disk.put(page)
        files[key] = Held.of(batch[key], (page.path for page in pages))
    return Drawn(files, disk)


_here: list[tuple[NoticePages, Path]] = []
"""What this worker process renders with, and where to."""


def begin(order: Order) -> None:
    """Make this worker process ready: one thread, since its like fill the cores."""
    frame, history = order.open()
    frame.version.run("SET threads = 1")
    _here[:] = [(NoticePages(frame, history), order.site_dir)]


def draw(batch: Batch) -> Drawn:
    """Render a *batch* of notices in this worker process."""
    [(kind, site)] = _here
    return render_batch(kind, site, batch)
