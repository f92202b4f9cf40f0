"""One publisher at a time; a dead one leaves no lock behind (flock)."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import StoreLocked

LOCK = ".lock"
_PAUSE = 0.05


@contextmanager
def locked(folder: Path, patience: float) -> Iterator[None]:
    """Hold the folder's lock; wait up to *patience* seconds for another holder.

    Raises:
        StoreLocked: somebody else still holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        _take(file.fileno(), folder, patience)
        yield


def _take(handle: int, folder: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise StoreLocked(
                    f"{folder} is being published by another build; try again later"
                ) from None
            time.sleep(_PAUSE)
        else:
            return
