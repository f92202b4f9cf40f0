"""What lies in an inbox folder, as one digest of the contents."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from pipelines.captures import receive
from pipelines.collection.place import Output, read_json, write_json

_QUIET = 3.0
"""Seconds without a write after which a file counts as whole."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An inbox at one moment: its files, those still being written, the digest.

    ``digest`` is empty for an empty inbox; it does not depend on names or times.
    """

    files: int
    unsettled: int
    digest: str


def look(folder: Path, output: Output) -> Seen:
    """Look into *folder*; digests are kept in *output*'s store by size and time.

    Raises:
        StoreError: the store cannot be written.
    """
    if not folder.is_dir():
        return Seen(0, 0, "")
    kept_in = output.store / "inbox.json"
    kept: dict[str, list[int | str]] = read_json(kept_in) or {}
    fresh: dict[str, list[int | str]] = {}
    unsettled = 0
    for file in receive([folder]):
        try:
            stat = file.path.stat()
            if abs(time.time() - stat.st_mtime) < _QUIET:  # not of a clock ahead
                unsettled += 1
                continue
            mark = [stat.st_size, stat.st_mtime_ns]
            known = kept.get(str(file.path))
            digest = known[2] if known and known[:2] == mark else _digest(file.path)
        except OSError:  # taken away meanwhile, or not to be read: a build says so
            continue
        fresh[str(file.path)] = [*mark, digest]
    if fresh != kept:
        write_json(kept_in, fresh)
    contents = sorted({str(entry[2]) for entry in fresh.values()})
    joined = hashlib.sha256("".join(contents).encode()).hexdigest()
    return Seen(len(fresh) + unsettled, unsettled, joined if contents else "")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
