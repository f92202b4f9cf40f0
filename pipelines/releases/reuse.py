"""What of the last version may stand in the new one instead of being made again.

A form is made from rows by code and libraries. Where all are as they were, the last
version's file has the bytes that making it again would give, and is linked: versions
are never rewritten, so they may share files. Which code and libraries made a version is
noted beside the versions, not in them: it is no part of what is published.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.releases import durable
from pipelines.releases.manifest import MANIFEST, digests, sha256
from pipelines.resources import folder

NOTE = ".made-with.json"
_CODE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Reuse:
    """The last version's files, by name, that may stand in the new one; or none."""

    previous: Path | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, home: Path, previous: Path | None) -> Reuse:
        """Give what may be reused of *previous*: nothing where other code made it."""
        if previous is None or _noted(home).get(previous.name) != made_with():
            return cls()
        return cls(previous, digests(previous / MANIFEST, but="texts/"))

    def has_same(self, version_dir: Path, name: str) -> bool:
        """Say whether a staged file has the bytes that the last version's has."""
        return self.digests.get(name) == sha256(version_dir / name)

    def link(self, version_dir: Path, name: str) -> bool:
        """Let the last version's file stand in the staged one; say whether it does.

        A file that is not as it was published is no use.
        """
        if self.previous is None or name not in self.digests:
            return False
        held = self.previous / name
        if not held.is_file() or sha256(held) != self.digests[name]:
            return False
        place = version_dir / name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(held, place)
        except OSError:  # another file system, or one that knows no links
            shutil.copyfile(held, place)
        return True


def note(home: Path, version: str) -> None:
    """Note with what *version*, the newest, was made."""
    durable.replace(home / NOTE, durable.to_json({version: made_with()}))


def made_with() -> str:
    """Give the digest of the code and the libraries that give a version its bytes."""
    import duckdb
    import pyarrow

    digest = hashlib.sha256()
    versions = (
        platform.python_version(),
        duckdb.__version__,
        pyarrow.__version__,
        sqlite3.sqlite_version,
        zlib.ZLIB_RUNTIME_VERSION,
    )
    digest.update(json.dumps(versions).encode())
    for place in (_CODE / "releases", _CODE / "tables", folder("datapackages")):
        for path in sorted(place.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(place)}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _noted(home: Path) -> Mapping[str, str]:
    try:
        said: Mapping[str, str] = json.loads((home / NOTE).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return said
