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

from pipelines.disk import sync_file
from pipelines.errors import StoreError


@dataclass(frozen=True, slots=True)
class Output:
    """One output folder; the properties are its parts."""

    root: Path

    @classmethod
    def at(cls, folder: str | Path) -> Output:
        """Give the output at *folder*, as an absolute path; nothing is made yet."""
        return cls(Path(folder).expanduser().resolve())

    @property
    def store(self) -> Path:
        """What the next build needs of this one."""
        return self.root / "store"

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

    Raises:
        StoreError: the folder cannot be written, or the disk is full.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    write_bytes(path, f"{text}\n".encode())


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

    Only to be called by the holder of the lock.
    """
    unfinished = [
        path
        for folder in (output.store, output.root / "datapackages")
        for pattern in (".*.tmp", ".*.part")
        for path in folder.rglob(pattern)
        if path.is_file()
    ]
    for path in unfinished:
        path.unlink(missing_ok=True)
    return len(unfinished)
