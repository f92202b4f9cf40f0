"""A bucket, or a folder, behind an address: nothing is believed but bytes.

Any fsspec address serves (``s3://bucket/prefix`` with the extra ``s3``; options such as
``endpoint_url``, or the environment's ``AWS_ENDPOINT_URL``, reach every S3-compatible
server). A listing may be stale, an upload may be cut short and still be answered with
success, and an error may follow one that succeeded. So every file sent is read back
and compared, and nothing is ever listed.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipelines.errors import StoreError

TRIES = 4
THREADS = 8
_SMALL = 4 << 20
"""Bytes up to which a file goes and comes in one piece; at most so much a thread."""
_CHUNK = 4 << 20
_PATIENCE = {"connect_timeout": 10, "read_timeout": 60, "max_pool_connections": 32}

_TEXT = "; charset=utf-8"
_MEDIA_TYPES = {
    "atom": f"application/atom+xml{_TEXT}",
    "cff": f"text/plain{_TEXT}",
    "css": f"text/css{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "html": f"text/html{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "md": f"text/markdown{_TEXT}",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttl": f"text/turtle{_TEXT}",
    "txt": f"text/plain{_TEXT}",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""By the end of a name: a bucket serves its objects as what they were sent as."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Seen(NamedTuple):
    """A small object as it lies there: bytes, tag, and its age by the server's clock.

    ``age`` is in seconds.
    """

    data: bytes
    tag: str
    age: float


@dataclass(frozen=True, slots=True)
class Place:
    """A folder behind fsspec whose every answer is checked."""

    files: Any
    root: str
    is_bucket: bool = False

    @classmethod
    def at(cls, url: str, options: Mapping[str, Any] | None = None) -> Place:
        """Give the place at *url*; nothing is asked of it yet.

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
                self._write(path, name)
            except FileNotFoundError as error:
                if not path.exists():
                    raise
                told = error  # of the bucket
            except failures() as error:  # it may have succeeded all the same
                told = error
            digest = digest_of(path)  # somebody may have replaced the file meanwhile
            if self.holds(name, digest):
                return digest
        raise StoreError(
            f"{self.root}/{name} did not arrive whole in {TRIES} tries"
            f"{f': {reason(told)}' if told else ''}; the pointer there was not moved"
        ) from told

    def read(self, name: str) -> bytes | None:
        """Give a small file's bytes, or None where there is no such file.

        Raises:
            StoreError: the place does not answer.
        """
        try:
            return b"".join(self._pieces(name))
        except FileNotFoundError:
            return None
        except failures() as error:
            raise StoreError(
                f"{self.root}/{name} cannot be read: {reason(error)}"
            ) from error

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
        self.files.invalidate_cache()
        try:
            return self._pour(name, lambda data: None) == digest
        except StoreError:
            return False

    def remove(self, name: str, *, whole: bool = False) -> None:
        """Remove a file, or with *whole* all that lies under the name.

        Raises:
            StoreError: the place does not answer.
        """
        path = f"{self.root}/{name}"
        try:
            if self.is_bucket and not whole:
                bucket, _, key = path.partition("/")
                self.files.call_s3("delete_object", Bucket=bucket, Key=key)
            else:
                self.files.rm(path, recursive=whole)
        except FileNotFoundError:
            return
        except failures() as error:
            raise StoreError(f"{path} cannot go: {reason(error)}") from error

    def look(self, name: str) -> Seen | None:
        """Give a small object of a bucket with its tag and age; None where it is not.

        Raises:
            StoreError: the place does not answer.
        """
        data = self.read(name)
        if data is None:
            return None
        try:
            told = self._call("head_object", name)
        except FileNotFoundError:
            return None
        except failures() as error:
            raise StoreError(
                f"{self.root}/{name} cannot be read: {reason(error)}"
            ) from error
        there: datetime = told["LastModified"]
        now = parsedate_to_datetime(told["ResponseMetadata"]["HTTPHeaders"]["date"])
        return Seen(data, told["ETag"], max(0.0, (now - there).total_seconds()))

    def put_if(self, name: str, data: bytes, tag: str | None) -> str | None:
        """Write a small object of a bucket if it is *tag* that lies there.

        Without a tag: if nothing does. Gives the new tag; None where the server says
        that the condition does not hold.

        Raises:
            StoreError: the place does not answer, or knows no conditions.
        """
        condition = {"IfMatch": tag} if tag else {"IfNoneMatch": "*"}
        try:
            return str(self._call("put_object", name, Body=data, **condition)["ETag"])
        except failures() as error:
            if _is_refused_condition(error):
                return None
            if getattr(error, "errno", None) == errno.ENOSYS:
                raise NoConditions(str(error)) from error
            raise StoreError(
                f"{self.root}/{name} cannot be written: {reason(error)}"
            ) from error

    def put_bytes(self, name: str, data: bytes) -> None:
        """Write a small file and read it back.

        Raises:
            StoreError: the place does not answer, or keeps losing bytes.
        """
        told: Exception | None = None
        for _ in range(TRIES):
            try:
                self._write_bytes(data, name)
            except failures() as error:
                told = error
            if self.read(name) == data:
                return
        raise StoreError(
            f"{self.root}/{name} did not arrive whole in {TRIES} tries"
            f"{f': {reason(told)}' if told else ''}; the pointer there was not moved"
        ) from told

    def _call(self, method: str, name: str, **more: Any) -> Any:
        bucket, _, key = f"{self.root}/{name}".partition("/")
        return self.files.call_s3(method, Bucket=bucket, Key=key, **more)

    def _write(self, path: Path, name: str) -> None:
        if path.stat().st_size <= _SMALL:
            self._write_bytes(path.read_bytes(), name)
            return
        target = self._ready(name)
        kind = self._kind(name)
        with path.open("rb") as source, self.files.open(target, "wb", **kind) as file:
            while chunk := source.read(_CHUNK):
                file.write(chunk)

    def _write_bytes(self, data: bytes, name: str) -> None:
        target = self._ready(name)
        if self.is_bucket:
            self.files.pipe_file(target, data, **self._kind(name))
            return
        with self.files.open(target, "wb") as file:
            file.write(data)

    def _kind(self, name: str) -> dict[str, str]:
        """Give what a bucket that serves a site must know of a file."""
        suffix = name.rpartition("/")[2].rpartition(".")[2]
        known = self.is_bucket and suffix in _MEDIA_TYPES
        return {"ContentType": _MEDIA_TYPES[suffix]} if known else {}

    def _ready(self, name: str) -> str:
        target = f"{self.root}/{name}"
        if not self.is_bucket:
            self.files.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
        return target

    def _pour(self, name: str, into: Callable[[bytes], Any]) -> str:
        """Give the digest of what lies there, each piece poured; "" where nothing."""
        found = hashlib.sha256()
        try:
            for piece in self._pieces(name):
                found.update(piece)
                into(piece)
        except FileNotFoundError:
            return ""
        except failures() as error:
            raise StoreError(
                f"{self.root}/{name} cannot be read: {reason(error)}"
            ) from error
        return found.hexdigest()

    def _pieces(self, name: str) -> Iterator[bytes]:
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

    def _range(self, path: str, start: int) -> bytes:
        try:
            return bytes(self.files.cat_file(path, start=start, end=start + _SMALL))
        except failures() as error:
            if _code(error) == "InvalidRange":  # nothing lies beyond
                return b""
            raise


