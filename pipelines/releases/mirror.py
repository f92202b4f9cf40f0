"""Versions to a bucket or another folder: read back, verified, the pointer last.

See ``pipelines.remote.store`` for the addresses that serve, ``pipelines.remote.place``
for what is believed of them. A version is there when its manifest, which goes last,
reads back as published.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases.manifest import MANIFEST
from pipelines.releases.versions import LATEST, VERSIONS, entries, home
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
        ReleaseError: a version is there already with other bytes, or nothing is
            published here.
        StoreError: the place does not answer, or keeps losing bytes.
    """
    folder = home(output)
    listed = entries(folder)
    if not listed:
        raise ReleaseError(f"{folder} holds no version to send")
    place = Place.at(f"{url}/datapackages/{PACKAGE}", options)
    done: dict[str, bool] = {}
    while fresh := [one for one in listed if _is_to_send(one, done)]:
        for one in fresh:
            done[str(one["version"])] = _send_version(place, folder, str(one["path"]))
        listed = entries(folder)  # a build may have published meanwhile
    for path in beside(folder):
        place.put(path, path.relative_to(folder).as_posix())
    if not (folder / LATEST).exists():
        place.remove(LATEST)
    for one in listed:
        if one.get("erased"):
            place.remove(str(one["path"]), whole=True)
    return Mirrored(
        tuple(version for version, is_new in done.items() if is_new),
        tuple(version for version, is_new in done.items() if not is_new),
    )


def _is_to_send(entry: Mapping[str, Any], done: Mapping[str, bool]) -> bool:
    return not entry.get("erased") and str(entry["version"]) not in done


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

    def put(path: Path) -> str:
        return place.put(path, f"{name}/{path.relative_to(version).as_posix()}")

    files = sorted(path for path in version.rglob("*") if path.is_file())
    for _ in side_by_side(put, (path for path in files if path.name != MANIFEST)):
        pass
    place.put(version / MANIFEST, f"{name}/{MANIFEST}")
    return True


def beside(folder: Path) -> Iterator[Path]:
    """Give the files beside the versions: tombstones, feeds, list, and the pointer."""
    yield from sorted(folder.glob("*.withdrawn.json"))
    yield from sorted((folder / "feeds").glob("[!.]*"))
    yield folder / VERSIONS
    if (folder / LATEST).exists():
        yield folder / LATEST
