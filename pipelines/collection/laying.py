"""Lay out one shard: the readings of its captures become rows in Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.collection.corrected import Corrections
from pipelines.collection.manifests import manifest_of
from pipelines.collection.place import Output, write_bytes
from pipelines.collection.spoiled import FAULTS, Layable, reason_of
from pipelines.model import Capture
from pipelines.tables.collection import Collection
from pipelines.tables.lay_out import Rows
from pipelines.tables.schemas import FACTS

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class LaidShard:
    """One shard as it was written: its files, and its manifest once these last.

    ``spoiled`` are captures that could not be laid out, and why; then no file is
    written.
    """

    spoiled: Mapping[str, str]
    files: tuple[Path, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShardWork:
    """All that is needed to lay out one shard.

    ``settled`` and ``corrections`` are cut down to it.
    """

    output: Output
    shard: str
    reader_version: str
    captures: tuple[Capture, ...]
    settled: Collection
    corrections: Corrections
    inputs: str


def lay_out_shard(work: ShardWork) -> LaidShard:
    """Write one shard of every table, whose manifest is taken away first.

    So a shard whose writing was cut short is written again.

    Raises:
        StoreError: a reading is missing, or a file cannot be written.
    """
    from pipelines.tables.links import Linker
    from pipelines.tables.shards import write_tables

    manifest_of(work.output, work.shard).unlink(missing_ok=True)
    readings = Layable.of(work.output, work.reader_version)
    linker = Linker()
    spoiled: dict[str, str] = {}
    rows: dict[str, Rows] = {}
    texts: list[Path] = []
    for capture in work.captures:
        reading = readings.load(capture)
        try:
            laid = work.settled.rows(
                reading,
                capture,
                reader_version=work.reader_version,
                linker=linker,
                corrections=work.corrections,
            )
        except FAULTS as fault:
            spoiled[capture.reading_id] = reason_of(fault)
            continue
        rows[capture.reading_id] = laid
        texts += _write_texts(work.output, laid.get("notices", ()), reading.text)
    tables, unfit = _fitted(work.settled.captures, rows)
    if spoiled or unfit:
        return LaidShard(spoiled | unfit)
    written = write_tables(work.output.tables, work.shard, tables)
    manifest = {
        "inputs": work.inputs,
        "rows": {table: held.num_rows for table, held in tables.items()},
        "bytes": work.output.shard_bytes(FACTS, work.shard),
    }
    return LaidShard({}, (*written, *texts), manifest)


def _fitted(
    captures: Sequence[Mapping[str, Any]], rows: Mapping[str, Rows]
) -> tuple[dict[str, pa.Table], dict[str, str]]:
    """Give the shard's tables; else the captures whose rows fit no table, and why."""
    from pipelines.tables.shards import arrow_table

    joined: dict[str, list[Mapping[str, Any]]] = {table: [] for table in FACTS}
    joined["captures"] += captures
    for laid in rows.values():
        for table, some in laid.items():
            joined[table] += some
    try:
        return {table: arrow_table(table, some) for table, some in joined.items()}, {}
    except FAULTS:
        unfit = {key: _misfit(laid) for key, laid in rows.items()}
        found = {key: reason for key, reason in unfit.items() if reason is not None}
        if not found:
            raise
        return {}, found


def _misfit(laid: Rows) -> str | None:
    """Say why the rows of one capture do not fit their tables; None where they do."""
    from pipelines.tables.shards import arrow_table

    try:
        for table, some in laid.items():
            arrow_table(table, some)
    except FAULTS as fault:
        return reason_of(fault)
    return None


def _write_texts(
    output: Output, notices: Iterable[Mapping[str, Any]], text: str
) -> list[Path]:
    written = []
    for notice in notices:
        path = output.texts / f"{notice['notice_id']}.txt"
        write_bytes(path, text.encode(), lasting=False)
        written.append(path)
    return written
