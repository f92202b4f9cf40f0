"""One build at a time on one output folder."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from pipelines.errors import StoreError, StoreLocked


@contextmanager
def locked(
    path: Path, *, tell: Callable[[str], None] = lambda message: None
) -> Iterator[None]:
    """Hold the lock file *path*; *tell* hears of a lock that a dead build has left.

    The operating system lets go of the lock when its holder dies, so a lock file that
    is there but not held is stale: it is taken over, and said so.

    Raises:
        StoreLocked: another build holds it; the message says which.
        StoreError: the folder cannot be written.
    """
    file = _acquire(path)
    try:
        left = file.read().decode(errors="replace").strip()
        if left:
            tell(
                f"an earlier build ({_describe(left)}) ended before it had finished; "
                "its lock is taken over, and its unfinished files are removed"
            )
        file.seek(0)
        file.truncate()
        file.write(json.dumps(_holder()).encode())
        yield
    finally:
        # A build that is killed never gets here: the next one finds its lock.
        path.unlink(missing_ok=True)
        file.close()


def holder(path: Path) -> str | None:
    """Say who holds the lock file *path* now; None where nobody does."""
    try:
        file = FileIO(path, "r")
    except FileNotFoundError:
        return None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _describe(file.read().decode(errors="replace"))
    return None


def _acquire(path: Path) -> FileIO:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+")
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error.strerror}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            who = _describe(file.read().decode(errors="replace"))
            file.close()
            raise StoreLocked(
                f"{path.parent} is being built by another process ({who}); "
                "wait until it has ended, or give another --output"
            ) from error
        if _is_still_named(file, path):
            return file
        file.close()


def _is_still_named(file: FileIO, path: Path) -> bool:
    """Say whether the file is the one that bears the name: its holder may unlink it."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _holder() -> dict[str, str | int]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "start": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _describe(content: str) -> str:
    try:
        found = json.loads(content)
        return f"pid {found['pid']} on {found['host']} since {found['start']}"
    except (ValueError, KeyError, TypeError):
        return "its lock file does not say which"
