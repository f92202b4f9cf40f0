"""What each version listed as changed, read once: what was read is kept in the site.

A version is never rewritten, nor are its lists. So the lists of all versions are kept
together, in a file for each kind beside the site's manifest, which says of which
versions they are. A rendering reads that file and the lists of versions that came
since, however many versions there are. A version that was erased leaves the file with
the next rendering. Removing the files makes them anew, with the same bytes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipelines.catalog.version import Version

CHANGES = "changes.csv"
REKEYED = "rekeyed.csv"
COLUMNS = {
    "history": "place INTEGER, tbl VARCHAR, key VARCHAR, notice_id VARCHAR, "
    "change VARCHAR, col VARCHAR, old VARCHAR, new VARCHAR, reason VARCHAR",
    "moves": "place INTEGER, tbl VARCHAR, old VARCHAR, new VARCHAR",
}
"""Tables of the lists' rows; ``place`` is that of the version among all of them."""
_OF = b"rows of"
"""Key of what a kept file says of itself: its columns, and the versions of its rows."""


class Listed(NamedTuple):
    """A version: its number, the digest of its manifest (or none), and its folder."""

    number: str
    manifest: str
    folder: Path


class Lists:
    """The tables ``history`` and ``moves`` beside those of a version."""

    def __init__(
        self, version: Version, versions: Sequence[Listed], site: Path | None
    ) -> None:
        """Lay the lists of *versions*, oldest first, out; *site* may keep some."""
        self._version = version
        self._versions = [[one.number, one.manifest] for one in versions]
        self._site = site
        self._stale: list[str] = []
        readers: dict[str, Callable[[int, Listed], None]] = {
            "history": self._read_changes,
            "moves": self._read_moves,
        }
        for table, read in readers.items():
            version.run(f'CREATE TABLE "{table}" ({COLUMNS[table]})')
            held = self._take(table)
            for place, one in enumerate(versions[held:], held):
                read(place, one)

    def keep(self) -> None:
        """Keep what was read, for the next rendering."""
        import pyarrow.parquet as pq

        for table in self._stale:
            rows = self._version.arrow(f'SELECT * FROM "{table}"').combine_chunks()
            said = {_OF: json.dumps([COLUMNS[table], self._versions]).encode()}
            path = self._path(table)
            beside = path.with_suffix(".new")
            pq.write_table(rows.replace_schema_metadata(said), beside)
            beside.replace(path)
        self._stale.clear()

    def _path(self, table: str) -> Path:
        assert self._site is not None
        return self._site / f".mubiao-{table}.parquet"

    def _take(self, table: str) -> int:
        """Take kept rows; give the number of versions, from the first on, of these."""
        if self._site is None or not all(manifest for _, manifest in self._versions):
            return 0
        known = self._kept(table)
        pairs = zip(known, self._versions, strict=False)
        same = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if known != self._versions:
            self._stale.append(table)
        if same:
            self._version.run(
                f'INSERT INTO "{table}" SELECT * FROM read_parquet(?) WHERE place < ?',
                [str(self._path(table)), same],
            )
        return same

    def _kept(self, table: str) -> list[list[str]]:
        """Say of which versions rows are kept."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            said = pq.read_metadata(self._path(table)).metadata or {}
        except (FileNotFoundError, pa.ArrowInvalid):
            return []
        columns, versions = json.loads(said.get(_OF, b"[null, []]"))
        return list(versions) if columns == COLUMNS[table] else []

    def _read_changes(self, place: int, one: Listed) -> None:
        self._version.run(
            'INSERT INTO history SELECT ?, "table", key, notice_id, change, '
            '"column", old, new, reason FROM read_csv(?, header=true, '
            "all_varchar=true, nullstr='', delim=',', quote='\"', escape='\"')",
            [place, str(one.folder / CHANGES)],
        )

    def _read_moves(self, place: int, one: Listed) -> None:
        """Read which rows a version put under another id: its list tells older too."""
        path = one.folder / REKEYED
        if not path.is_file():
            return
        with path.open(encoding="utf-8", newline="") as file:
            fresh = [
                (row["table"], row["old_key"], row["new_key"])
                for row in csv.DictReader(file)
                if row.get("version", one.number) == one.number
            ]
        tables, old, new = zip(*fresh, strict=True) if fresh else ((), (), ())
        self._version.run(
            "INSERT INTO moves SELECT ?, unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
            "unnest(?::VARCHAR[])",
            [place, list(tables), list(old), list(new)],
        )
