"""Lay out: readings become rows in Parquet shards, and only shards that changed.

A shard holds the captures whose digest begins with its name. Which capture is a
notice's current reading and which notice a citation means is settled over the whole
collection, from a few words that each capture claims; so a new notice rewrites its
own shard, and another one only where it changes what is settled for it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.collection import remote
from pipelines.collection.claims import ShardClaims, all_found, load_claims
from pipelines.collection.corrected import Corrections, held_corrections, part_of
from pipelines.collection.incoming import captures
from pipelines.collection.laying import LaidShard, ShardWork, lay_out_shard
from pipelines.collection.manifests import manifest_of, row_counts
from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.reading import Tell
from pipelines.collection.registers import lay_out_registers
from pipelines.collection.spoiled import Layable, spoil
from pipelines.collection.versions import tables_version
from pipelines.collection.worker import die_with_parent
from pipelines.collection.workers import server
from pipelines.disk import sync_files
from pipelines.model import Capture
from pipelines.tables.collection import Collection, settle
from pipelines.tables.schemas import FACTS

_WIDTHS = ((2_000, 1), (50_000, 2))
"""Most captures for a number of hexadecimal digits: 16 shards, then 256, then 4,096.

A shard then holds at most some 200 captures up to a million of them: what one more
notice has laid out again, in some 3 s.
"""
_ALONE = 64
"""Captures that are laid out faster than a pool of processes starts (about 1 s)."""


_TOGETHER = 64
"""Shards that are made to last together: what a killed build lays out again."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What the step did: shards in all, shards written, and rows of each table."""

    shards: int
    written: tuple[str, ...]
    rows: Mapping[str, int]


def width(count: int) -> int:
    """Give the number of hexadecimal digits that name a shard of *count* captures."""
    for most, digits in _WIDTHS:
        if count <= most:
            return digits
    return 3


def lay_out_tables(
    output: Output,
    reader_version: str,
    jobs: int = 1,
    tell: Tell = lambda done, total: None,
) -> LaidOut:
    """Bring the shards of all tables up to date.

    A capture whose rows cannot be laid out is quarantined, and its shard made anew.

    Raises:
        StoreError: a reading is missing, or a shard cannot be written.
    """
    written: set[str] = set()
    while True:
        work = _work(output, reader_version)
        stale = [each for each in work.values() if _is_stale(each)]
        written.update(each.shard for each in stale)
        keys = (one.reading_id for each in stale for one in each.captures)
        remote.bring_readings(output, reader_version, keys)
        _drop_others(output, work)
        spoiled = _lay_out(stale, jobs, tell)
        if not spoiled:
            break
        spoil(output, reader_version, spoiled)
    rows = row_counts(output) | lay_out_registers(output)
    return LaidOut(len(work), tuple(sorted(written)), rows)


def _lay_out(stale: Sequence[ShardWork], jobs: int, tell: Tell) -> dict[str, str]:
    """Write the shards; give the captures that could not be laid out, and why."""
    total = sum(len(each.captures) for each in stale)
    done = 0
    spoiled: dict[str, str] = {}
    pending: list[tuple[ShardWork, LaidShard]] = []
    tell(done, total)
    for work, laid in _laid(stale, 1 if total <= _ALONE else jobs):
        if laid.spoiled:
            spoiled |= laid.spoiled
        else:
            pending.append((work, laid))
        if len(pending) == _TOGETHER:
            _keep(pending)
        done += len(work.captures)
        tell(done, total)
    _keep(pending)
    return spoiled


def _keep(pending: list[tuple[ShardWork, LaidShard]]) -> None:
    """Make the shards' files last, then say by their manifests that they stand."""
    sync_files([path for _, laid in pending for path in laid.files])
    for work, laid in pending:
        write_json(manifest_of(work.output, work.shard), laid.manifest)
    pending.clear()


def stale_shards(output: Output, reader_version: str) -> list[str]:
    """Name the shards that ``lay_out_tables`` would write.

    Raises:
        StoreError: a reading is missing: the captures are not all read yet.
    """
    work = _work(output, reader_version)
    return [each.shard for each in work.values() if _is_stale(each)]


def _laid(
    stale: Sequence[ShardWork], jobs: int
) -> Iterable[tuple[ShardWork, LaidShard]]:
    if jobs == 1:
        for work in stale:
            yield work, lay_out_shard(work)
        return
    with ProcessPoolExecutor(
        min(jobs, len(stale)), mp_context=server(), initializer=die_with_parent
    ) as pool:
        running = {pool.submit(lay_out_shard, work): work for work in stale}
        for future in as_completed(running):
            yield running[future], future.result()


def _work(output: Output, reader_version: str) -> dict[str, ShardWork]:
    held = captures(output)
    digits = width(len(held))
    members: defaultdict[str, list[Capture]] = defaultdict(list)
    for capture in held:
        members[capture.sha256[:digits]].append(capture)
    readings = Layable.of(output, reader_version)
    claims = all_found(
        members, lambda shard: load_claims(output, shard, members[shard], readings)
    )
    settled = settle(one for each in claims.values() for one in each.claims)
    rows: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in settled.captures:  # an annex stands in the shard of its page
        rows[str(row["part_of"] or row["capture_id"])].append(row)
    corrections = held_corrections(output)
    return {
        shard: _shard_work(
            output,
            shard,
            reader_version,
            some,
            claims[shard],
            settled,
            rows,
            corrections,
        )
        for shard, some in sorted(members.items())
    }


def _shard_work(
    output: Output,
    shard: str,
    reader_version: str,
    members: Sequence[Capture],
    claims: ShardClaims,
    settled: Collection,
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    corrections: Corrections,
) -> ShardWork:
    own = {c.capture_id: settled.ids[c.capture_id] for c in members}
    ids = {key for each in own.values() for key in each}
    part = Collection(
        ids=own,
        current={key: settled.current[key] for key in sorted(ids)},
        captures=tuple(
            dict(row) for capture in members for row in rows[capture.capture_id]
        ),
        cited={
            name: settled.cited[name]
            for name in sorted(claims.cites)
            if name in settled.cited
        },
    )
    corrected = part_of(corrections, ids)
    inputs = [
        reader_version,
        tables_version(),
        part.ids,
        part.current,
        part.captures,
        part.cited,
        [repr(one) for some in corrected.values() for one in some],
    ]
    digest = hashlib.sha256(
        json.dumps(inputs, default=str, sort_keys=True).encode()
    ).hexdigest()
    return ShardWork(
        output, shard, reader_version, tuple(members), part, corrected, digest
    )


def _is_stale(work: ShardWork) -> bool:
    """Say whether a shard is missing, made from something else, or cut short."""
    kept = read_json(manifest_of(work.output, work.shard)) or {}
    is_whole = kept.get("bytes") == work.output.shard_bytes(FACTS, work.shard)
    return kept.get("inputs") != work.inputs or not is_whole


def _drop_others(output: Output, work: Mapping[str, ShardWork]) -> None:
    """Take away what no shard has: of names with fewer digits, of ids no longer given.

    Their manifests go first: what has none is made anew.
    """
    kept = set(work)
    for pattern in ("shards/*.json", "claims/*.json"):
        _unlink(output.tables.glob(pattern), kept)
    for table in FACTS:
        _unlink((output.tables / table).glob("*.parquet"), kept)
    ids = {key for each in work.values() for key in each.settled.current}
    _unlink(output.texts.glob("*.txt"), ids)


def _unlink(paths: Iterable[Path], kept: set[str]) -> None:
    for path in paths:
        if path.stem not in kept:
            path.unlink()
