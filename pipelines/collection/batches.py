"""Even loads: which captures are read together, and in what order."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.model import Capture

_MOST_IN_BATCH = 32
_SHARES = 16  # batches for each worker, so that the last ones end nearly together


def batches(captures: Sequence[Capture], workers: int) -> list[tuple[Capture, ...]]:
    """Part *captures* into batches of about equal bytes, the heaviest first.

    A batch costs a message to a worker, and is what a lost worker costs; the heavy
    documents start first, so that none is left running alone at the end.
    """
    heaviest_first = sorted(
        captures, key=lambda capture: (-capture.whole_size, capture.sha256)
    )
    share = sum(capture.whole_size for capture in captures) / (workers * _SHARES)
    parts: list[tuple[Capture, ...]] = []
    batch: list[Capture] = []
    weight = 0
    for capture in heaviest_first:
        is_full = weight + capture.whole_size > share or len(batch) == _MOST_IN_BATCH
        if batch and is_full:
            parts.append(tuple(batch))
            batch, weight = [], 0
        batch.append(capture)
        weight += capture.whole_size
    if batch:
        parts.append(tuple(batch))
    return parts
