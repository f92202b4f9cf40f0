"""What is carried over as it is: styles, scripts, images, the data of versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame
from pipelines.catalog.history import History
from pipelines.catalog.lists import Listed
from pipelines.catalog.version import digest, files_of

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
        self.versions = {
            f"data/{number}": one for number, one in history.folders().items()
        }

    def units(self) -> Iterator[tuple[str, str]]:
        """Give the digest of each version, and of size and time of our own files.

        These are enough to see that a file is another one.
        """
        for name, path in self.sources.items():
            yield name, digest(path, *_stamp(path))
        for name, one in self.versions.items():
            yield name, _of_version(one)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Read the files *ids*."""
        for name in ids:
            if name in self.versions:
                held = files_of(self.versions[name].folder)
                yield name, [Page(f"{name}/{inner}", path) for inner, path in held]
            else:
                # bytes, not a link to the file: it may be edited in its place
                yield name, [Page(name, self.sources[name].read_bytes())]


def _of_version(one: Listed) -> str:
    """Give the digest of what is listed of a version, or its files' sizes and times.

    A version that the list of versions names is never rewritten: its manifest stands
    for its files, and the time of its folder for a folder that was put in its place.
    """
    if one.manifest:
        return digest(one.folder, one.manifest, *_stamp(one.folder))
    return digest(*((name, *_stamp(path)) for name, path in files_of(one.folder)))


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns
