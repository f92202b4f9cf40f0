"""A bucket, or a folder, behind an address: bytes go and come, nothing is checked.

Any fsspec address serves (``s3://bucket/prefix`` with the extra ``s3``; options such as
``endpoint_url``, or the environment's ``AWS_ENDPOINT_URL``, reach every S3-compatible
server). Names are below the address; errors are those of the file system behind it,
see ``failures``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import StoreError
from pipelines.remote.failures import code_of, failures
from pipelines.remote.media_types import media_type

_SMALL = 4 << 20
"""Bytes up to which a file goes and comes in one piece; at most so much a thread."""
_CHUNK = 4 << 20
_PATIENCE = {"connect_timeout": 10, "read_timeout": 60, "max_pool_connections": 32}


@dataclass(frozen=True, slots=True)
class Store:
    """A folder behind fsspec, as it answers."""

    files: Any
    root: str
    is_bucket: bool = False

    @classmethod
    def at(cls, url: str, options: Mapping[str, Any] | None = None) -> Store:
        """Give the store at *url*; nothing is asked of it yet.

        Raises:
            StoreError: the address cannot be used.
        """
        import fsspec

        scheme, _, rest = url.rpartition("://")
        if scheme and not rest.split("/datapackages/")[0].strip("/"):
            raise StoreError(f"{url} names no bucket or folder")
        more = dict(options or {})
        if scheme == "s3":
            more = {
                "config_kwargs": _PATIENCE,
                "use_listings_cache": False,
                "endpoint_url": _server(),
                **more,
            }
        try:
            files, root = fsspec.core.url_to_fs(url, **more)
        except ImportError as error:
            raise StoreError(
                f"{url} cannot be used: {error}; install with the extra s3"
            ) from error
        except ValueError as error:
            raise StoreError(f"{url} cannot be used: {error}") from error
        return cls(files, root, scheme == "s3")

    def write(self, path: Path, name: str) -> None:
        """Send a file, a large one in pieces."""
        if path.stat().st_size <= _SMALL:
            self.write_bytes(path.read_bytes(), name)
            return
        target = self._ready(name)
        kind = self._kind(name)
        with path.open("rb") as source, self.files.open(target, "wb", **kind) as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)

    def write_bytes(self, data: bytes, name: str) -> None:
        """Send a small file."""
        target = self._ready(name)
        if self.is_bucket:
            self.files.pipe_file(target, data, **self._kind(name))
            return
        with self.files.open(target, "wb") as file:
            file.write(data)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give a file's bytes, piece by piece."""
        path = f"{self.root}/{name}"
        if not self.is_bucket:
            with self.files.open(path, "rb") as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
            return
        start = 0
        while True:
            piece = self._range(path, start)
            yield piece
            start += len(piece)
            if len(piece) < _SMALL:
                return

    def remove(self, name: str, *, whole: bool) -> None:
        """Remove a file, or with *whole* all that lies under the name."""
        if self.is_bucket and not whole:
            self.call("delete_object", name)
        else:
            self.files.rm(f"{self.root}/{name}", recursive=whole)

    def call(self, method: str, name: str, **more: Any) -> Any:
        """Ask a bucket by a method of its own protocol; give its answer."""
        bucket, _, key = f"{self.root}/{name}".partition("/")
        return self.files.call_s3(method, Bucket=bucket, Key=key, **more)

    def _kind(self, name: str) -> dict[str, str]:
        """Give what a bucket that serves a site must know of a file."""
        kind = media_type(name) if self.is_bucket else None
        return {"ContentType": kind} if kind else {}

    def _ready(self, name: str) -> str:
        target = f"{self.root}/{name}"
        if not self.is_bucket:
            self.files.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
        return target

    def _range(self, path: str, start: int) -> bytes:
        try:
            return bytes(self.files.cat_file(path, start=start, end=start + _SMALL))
        except failures() as error:
            if code_of(error) == "InvalidRange":  # nothing lies beyond
                return b""
            raise


def _server() -> str | None:
    """Give the server of the environment, as Amazon's own tools read it."""
    names = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
    return next((os.environ[name] for name in names if os.environ.get(name)), None)