class NoConditions(StoreError):
    """A server that knows no conditional writes."""


def side_by_side(
    act: Callable[[_Item], _Result], items: Iterable[_Item]
) -> Iterator[tuple[_Item, _Result]]:
    """Do *act* for each item in threads, a few at a time; results in order."""
    waiting: deque[tuple[_Item, Future[_Result]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for item in items:
                waiting.append((item, pool.submit(act, item)))
                if len(waiting) > 4 * THREADS:
                    done, future = waiting.popleft()
                    yield done, future.result()
            while waiting:
                done, future = waiting.popleft()
                yield done, future.result()
        finally:
            for _, future in waiting:
                future.cancel()


def failures() -> tuple[type[Exception], ...]:
    """Give the errors of a store that does not do as asked."""
    try:
        from aiohttp import ClientError
        from botocore.exceptions import BotoCoreError
    except ImportError:  # without the extra ``s3``
        return (OSError,)
    return (OSError, BotoCoreError, ClientError)


def reason(error: Exception) -> str:
    """Say what a store's error means, and what to do."""
    said = str(error) or type(error).__name__
    if type(error).__name__ in ("NoCredentialsError", "PartialCredentialsError"):
        return f"{said}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    if isinstance(error, PermissionError):
        return (
            f"{said}; the key in AWS_ACCESS_KEY_ID is wrong there, or lacks the right "
            "to list, get, put and delete"
        )
    if isinstance(error, FileNotFoundError):
        return f"{said}; make the bucket first"
    if type(error).__name__ in ("EndpointConnectionError", "ConnectTimeoutError"):
        return f"{said}; is AWS_ENDPOINT_URL right, and does the server run?"
    return said


def _server() -> str | None:
    """Give the server of the environment, as Amazon's own tools read it."""
    names = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
    return next((os.environ[name] for name in names if os.environ.get(name)), None)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _code(error: BaseException) -> str:
    told = getattr(error.__cause__, "response", None) or {}
    return str(told.get("Error", {}).get("Code", ""))


def _is_refused_condition(error: Exception) -> bool:
    return isinstance(error, FileExistsError) or _code(error) in (
        "PreconditionFailed",
        "ConditionalRequestConflict",
        "NoSuchKey",
        "404",
        "412",
    )
