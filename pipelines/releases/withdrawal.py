"""Taking back what should not have been published: pointers move, tombstones stay."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases import durable
from pipelines.releases.feeds import write_feeds
from pipelines.releases.lock import locked
from pipelines.releases.publish import PATIENCE, moment
from pipelines.releases.recovery import recover, remove
from pipelines.releases.versions import Number, current, entries, find, home, record


def withdraw(
    output: Path,
    version: str,
    reason: str,
    *,
    erase: bool = False,
    at: datetime | None = None,
) -> str | None:
    """Withdraw *version*; give the version that is current afterwards, if any.

    The folder stays, so that those who cited it can see what they cited, and
    ``<version>.withdrawn.json`` beside it says why it should not be used. With
    *erase* its files go too (a text that may not be published), and only the
    tombstone and the line in ``versions.json`` stay.

    Raises:
        ReleaseError: there is no such version, it is withdrawn already, or no reason
            is given.
    """
    if not reason.strip():
        raise ReleaseError("a withdrawal needs a reason that readers can understand")
    folder = home(output)
    with durable.explained(folder), locked(folder, PATIENCE):
        recover(folder)
        return _withdraw(folder, [version], reason.strip(), erase, at)


def roll_back(
    output: Path, version: str, reason: str, *, at: datetime | None = None
) -> str:
    """Make *version* current again by withdrawing every newer one.

    Raises:
        ReleaseError: there is no such version, it was withdrawn, or none is newer.
    """
    if not reason.strip():
        raise ReleaseError("a rollback needs a reason that readers can understand")
    folder = home(output)
    with durable.explained(folder), locked(folder, PATIENCE):
        recover(folder)
        if find(folder, version)["status"] == "withdrawn":
            raise ReleaseError(f"{version} was withdrawn and cannot be current again")
        newer = [
            one["version"]
            for one in entries(folder)
            if Number.parse(one["version"]) > Number.parse(version)
            and one["status"] != "withdrawn"
        ]
        if not newer:
            raise ReleaseError(f"{version} is current already")
        _withdraw(folder, newer, reason.strip(), False, at)
        return version


def _withdraw(
    folder: Path, versions: list[str], reason: str, erase: bool, at: datetime | None
) -> str | None:
    stamp = (at or moment()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    listed = entries(folder)
    for version in versions:
        one = find(folder, version)
        if one["status"] == "withdrawn":
            raise ReleaseError(f"{version} is withdrawn already: {one['reason']}")
        stone = _tombstone(one, reason, stamp, erase)
        durable.replace(folder / f"{version}.withdrawn.json", durable.to_json(stone))
        gone = {
            "status": "withdrawn",
            "reason": reason,
            "withdrawn_at": stamp,
            "erased": erase,
        }
        listed = [{**e, **gone} if e["version"] == version else e for e in listed]
    record(folder, listed)
    write_feeds(folder)
    if erase:
        for version in versions:
            remove(folder / version)
    standing = current(listed)
    return str(standing["version"]) if standing else None


def _tombstone(
    one: dict[str, Any], reason: str, stamp: str, erase: bool
) -> dict[str, Any]:
    return {
        "version": one["version"],
        "status": "withdrawn",
        "reason": reason,
        "withdrawn_at": stamp,
        "erased": erase,
        "created": one["created"],
        "manifest": one["manifest"],
    }
