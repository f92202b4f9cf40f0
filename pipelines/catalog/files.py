"""What is carried over as it is: styles, scripts, images, texts, the version's data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import History
from pipelines.catalog.version import digest
from pipelines.catalog.writer import Page

CARRIED = ("styles", "scripts", "images")


class StaticFiles:
    """Copies the site's own files, and what a visitor may download.

    The data of every version that stands is carried over, not of withdrawn ones.
    """

    name = "file"
    batch = 20

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.sources: dict[str, Path] = {}
        for part in CARRIED:
            for path in sorted((frame.home / part).rglob("*")):
                if path.is_file():
                    self.sources[path.relative_to(frame.home).as_posix()] = path
        for path in (frame.version.home / "texts").glob("*.txt"):
            self.sources[f"texts/{slug(path.stem)}.txt"] = path
        for number, home in history.folders():
            for path in sorted(home.rglob("*")):
                name = path.relative_to(home).as_posix()
                if path.is_file() and not name.startswith("texts/"):
                    self.sources[f"data/{number}/{name}"] = path

    def units(self) -> dict[str, str]:
        """Give size and time of each file: enough to see that it is another."""
        found = {}
        for name, path in self.sources.items():
            stat = path.stat()
            found[name] = digest(path, stat.st_size, stat.st_mtime_ns)
        return found

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Read the files *ids*."""
        for name in ids:
            source = self.sources[name]
            ours = source.is_relative_to(self.frame.home)  # may be edited in its place
            yield name, [Page(name, source.read_bytes() if ours else source)]
