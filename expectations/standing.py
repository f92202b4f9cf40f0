"""The checks of one output folder: run what changed, keep the verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from expectations.validation import Run, check_here, check_table
from expectations.verdicts import Verdict
from expectations.volume import check_volume, measure
from pipelines.collection.manifests import shard_inputs
from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.versions import checks_version
from pipelines.scoring import published


def check(output: Output, table: str, run: Run = check_here) -> Verdict:
    """Give the verdict on *table*; batches whose shards stand are not run again.

    *run* does the work: in this process, or a ``Checker``'s.

    Raises:
        StoreError: the verdicts cannot be kept.
    """
    path = output.checks / f"{table}.json"
    held = read_json(path) or {}
    is_same_suite = held.get("suite") == checks_version()
    verdict, kept = check_table(
        table,
        output.shards(table),
        output.texts,
        digests=shard_inputs(output),
        known=held.get("batches") if is_same_suite else None,
        run=run,
    )
    fresh = {"suite": checks_version(), "batches": kept, "verdict": verdict.to_json()}
    if fresh != held:
        write_json(path, fresh)
    return verdict


def check_whole(output: Output, *, acknowledged: bool = False) -> Verdict:
    """Give the verdict on the whole; *acknowledged* lets a rise be.

    Raises:
        StoreError: the measures cannot be kept.
    """
    found = measure(output.tables)
    last = None if acknowledged else read_json(output.store / "released.json")
    verdict = check_volume(found, last)
    write_json(output.store / "measures.json", found)
    write_json(output.checks / "volume.json", {"verdict": verdict.to_json()})
    return verdict


def remember_released(output: Output) -> None:
    """Note that what was measured last is what is published.

    Raises:
        StoreError: the note cannot be written.
    """
    write_json(
        output.store / "released.json", read_json(output.store / "measures.json")
    )


def quality(output: Output, tables: Iterable[str]) -> dict[str, Any]:
    """Give the kept verdicts and the reader's accuracy, for the quality report."""
    suites = [
        held["verdict"]
        for table in (*tables, "volume")
        if (held := read_json(output.checks / f"{table}.json"))
    ]
    return {"suites": suites, "accuracy": list(published())}
