"""SHA256SUMS: every file of a version with its digest, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

MANIFEST = "SHA256SUMS"
NOTHING: Mapping[str, str] = MappingProxyType({})
"""No digests."""
_CHUNK = 1 << 20


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def manifest(folder: Path, known: Mapping[str, str] = NOTHING) -> bytes:
    """Give the manifest of *folder*: all files but itself, sorted by path.

    Files whose digests are *known*, by their path in *folder*, are not read again.
    """
    lines = (
        f"{known.get(name) or sha256(folder / name)}  {name}\n".encode()
        for name in published(folder)
    )
    return b"".join(lines)


def digests_in(folder: Path, *within: str) -> dict[str, str]:
    """Give the digests of the files *within* a folder, by their path in it.

    What is asked for are files, or folders with all that they hold.
    """
    return {
        path: sha256(folder / path)
        for name in within
        for path in ([name] if (folder / name).is_file() else files(folder, name))
    }


def published(folder: Path) -> Iterator[str]:
    """Name the files that a manifest of *folder* lists, sorted by path.

    Names, and not paths: of a large version there is one for each notice.
    """
    for name in files(folder):
        if name.rpartition("/")[2] != MANIFEST:
            yield name


def files(folder: Path, within: str = "") -> Iterator[str]:
    """Name all files under *folder* by their path in it, sorted part by part."""
    with os.scandir(folder / within) as found:
        held = sorted((each.name, each.is_dir(follow_symlinks=False)) for each in found)
    for name, is_folder in held:
        path = f"{within}/{name}" if within else name
        if is_folder:
            yield from files(folder, path)
        else:
            yield path


def faults(folder: Path) -> list[str]:
    """Give what is wrong with a folder by its manifest; nothing means whole."""
    listed = folder / MANIFEST
    if not listed.is_file():
        return [f"{folder.name}: {MANIFEST} is missing"]
    said = digests(listed)
    held = set(published(folder))
    both = sorted(said.keys() & held)
    found = [f"{folder.name}/{name}: missing" for name in said if name not in held]
    found += [
        f"{folder.name}/{name}: not in {MANIFEST}" for name in held if name not in said
    ]
    found += [
        f"{folder.name}/{name}: its bytes are not those that were published"
        for name in both
        if sha256(folder / name) != said[name]
    ]
    found.sort()
    return found


def digests(path: Path, but: str | None = None) -> dict[str, str]:
    """Give the digest of each file that the manifest at *path* names.

    Those whose names begin with *but* are left out.
    """
    said = {}
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            digest, _, name = line.rstrip("\n").partition("  ")
            if but is None or not name.startswith(but):
                said[name] = digest
    return said
