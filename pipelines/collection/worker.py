"""What runs in a worker process: read a batch of captures, under guard.

Used by the pool of this machine and by the workers of a cluster alike, so it takes
and gives nothing but plain picklable values.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import connection, parent_process
from pathlib import Path

from pipelines.collection.decoded import Remembered
from pipelines.collection.readings import pack
from pipelines.documents import sniff
from pipelines.documents.limits import DEFAULT
from pipelines.model import Capture


@dataclass(frozen=True, slots=True)
class Job:
    """One capture to be read, with its bytes: a worker needs no disk of ours.

    ``annexes`` are the bytes of the capture's annexes; ``decoded`` are packed documents
    that are known: see ``decoded.Remembered``.
    """

    capture: Capture
    data: bytes
    annexes: tuple[bytes, ...] = ()
    decoded: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """One capture that was read: the key of its reading, and the reading, packed.

    ``decoded`` are packed documents that had to be decoded for it.
    """

    key: str
    packed: bytes
    decoded: Mapping[str, bytes] = field(default_factory=dict)


def read_batch(batch: tuple[Job, ...], seconds: float) -> list[Done]:
    """Read each capture of *batch*, or end this process when one takes too long.

    *seconds* is the longest for the rules; decoding has a watch and a time of its own.
    The watch lies outside of Python (a thread of ``faulthandler``), so it also ends a
    loop within a C library; whoever waits sees a broken pool or a lost worker.
    """
    from pipelines.reader import read

    done = []
    with Path(os.devnull).open("w") as nowhere:
        for job in batch:
            allowed = seconds + _seconds_to_decode(job)
            faulthandler.dump_traceback_later(allowed, exit=True, file=nowhere)
            try:
                decode = Remembered(job.decoded)
                reading = read(job.capture, job.data, job.annexes, decode)
                key = job.capture.reading_id
                done.append(Done(key, pack(reading), decode.fresh))
            finally:
                faulthandler.cancel_dump_traceback_later()
    return done


def _seconds_to_decode(job: Job) -> float:
    """Give the time that the decoder's own watch may let pass: long for scans."""
    files = zip(
        (job.capture, *job.capture.annexes), (job.data, *job.annexes), strict=True
    )
    kinds = [
        sniff.media_type(data, capture.source_file, capture.media_type)
        for capture, data in files
    ]
    watched = sum(not kind.startswith("text/") for kind in kinds)
    pages = DEFAULT.scanned_pages * DEFAULT.seconds_per_scanned_page
    return watched * (DEFAULT.seconds + pages)


def prepare(memory: int) -> None:
    """Make this worker process ready: bound its memory, and let it die with its parent.

    *memory* is in bytes. A parent that is killed cannot tell its workers to end, so
    each of them watches it.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    die_with_parent()


def die_with_parent() -> None:
    """Have this worker process end as soon as its parent does, however that ends."""
    threading.Thread(target=_await_parent, daemon=True).start()


def begin_with_parent(begin: Callable[..., None], *given: object) -> None:
    """Make this worker process ready by *begin*; it dies with its parent."""
    die_with_parent()
    begin(*given)


def _await_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
