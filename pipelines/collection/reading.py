"""Read: every capture that the present reader has not read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.captures import Store
from pipelines.collection.batches import batches
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.readings import Readings
from pipelines.collection.worker import Job
from pipelines.collection.workers import Batch, Workers
from pipelines.model import Capture

Tell = Callable[[int, int], None]
"""Hears how many bytes of how many are done."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What the reading step did: captures held, and read anew."""

    captures: int
    read: int


def held_readings(output: Output) -> Readings:
    """Give the cache of readings for the reader as it is now."""
    from pipelines.reader import reader_version

    return Readings(output.readings, reader_version())


def unread(output: Output) -> list[Capture]:
    """Give the captures that the present reader has not read yet."""
    return held_readings(output).missing(captures(output))


def read_new(
    output: Output,
    workers: Workers,
    tell: Tell = lambda done, total: None,
) -> ReadReport:
    """Read what is unread, and keep each reading as soon as it is there.

    Raises:
        StoreError: an original was changed, or a reading cannot be written.
    """
    readings = held_readings(output)
    held = captures(output)
    waiting = readings.missing(held)
    total = sum(capture.size for capture in waiting)
    sizes = {capture.sha256: capture.size for capture in waiting}
    done = 0
    tell(done, total)
    for reading in workers.read(_jobs(output, waiting, workers)):
        readings.save(reading.sha256, reading.packed)
        done += sizes[reading.sha256]
        tell(done, total)
    return ReadReport(len(held), len(waiting))


def _jobs(
    output: Output, waiting: Sequence[Capture], workers: Workers
) -> Iterator[Batch]:
    store = Store(str(output.store))
    for batch in batches(waiting, workers.count):
        yield tuple(Job(capture, store.read(capture.sha256)) for capture in batch)
