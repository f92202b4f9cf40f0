"""Audit: does what was published still stand, byte for byte and row by row?"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases.csv_checks import broken_csv
from pipelines.releases.evidence_checks import broken_evidence
from pipelines.releases.manifest import MANIFEST, faults, sha256
from pipelines.releases.row_checks import broken_rows
from pipelines.releases.standard_checks import ask_frictionless, broken_profile
from pipelines.releases.versions import (
    LATEST,
    VERSIONS,
    Number,
    current,
    entries,
    find,
    home,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an audit found; nothing found is a pass."""

    checked: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def audit(output: Path, version: str | None = None) -> Verdict:
    """Check *version* (or every version), the pointers and the chain of versions.

    Of each version: the digest of every file, nothing missing and nothing added, the
    descriptor against its profile, every constraint and key, every row's evidence.

    Raises:
        ReleaseError: there is no such version, or ``versions.json`` cannot be read.
    """
    folder = home(output)
    listed = entries(folder)
    if version is not None:
        chosen = [find(folder, version)]
    elif listed:
        chosen = listed
    else:
        raise ReleaseError(f"{folder} holds no version to audit")
    found = [*_pointers(folder, listed), *_chain(listed)]
    for one in chosen:
        found += _version(folder, one)
    return Verdict(tuple(str(one["version"]) for one in chosen), tuple(found))


def _pointers(folder: Path, listed: list[dict[str, Any]]) -> Iterator[str]:
    standing = current(listed)
    path = folder / LATEST
    if standing is None:
        if path.exists():
            yield f"{LATEST} names a version, but none stands"
        return
    if not path.exists():
        yield f"{LATEST} is missing; it should name {standing['version']}"
        return
    try:
        said = json.loads(path.read_bytes())
    except ValueError:
        yield f"{LATEST} is no JSON"
        return
    if said != {"version": standing["version"], "path": standing["path"]}:
        yield f"{LATEST} names {said.get('version')}, not {standing['version']}"
    for one in listed:
        if one["status"] == "current" and one["version"] != standing["version"]:
            yield f"{VERSIONS}: {one['version']} is not current"


def _chain(listed: list[dict[str, Any]]) -> Iterator[str]:
    """Each version names the one before it, with the digest of its manifest."""
    known: dict[str, str] = {}
    last: Number | None = None
    for one in listed:
        number = Number.parse(one["version"])
        if last is not None and number <= last:
            yield f"{VERSIONS}: {number} stands after {last}"
        before = one["previous"]
        if before is None and known and _standing(listed, one):
            yield f"{number}: names no version before it"
        if before and known.get(before["version"]) != before["manifest"]:
            yield f"{number}: is not chained to {before['version']} as it was published"
        known[one["version"]], last = one["manifest"], number


def _standing(listed: list[dict[str, Any]], one: Mapping[str, Any]) -> bool:
    """Say whether a version before *one* was never withdrawn."""
    older = listed[: listed.index(dict(one))]
    return any(before["status"] != "withdrawn" for before in older)


def _version(folder: Path, one: Mapping[str, Any]) -> list[str]:
    path = folder / str(one["path"])
    if one["status"] == "withdrawn":
        stone = folder / f"{one['version']}.withdrawn.json"
        if not stone.is_file():
            return [f"{one['version']}: withdrawn without a tombstone"]
        if one.get("erased"):
            return [f"{one['version']}: was to be erased"] if path.exists() else []
    if not path.is_dir():
        return [f"{one['version']}: its folder is missing"]
    found = faults(path)
    manifest = path / MANIFEST
    if manifest.is_file() and sha256(manifest) != one["manifest"]:
        found.append(f"{one['version']}/{MANIFEST}: is not the one that was published")
    return found or _content(path)


def _content(path: Path) -> list[str]:
    """Check what a version says; only where its bytes are sound."""
    described = json.loads((path / "datapackage.json").read_bytes())
    schemas = {part["name"]: part["schema"] for part in described["resources"]}
    with tempfile.TemporaryDirectory() as spill:
        found = broken_profile(described, schemas)
        found += broken_rows(path, Path(spill), schemas)
    found += broken_evidence(path) + broken_csv(path)
    found = found or ask_frictionless(path).faults
    return [f"{path.name}: {fault}" for fault in found]
