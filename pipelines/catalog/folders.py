"""The folders of a site, and the time by which an untouched one is known.

Whether files were lost is seen from their folders: at the end of a rendering each
folder is given one known time, and whatever is added, taken away or renamed in it since
then gives it another. Only such folders are looked through.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

STAMP = 946_684_800 * 10**9
"""The time of an untouched folder: 2000-01-01T00:00:00Z, in nanoseconds."""


def folder_of(path: str) -> str:
    """Give the folder of a file of the site; empty for the site itself."""
    return path.rpartition("/")[0]


def is_touched(folder: Path) -> bool:
    """Say whether somebody may have changed something in *folder*, or removed it."""
    try:
        return folder.stat().st_mtime_ns != STAMP
    except FileNotFoundError:
        return True


def names_in(folder: Path) -> set[str]:
    """Give the names in *folder*; none if it is not there."""
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def stamp(site: Path, folders: Iterable[str]) -> None:
    """Give *folders*, and those above them, the time that says: as we left it.

    A folder of another owner keeps its own time and is looked through each time.
    """
    above = {""}
    for folder in folders:
        while folder not in above:
            above.add(folder)
            folder = folder_of(folder)
    for folder in above:
        with contextlib.suppress(PermissionError, FileNotFoundError):
            os.utime(site / folder, ns=(STAMP, STAMP))
