"""Who does what a publication can do side by side: this process, or others beside it.

Tables are put in order, checked and written in their other forms each by itself. With
processes for them the longest of these sets the pace, and not their sum; the bytes are
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from pipelines.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")
LEAST = 250
"""Notices that are worth the start of processes: each takes a second to import."""
OpenPool = Callable[[], Executor]
"""Opens worker processes."""


class Begin(Protocol):
    """Begins a piece of work."""

    def __call__(
        self, do: Callable[P, T], /, *given: P.args, **named: P.kwargs
    ) -> Callable[[], T]:
        """Begin to call *do*; give what waits for its end and gives its result."""
        ...


def when_asked(
    do: Callable[P, T], /, *given: P.args, **named: P.kwargs
) -> Callable[[], T]:
    """Call *do* here, not before its result is asked for."""
    return partial(do, *given, **named)


@contextmanager
def beside(open_pool: OpenPool | None, notices: int) -> Iterator[Begin]:
    """Give what begins pieces of work in the processes of *open_pool*, or here.

    Here, where so few *notices* are not worth processes. What has not begun when the
    context ends is not done; what has is waited for.

    Raises:
        StoreError: on asking for a result, a process was ended from outside.
    """
    if open_pool is None or notices < LEAST:
        yield when_asked
        return
    pool = open_pool()

    def begin(
        do: Callable[P, T], /, *given: P.args, **named: P.kwargs
    ) -> Callable[[], T]:
        try:
            return partial(_result, pool.submit(do, *given, **named))
        except BrokenExecutor as error:
            raise _ended(error) from error

    try:
        yield begin
    finally:
        pool.shutdown(cancel_futures=True)


def _result(future: Future[T]) -> T:
    try:
        return future.result()
    except BrokenExecutor as error:
        raise _ended(error) from error


def _ended(error: BrokenExecutor) -> StoreError:
    return StoreError(
        f"a process that wrote the version was ended from outside ({error}); is the "
        "machine out of memory? The last version stands: build again"
    )
