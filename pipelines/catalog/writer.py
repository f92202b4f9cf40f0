"""Pages on disk: written where their bytes changed, removed where nobody wants them."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

MANIFEST = ".mubiao-site.json"


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
        self.old = _read_manifest(site / MANIFEST)
        self.new: dict[str, tuple[str, list[str]]] = {}
        self.written = 0
        self._there = set(_files(site))
        self._home = f"{site}/"
        self._folders: set[str] = set()

    def is_fresh(self, unit: str, inputs: str) -> bool:
        """Say whether the files of *unit* were made from the same *inputs*.

        If so they are kept: nothing needs to be rendered.
        """
        held = self.old.get(unit)
        if held is None or held[0] != inputs or not self._there.issuperset(held[1]):
            return False
        self.new[unit] = (inputs, held[1])
        return True

    def write(self, unit: str, inputs: str, pages: Iterable[Page]) -> None:
        """Write the *pages* of a unit."""
        paths = []
        for page in pages:
            paths.append(page.path)
            self._put(page)
        self.new[unit] = (inputs, paths)

    def finish(self) -> RenderResult:
        """Remove what is no longer wanted and replace the manifest."""
        wanted = {path for _, paths in self.new.values() for path in paths}
        known = {path for _, paths in self.old.values() for path in paths}
        gone = sorted((known & self._there) - wanted)
        for path in gone:
            (self.site / path).unlink()
        manifest = json.dumps(self.new, ensure_ascii=False, sort_keys=True)
        _replace(str(self.site / MANIFEST), manifest.encode())
        kept = len(wanted) - self.written
        return RenderResult(len(wanted), self.written, kept, len(gone))

    def _put(self, page: Page) -> None:
        path = f"{self._home}{page.path}"
        if page.path not in self._there:
            self._make_room(path)
            _create(path, page.content)
            self._there.add(page.path)
        elif _same(path, page.content):
            return
        else:
            _replace(path, page.content)
        self.written += 1

    def _make_room(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


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
    Path(path).write_bytes(content)


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


def _read_manifest(path: Path) -> dict[str, tuple[str, list[str]]]:
    if not path.is_file():
        return {}
    held = json.loads(path.read_text("utf-8"))
    return {
        unit: (inputs, [sys.intern(name) for name in paths])
        for unit, (inputs, paths) in held.items()
    }


def _files(site: Path) -> Iterator[str]:
    """Give the paths of all files below *site*, with forward slashes."""
    top = len(str(site)) + 1
    for where, _, names in os.walk(site):
        inner = str(where)[top:].replace(os.sep, "/")
        for name in names:
            yield sys.intern(f"{inner}/{name}" if inner else name)
