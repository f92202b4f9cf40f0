"""Corrections that an output keeps: taken over from a file, and in force until another.

They lie in ``store/corrections.yml``, byte for byte as given, so that a build without
the file, by a sensor or a timer, corrects the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.collection import remote
from pipelines.collection.place import Output, write_bytes

if TYPE_CHECKING:
    from pipelines.corrections import Correction

Corrections = Mapping[str, tuple["Correction", ...]]
"""Corrections by the id of their notice."""


def take_over(output: Output, path: Path) -> None:
    """Make the corrections of *path* those of the output, in place of any before.

    Raises:
        LexiconError: the file is missing or broken; what was kept stays.
        StoreError: the store cannot be written.
    """
    from pipelines.corrections import load

    load(path)
    data = path.read_bytes()
    kept = _file(output)
    if not kept.exists() or kept.read_bytes() != data:
        write_bytes(kept, data)


def held_corrections(output: Output) -> Corrections:
    """Give the corrections that the output keeps, in the order of their file.

    Raises:
        LexiconError: somebody has broken the kept file.
    """
    from pipelines.corrections import parse

    kept = _file(output)
    if not kept.exists():
        return {}
    found: dict[str, tuple[Correction, ...]] = {}
    for one in parse(kept.read_bytes(), str(kept)):
        found[one.notice] = (*found.get(one.notice, ()), one)
    return found


def part_of(corrections: Corrections, notices: Collection[str]) -> Corrections:
    """Give the corrections of some notices alone."""
    return {key: corrections[key] for key in sorted(notices) if key in corrections}


def doubts(output: Output) -> list[str]:
    """Say which corrections change nothing: of notices not held, or stale.

    Raises:
        LexiconError: somebody has broken the kept file.
    """
    from pipelines.corrections import STALE

    held = held_corrections(output)
    if not held:
        return []
    remote.warm(output)
    stale = [
        f"stale correction of {row['notice_id']}: {row['table']} "
        f"{row['field'] or 'row'} {row['quote'] or ''} is no longer read so"
        for row in _laid_out(output)
        if row["status"] == STALE
    ]
    strangers = [
        f"correction of {notice}: no such notice is held"
        for notice in held
        if not (output.texts / f"{notice}.txt").exists()
    ]
    return stale + strangers


def _laid_out(output: Output) -> list[dict[str, str | None]]:
    import pyarrow.parquet as pq

    shards = output.shards("corrections")
    return [row for shard in shards for row in pq.read_table(shard).to_pylist()]


def digest(output: Output) -> str:
    """Give a digest of the kept corrections; without any, that of nothing."""
    kept = _file(output)
    data = kept.read_bytes() if kept.exists() else b""
    return hashlib.sha256(data).hexdigest()[:16]


def _file(output: Output) -> Path:
    return output.store / "corrections.yml"
