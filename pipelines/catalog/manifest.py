"""What a site is made of: which files belong to which unit, made from what inputs.

The manifest lies in the site as an SQLite database, so that a rendering reads and
writes what it asks for and no more, however large the site is. It is brought forward
while pages are made: a rendering that was stopped is taken up where it stopped, and
what it had begun is not taken for finished, whichever version is rendered next.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from pipelines.catalog import older
from pipelines.catalog.folders import folder_of, is_touched, names_in
from pipelines.errors import ReleaseError

NAME = ".mubiao-site.db"
"""The manifest's file in the site."""
LAID_OUT = """
CREATE TABLE IF NOT EXISTS units (
  name TEXT PRIMARY KEY, inputs TEXT NOT NULL, files BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS folders (
  path TEXT PRIMARY KEY, files INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parted (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE asked (
  place INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, inputs TEXT NOT NULL);
CREATE TEMP TABLE torn (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
"""``units``: digest of inputs (empty: not finished) and packed paths. ``folders``:
number of our files. Of a rendering that has not ended: the units ``made``, and the
paths that ``parted`` from theirs. Of this one: the units ``asked`` for and, of these,
those that lost files, ``torn``."""
STALE = """
SELECT asked.name, asked.inputs FROM asked LEFT JOIN units ON units.name = asked.name
WHERE asked.place > ? AND (
  units.inputs IS NOT asked.inputs OR asked.name IN (SELECT name FROM torn))
ORDER BY asked.place
"""
COUNTED = """
INSERT INTO folders VALUES (?, ?)
ON CONFLICT (path) DO UPDATE SET files = files + excluded.files
"""


class Held(NamedTuple):
    """The files of a unit: the digest of its inputs, and the paths, packed."""

    inputs: str
    packed: bytes

    @classmethod
    def of(cls, inputs: str, paths: Iterable[str]) -> Self:
        """Keep the *paths* of a unit."""
        return cls(inputs, zlib.compress("\t".join(paths).encode(), 1))

    def paths(self) -> list[str]:
        """Give the paths of the files."""
        joined = zlib.decompress(self.packed).decode()
        return joined.split("\t") if joined else []


class Manifest:
    """The units of a site by name, and the number of files in each folder."""

    def __init__(self, site: Path) -> None:
        """Open the manifest of the folder *site*, or begin one.

        Raises:
            ReleaseError: what lies there is no manifest.
        """
        path = site / NAME
        self._site = site
        self._held = sqlite3.connect(path)
        try:
            self._held.executescript(LAID_OUT)
        except sqlite3.DatabaseError as error:
            self._held.close()
            raise ReleaseError(
                f"{path} is no manifest of a site ({error}): remove it, and the next "
                "rendering makes every page anew"
            ) from error
        self._part(older.paths_in(site))
        self.touched = {one for one in self._folders() if is_touched(site / one)}
        self._look_through()

    def close(self) -> None:
        """Close the manifest; what was not kept by ``commit`` is forgotten."""
        self._held.close()

    def commit(self) -> None:
        """Keep what was put until now."""
        self._held.commit()

    def units(self) -> Iterator[tuple[str, Held]]:
        """Give all units by name."""
        rows = self._held.execute("SELECT name, inputs, files FROM units ORDER BY name")
        for name, inputs, packed in rows:
            yield name, Held(inputs, packed)

    def files(self) -> int:
        """Count the files of the site."""
        [[count]] = self._held.execute("SELECT coalesce(sum(files), 0) FROM folders")
        return int(count)

    def stale(self, asked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Give the units that must be made, of those *asked* for, in their order.

        Of each its name and the digest of its inputs. From now on the stale ones count
        as not finished, since their files are about to be replaced.
        """
        [[before]] = self._held.execute("SELECT coalesce(max(place), 0) FROM asked")
        self._held.executemany("INSERT INTO asked (name, inputs) VALUES (?, ?)", asked)
        stale = self._held.execute(STALE, [before]).fetchall()
        self._held.executemany(
            "UPDATE units SET inputs = '' WHERE name = ?", ([name] for name, _ in stale)
        )
        self.commit()
        return stale

    def put(self, unit: str, held: Held) -> None:
        """Note the files of a unit that was made."""
        run, many = self._held.execute, self._held.executemany
        old, new = self._paths(unit), held.paths()
        self._part(set(old).difference(new))
        counts = Counter(map(folder_of, new))
        counts.subtract(map(folder_of, old))
        many(COUNTED, ((folder, n) for folder, n in counts.items() if n))
        run("INSERT OR REPLACE INTO units VALUES (?, ?, ?)", [unit, *held])
        run("INSERT OR IGNORE INTO made VALUES (?)", [unit])

    def unwanted(self) -> Iterator[str]:
        """Give the paths that belong to no unit any more; call it at the end."""
        rows = self._held.execute(
            "SELECT name FROM units WHERE name NOT IN (SELECT name FROM asked)"
        )
        for [unit] in rows.fetchall():
            self.put(unit, Held.of("", ()))
            self._held.execute("DELETE FROM units WHERE name = ?", [unit])
        if self._held.execute("SELECT 1 FROM parted LIMIT 1").fetchone():
            for [unit] in self._held.execute("SELECT name FROM made"):
                paths = ([path] for path in self._paths(unit))
                self._held.executemany("DELETE FROM parted WHERE path = ?", paths)
        self.commit()
        for [path] in self._held.execute("SELECT path FROM parted ORDER BY path"):
            yield path

    def settle(self) -> None:
        """End a rendering: the unwanted files are gone."""
        begun = "SELECT 1 FROM made UNION ALL SELECT 1 FROM parted LIMIT 1"
        if self._held.execute(begun).fetchone():
            self._held.execute("DELETE FROM parted")
            self._held.execute("DELETE FROM made")
            self._held.execute("DELETE FROM folders WHERE files = 0")
        self.commit()

    def _paths(self, unit: str) -> list[str]:
        query = "SELECT inputs, files FROM units WHERE name = ?"
        row = self._held.execute(query, [unit]).fetchone()
        return Held(*row).paths() if row else []

    def _part(self, paths: Iterable[str]) -> None:
        rows = ([path] for path in paths)
        self._held.executemany("INSERT OR IGNORE INTO parted VALUES (?)", rows)

    def _folders(self) -> Iterator[str]:
        for [folder] in self._held.execute("SELECT path FROM folders WHERE files > 0"):
            yield folder

    def _look_through(self) -> None:
        """Note the units that lost a file of a touched folder."""
        if not self.touched:
            return
        lying = {folder: names_in(self._site / folder) for folder in self.touched}
        torn = (
            [name]
            for name, held in self.units()
            if any(
                (folder := folder_of(path)) in lying
                and path.rpartition("/")[2] not in lying[folder]
                for path in held.paths()
            )
        )
        self._held.executemany("INSERT INTO torn VALUES (?)", torn)
        self.commit()
