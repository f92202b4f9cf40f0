"""Versions to a bucket or another folder: read back, verified, the pointer last.

See ``pipelines.remote.store`` for the addresses that serve, ``pipelines.remote.place``
for what is believed of them. A version is there when its manifest, which goes last,
reads back as published. While the pointers go, nobody publishes or withdraws here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases import durable
from pipelines.releases.lock import locked
from pipelines.releases.manifest import MANIFEST, digests
from pipelines.releases.publish import PATIENCE
from pipelines.releases.versions import (
    LATEST,
    VERSIONS,
    current,
    entries,
    find,
    home,
    point,
)
from pipelines.remote.place import Place
from pipelines.remote.threads import side_by_side
from pipelines.tables.schemas import PACKAGE


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a mirroring did: versions sent, and those that were there already."""

    sent: tuple[str, ...]
    present: tuple[str, ...]


def mirror(
    output: Path, url: str, options: Mapping[str, Any] | None = None
) -> Mirrored:
    """Bring the versions and pointers of *output* to ``<url>/datapackages/mubiao/``.

    A reader of the other place sees its old pointer until every file that the new
    one leads to has been read back.

    Raises:
        ReleaseError: a version is there already with other bytes, one here is damaged,
            or nothing is published here.
        StoreError: the place does not answer, or keeps losing bytes.
        StoreLocked: somebody keeps publishing here.
    """
    folder = home(output)
    listed = entries(folder)
    if not listed:
        raise ReleaseError(f"{folder} holds no version to send")
    place = Place.at(f"{url}/datapackages/{PACKAGE}", options)
    done: dict[str, bool] = {}
    is_pointed = False
    while not is_pointed:
        for one in listed:
            if _is_to_send(one, done):
                _send_listed(place, folder, one, done)
        with durable.explained(folder), locked(folder, PATIENCE):
            listed = entries(folder)  # a build may have published meanwhile
            is_pointed = not any(_is_to_send(one, done) for one in listed)
            if is_pointed:
                _point(place, folder, listed)
    for one in listed:
        if one.get("erased"):
            place.remove(str(one["path"]), whole=True)
    return Mirrored(
        tuple(version for version, is_new in done.items() if is_new),
        tuple(version for version, is_new in done.items() if not is_new),
    )


def _is_to_send(entry: Mapping[str, Any], done: Mapping[str, bool]) -> bool:
    return not entry.get("erased") and str(entry["version"]) not in done


def _send_listed(
    place: Place, folder: Path, entry: Mapping[str, Any], done: dict[str, bool]
) -> None:
    """Send a version and note whether it is new there; one erased meanwhile is not."""
    version = str(entry["version"])
    try:
        done[version] = _send_version(place, folder, str(entry["path"]))
    except FileNotFoundError as error:
        if not find(folder, version).get("erased"):
            raise ReleaseError(
                f"{error.filename} is missing; see what mubiao audit says"
            ) from error


def _send_version(place: Place, folder: Path, name: str) -> bool:
    version = folder / name
    mine = (version / MANIFEST).read_bytes()
    theirs = place.read(f"{name}/{MANIFEST}")
    if theirs == mine:
        return False
    if theirs is not None:
        raise ReleaseError(
            f"{place.root}/{name} is there with other bytes; a version is never "
            "rewritten: give another address"
        )

    def put(item: tuple[str, str]) -> bool:
        path, digest = item
        return place.put(version / path, f"{name}/{path}") == digest

    for (path, _), is_whole in side_by_side(put, digests(version / MANIFEST).items()):
        if not is_whole:
            raise ReleaseError(
                f"{version / path} is not as it was published; see what mubiao audit "
                "says"
            )
    place.put(version / MANIFEST, f"{name}/{MANIFEST}")
    return True


def _point(place: Place, folder: Path, listed: Sequence[Mapping[str, Any]]) -> None:
    """Move the pointers there; only under the lock."""
    point(folder, current(listed))  # a withdrawal may have been killed before it
    for path in beside(folder):
        place.put(path, path.relative_to(folder).as_posix())
    if not (folder / LATEST).exists():
        place.remove(LATEST)


def beside(folder: Path) -> Iterator[Path]:
    """Give the files beside the versions: tombstones, feeds, list, and the pointer."""
    yield from sorted(folder.glob("*.withdrawn.json"))
    yield from sorted((folder / "feeds").glob("[!.]*"))
    yield folder / VERSIONS
    if (folder / LATEST).exists():
        yield folder / LATEST
