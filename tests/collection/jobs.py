"""Documents handed to workers, and what came of each."""

import hashlib

from pipelines.collection.readings import unpack
from pipelines.collection.worker import Done, Job
from pipelines.model import Capture


def job(words: str) -> Job:
    data = words.encode()
    digest = hashlib.sha256(data).hexdigest()
    capture = Capture(digest, "a.txt", "text/plain", len(data), "2025-01-01T00:00:00Z")
    return Job(capture, data)


def outcomes(done: list[Done]) -> dict[str, tuple[str, str | None]]:
    readings = {each.key: unpack(each.packed) for each in done}
    assert len(readings) == len(done)
    return {sha: (each.status, each.reason) for sha, each in readings.items()}
