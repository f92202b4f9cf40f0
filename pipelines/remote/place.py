"""A bucket, or a folder, behind an address: nothing is believed but bytes.

A listing may be stale, an upload may be cut short and still be answered with success,
and an error may follow one that succeeded. So every file sent is read back and
compared, and nothing is ever listed. ``store`` tells which addresses serve.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import StoreError
from pipelines.remote.failures import failures, reason
from pipelines.remote.store import Store

TRIES = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A store whose every answer is checked."""

    store: Store

    @classmethod
    def at(cls, url: str, options: Mapping[str, Any] | None = None) -> Place:
        """Give the place at *url*; nothing is asked of it yet.

        Raises:
            StoreError: the address cannot be used.
        """
        return cls(Store.at(url, options))

    @property
    def root(self) -> str:
        """The bucket, or the outermost folder, with all that names begin below."""
        return self.store.root

    def put(self, path: Path, name: str, *, look_first: bool = True) -> str:
        """Bring a file there, and believe it only when it was read back.

        With *look_first* what is there already is not sent again. Gives the digest.

        Raises:
            StoreError: the place does not answer, or keeps losing bytes.
            FileNotFoundError: the file has gone.
        """
        digest = digest_of(path)
        if look_first and self.holds(name, digest):
            return digest
        told: Exception | None = None
        for _ in range(TRIES):
            try:
                self.store.write(path, name)
            except FileNotFoundError as error:
                if not path.exists():
                    raise
                told = error  # of the bucket
            except failures() as error:  # it may have succeeded all the same
                told = error
            digest = digest_of(path)  # somebody may have replaced the file meanwhile
            if self.holds(name, digest):
                return digest
        raise self._lost(name, told) from told

    def put_bytes(self, name: str, data: bytes) -> None:
        """Write a small file and read it back.

        Raises:
            StoreError: the place does not answer, or keeps losing bytes.
        """
        told: Exception | None = None
        for _ in range(TRIES):
            try:
                self.store.write_bytes(data, name)
            except failures() as error:
                told = error
            if self.read(name) == data:
                return
        raise self._lost(name, told) from told

    def read(self, name: str) -> bytes | None:
        """Give a small file's bytes, or None where there is no such file.

        Raises:
            StoreError: the place does not answer.
        """
        try:
            return b"".join(self.store.pieces(name))
        except FileNotFoundError:
            return None
        except failures() as error:
            raise self._unread(name, error) from error

    def fetch(self, name: str, path: Path, digest: str | None) -> bool:
        """Bring a file here; False where it is not there, or not with these bytes.

        Without a digest any bytes will do.

        Raises:
            StoreError: the place does not answer.
            OSError: the file cannot be written here.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with beside.open("wb") as file:
                found = self._pour(name, file.write)
            if not found or digest not in (None, found):
                return False
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return True

    def holds(self, name: str, digest: str) -> bool:
        """Say whether the bytes of this digest lie there."""
        self.store.files.invalidate_cache()
        try:
            return self._pour(name, lambda data: None) == digest
        except StoreError:
            return False

    def remove(self, name: str, *, whole: bool = False) -> None:
        """Remove a file, or with *whole* all that lies under the name.

        Raises:
            StoreError: the place does not answer.
        """
        try:
            self.store.remove(name, whole=whole)
        except FileNotFoundError:
            return
        except failures() as error:
            raise StoreError(
                f"{self.root}/{name} cannot go: {reason(error)}"
            ) from error

    def _pour(self, name: str, into: Callable[[bytes], Any]) -> str:
        """Give the digest of what lies there, each piece poured; "" where nothing."""
        found = hashlib.sha256()
        try:
            for piece in self.store.pieces(name):
                found.update(piece)
                into(piece)
        except FileNotFoundError:
            return ""
        except failures() as error:
            raise self._unread(name, error) from error
        return found.hexdigest()

    def _unread(self, name: str, error: Exception) -> StoreError:
        return StoreError(f"{self.root}/{name} cannot be read: {reason(error)}")

    def _lost(self, name: str, told: Exception | None) -> StoreError:
        return StoreError(
            f"{self.root}/{name} did not arrive whole in {TRIES} tries"
            f"{f': {reason(told)}' if told else ''}; the pointer there was not moved"
        )


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
