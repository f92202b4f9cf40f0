"""Writes that survive a crash: whole or not at all.

Every write, fsync and rename of a release goes through here, so there is one place to
read for what is durable when, and one place for tests to pull the plug.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from pipelines.errors import StoreError

MANY = 2_000
_FULL_IN_WORDS = ("No space left", "disk is full")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}


def write(path: Path, data: bytes) -> None:
    """Write a file of a staged folder; ``sync_tree`` makes it durable later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)


def replace(path: Path, data: bytes) -> None:
    """Put *data* in the place of *path*: a reader sees the old or the new, whole."""
    beside = path.with_name(f".{path.name}.part")
    write(beside, data)
    sync(beside)
    rename(beside, path)


def rename(old: Path, new: Path) -> None:
    """Rename durably."""
    os.replace(old, new)  # noqa: PTH105 - one seam for the fault tests
    sync(new.parent)


def sync(path: Path) -> None:
    """Wait until a file's or folder's content is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until a whole folder is on the disk: its files first, then the folders.

    Files that another version links to are on the disk already. Very many files are
    left to one ``sync``, which on Linux returns when all is written.
    """
    files = list(islice(_unlinked(folder), MANY + 1))
    if len(files) > MANY:
        os.sync()
        files = []
    for path in files:
        sync(path)
    for place, _, _ in os.walk(folder, topdown=False):
        sync(Path(place))


def _unlinked(folder: Path) -> Iterator[Path]:
    """Give the files under *folder* that have no other name."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for path in (Path(place, name) for name in sorted(names)):
            if path.stat().st_nlink == 1:
                yield path


def to_json(value: Any) -> bytes:
    """Give *value* as JSON text: readable, keys in the order given, LF at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn a disk's refusals into errors that say what to do.

    Raises:
        StoreError: the disk is full, or the folder may not be written.
    """
    import sqlite3

    import duckdb

    try:
        yield
    except OSError as error:
        raise StoreError(_advice(folder, error.errno, str(error))) from error
    except (duckdb.Error, sqlite3.OperationalError) as error:
        # The databases tell a full disk in words, under errors of many classes.
        said = str(error)
        full = any(words in said for words in _FULL_IN_WORDS)
        if not full and not isinstance(error, duckdb.IOException):
            raise
        number = errno.ENOSPC if full else None
        raise StoreError(_advice(folder, number, said)) from error


def _advice(folder: Path, number: int | None, said: str) -> str:
    if number in _FULL:
        return (
            f"no space left for {folder}: nothing was published and the last version "
            "stands; free some space and build again"
        )
    if number in _FORBIDDEN:
        return (
            f"{folder} may not be written ({said}): nothing was published; "
            "give another --output or the right to write there"
        )
    return f"{folder} cannot be used: {said}"
