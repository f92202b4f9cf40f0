"""Files of the site as they lie on disk: written where their bytes are others."""

from __future__ import annotations

import filecmp
import os
import shutil
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from pipelines.catalog.folders import folder_of


class Page(NamedTuple):
    """One file of the site: its path in it, and its bytes or the file to carry over."""

    path: str
    content: bytes | Path


class Disk:
    """The folder of a site: ``written`` counts the files that were written.

    ``folders`` are those in which files were put or removed. Several processes may
    write to one site, as long as each file is the business of one of them.
    """

    def __init__(self, site: Path) -> None:
        site.mkdir(parents=True, exist_ok=True)
        self.site = site
        self.written = 0
        self.folders: set[str] = set()

    def put(self, page: Page) -> None:
        """Write a page, unless it lies there with the same bytes."""
        self._make_folder(folder_of(page.path))
        path = f"{self.site}/{page.path}"
        try:
            _create(path, page.content)
        except FileExistsError:
            if _same(path, page.content):
                return
            replace(path, page.content)
        self.written += 1

    def remove(self, path: str) -> bool:
        """Remove the file *path* of the site; say whether it was there."""
        if not (self.site / path).is_file():
            return False
        (self.site / path).unlink()
        self.folders.add(folder_of(path))
        return True

    def _make_folder(self, folder: str) -> None:
        if folder not in self.folders:
            (self.site / folder).mkdir(parents=True, exist_ok=True)
            self.folders.add(folder)


def _create(path: str, content: bytes | Path) -> None:
    """Write a file that is not there yet.

    If the rendering is stopped in it, its unit is not in the manifest, so that the
    next rendering replaces what lies there.

    Raises:
        FileExistsError: something lies there.
    """
    if isinstance(content, Path):
        _share(path, content)
        return
    left = memoryview(content)
    with FileIO(path, "x") as file:
        while left:
            left = left[file.write(left) :]


def _share(path: str, content: Path) -> None:
    """Link to a file of a version, since these are never rewritten; else copy it."""
    try:
        os.link(content, path)
    except FileExistsError:
        raise
    except OSError:
        with content.open("rb") as held, Path(path).open("xb") as file:
            shutil.copyfileobj(held, file)


def replace(path: str, content: bytes | Path) -> None:
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
