"""Where everything of one output folder lies, and how a file is written there.

``DIR/`` holds what people use (``datapackages/``, ``site/``) and what the next build
needs (``store/``):

======================================  ==============================================
``.lock``                               who builds now: pid, host, start
``store/collection.json``               the kind of collection: specimens or notices
``store/originals/``                    captures, byte for byte, by their digest
``store/ledger/``                       what was received, one line a receipt
``store/seen.json``                     path, size, time, digest of files received
``store/inbox.json``                    the same of an inbox that a sensor watches
``store/sources/<source>.jsonl``        every address of a web source, as last seen
``store/sources/visits.json``           the last visit of each web source
``store/sources/gone.json``             addresses that give nothing any more, since when
``store/sources/waiting/``              receipts of pages that no build has admitted yet
``store/sources/warc/``                 what each visit brought, for archivists
``store/corrections.yml``                what a person has read better than the rules
``store/readings/<reader>/ab/<sha>``    one reading a capture, for one reader version
``store/decoded/<decoder>/ab/<key>``     one document a file, for one decoder version
``store/tables/<table>/<shard>.parquet``  rows, by leading hex digits of the capture
``store/tables/shards/<shard>.json``    what a shard was made from, and its row counts
``store/tables/claims/<shard>.json``    what its captures say they hold
``store/texts/<notice_id>.txt``         the decoded text of each notice
``store/checks/``                       verdicts of the expectations
``store/built.json``                    what the newest finished build was made from
``store/alerts/``                       alerts that wait to be sent, and what was told
``store/served.json``                   where the site will be served
``store/scratch.json``                  folders of temporary files, and whose they are
``store/dagster/``                      the records of Dagster's runs
======================================  ==============================================
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.collection.address import cache_of, is_url, plain_url
from pipelines.disk import sync_file
from pipelines.errors import StoreError
from pipelines.processes import is_alive


@dataclass(frozen=True, slots=True)
class Output:
    """One output folder; the properties are its parts.

    Where the output or its store is a bucket (``url``, ``store_url``), the folders are
    working copies, which ``pipelines.collection.remote`` keeps in step. ``apart`` is
    the folder of a store that does not lie in the output.
    """

    root: Path
    apart: Path | None = None
    url: str = ""
    store_url: str = ""

    @classmethod
    def at(cls, place: str | Path | Output, store: str = "", cache: str = "") -> Output:
        """Give the output at *place*, a folder or ``s3://bucket/prefix``.

        *store* is where the store lies if not in the output: a folder or an address
        as well. Working copies of buckets lie below the folder *cache*. Nothing is
        made, and nothing is asked, yet.

        Raises:
            StoreError: an address is none that can be used.
        """
        if isinstance(place, Output):
            return place
        url, root = _located(str(place), cache)
        if not store:
            return cls(root, None, url, f"{url}/store" if url else "")
        store_url, apart = _located(store, cache)
        return cls(root, apart, url, store_url)

    @property
    def name(self) -> str:
        """The address of the output, as a person gave it."""
        return self.url or str(self.root)

    @property
    def is_remote(self) -> bool:
        """Whether any part of it lies in a bucket."""
        return bool(self.url or self.store_url)

    @property
    def store(self) -> Path:
        """What the next build needs of this one."""
        return self.apart or self.root / "store"

    @property
    def originals(self) -> Path:
        """Captures, byte for byte."""
        return self.store / "originals"

    @property
    def sources(self) -> Path:
        """What is remembered of web sources."""
        return self.store / "sources"

    @property
    def readings(self) -> Path:
        """Cached readings, a folder for each reader version."""
        return self.store / "readings"

    @property
    def decoded(self) -> Path:
        """Cached documents, a folder for each decoder version."""
        return self.store / "decoded"

    @property
    def tables(self) -> Path:
        """Shards of the tables."""
        return self.store / "tables"

    @property
    def texts(self) -> Path:
        """The decoded text of each notice."""
        return self.store / "texts"

    @property
    def checks(self) -> Path:
        """Verdicts of the expectations."""
        return self.store / "checks"

    @property
    def alerts(self) -> Path:
        """Alerts that wait to be sent."""
        return self.store / "alerts"

    @property
    def package(self) -> Path:
        """The data package: its versions and the pointer to the newest."""
        return self.root / "datapackages" / "mubiao"

    @property
    def site(self) -> Path:
        """The static site of the newest version."""
        return self.root / "site"

    @property
    def lock(self) -> Path:
        """The file that says who builds now."""
        return self.root / ".lock"

    def shards(self, table: str) -> list[Path]:
        """Give the Parquet shards of *table*, in the order of their names."""
        return sorted((self.tables / table).glob("*.parquet"))

    def shard_bytes(self, tables: Iterable[str], shard: str) -> dict[str, int]:
        """Give the size of each table's file of *shard*; a missing file has none."""
        paths = {table: self.tables / table / f"{shard}.parquet" for table in tables}
        return {
            table: path.stat().st_size
            for table, path in paths.items()
            if path.is_file()
        }

    def latest_version(self) -> str | None:
        """Give the version that the pointer names, or None before the first."""
        pointer = read_json(self.package / "latest.json")
        return str(pointer["version"]) if pointer else None


def _located(place: str, cache: str) -> tuple[str, Path]:
    """Give the address, if *place* is one, and the folder to work in."""
    if is_url(place):
        return plain_url(place), cache_of(place, cache)
    return "", Path(place).expanduser().resolve()


def write_bytes(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write *data* so that a reader sees the old file or the new, never a part.

    *lasting* files are synced to the disk before they are named; a cache that checks
    itself when read can do without.

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        unfinished.replace(path)
        if lasting:
            sync_file(path.parent)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise StoreError(f"cannot write {path}: {error.strerror}") from error


def write_json(path: Path, value: Any) -> None:
    """Write *value* as JSON that a person can read, keys sorted.

    Of a file's name that is no UTF-8 the odd bytes are escaped, and read back as such.

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        data = f"{text}\n".encode()
    except UnicodeEncodeError:
        data = f"{json.dumps(value, indent=1, sort_keys=True)}\n".encode()
    write_bytes(path, data)


def read_json(path: Path) -> Any:
    """Give the JSON value of *path*, or None where the file does not exist.

    Raises:
        StoreError: the file is no JSON, so somebody else has written it.
    """
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise StoreError(
            f"{path} is damaged ({error}); remove it and build again"
        ) from error


def sweep(output: Output) -> int:
    """Remove unfinished files of builds that were killed; give their number.

    Of what is published only the files beside the versions are looked at: a version's
    folder is whole from the moment that it bears its name, and what lies in a folder
    of staging goes with that folder. Visits and alerts are written beside builds: of
    theirs only what a dead process has left goes.

    Only to be called by the holder of the lock.
    """
    published = (output.package, output.package / "feeds")
    found = [
        *_unfinished(os.walk(output.store)),
        *_unfinished(next(os.walk(folder), ("", [], [])) for folder in published),
    ]
    gone = [path for path in found if not _is_being_written(output, path)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _is_being_written(output: Output, path: Path) -> bool:
    """Say whether a visit or an alert of a living process is just writing *path*."""
    beside = {output.sources, output.alerts}
    pid = path.name.split(".")[-2]
    return not beside.isdisjoint(path.parents) and pid.isdigit() and is_alive(int(pid))


def _unfinished(folders: Iterable[tuple[str, list[str], list[str]]]) -> list[Path]:
    return [
        Path(folder, name)
        for folder, _, names in folders
        for name in names
        if name.startswith(".") and name.endswith((".tmp", ".part"))
    ]
