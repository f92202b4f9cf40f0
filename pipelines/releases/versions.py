"""Version numbers, and the files that say which versions there are.

``versions.json`` lists every version ever published, oldest first, each with its
``status`` (``current``, ``superseded``, ``withdrawn``); ``latest.json`` points to the
current one. Both are replaced whole, the pointer last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases import durable
from pipelines.tables.schemas import PACKAGE

VERSIONS = "versions.json"
LATEST = "latest.json"
_NUMBER = re.compile(r"(\d+)\.(\d+)\.(\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A semantic version; see the Data Package version recipe."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Number:
        """Read ``1.2.3``.

        Raises:
            ReleaseError: *text* is no version number.
        """
        match = _NUMBER.fullmatch(text)
        if not match:
            raise ReleaseError(f"no version number: {text!r}")
        return cls(*map(int, match.groups()))

    def next(self, step: str) -> Number:
        """Give the next number: *step* is ``major``, ``minor`` or ``patch``."""
        if step == "major":
            return Number(self.major + 1, 0, 0)
        if step == "minor":
            return Number(self.major, self.minor + 1, 0)
        return Number(self.major, self.minor, self.patch + 1)

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


FIRST = Number(1, 0, 0)
Entry = dict[str, Any]


def home(output: Path) -> Path:
    """Give the folder that holds the versions of an output."""
    return output / "datapackages" / PACKAGE


def entries(folder: Path) -> list[Entry]:
    """Give the versions that ``versions.json`` lists, oldest first.

    Raises:
        ReleaseError: the file is no such list.
    """
    path = folder / VERSIONS
    if not path.exists():
        return []
    try:
        listed = json.loads(path.read_text(encoding="utf-8"))["versions"]
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{path} cannot be read: {error}") from error
    return list(listed)


def find(folder: Path, version: str) -> Entry:
    """Give the entry of *version*.

    Raises:
        ReleaseError: no such version was published.
    """
    for entry in entries(folder):
        if entry["version"] == version:
            return entry
    known = ", ".join(entry["version"] for entry in entries(folder)) or "none"
    raise ReleaseError(f"no version {version}; published are: {known}")


def current(listed: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Give the newest version that was not withdrawn."""
    standing = [entry for entry in listed if entry["status"] != "withdrawn"]
    return max(standing, key=lambda e: Number.parse(e["version"]), default=None)


def latest(folder: Path) -> Path | None:
    """Give the folder of the version that the pointer names, or None.

    Raises:
        ReleaseError: the pointer cannot be read.
    """
    path = folder / LATEST
    if not path.exists():
        return None
    try:
        return folder / str(json.loads(path.read_text(encoding="utf-8"))["path"])
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{path} cannot be read: {error}") from error


def record(folder: Path, listed: Sequence[Mapping[str, Any]]) -> None:
    """Write ``versions.json`` with true states, then move the pointer, last."""
    standing = current(listed)
    stated = [_with_status(entry, standing) for entry in listed]
    content = durable.to_json({"name": PACKAGE, "versions": stated})
    path = folder / VERSIONS
    if not path.exists() or path.read_bytes() != content:
        durable.replace(path, content)
    point(folder, standing)


def point(folder: Path, standing: Mapping[str, Any] | None) -> None:
    """Let ``latest.json`` name *standing*; without a version there is no pointer."""
    path = folder / LATEST
    if standing is None:
        path.unlink(missing_ok=True)
        return
    pointer = {"version": standing["version"], "path": standing["path"]}
    content = durable.to_json(pointer)
    if not path.exists() or path.read_bytes() != content:
        durable.replace(path, content)


def _with_status(entry: Mapping[str, Any], standing: Mapping[str, Any] | None) -> Entry:
    if entry["status"] == "withdrawn":
        return dict(entry)
    is_current = standing is not None and entry["version"] == standing["version"]
    return {**entry, "status": "current" if is_current else "superseded"}
