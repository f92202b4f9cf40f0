"""What lies in a place, and what of it lies here: told without asking for a list.

There, ``.mubiao/inventory.json`` names segments, oldest first; a segment is a list of
paths with digest and size (or none, where a file was removed), named by its own digest
and never rewritten. A build adds one segment with what it changed; when there are many
they become one. Here, a database holds the same, with size and time of the file here
when it last had those bytes, so that a file is only read when it was written since.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import StoreError
from pipelines.remote.place import Place

ROOT = ".mubiao/inventory.json"
_SEGMENT = ".mubiao/segments/{}.jsonl.gz"
_MOST_SEGMENTS = 32
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, sha TEXT NOT NULL, size INTEGER NOT NULL,
  here_size INTEGER, here_time INTEGER, fresh INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Held(NamedTuple):
    """A file of the place; ``here`` is size and time of the file here with its bytes.

    ``fresh`` says that it came or changed there since it was last compared with here.
    """

    path: str
    sha: str
    size: int
    here: tuple[int, int] | None
    fresh: bool


class Change(NamedTuple):
    """A file that was sent, or (without a digest) that goes."""

    path: str
    sha: str | None
    size: int = 0
    here: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """The inventory of *place*, as the database here knows it."""

    place: Place
    database: sqlite3.Connection

    @classmethod
    def of(cls, place: Place, path: Path) -> Inventory:
        """Open the inventory that is kept in the file *path*."""
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_TABLES)
        return cls(database=database, place=place)

    def refresh(self) -> list[str]:
        """Learn what has changed there; give the paths that have gone since.

        Of a place without an inventory nothing is known, and nothing has gone: it is
        filled from here.

        Raises:
            StoreError: the place does not answer, or its inventory is damaged.
        """
        said = self.place.read(ROOT)
        known = self._segments()
        if said is None:
            self._empty()
            return []
        names = [str(name) for name in json.loads(said)["segments"]]
        if names == known:
            return []
        self.database.execute("BEGIN")
        try:
            if names[: len(known)] == known:
                gone = [
                    path for name in names[len(known) :] for path in self._add(name)
                ]
            else:
                gone = self._replace(names)
            self.note("segments", json.dumps(names))
            self.database.execute("COMMIT")
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        return gone

    def get(self, path: str) -> Held | None:
        """Give what is known of the file *path*."""
        found = self.database.execute(
            "SELECT * FROM files WHERE path = ?", (path,)
        ).fetchone()
        return _held(found) if found else None

    def under(self, prefix: str = "") -> Iterator[Held]:
        """Give all files below *prefix*, in order."""
        rows = self.database.execute(
            "SELECT * FROM files WHERE path >= ? AND path < ? ORDER BY path",
            (prefix, f"{prefix}\U0010ffff"),
        )
        while some := rows.fetchmany(1000):
            yield from map(_held, some)

    def sizes(self, prefix: str, but: str = "") -> dict[str, int]:
        """Give the sizes of all files below *prefix* by the rest of their path.

        Those below the prefix *but* are left out.
        """
        return dict(
            self.database.execute(
                "SELECT substr(path, ?), size FROM files WHERE path >= ? AND path < ? "
                "AND NOT (path >= ? AND path < ?)",
                (
                    len(prefix) + 1,
                    *(prefix, f"{prefix}\U0010ffff"),
                    *((but, f"{but}\U0010ffff") if but else ("", "")),
                ),
            )
        )

    def is_empty(self) -> bool:
        """Say whether nothing lies there."""
        return self.database.execute("SELECT 1 FROM files LIMIT 1").fetchone() is None

    def mark(self, marks: Iterable[tuple[str, tuple[int, int] | None]]) -> None:
        """Note of files size and time here, where they have the bytes from there."""
        self.database.execute("BEGIN")
        for path, here in marks:
            size, time = here or (None, None)
            self.database.execute(
                "UPDATE files SET here_size = ?, here_time = ?, fresh = ? "
                "WHERE path = ?",
                (size, time, 0, path),
            )
        self.database.execute("COMMIT")

    def forget(self, path: str) -> None:
        """Forget a file that is not there as it should be: it is sent again."""
        self.database.execute("DELETE FROM files WHERE path = ?", (path,))

    def commit(self, changes: Iterable[Change]) -> None:
        """Tell of *changes*, there and then here.

        Raises:
            StoreError: the place does not answer.
        """
        listed = list(changes)
        if not listed:
            return
        known = self._segments()
        self.database.execute("BEGIN")
        try:
            for change in listed:
                self._apply(change)
            if len(known) + 1 > _MOST_SEGMENTS:
                segments = [self._send(Change(*held[:3]) for held in self.under())]
            else:
                segments = [*known, self._send(listed)]
            self.place.put_bytes(ROOT, _json({"segments": segments}))
            self.note("segments", json.dumps(segments))
            self.database.execute("COMMIT")
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        for name in known:
            if name not in segments:
                self.place.remove(_SEGMENT.format(name))

    def note(self, name: str, value: str) -> None:
        """Keep a word beside the inventory, here alone."""
        self.database.execute(
            "INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value)
        )

    def noted(self, name: str) -> str:
        """Give a word that was kept; empty where there is none."""
        found = self.database.execute(
            "SELECT value FROM notes WHERE name = ?", (name,)
        ).fetchone()
        return str(found[0]) if found else ""

    def _empty(self) -> None:
        self.database.execute("DELETE FROM files")
        self.database.execute("DELETE FROM notes")

    def _segments(self) -> list[str]:
        return [str(name) for name in json.loads(self.noted("segments") or "[]")]

    def _apply(self, change: Change) -> None:
        if change.sha is None:
            self.forget(change.path)
            return
        size, time = change.here or (None, None)
        self.database.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, 0)",
            (change.path, change.sha, change.size, size, time),
        )

    def _send(self, changes: Iterable[Change]) -> str:
        into = BytesIO()
        with gzip.GzipFile(fileobj=into, mode="wb", mtime=0) as file:
            for path, sha, size, _ in changes:
                line = json.dumps([path, sha, size], ensure_ascii=False)
                file.write(f"{line}\n".encode())
        packed = into.getvalue()
        name = hashlib.sha256(packed).hexdigest()
        self.place.put_bytes(_SEGMENT.format(name), packed)
        return name

    def _read(self, name: str) -> Iterator[tuple[str, str | None, int]]:
        packed = self.place.read(_SEGMENT.format(name))
        if packed is None or hashlib.sha256(packed).hexdigest() != name:
            raise StoreError(
                f"{self.place.root}/{_SEGMENT.format(name)} is missing or damaged; if "
                "no other build is under way, remove .mubiao/inventory.json there "
                "and build again with a cache that is whole"
            )
        for line in gzip.GzipFile(fileobj=BytesIO(packed)):
            path, sha, size = json.loads(line)
            if path.startswith("/") or ".." in path.split("/"):
                raise StoreError(f"{self.place.root} names a path that is none: {path}")
            yield path, sha, size

    def _add(self, name: str) -> list[str]:
        """Take in a segment; give the paths that it says have gone."""
        gone = []
        for path, sha, size in self._read(name):
            if sha is None:
                gone.append(path)
                self.forget(path)
            else:
                self._learn(path, sha, size)
        return gone

    def _learn(self, path: str, sha: str, size: int) -> None:
        self.database.execute(
            "INSERT INTO files VALUES (?, ?, ?, NULL, NULL, 1) ON CONFLICT (path) "
            "DO UPDATE SET sha = excluded.sha, size = excluded.size, here_size = NULL,"
            " here_time = NULL, fresh = 1 WHERE sha <> excluded.sha",
            (path, sha, size),
        )

    def _replace(self, names: Iterable[str]) -> list[str]:
        """Take in all segments anew; what none of them tells of has gone."""
        self.database.execute("CREATE TEMP TABLE IF NOT EXISTS told (path TEXT UNIQUE)")
        self.database.execute("DELETE FROM told")
        for name in names:
            for path, sha, size in self._read(name):
                if sha is None:
                    self.database.execute("DELETE FROM told WHERE path = ?", (path,))
                else:
                    self.database.execute(
                        "INSERT OR IGNORE INTO told VALUES (?)", (path,)
                    )
                    self._learn(path, sha, size)
        unknown = "FROM files WHERE path NOT IN (SELECT path FROM told)"
        gone = self.database.execute(f"SELECT path {unknown}").fetchall()
        self.database.execute(f"DELETE {unknown}")
        return [str(path) for (path,) in gone]


def _held(row: tuple[str, str, int, int | None, int | None, int]) -> Held:
    path, sha, size, here_size, here_time, fresh = row
    here = None
    if here_size is not None and here_time is not None:
        here = (here_size, here_time)
    return Held(path, sha, size, here, bool(fresh))


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()
