"""What a rendering keeps, makes and removes of a site, by the units of its manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.catalog.disk import Disk, Page, replace
from pipelines.catalog.manifest import Held, Manifest, folder_of, stamp


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
        self.disk = Disk(site)
        self.old = Manifest.read(site)
        self.new: dict[str, Held] = {}
        self.written = 0
        self._touched = self.old.touched(site)
        self._lost = self.old.lost(site, self._touched)

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
            self.disk.put(page)
        self.new[unit] = Held.of(inputs, paths)

    def take_over(self, units: Mapping[str, Held], disk: Disk) -> None:
        """Count in what another process put on its *disk*, the same site."""
        self.new.update(units)
        self.written += disk.written
        self.disk.folders |= disk.folders

    def finish(self) -> RenderResult:
        """Remove what is no longer wanted and replace the manifest."""
        site = self.disk.site
        left = self._left()
        folders = self.old.folders.copy()
        folders.subtract(Counter(map(folder_of, left)))
        for path in self._wanted():
            folders[folder_of(path)] += 1
            left.discard(path)
        gone = sum(self.disk.remove(path) for path in sorted(left))
        manifest = Manifest(self.new, +folders)
        if self.new != self.old.units or not (site / Manifest.NAME).is_file():
            replace(f"{site}/{Manifest.NAME}", manifest.dump())
        stamp(site, self._touched | self.disk.folders)
        files = manifest.folders.total()
        written = self.written + self.disk.written
        return RenderResult(files, written, files - written, gone)

    def _left(self) -> set[str]:
        """Give the files of units that went, or that were made again."""
        return {
            path
            for unit, held in self.old.units.items()
            if self.new.get(unit) is not held
            for path in held.paths()
        }

    def _wanted(self) -> Iterator[str]:
        """Give the files of units that were made now: too many to be held at once."""
        for unit, held in self.new.items():
            if self.old.units.get(unit) is not held:
                yield from held.paths()
