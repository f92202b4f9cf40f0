"""The files of a version or of a site: how much they are, and whether two are equal."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipelines.catalog.manifest import NAME, Manifest

TELLS_VERSION = (
    "CHANGELOG.md",
    "CITATION.cff",
    "README.md",
    "SHA256SUMS",
    "changes.csv",
    "changes.json",
    "croissant.json",
    "datapackage.json",
    "quality.json",
    "rekeyed.csv",
    "metadata/",
)
"""Files of a version that tell its number, its moment, or what it differs in from the
version before; the descriptors tell them, and the sums are those of the others."""


def differing(ours: Path, theirs: Path) -> int:
    """Make sure that two trees have the same files and bytes; give their number."""
    held, made = dict(contents(ours)), dict(contents(theirs))
    assert held.keys() == made.keys(), sorted(held.keys() ^ made.keys())[:20]
    odd = sorted(name for name in held if held[name] != made[name])
    assert not odd, odd[:20]
    return len(held)


def contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the digest of each file; of a site's manifest, that of what it says."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.name == NAME:
            yield name, _said(path.parent)
        elif path.is_file() and not name.startswith(TELLS_VERSION):
            yield name, hashlib.sha256(path.read_bytes()).hexdigest()


def megabytes(folder: Path) -> tuple[float, int]:
    """Give the size of a folder, links counted once, and the number of its files."""
    linked, size, files = set(), 0, 0
    for where, _, names in os.walk(folder):
        for name in names:
            stat = Path(where, name).stat()
            if stat.st_nlink > 1:
                if stat.st_ino in linked:
                    continue
                linked.add(stat.st_ino)
            size, files = size + stat.st_size, files + 1
    return size / 1e6, files


def _said(site: Path) -> str:
    """Give a digest of the units of a manifest, whose bytes tell how it grew."""
    digest = hashlib.sha256()
    with closing(Manifest(site)) as manifest:
        for unit in manifest.units():
            digest.update(repr(unit).encode())
    return digest.hexdigest()
