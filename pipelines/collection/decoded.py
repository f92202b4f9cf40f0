"""The cache of decoded documents: when only rules have changed, none is decoded again.

To decode a scan takes seconds, to read its words a fraction of one. A file of the cache
is a document as one decoder version gave it. Kept are documents whose decoding needs a
parser of its own (PDF, office files, pictures, archives), not text and pages, which
decode as fast as they are loaded, nor files that could not be read: these are tried
again. The cache takes at most ``MOST_BYTES``; when it is full, what is new is not kept.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipelines.collection.place import write_bytes
from pipelines.collection.sealed import opened, seal
from pipelines.documents import decode, wire
from pipelines.model import Capture, Document

MOST_BYTES = 4 * 1024**3
"""What the cache may take: room for some 100,000 documents of 40 kB, compressed."""
_KIND = "document"


def key(sha256: str, name: str, media_type: str | None) -> str:
    """Give the key of a document: its bytes, and what else tells its decoder."""
    told = (sha256, PurePosixPath(name).suffix.lower(), media_type or "")
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


@dataclass(slots=True)
class Remembered:
    """A decoder that knows some documents, and remembers those that it had to decode.

    Both are packed, by key: a worker is given them, and gives them back.
    """

    known: Mapping[str, bytes] = field(default_factory=dict)
    fresh: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, data: bytes, name: str, media_type: str | None) -> Document:
        """Give the document of *data*; one that is known, but damaged, is decoded.

        Raises:
            Unreadable: the bytes are no file that we can read.
            LimitExceeded: they ask for more size, time or memory than allowed.
        """
        place = key(hashlib.sha256(data).hexdigest(), name, media_type)
        if place in self.known:
            with suppress(ValueError):
                return wire.from_json(opened(_KIND, self.known[place]))
        document = decode(data, name, media_type)
        if not document.media_type.startswith("text/"):
            self.fresh[place] = seal(_KIND, wire.to_json(document))
        return document


@dataclass(slots=True)
class Documents:
    """The documents of one decoder version; *folder* is that of all versions."""

    folder: Path
    version: str
    most_bytes: int = MOST_BYTES
    _held: int | None = None

    def path(self, place: str) -> Path:
        """Give the place of the document with this key."""
        return self.folder / self.version / place[:2] / place

    def paths(self, capture: Capture) -> list[Path]:
        """Give the places of the documents of a capture and its annexes."""
        return [self.path(place) for place in _keys(capture)]

    def of(self, capture: Capture) -> dict[str, bytes]:
        """Give the documents of a capture and its annexes that are held, packed."""
        found = {}
        for place in _keys(capture):
            with suppress(FileNotFoundError):
                found[place] = self.path(place).read_bytes()
        return found

    def save(self, documents: Mapping[str, bytes]) -> None:
        """Keep packed documents, as far as there is room.

        Raises:
            StoreError: the folder cannot be written, or the disk is full.
        """
        if self._held is None:
            kept = (self.folder / self.version).glob("*/*")
            self._held = sum(path.stat().st_size for path in kept)
        for place, packed in documents.items():
            if self._held + len(packed) <= self.most_bytes:
                write_bytes(self.path(place), packed, lasting=False)
                self._held += len(packed)

    def forget_others(self) -> None:
        """Remove the documents of all decoder versions but this one."""
        for folder in sorted(self.folder.glob("*")):
            if folder.name != self.version:
                shutil.rmtree(folder)


def _keys(capture: Capture) -> list[str]:
    return [
        key(each.sha256, each.source_file, each.media_type)
        for each in (capture, *capture.annexes)
    ]
