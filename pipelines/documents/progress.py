"""Tell whoever waits for a slow document that it is alive: one call a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_listeners: list[Callable[[], None]] = []


def tick() -> None:
    """Say that one more slow page is done."""
    for listener in _listeners:
        listener()


@contextmanager
def heard_by(listener: Callable[[], None]) -> Iterator[None]:
    """Let *listener* hear each tick of the block."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
