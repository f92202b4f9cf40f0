"""Receive: files that people give become captures; files already received cost a stat.

``store/seen.json`` remembers path, size, time and digest of each file. Of a file that
was written in the last moments before it was read the time is not remembered: it could
change once more without its time doing so.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.captures import Received, Store, receive
from pipelines.collection.bundles import bundled
from pipelines.collection.place import Output, read_json, write_json
from pipelines.model import Capture

WAITING = "sources/waiting"
"""Where below the store the receipts of web pages wait for the next build."""

_MOST_BYTES = 1024**3
"""A single file above this is not even read; what is read has its own limits."""

_SETTLED_AFTER = 2.0
"""Seconds after which a file's time tells whether it has changed: FAT counts in 2 s."""


_UNSETTLED = -1


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the given paths held: captures new to the store, and what was left out."""

    files: int
    new: int
    skipped: tuple[tuple[Path, str], ...]


def receive_files(output: Output, paths: Iterable[Path]) -> Incoming:
    """Take every file under *paths* into the store, and the web pages that wait.

    Raises:
        StoreError: a path does not exist, or the store cannot be written.
    """
    seen_file = output.store / "seen.json"
    seen: dict[str, list[int | str]] = read_json(seen_file) or {}
    before = dict(seen)
    skipped: list[tuple[Path, str]] = []
    files = 0
    stamp = received_at()
    with Store(str(output.store)) as store:
        known = {capture.sha256 for capture in store.list()}
        new = {capture.sha256 for capture in store.admit(WAITING)}
        _admit_gone(output)
        for file in receive(paths, lambda path, why: skipped.append((path, why))):
            files += 1
            try:
                stat = file.path.stat()
                key = str(file.path.resolve())
                last = seen.get(key, [])
                if last[:2] == [stat.st_size, stat.st_mtime_ns]:
                    continue
                digest = _put(store, file, stat, stamp, last[2:]).sha256
                new.add(digest)
            except OSError as error:
                skipped.append((file.path, f"cannot be read: {error.strerror}"))
            except _TooLarge as error:
                skipped.append((file.path, str(error)))
            else:
                settled = time.time() - stat.st_mtime > _SETTLED_AFTER
                moment = stat.st_mtime_ns if settled else _UNSETTLED
                seen[key] = [stat.st_size, moment, digest]
    if seen != before:
        write_json(seen_file, seen)
    return Incoming(files, len(new - known), tuple(skipped))


def captures(output: Output) -> list[Capture]:
    """Give every capture of the store once, by digest, as it was first received.

    Of a page that has gone since, the moment when that was noticed stands with it; its
    attachments stand with it as well, not by themselves: see ``bundles``.
    """
    gone: dict[str, str] = read_json(output.sources / "gone.json") or {}
    return bundled(Store(str(output.store)).list(), gone)


def received_at() -> str:
    """Give the time now, or SOURCE_DATE_EPOCH where it is set, as ISO 8601 in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.fromtimestamp(float(epoch) if epoch else time.time(), UTC)
    return now.isoformat(timespec="seconds").replace("+00:00", "Z")


def _admit_gone(output: Output) -> None:
    with suppress(FileNotFoundError):
        (output.store / WAITING / "gone.json").replace(output.sources / "gone.json")


class _TooLarge(Exception):
    """A file larger than we read at all."""


def _put(
    store: Store,
    file: Received,
    stat: os.stat_result,
    stamp: str,
    last: Sequence[int | str],
) -> Capture:
    """Keep a file; *last* is the digest of what its path held, where that is known."""
    if stat.st_size > _MOST_BYTES:
        raise _TooLarge(f"has {stat.st_size:,} bytes: more than {_MOST_BYTES:,}")
    data = file.read()
    changed = bool(last) and last[0] != hashlib.sha256(data).hexdigest()
    return store.put(data, file.name, None, stamp, returned=changed)
