"""The store of originals: bytes by their digest, and a ledger of what was received.

Layout below the root::

    originals/<2 hex>/<sha256>    the bytes as received, never rewritten
    ledger/<digest>.jsonl         one line a receipt, never rewritten

Whoever receives while others read the ledger (a visit of web sources may last an hour)
names a folder where the receipts wait until a build admits them.

Nothing that a source says (a file's name, an address) becomes part of a path.
Every file is complete before it appears: written aside, renamed. It is forced to disk
before a receipt tells of it, the files of a commit together. What no committed receipt
tells of is simply received again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from pipelines.captures.receipts import Key, key_of, line_of, printable
from pipelines.disk import sync_file, sync_files
from pipelines.errors import StoreError
from pipelines.model import Capture

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Store:
    """Originals and their ledger under one root: a folder, or any fsspec address.

    As a context manager it commits at the end of an orderly block.
    """

    def __init__(
        self,
        root: str,
        *,
        waiting: str = "",
        bring: Callable[[str], None] = lambda sha256: None,
    ) -> None:
        """Open the store at *root*; nothing is written before something is put.

        *waiting* is the folder below the root where receipts wait for ``admit`` and
        where files are written aside; without it they go into the ledger. *bring* is
        asked for an original that is not here, by its digest: it may fetch it.
        """
        self._bring = bring
        filesystem, path = url_to_fs(root)
        self._files: Any = filesystem
        self._root = str(path).rstrip("/")
        self._waiting = f"{self._root}/{waiting}" if waiting else ""
        self._known: dict[Key, Capture] | None = None
        self._from: defaultdict[tuple[str, str | None], list[Capture]]
        self._from = defaultdict(list)
        self._pending: list[Capture] = []
        self._fresh: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()

    def put(
        self,
        data: bytes,
        name: str,
        url: str | None,
        received_at: str,
        media_type: str = "application/octet-stream",
        *,
        page: str | None = None,
        place: int | None = None,
        returned: bool = False,
    ) -> Capture:
        """Keep *data* and give its capture; the very same receipt is kept once.

        ``received_at`` is ISO 8601. The receipt stands in the ledger after ``commit``.
        *page* and *place* tell of an attachment: see ``Capture``. *returned* says that
        its address gave other bytes last: where the store knows these from before, a
        second receipt tells when they came again.

        Raises:
            StoreError: the bytes cannot be written.
        """
        digest = hashlib.sha256(data).hexdigest()
        path = self._original(digest)
        if not self._holds(path, data):
            self._write(path, data, lasting=False)
            self._fresh.append(Path(path))
        receipt = Capture(
            digest,
            printable(name),
            media_type,
            len(data),
            received_at,
            url,
            page=page,
            place=place,
        )
        known = self.note(receipt)
        if not returned or known is receipt:
            return known
        return self.note(replace(known, returned_at=received_at))

    def note(self, receipt: Capture) -> Capture:
        """Keep a receipt of bytes that the store holds; the very same is kept once.

        Two receipts are the same that tell of the same bytes, name, address and page,
        and of the same return.
        """
        known = self._ledger().setdefault(key_of(receipt), receipt)
        if known is receipt:
            self._pending.append(receipt)
            self._from[receipt.sha256, receipt.source_url].append(receipt)
        return known

    def attach(self, sha256: str, url: str, page: str, place: int, at: str) -> None:
        """Note that the file last received from *url* is attached to *page* as well.

        *sha256* and *page* are digests, *at* is when the page was seen to link to it.

        Raises:
            StoreError: no such file was received from there.
        """
        self._ledger()
        receipts = self._from.get((sha256, url))
        if not receipts:
            raise StoreError(f"no receipt of {sha256} from {url} in {self._root}")
        if all(one.page != page for one in receipts):
            self.note(
                replace(
                    receipts[0],
                    received_at=at,
                    page=page,
                    place=place,
                    returned_at=None,
                )
            )

    def commit(self) -> None:
        """Write the receipts since the last commit into the ledger, as one file."""
        if not self._pending:
            return
        if isinstance(self._files, LocalFileSystem):
            try:
                sync_files(self._fresh)
            except OSError as error:
                raise StoreError(f"cannot write {self._root}: {error}") from error
        self._fresh.clear()
        lines = "".join(map(line_of, self._pending)).encode()
        digest = hashlib.sha256(lines).hexdigest()
        folder = self._waiting or f"{self._root}/ledger"
        self._write(f"{folder}/{digest[:32]}.jsonl", lines)
        self._pending.clear()

    def admit(self, waiting: str) -> tuple[Capture, ...]:
        """Take the receipts that wait in the folder *waiting* into the ledger.

        Gives those that the ledger did not hold. If this is cut short, they wait on or
        stand in both places, which is the same.
        """
        folder = f"{self._root}/{waiting}"
        paths = self._lists(folder)
        admitted = []
        for capture in self._receipts(paths):
            if self._ledger().setdefault(key_of(capture), capture) is capture:
                admitted.append(capture)
        self._pending.extend(admitted)
        self.commit()
        for path in paths:
            self._files.rm_file(path)
        return tuple(admitted)

    def read(self, sha256: str) -> bytes:
        """Give an original's bytes.

        Raises:
            StoreError: there is no such original, or its bytes have changed.
        """
        if not self.has(sha256):
            self._bring(sha256)
        try:
            data = bytes(self._files.cat_file(self._original(sha256)))
        except FileNotFoundError as error:
            raise StoreError(f"no original {sha256} in {self._root}") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"original {sha256} in {self._root} was changed")
        return data

    def has(self, sha256: str) -> bool:
        """Say whether the store holds an original of this digest."""
        return bool(self._files.exists(self._original(sha256)))

    def list(self) -> Iterator[Capture]:
        """Yield every receipt, by digest, name, address: the same order everywhere."""
        receipts = self._ledger()
        for key in sorted(receipts, key=lambda key: [part or "" for part in key]):
            yield receipts[key]

    def _original(self, sha256: str) -> str:
        if not _DIGEST.match(sha256):
            raise StoreError(f"not a sha256 digest: {sha256!r}")
        return f"{self._root}/originals/{sha256[:2]}/{sha256}"

    def _ledger(self) -> dict[Key, Capture]:
        if self._known is None:
            self._known = {
                key_of(capture): capture
                for folder in (self._waiting, f"{self._root}/ledger")
                for capture in self._receipts(self._lists(folder))
            }
            for receipt in self._known.values():
                self._from[receipt.sha256, receipt.source_url].append(receipt)
        return self._known

    def _lists(self, folder: str) -> Sequence[str]:
        if not folder or not self._files.isdir(folder):
            return []
        listed = sorted(map(str, self._files.ls(folder, detail=False)))
        return [path for path in listed if path.endswith(".jsonl")]

    def _receipts(self, paths: Iterable[str]) -> Iterator[Capture]:
        for path in paths:
            try:
                lines = self._files.cat_file(path).decode()
            except FileNotFoundError:
                continue  # admitted meanwhile: the ledger is read after what waits
            for line in lines.splitlines():
                yield Capture(**json.loads(line))

    def _holds(self, path: str, data: bytes) -> bool:
        """Say whether *data* lies at *path*; a power cut may have left part of it."""
        return bool(self._files.exists(path) and self._files.cat_file(path) == data)

    def _write(self, path: str, data: bytes, *, lasting: bool = True) -> None:
        """Write a file so that it is whole or not there."""
        try:
            if isinstance(self._files, LocalFileSystem):
                _write_local(path, data, self._waiting, lasting=lasting)
            else:  # an object store shows an object only when it is whole
                self._files.pipe_file(path, data)
        except OSError as error:
            raise StoreError(f"cannot write {path}: {error}") from error


def _write_local(path: str, data: bytes, waiting: str, *, lasting: bool) -> None:
    folder, name = os.path.split(path)
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    aside = f"{folder}/.{name}.{os.getpid()}.part"
    if waiting:  # a build clears what lies aside elsewhere
        os.makedirs(waiting, exist_ok=True)  # noqa: PTH103
        aside = f"{waiting}/{name}.tmp"
    try:
        with open(aside, "wb") as file:  # noqa: PTH123
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(aside, path)  # noqa: PTH105
    finally:
        if os.path.exists(aside):  # noqa: PTH110
            os.unlink(aside)  # noqa: PTH108
    if lasting:
        sync_file(Path(folder))
