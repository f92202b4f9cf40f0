"""What a site is made of: which files belong to which unit, made from what inputs.

The manifest lies in the site as a text file: first a line for each folder with the
number of our files in it, then one for each unit: its name (as JSON), the digest of its
inputs, its files, parted by tabs. The files of a unit are not parsed before somebody
asks, so that a large site is opened quickly.

Whether files were lost is seen from their folders: at the end of a rendering each
folder is given one known time, and whatever is added, taken away or renamed in it since
then gives it another. Only such folders are looked through.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

STAMP = 946_684_800 * 10**9
"""The time of an untouched folder: 2000-01-01T00:00:00Z, in nanoseconds."""
OLD_NAME = ".mubiao-site.json"
"""The manifest of sites that were made before there were folders in it."""


class Held(NamedTuple):
    """The files of a unit: the digest of its inputs, and the paths joined by tabs."""

    inputs: str
    raw: bytes

    @classmethod
    def of(cls, inputs: str, paths: Iterable[str]) -> Self:
        """Keep the *paths* of a unit."""
        return cls(inputs, "\t".join(paths).encode())

    def paths(self) -> list[str]:
        """Give the paths of the files."""
        return self.raw.decode().split("\t") if self.raw else []


class Manifest:
    """The units of a site by name, and the number of files in each folder."""

    NAME = ".mubiao-site.tsv"

    def __init__(self, units: Mapping[str, Held], folders: Counter[str]) -> None:
        self.units = units
        self.folders = folders

    @classmethod
    def read(cls, site: Path) -> Self:
        """Read the manifest of *site*; it is empty where there is none."""
        path = site / cls.NAME
        if not path.is_file():
            return cls._read_old(site)
        units, folders = {}, Counter[str]()
        for line in path.read_bytes().split(b"\n"):
            name, _, rest = line.partition(b"\t")
            first, _, raw = rest.partition(b"\t")
            if name == b"/":
                folders[raw.decode()] = int(first)
            elif name:
                units[json.loads(name)] = Held(first.decode(), raw)
        return cls(units, folders)

    @classmethod
    def _read_old(cls, site: Path) -> Self:
        """Take over the files of an older manifest, as files that nobody wants."""
        path = site / OLD_NAME
        if not path.is_file():
            return cls({}, Counter())
        paths = [OLD_NAME]
        for _, held in json.loads(path.read_text("utf-8")).values():
            paths += held
        return cls({"": Held.of("", paths)}, Counter(map(folder_of, paths)))

    def dump(self) -> bytes:
        """Write the manifest down: the same for the same units."""
        lines = [
            f"/\t{count}\t{folder}".encode()
            for folder, count in sorted(self.folders.items())
        ]
        lines += [
            json.dumps(unit, ensure_ascii=False).encode()
            + b"\t"
            + held.inputs.encode()
            + b"\t"
            + held.raw
            for unit, held in sorted(self.units.items())
        ]
        return b"\n".join(lines) + b"\n"

    def touched(self, site: Path) -> set[str]:
        """Give the folders in which somebody may have changed something."""
        return {folder for folder in self.folders if _time_of(site / folder) != STAMP}

    def lost(self, site: Path, touched: set[str]) -> set[str]:
        """Give the files of the folders *touched* that should be there and are not."""
        if not touched:
            return set()
        lying = {folder: _names(site / folder) for folder in touched}
        return {
            path
            for held in self.units.values()
            for path in held.paths()
            if (folder := folder_of(path)) in touched
            and path.rpartition("/")[2] not in lying[folder]
        }


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


def folder_of(path: str) -> str:
    """Give the folder of a file of the site; empty for the site itself."""
    return path.rpartition("/")[0]


def _time_of(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except FileNotFoundError:
        return -1


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()
