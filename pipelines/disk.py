"""Making files last through a power cut."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

_FEW = 64
"""Files that are synced one by one: a small build waits for nobody else's writing."""


def sync_file(path: Path) -> None:
    """Make what *path* holds, or the names in a folder, last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_files(paths: Sequence[Path]) -> None:
    """Make many files last, with their names.

    A sync after each makes the disk wait as often; of many, all that is pending is
    written at once.
    """
    if len(paths) > _FEW:
        os.sync()
        return
    for path in paths:
        sync_file(path)
    for folder in sorted({path.parent for path in paths}):
        sync_file(folder)
