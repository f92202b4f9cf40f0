"""Versions to a bucket or another folder: read back, verified, the pointer last.

Any fsspec address serves (``s3://bucket/prefix`` with the extra ``s3``; options such as
``endpoint_url`` reach every S3-compatible server). Nothing is believed but bytes: a
listing may be stale, an upload may be cut short and still be answered with success, and
an error may follow one that succeeded. So each file is read back and compared, and a
version is there when its manifest, which goes up last, reads back as published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError, StoreError
from pipelines.releases.manifest import MANIFEST
from pipelines.releases.versions import LATEST, VERSIONS, entries, home
from pipelines.tables.schemas import PACKAGE

TRIES = 4
_CHUNK = 8 << 20


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What a mirroring did: versions sent, and those that were there already."""

    sent: tuple[str, ...]
    present: tuple[str, ...]


def mirror(
    output: Path, url: str, options: Mapping[str, Any] | None = None
) -> Mirrored:
    """Bring the versions and pointers of *output* to ``<url>/datapackages/mubiao/``.

    A reader of the other place sees its old pointer until every file that the new
    one leads to has been read back.

    Raises:
        ReleaseError: a version is there already with other bytes, or nothing is
            published here.
        StoreError: the place does not answer, or keeps losing bytes.
    """
    folder = home(output)
    listed = entries(folder)
    if not listed:
        raise ReleaseError(f"{folder} holds no version to send")
    place = _Place.at(f"{url}/datapackages/{PACKAGE}", options or {})
    sent: list[str] = []
    present: list[str] = []
    for one in listed:
        if not one.get("erased"):
            done = _send_version(place, folder, str(one["path"]))
            (sent if done else present).append(str(one["version"]))
    for path in _beside(folder):
        place.put(path, path.relative_to(folder).as_posix())
    for one in listed:
        if one.get("erased"):
            place.remove(str(one["path"]))
    return Mirrored(tuple(sent), tuple(present))


def _send_version(place: _Place, folder: Path, name: str) -> bool:
    version = folder / name
    mine = (version / MANIFEST).read_bytes()
    theirs = place.read(f"{name}/{MANIFEST}")
    if theirs == mine:
        return False
    if theirs is not None:
        raise ReleaseError(
            f"{place.root}/{name} is there with other bytes; a version is never "
            "rewritten: give another address"
        )
    for path in sorted(version.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            place.put(path, f"{name}/{path.relative_to(version).as_posix()}")
    place.put(version / MANIFEST, f"{name}/{MANIFEST}")
    return True


def _beside(folder: Path) -> Iterator[Path]:
    """Give the files beside the versions: tombstones, feeds, list, and the pointer."""
    yield from sorted(folder.glob("*.withdrawn.json"))
    yield from sorted((folder / "feeds").glob("[!.]*"))
    yield folder / VERSIONS
    if (folder / LATEST).exists():
        yield folder / LATEST


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder behind fsspec whose every answer is checked."""

    files: Any
    root: str

    @classmethod
    def at(cls, url: str, options: Mapping[str, Any]) -> _Place:
        import fsspec

        scheme, _, rest = url.rpartition("://")
        if scheme and not rest.split("/datapackages/")[0].strip("/"):
            raise StoreError(f"{url} names no bucket or folder")
        try:
            files, root = fsspec.core.url_to_fs(url, **options)
        except (ImportError, ValueError) as error:
            raise StoreError(f"{url} cannot be used: {error}") from error
        return cls(files, root)

    def put(self, path: Path, name: str) -> None:
        """Bring a file there, and believe it only when it was read back."""
        digest = _digest(path)
        if self._holds(name, digest):
            return
        told: Exception | None = None
        for _ in range(TRIES):
            try:
                self._write(path, name)
            except _failures() as error:  # it may have succeeded all the same
                told = error
            if self._holds(name, digest):
                return
        raise StoreError(
            f"{self.root}/{name} did not arrive whole in {TRIES} tries"
            f"{f': {told}' if told else ''}; the pointer there was not moved"
        ) from told

    def read(self, name: str) -> bytes | None:
        """Give a small file's bytes, or None where there is no such file."""
        try:
            with self.files.open(f"{self.root}/{name}", "rb") as file:
                return bytes(file.read())
        except FileNotFoundError:
            return None
        except _failures() as error:
            raise StoreError(f"{self.root}/{name} cannot be read: {error}") from error

    def remove(self, name: str) -> None:
        """Remove what lies under *name*."""
        try:
            self.files.rm(f"{self.root}/{name}", recursive=True)
        except FileNotFoundError:
            return
        except _failures() as error:
            raise StoreError(f"{self.root}/{name} cannot go: {error}") from error

    def _write(self, path: Path, name: str) -> None:
        target = f"{self.root}/{name}"
        self.files.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
        with path.open("rb") as source, self.files.open(target, "wb") as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)

    def _holds(self, name: str, digest: str) -> bool:
        self.files.invalidate_cache()
        found = hashlib.sha256()
        try:
            with self.files.open(f"{self.root}/{name}", "rb") as file:
                while chunk := file.read(_CHUNK):
                    found.update(chunk)
        except _failures():
            return False
        return found.hexdigest() == digest


def _failures() -> tuple[type[Exception], ...]:
    """Give the errors of a store that does not do as asked."""
    try:
        from botocore.exceptions import BotoCoreError
    except ImportError:  # without the extra ``s3``
        return (OSError,)
    return (OSError, BotoCoreError)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
