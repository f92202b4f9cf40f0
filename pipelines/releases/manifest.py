"""SHA256SUMS: every file of a version with its digest, as ``sha256sum -c`` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

MANIFEST = "SHA256SUMS"
_CHUNK = 1 << 20


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def manifest(folder: Path) -> bytes:
    """Give the manifest of *folder*: all files but itself, sorted by path."""
    lines = [
        f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    ]
    return "".join(lines).encode()


def faults(folder: Path) -> list[str]:
    """Give what is wrong with a folder by its manifest; nothing means whole."""
    listed = folder / MANIFEST
    if not listed.is_file():
        return [f"{folder.name}: {MANIFEST} is missing"]
    said = digests(listed)
    held = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    both = sorted(said.keys() & held.keys())
    found = [f"{folder.name}/{name}: missing" for name in said if name not in held]
    found += [
        f"{folder.name}/{name}: not in {MANIFEST}" for name in held if name not in said
    ]
    found += [
        f"{folder.name}/{name}: its bytes are not those that were published"
        for name in both
        if sha256(held[name]) != said[name]
    ]
    found.sort()
    return found


def digests(path: Path) -> dict[str, str]:
    """Give the digest of each file that the manifest at *path* names."""
    said = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        said[name] = digest
    return said
