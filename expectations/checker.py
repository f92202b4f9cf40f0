"""Where suites run: in processes of their own, made ready while notices are read.

Great Expectations takes some 3 s of a processor to import, more than a suite takes to
run; begun early enough, nobody waits for it. A process is added only where a table
has several batches, so that a small build pays for one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import Self

from expectations.validation import check_batch
from expectations.verdicts import Statement
from pipelines.collection.worker import die_with_parent
from pipelines.collection.workers import server
from pipelines.errors import StoreError


class Checker:
    """At most *processes* processes that run suites; none before they are needed."""

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._ready: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def warm(self) -> None:
        """Start the first process; it imports what suites need."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._processes, mp_context=server(), initializer=die_with_parent
            )
            self._ready = self._pool.submit(import_suites)

    def check(
        self, table: str, groups: Sequence[Sequence[Path]], texts: Path
    ) -> Iterator[list[Statement]]:
        """Give what each group of shards of *table* has to say, in their order.

        Raises:
            StoreError: a process was ended from outside.
        """
        self.warm()
        assert self._pool is not None
        assert self._ready is not None
        try:
            self._ready.result()  # a second process would only import once more
            yield from self._pool.map(check_batch, repeat(table), groups, repeat(texts))
        except BrokenExecutor as error:
            self.close()
            raise StoreError(
                f"the process that checked {table} was ended from outside; is the "
                "machine out of memory? Build again"
            ) from error

    def close(self) -> None:
        """End the processes and give their memory back."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = self._ready = None


def import_suites() -> None:
    """Import what suites need; collecting garbage meanwhile would find none."""
    gc.disable()
    import great_expectations  # noqa: F401

    gc.freeze()
    gc.enable()
