"""After a crash: a version that was renamed but not yet listed is listed; half is not.

A folder under its version's name is complete by construction (it was made durable
before its rename), so a publisher killed after the rename is rolled forward. What
lies in the staging folder was never visible and is thrown away.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases import durable, feeds
from pipelines.releases.manifest import MANIFEST, faults, sha256
from pipelines.releases.versions import Number, current, entries, point, record


def recover(folder: Path) -> None:
    """Put an interrupted publication or withdrawal right; only under the lock.

    What was to be erased is erased, and the feeds follow the list.

    Raises:
        ReleaseError: a version's folder is there, unlisted and damaged.
    """
    _sweep(folder)
    listed = entries(folder)
    unlisted = _unlisted(folder, {entry["version"] for entry in listed})
    for path in unlisted:
        if wrong := faults(path):
            raise ReleaseError(
                f"{path} is no version that was published here and is damaged; move "
                f"it away: {wrong[0]}"
            )
        listed.append(entry_of(path))
    if unlisted:
        record(folder, listed)
    elif listed:
        point(folder, current(listed))
    for entry in listed:
        if entry.get("erased"):
            remove(folder / entry["path"])
    if listed:
        feeds.follow(folder)


def _sweep(folder: Path) -> None:
    """Remove what somebody who died left unfinished."""
    for stale in folder.glob(".staging*"):
        shutil.rmtree(stale)
    for part in (*folder.glob(".*.part"), *folder.glob("feeds/.*.part")):
        part.unlink()


def remove(path: Path) -> None:
    """Remove a version's folder: first out of sight, so that nobody sees half of it."""
    if path.is_dir():
        hidden = path.with_name(f".staging-erased-{path.name}")
        durable.rename(path, hidden)
        shutil.rmtree(hidden)


def entry_of(path: Path) -> dict[str, Any]:
    """Give a version's line in ``versions.json``, from the version itself."""
    described = json.loads((path / "datapackage.json").read_bytes())
    changes = json.loads((path / "changes.json").read_bytes())
    return {
        "version": described["version"],
        "path": path.name,
        "created": described["created"],
        "status": "current",
        "previous": described["previousVersion"],
        "manifest": sha256(path / MANIFEST),
        "rows": {part["name"]: part["rows"] for part in described["resources"]},
        "changes": {
            table: {what: change[what] for what in ("added", "removed", "changed")}
            for table, change in changes["tables"].items()
            if change["added"] or change["removed"] or change["changed"]
        },
        "content": _content(described),
    }


def _content(described: Mapping[str, Any]) -> dict[str, str]:
    """Give the digests of a version's tables: what it says, not when it said so."""
    found = {part["name"]: part["hash"] for part in described["resources"]}
    return {table: found[table].removeprefix("sha256:") for table in sorted(found)}


def _unlisted(folder: Path, listed: set[str]) -> list[Path]:
    found = []
    for path in folder.iterdir():
        if path.is_dir() and not path.name.startswith(".") and path.name not in listed:
            try:
                found.append((Number.parse(path.name), path))
            except ReleaseError:
                continue  # a folder of somebody else
    return [path for _, path in sorted(found)]
