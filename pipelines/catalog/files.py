"""What is carried over as it is: styles, scripts, images, texts, the version's data."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
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
        self.texts = self._texts()

    def units(self) -> dict[str, str]:
        """Give the digest of each text and version, and size and time of our own files.

        These are enough to see that a file is another one.
        """
        found = {name: digest("text", sha) for name, (sha, _) in self.texts.items()}
        for name, path in self.sources.items():
            found[name] = digest(path, *_stamp(path))
        for name, one in self.versions.items():
            found[name] = _of_version(one)
        return found

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Read the files *ids*."""
        for name in ids:
            if name in self.texts:
                yield name, [Page(name, self.texts[name][1])]
            elif name in self.versions:
                held = files_of(self.versions[name].folder)
                yield name, [Page(f"{name}/{inner}", path) for inner, path in held]
            else:
                # bytes, not a link to the file: it may be edited in its place
                yield name, [Page(name, self.sources[name].read_bytes())]

    def _texts(self) -> dict[str, tuple[str, Path]]:
        """Give the digest and the file of each notice's text, by its place here."""
        home = self.frame.version.home / "texts"
        lying = {path.name for path in os.scandir(home)}
        return {
            f"texts/{slug(key)}.txt": (row["text_sha256"], home / f"{key}.txt")
            for row in self.frame.version.ask(
                "SELECT notice_id, text_sha256 FROM notices"
            )
            if f"{(key := row['notice_id'])}.txt" in lying
        }


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
