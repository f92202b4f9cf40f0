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
from typing import Any

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
    workbook: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    """The index of the last version's workbook: see ``forms.workbook``."""

    @classmethod
    def of(cls, home: Path, previous: Path | None) -> Reuse:
        """Give what may be reused of *previous*: nothing where other code made it."""
        noted = _noted(home).get(previous.name) if previous else None
        if previous is None or noted is None or noted["made_with"] != made_with():
            return cls()
        said = digests(previous / MANIFEST, but="texts/")
        return cls(previous, said, noted["workbook"])

    def is_whole(self, name: str) -> bool:
        """Say whether the last version's file is there, as it was published."""
        if self.previous is None or name not in self.digests:
            return False
        held = self.previous / name
        return held.is_file() and sha256(held) == self.digests[name]

    def link(self, version_dir: Path, name: str) -> bool:
        """Let the last version's file stand in the staged one; say whether it does.

        A file that is not as it was published is no use.
        """
        if self.previous is None or not self.is_whole(name):
            return False
        held = self.previous / name
        place = version_dir / name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(held, place)
        except OSError:  # another file system, or one that knows no links
            shutil.copyfile(held, place)
        return True


def note(home: Path, version: str, workbook: Mapping[str, Any]) -> None:
    """Note with what *version*, the newest, was made, and its workbook's index."""
    said = {version: {"made_with": made_with(), "workbook": workbook}}
    durable.replace(home / NOTE, json.dumps(said).encode())


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


def _noted(home: Path) -> Mapping[str, Any]:
    """Give what is noted of versions; nothing where it is not as ``note`` writes it."""
    try:
        said: dict[str, Any] = json.loads((home / NOTE).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return {
        version: each
        for version, each in said.items()
        if isinstance(each, dict) and each.keys() == {"made_with", "workbook"}
    }
