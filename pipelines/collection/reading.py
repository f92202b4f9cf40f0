"""Read: every capture that the present reader has not read yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.captures import Store
from pipelines.collection import remote, versions
from pipelines.collection.batches import batches
from pipelines.collection.decoded import Documents
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
    return Readings(output.readings, versions.reader_version())


def held_documents(output: Output) -> Documents:
    """Give the cache of documents for the decoder as it is now."""
    return Documents(output.decoded, versions.decoder_version())


def unread(output: Output) -> list[Capture]:
    """Give the captures that the present reader has not read yet."""
    return _missing(output, held_readings(output), captures(output))


def _missing(
    output: Output, readings: Readings, held: Sequence[Capture]
) -> list[Capture]:
    return readings.missing(held, remote.readings_there(output, readings.version))


def read_new(
    output: Output,
    workers: Workers,
    tell: Tell = lambda done, total: None,
) -> ReadReport:
    """Read what is unread, and keep each reading as soon as it is there.

    A document that the present decoder has decoded before is not decoded again.

    Raises:
        StoreError: an original was changed, or a reading cannot be written.
    """
    readings, documents = held_readings(output), held_documents(output)
    held = captures(output)
    waiting = _missing(output, readings, held)
    sizes = {capture.reading_id: capture.whole_size for capture in waiting}
    total = sum(sizes.values())
    done = 0
    tell(done, total)
    for reading in workers.read(_jobs(output, waiting, workers, documents)):
        documents.save(reading.decoded)
        readings.save(reading.key, reading.packed)
        done += sizes[reading.key]
        tell(done, total)
    return ReadReport(len(held), len(waiting))


def _jobs(
    output: Output,
    waiting: Sequence[Capture],
    workers: Workers,
    documents: Documents,
) -> Iterator[Batch]:
    store = Store(str(output.store))
    for batch in batches(waiting, workers.count):
        remote.bring_originals(
            output, (one.sha256 for each in batch for one in (each, *each.annexes))
        )
        remote.bring_documents(
            output, (path for each in batch for path in documents.paths(each))
        )
        yield tuple(_job(store, documents, capture) for capture in batch)


def _job(store: Store, documents: Documents, capture: Capture) -> Job:
    annexes = tuple(store.read(annex.sha256) for annex in capture.annexes)
    data = store.read(capture.sha256)
    return Job(capture, data, annexes, documents.of(capture))
