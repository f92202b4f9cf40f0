"""Stands in for the reader in worker processes: does what a document's bytes say."""

import os
import time

from pipelines.collection.readings import pack
from pipelines.collection.worker import Done, Job, read_batch
from pipelines.model import Reading


def read_as_told(batch: tuple[Job, ...], seconds: float) -> list[Done]:
    done = []
    for job in batch:
        word = job.data.decode().split()[0]
        if word == "crash":
            os.abort()
        if word == "raise":
            raise KeyError("no such rule")
        if word == "exit":
            os._exit(0)
        reading = Reading("no_data", word, job.data.decode(), "text/plain", "utf-8")
        done.append(Done(job.capture.reading_id, pack(reading)))
    return done


def sleep_under_watch(batch: tuple[Job, ...], seconds: float) -> list[Done]:
    """As the real worker does, with a reader that never ends for the word sleep."""
    import pipelines.reader

    def read(capture: object, data: bytes, annexes: object, decode: object) -> Reading:
        if data.startswith(b"sleep"):
            time.sleep(60)
        return Reading("no_data", None, "", "text/plain", None)

    pipelines.reader.read = read
    return read_batch(batch, seconds)


def read_and_count(batch: tuple[Job, ...], seconds: float) -> list[Done]:
    """Read as told, take a moment, and note in the file that each job names."""
    for job in batch:
        time.sleep(0.05)
        with open(job.data.decode().split()[1], "a", encoding="utf-8") as file:  # noqa: PTH123
            file.write(f"{job.capture.sha256}\n")
    return read_as_told(batch, seconds)
