"""Version folders there and here: brought whole and checked, or not at all.

Whether a folder here is still whole is told by names and sizes, not by reading: the
inventory of what lies there has them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.collection.place import write_bytes
from pipelines.errors import ReleaseError, StoreError
from pipelines.releases.manifest import MANIFEST, digests, sha256
from pipelines.releases.versions import LATEST, VERSIONS
from pipelines.remote.inventory import Inventory
from pipelines.remote.place import Place
from pipelines.remote.threads import side_by_side

HOME = "datapackages/mubiao"
"""Where versions lie below an output's address."""
_TEXTS = "texts/"


@dataclass(frozen=True, slots=True)
class VersionFolders:
    """The versions in the folder ``home``, and those that ``inventory`` tells of."""

    home: Path
    inventory: Inventory

    @property
    def place(self) -> Place:
        """Where the versions lie there."""
        return self.inventory.place

    def read(self, name: str) -> bytes | None:
        """Give a small file beside the versions there; None where it is not.

        Raises:
            StoreError: the bucket does not answer.
        """
        return self.place.read(f"{HOME}/{name}")

    def is_here(self, entry: Mapping[str, Any]) -> bool:
        """Say whether the version that was published there lies here."""
        manifest = self.home / str(entry["path"]) / MANIFEST
        return manifest.is_file() and sha256(manifest) == entry["manifest"]

    def is_whole(self, entry: Mapping[str, Any], *, texts: bool) -> bool:
        """Say whether all files of that version lie here too, in their sizes.

        Without *texts* the notices' texts are not looked at: in a large version they
        are nearly all files, and only the newest version's are used again.
        """
        if not self.is_here(entry):
            return False
        folder = self.home / str(entry["path"])
        there = self._sizes(entry, but="" if texts else _TEXTS)
        lost = {path for path, size in there.items() if _size(folder / path) != size}
        return not lost or lost.isdisjoint(digests(folder / MANIFEST))

    def bring(self, entry: Mapping[str, Any]) -> None:
        """Bring a version's folder; of files that another version has none comes twice.

        Raises:
            StoreError: the bucket does not answer, or has lost bytes.
        """
        home, name = self.home, str(entry["path"])
        staging = home / f".staging-brought-{name}"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        manifest = self.read(f"{name}/{MANIFEST}")
        if (
            manifest is None
            or hashlib.sha256(manifest).hexdigest() != entry["manifest"]
        ):
            raise StoreError(
                f"{self.place.root}/{HOME}/{name}/{MANIFEST} is not the one that "
                "was published; see what mubiao audit says"
            )
        (staging / MANIFEST).write_bytes(manifest)
        held = self._held_here()
        sizes = self._sizes(entry)

        def bring(item: tuple[str, str]) -> bool:
            path, digest = item
            target = staging / path
            # None is the size of no file, and -1 that of one that nobody tells of.
            if digest in held and _size(held[digest]) == sizes.get(path, -1):
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(held[digest], target)
                return True
            return self.place.fetch(f"{HOME}/{name}/{path}", target, digest)

        for (path, _), is_there in side_by_side(
            bring, digests(staging / MANIFEST).items()
        ):
            if not is_there:
                raise StoreError(
                    f"{self.place.root}/{HOME}/{name}/{path} is missing or has "
                    "not the bytes that were published; see what mubiao audit says"
                )
        if (home / name).exists():  # damaged, or another
            self._drop(home / name)
        staging.rename(home / name)

    def bring_tombstone(self, entry: Mapping[str, Any]) -> None:
        """Bring what stands in the place of a version that was withdrawn."""
        name = f"{entry['version']}.withdrawn.json"
        if entry["status"] == "withdrawn" and (data := self.read(name)) is not None:
            write_bytes(self.home / name, data)

    def drop_others(self, listed: Iterable[Mapping[str, Any]]) -> None:
        """Remove version folders here that are not those published there."""
        home = self.home
        names = {str(one["path"]): one for one in listed}
        for path in sorted(home.glob("[0-9]*.*.*")):
            entry = names.get(path.name)
            if path.is_dir() and (entry is None or not self.is_here(entry)):
                self._drop(path)
        for stone in home.glob("*.withdrawn.json"):
            stone.unlink()

    def _drop(self, folder: Path) -> None:
        hidden = folder.with_name(f".staging-left-{folder.name}")
        shutil.rmtree(hidden, ignore_errors=True)
        folder.rename(hidden)
        shutil.rmtree(hidden)

    def copy(self, root: Path, version: str | None) -> None:
        """Copy versions (or one) and pointers to *root* as they lie there, unchecked.

        Raises:
            StoreError: the bucket does not answer.
            ReleaseError: the list of versions there is damaged.
        """
        home = root / HOME
        for name in (VERSIONS, LATEST):
            self._copy(name, home)
        for entry in listed_in(self.read(VERSIONS)):
            if entry["status"] == "withdrawn":
                self._copy(f"{entry['version']}.withdrawn.json", home)
            if version in (None, entry["version"]) and not entry.get("erased"):
                folder = str(entry["path"])
                self._copy(f"{folder}/{MANIFEST}", home)
                manifest = home / folder / MANIFEST
                names = digests(manifest) if manifest.exists() else {}
                some = [f"{folder}/{name}" for name in names if ".." not in name]
                for _ in side_by_side(lambda name: self._copy(name, home), some):
                    pass

    def _copy(self, name: str, home: Path) -> bool:
        return self.place.fetch(f"{HOME}/{name}", home / name, None)

    def _sizes(self, entry: Mapping[str, Any], but: str = "") -> dict[str, int]:
        """Give the sizes of a version's files there, but of those in a folder of it.

        Of a version that was not sent yet nothing is told, though a build that was
        killed may have left another there under its number.
        """
        folder = f"{HOME}/{entry['path']}/"
        manifest = self.inventory.get(folder + MANIFEST)
        if manifest is None or manifest.sha != entry["manifest"]:
            return {}
        return self.inventory.sizes(folder, but=f"{folder}{but}" if but else "")

    def _held_here(self) -> dict[str, Path]:
        """Give the files of the versions here by digest: most are in several."""
        found = {}
        for manifest in sorted(self.home.glob(f"[0-9]*/{MANIFEST}")):
            for path, digest in digests(manifest).items():
                found[digest] = manifest.parent / path
        return found


def _size(path: Path) -> int | None:
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def listed_in(data: bytes | None) -> list[dict[str, Any]]:
    """Give the entries of a list of versions; none where there is no list.

    Raises:
        ReleaseError: it is no such list.
    """
    if data is None:
        return []
    try:
        return list(json.loads(data)["versions"])
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"the list of versions there is damaged: {error}") from error
