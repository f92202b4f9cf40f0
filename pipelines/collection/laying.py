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
    from pipelines.tables.shards import arrow_table, write_tables

    manifest_of(work.output, work.shard).unlink(missing_ok=True)
    readings = Layable.of(work.output, work.reader_version)
    parts = {table: [arrow_table(table, ())] for table in FACTS}
    parts["captures"].append(arrow_table("captures", work.settled.captures))
    linker = Linker()
    spoiled: dict[str, str] = {}
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
            fitting = {table: arrow_table(table, some) for table, some in laid.items()}
        except FAULTS as fault:
            spoiled[capture.reading_id] = reason_of(fault)
            continue
        for table, part in fitting.items():
            parts[table].append(part)
        texts += _write_texts(work.output, laid.get("notices", ()), reading.text)
    if spoiled:
        return LaidShard(spoiled)
    tables = {table: _joined(some) for table, some in parts.items()}
    written = write_tables(work.output.tables, work.shard, tables)
    manifest = {
        "inputs": work.inputs,
        "rows": {table: rows.num_rows for table, rows in tables.items()},
        "bytes": work.output.shard_bytes(FACTS, work.shard),
    }
    return LaidShard({}, (*written, *texts), manifest)


def _joined(parts: Sequence[pa.Table]) -> pa.Table:
    """Join tables to one whose columns lie in one piece: as if made of all rows."""
    import pyarrow as pa

    return pa.concat_tables(parts).combine_chunks()


def _write_texts(
    output: Output, notices: Iterable[Mapping[str, Any]], text: str
) -> list[Path]:
    written = []
    for notice in notices:
        path = output.texts / f"{notice['notice_id']}.txt"
        write_bytes(path, text.encode(), lasting=False)
        written.append(path)
    return written
