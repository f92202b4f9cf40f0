"""The cache of readings: one file for each capture and reader version.

A file holds the reading as JSON, sealed: a damaged one is read anew from the original.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.collection.codec import from_plain, to_plain
from pipelines.collection.place import write_bytes
from pipelines.collection.sealed import opened, seal
from pipelines.model import Capture, Reading

_KIND = "reading"


def pack(reading: Reading) -> bytes:
    """Give *reading* as the bytes of a cache file."""
    plain = json.dumps(to_plain(reading), ensure_ascii=False, separators=(",", ":"))
    return seal(_KIND, plain.encode())


def unpack(packed: bytes) -> Reading:
    """Give the reading that the bytes of a cache file hold.

    Raises:
        ValueError: they are damaged, or of another version.
    """
    return from_plain(Reading, json.loads(opened(_KIND, packed)))


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings made by one reader version; *folder* is that of all versions."""

    folder: Path
    version: str

    def path(self, key: str) -> Path:
        """Give the place of the reading with this key: see ``Capture.reading_id``."""
        return self.folder / self.version / key[:2] / key

    def missing(
        self, captures: Iterable[Capture], elsewhere: Collection[str] = ()
    ) -> list[Capture]:
        """Give the captures that this reader version has not read yet.

        *elsewhere* are the keys of readings that can be brought here.
        """
        held = self._held().union(elsewhere)
        return [capture for capture in captures if capture.reading_id not in held]

    def save(self, key: str, packed: bytes) -> None:
        """Keep the packed reading of a capture.

        Raises:
            StoreError: the folder cannot be written, or the disk is full.
        """
        write_bytes(self.path(key), packed, lasting=False)

    def load(self, key: str) -> Reading | None:
        """Give the reading of a capture; None where there is none, or a damaged one."""
        path = self.path(key)
        try:
            return unpack(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            path.unlink(missing_ok=True)
            return None

    def forget_all_but(self, versions: Collection[str]) -> None:
        """Remove the readings of all reader versions but these."""
        for folder in sorted(self.folder.glob("*")):
            if folder.name not in versions:
                shutil.rmtree(folder)

    def _held(self) -> set[str]:
        return {
            path.name
            for path in (self.folder / self.version).glob("*/*")
            if not path.name.startswith(".")
        }
