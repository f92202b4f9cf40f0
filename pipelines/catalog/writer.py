"""Pages on disk: written where their bytes changed, removed where nobody wants them."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from pipelines.catalog.manifest import Held, Manifest, folder_of, stamp


class Page(NamedTuple):
    """One file of the site: its path in it, and its bytes or the file to carry over."""

    path: str
    content: bytes | Path


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What a rendering did; counts of files.

    ``pages`` are all files of the site, ``written`` those whose bytes were new,
    ``unchanged`` those left as they lay, ``removed`` those that no longer belong.
    """

    pages: int
    written: int
    unchanged: int
    removed: int


class Writer:
    """Writes a site's files and keeps the manifest of what each was made from.

    A *unit* is a thing whose files are made together (a notice, an indicator); its
    digest stands for all of its inputs. The manifest is read at the start and
    replaced at the end, so a rendering that was stopped is simply taken up again.
    """

    def __init__(self, site: Path) -> None:
        site.mkdir(parents=True, exist_ok=True)
        self.site = site
        self.old = Manifest.read(site)
        self.new: dict[str, Held] = {}
        self.written = 0
        self._touched = self.old.touched(site)
        self._lost = self.old.lost(site, self._touched)
        self._made: dict[str, bool] = {}

    def is_fresh(self, unit: str, inputs: str) -> bool:
        """Say whether the files of *unit* were made from the same *inputs*.

        If so they are kept: nothing needs to be rendered.
        """
        held = self.old.units.get(unit)
        if held is None or held.inputs != inputs:
            return False
        if self._lost and not self._lost.isdisjoint(held.paths()):
            return False
        self.new[unit] = held
        return True

    def write(self, unit: str, inputs: str, pages: Iterable[Page]) -> None:
        """Write the *pages* of a unit."""
        paths = []
        for page in pages:
            paths.append(page.path)
            self._put(page)
        self.new[unit] = Held.of(inputs, paths)

    def finish(self) -> RenderResult:
        """Remove what is no longer wanted and replace the manifest."""
        left, wanted = self._left(), self._wanted()
        gone = self._remove(left - wanted)
        folders = self.old.folders.copy()
        folders.subtract(Counter(map(folder_of, left)))
        folders.update(map(folder_of, wanted))
        manifest = Manifest(self.new, +folders)
        if self.new != self.old.units or not (self.site / Manifest.NAME).is_file():
            _replace(f"{self.site}/{Manifest.NAME}", manifest.dump())
        stamp(self.site, {*self._touched, *self._made})
        files = manifest.folders.total()
        return RenderResult(files, self.written, files - self.written, gone)

    def _left(self) -> set[str]:
        """Give the files of units that went, or that were made again."""
        return {
            path
            for unit, held in self.old.units.items()
            if self.new.get(unit) is not held
            for path in held.paths()
        }

    def _wanted(self) -> set[str]:
        """Give the files of units that were made now."""
        return {
            path
            for unit, held in self.new.items()
            if self.old.units.get(unit) is not held
            for path in held.paths()
        }

    def _remove(self, paths: set[str]) -> int:
        lying = [path for path in sorted(paths) if (self.site / path).is_file()]
        for path in lying:
            (self.site / path).unlink()
            self._made.setdefault(folder_of(path), False)
        return len(lying)

    def _put(self, page: Page) -> None:
        path = f"{self.site}/{page.path}"
        if self._is_new(page.path):
            _create(path, page.content)
        elif _same(path, page.content):
            return
        else:
            _replace(path, page.content)
        self.written += 1

    def _is_new(self, path: str) -> bool:
        """Say whether nothing lies at *path*, whose folder is made where it is not."""
        folder = folder_of(path)
        if folder not in self._made:
            home = self.site / folder
            self._made[folder] = not home.is_dir()
            home.mkdir(parents=True, exist_ok=True)
        return self._made[folder] or not os.path.lexists(f"{self.site}/{path}")


def _create(path: str, content: bytes | Path) -> None:
    """Write a file that is not there yet.

    If the rendering is stopped in it, its unit is not in the manifest, so that the
    next rendering replaces what lies there.
    """
    if isinstance(content, Path):
        try:
            os.link(content, path)  # versions are never rewritten, so may be shared
        except OSError:
            shutil.copyfile(content, path)
        return
    left = memoryview(content)
    with FileIO(path, "w") as file:
        while left:
            left = left[file.write(left) :]


def _replace(path: str, content: bytes | Path) -> None:
    """Write beside and rename, so that a reader sees the old or the new file."""
    folder, _, name = path.rpartition("/")
    beside = f"{folder}/.{name}.new"
    Path(beside).unlink(missing_ok=True)
    _create(beside, content)
    Path(beside).replace(path)


def _same(path: str, content: bytes | Path) -> bool:
    if isinstance(content, Path):
        return filecmp.cmp(path, content, shallow=False)
    return Path(path).read_bytes() == content
