"""What a rendering keeps, makes and removes of a site, by the units of its manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pipelines.catalog.disk import Disk, Page
from pipelines.catalog.folders import stamp
from pipelines.catalog.manifest import Held, Manifest


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
    digest stands for all of its inputs.
    """

    def __init__(self, site: Path) -> None:
        """Open the folder *site*, which is made if it is not there.

        Raises:
            ReleaseError: its manifest is damaged.
        """
        self.disk = Disk(site)
        self.written = 0
        self._manifest = Manifest(site)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the manifest."""
        self._manifest.close()

    def stale(self, kind: str, units: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Give those *units* of a kind of page that must be made; others are kept.

        *units* are keys and the digests of their inputs.
        """
        asked = ((_name(kind, key), inputs) for key, inputs in units)
        start = len(_name(kind, ""))
        return {name[start:]: inputs for name, inputs in self._manifest.stale(asked)}

    def write(self, kind: str, key: str, inputs: str, pages: Iterable[Page]) -> None:
        """Write the *pages* of a unit."""
        paths = []
        for page in pages:
            paths.append(page.path)
            self.disk.put(page)
        self._manifest.put(_name(kind, key), Held.of(inputs, paths))

    def take_over(
        self, kind: str, drawn: Iterable[tuple[Mapping[str, Held], Disk]]
    ) -> None:
        """Count in the units that other processes put on their disks, the same site."""
        for units, disk in drawn:
            for key, held in units.items():
                self._manifest.put(_name(kind, key), held)
            self.written += disk.written
            self.disk.folders |= disk.folders
            self.keep()

    def keep(self) -> None:
        """Keep what was made until now, even if the rendering is stopped."""
        self._manifest.commit()

    def finish(self) -> RenderResult:
        """Remove what is no longer wanted."""
        gone = sum(self.disk.remove(path) for path in self._manifest.unwanted())
        self._manifest.settle()
        stamp(self.disk.site, self._manifest.touched | self.disk.folders)
        files = self._manifest.files()
        written = self.written + self.disk.written
        return RenderResult(files, written, files - written, gone)


def _name(kind: str, key: str) -> str:
    return f"{kind}:{key}"
