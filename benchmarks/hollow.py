"""A site whose files have their names and sizes, but not their bytes.

Of a site that is too large for the disk everything but the writing of bytes can so be
measured: what it takes to render it, to look after its files, and to bring it forward.
Links to the version's own files are made as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from io import FileIO
from pathlib import Path

from pipelines.catalog import disk
from pipelines.catalog.order import Order
from pipelines.collection import workers

_create = disk._create
_renderers = workers.renderers


def hollow() -> None:
    """Have this process, and those that render for it, leave the bytes out."""
    disk._create = leave
    workers.renderers = renderers


def leave(path: str, content: bytes | Path) -> None:
    """Make a file of the size of *content*, opened as the product opens it."""
    if isinstance(content, Path):
        _create(path, content)
        return
    with FileIO(path, "x") as file:
        file.truncate(len(content))


def renderers(count: int) -> Callable[..., Executor]:
    """Give what opens processes that leave the bytes out."""

    def open_pool(begin: Callable[[Order], None], order: Order) -> Executor:
        return _renderers(count)(partial(begun, begin), order)

    return open_pool


def begun(begin: Callable[[Order], None], order: Order) -> None:
    """Make a worker process ready."""
    hollow()
    begin(order)
