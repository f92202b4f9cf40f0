"""What people see of an output in a bucket: versions, site and pointers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.collection.place import Output, write_bytes
from pipelines.collection.version_folders import HOME, VersionFolders, listed_in
from pipelines.releases.lock import locked
from pipelines.releases.manifest import MANIFEST
from pipelines.releases.mirror import beside
from pipelines.releases.publish import PATIENCE
from pipelines.releases.reuse import NOTE
from pipelines.releases.versions import LATEST, VERSIONS, current, entries, point
from pipelines.remote.inventory import Held
from pipelines.remote.tree import Tree

_UNSENT = "site"
_SITE = "site/"


@dataclass(frozen=True, slots=True)
class Shipped:
    """The published part of *output* and its copy there, below ``tree.place``."""

    output: Output
    tree: Tree

    @property
    def folders(self) -> VersionFolders:
        """The version folders, here and there."""
        return VersionFolders(self.output.package, self.tree.inventory)

    def pull(self, *, outdated: bool = False) -> None:
        """Bring the pointers, and give up here what was published otherwise there.

        *outdated* says that another machine has built since: then a site that was
        rendered here and not sent is not sent.

        Raises:
            StoreError: the bucket does not answer.
            StoreLocked: somebody keeps publishing here.
            ReleaseError: what lies there is no list of versions.
        """
        self.tree.refresh()
        there = self._there()
        listed = there[VERSIONS]
        is_known = listed is None or there == self._noted() or listed == self._mine()
        if outdated or not is_known:
            self.tree.inventory.note(_UNSENT, "")
        if listed is None or is_known:
            return
        with locked(self.output.package, PATIENCE):  # a mirroring may run beside
            self._take_over(listed)
        self._note(there)

    def bring(self, versions: Iterable[str]) -> None:
        """Bring version folders here (those named, else all), whole or not at all.

        Where all are asked for, old versions here are not asked for their texts.

        Raises:
            StoreError: the bucket does not answer, or has lost bytes.
        """
        wanted, folders = set(versions), self.folders
        listed = entries(self.output.package)
        standing = current(listed)
        for entry in listed:
            if entry.get("erased") or (wanted and entry["version"] not in wanted):
                continue
            if not folders.is_whole(entry, texts=bool(wanted) or entry == standing):
                folders.bring(entry)

    def send(self, check: Callable[[], None]) -> int:
        """Send new versions, the site where it is new, and then the pointers.

        Gives the number of files sent.

        Raises:
            StoreError: the bucket does not answer, or keeps losing bytes.
        """
        there = listed_in(self._there()[VERSIONS])
        mine = entries(self.output.package)
        known = {entry["version"] for entry in there}
        new = [one for one in mine if one["version"] not in known]
        erased = {str(one["path"]) for one in mine if one.get("erased")}
        renders = bool(self.tree.inventory.noted(_UNSENT))
        published = {str(one["path"]) for one in mine if one["version"] in known}
        fresh = {str(one["path"]) for one in new} - erased
        sent = 0
        if new or renders or self._holds_any(erased):
            sent = self.tree.send(
                self._paths(new, renders=renders),
                lambda held: self._has_gone(
                    held, published - erased, fresh, renders=renders
                ),
                _rank,
                check,
                overrule=True,
            )
        check()
        sent += self._point(check)
        self.tree.inventory.note(_UNSENT, "")
        return sent

    def clear(self) -> int:
        """Remove there what has gone; give the number of files."""
        return self.tree.clear()

    def note_site(self) -> None:
        """Note that the site here is to be sent."""
        self.tree.inventory.note(_UNSENT, "rendered")

    def bring_site(self) -> None:
        """Bring the site here, for somebody who wants to look at it.

        Raises:
            StoreError: the bucket does not answer, or has lost bytes.
        """
        if not self.tree.inventory.noted(_UNSENT):
            self.tree.bring(list(self.tree.inventory.under(_SITE)))

    def _take_over(self, listed: bytes) -> None:
        home = self.output.package
        self.folders.drop_others(listed_in(listed))
        note = self.folders.read(NOTE)
        (home / NOTE).unlink(missing_ok=True)
        if note is not None:
            write_bytes(home / NOTE, note)
        write_bytes(home / VERSIONS, listed)
        point(home, current(entries(home)))  # a build there may have ended before it
        for entry in entries(home):
            self.folders.bring_tombstone(entry)

    def _mine(self) -> bytes | None:
        path = self.output.package / VERSIONS
        return path.read_bytes() if path.exists() else None

    def _there(self) -> dict[str, bytes | None]:
        return {name: self.folders.read(name) for name in (VERSIONS, LATEST)}

    def _noted(self) -> dict[str, bytes | None]:
        """Give the pointers as they lay there the last time."""
        kept: Mapping[str, str | None]
        kept = json.loads(self.tree.inventory.noted("pointers") or "{}")
        return {
            name: None if (said := kept.get(name)) is None else said.encode()
            for name in (VERSIONS, LATEST)
        }

    def _note(self, there: Mapping[str, bytes | None]) -> None:
        said = {name: data and data.decode() for name, data in there.items()}
        self.tree.inventory.note("pointers", json.dumps(said))

    def _paths(
        self, new: Iterable[Mapping[str, Any]], *, renders: bool
    ) -> Iterator[str]:
        for entry in new:
            if not entry.get("erased"):
                folder = self.output.package / str(entry["path"])
                yield from _below(self.output.root, folder)
        if renders:
            yield from _below(self.output.root, self.output.site)

    def _holds_any(self, paths: Iterable[str]) -> bool:
        inventory = self.tree.inventory
        return any(
            next(inventory.under(f"{HOME}/{path}/"), None) is not None for path in paths
        )

    def _has_gone(
        self, held: Held, stands: set[str], fresh: set[str], *, renders: bool
    ) -> bool:
        """Say whether a page, or a file of a version, is wanted no more."""
        if held.path.startswith(_SITE):
            return renders and not (self.output.root / held.path).exists()
        name = held.path.removeprefix(f"{HOME}/").split("/")[0]
        if name in stands:
            return False
        return name not in fresh or not (self.output.root / held.path).exists()

    def _point(self, check: Callable[[], None]) -> int:
        """Move the pointers, last of all; give the number of files sent."""
        home = self.output.package
        mine = {
            name: (home / name).read_bytes() if (home / name).exists() else None
            for name in (VERSIONS, LATEST)
        }
        if mine[VERSIONS] is None or mine == self._there():
            self._note(mine if mine[VERSIONS] is not None else self._there())
            return 0
        some = [path for path in (home / NOTE,) if path.exists()]
        some += beside(home)
        for path in some:
            check()
            self.tree.place.put(path, f"{HOME}/{path.relative_to(home).as_posix()}")
        if mine[LATEST] is None:
            self.tree.place.remove(f"{HOME}/{LATEST}")
        self._note(mine)
        return len(some)


def _below(root: Path, folder: Path) -> Iterator[str]:
    for where, folders, names in os.walk(folder):
        folders.sort()
        inner = Path(where).relative_to(root).as_posix()
        for name in sorted(names):
            if not name.startswith("."):
                yield f"{inner}/{name}"


def _rank(path: str) -> int:
    """Versions go before the site, their manifests after their files, doors last."""
    if path.startswith(f"{HOME}/"):
        return 1 if path.endswith(f"/{MANIFEST}") else 0
    return 3 if path.endswith(".html") and path.count("/") <= 2 else 2
