"""What each version changed, told from the change lists of the versions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.catalog.version import Row, Version

CHANGES = "changes.csv"


class Changed(NamedTuple):
    """The version in which something last changed, and its day."""

    version: str
    day: str


class History:
    """The versions up to this one, and the last one that touched each notice.

    Without a list of versions everything counts as changed in this very version.
    """

    def __init__(self, version: Version, index: Path | None) -> None:
        """Read the list *index* (``versions.json``) and the change lists."""
        self.version = version
        self.entries = _entries(index)
        self.now = Changed(version.number, version.as_of)
        self._days = {
            one["version"]: str(one.get("created") or "")[:10] for one in self.entries
        }
        self._home = index.parent if index else version.home.parent
        self._folders = self._upto()
        self._load()
        rows = version.ask(
            "SELECT notice_id, max(place) AS place FROM history GROUP BY 1"
        )
        self._last = {row["notice_id"]: row["place"] for row in rows}

    def latest(self, notices: Iterable[str]) -> Changed:
        """Give the last version that touched any of *notices*."""
        places = [self._last[key] for key in notices if key in self._last]
        if not places:
            return self.now
        return self.at(max(places))

    def at(self, place: int | None) -> Changed:
        """Give the version at *place* in the list of changes; this one for None."""
        if place is None:
            return self.now
        number = self._folders[place][0]
        return Changed(number, self._days.get(number) or self.version.as_of)

    def by_key(self, version: Version, table: str, key: str) -> dict[Any, str]:
        """Give, for each value of *key*, the last version that touched its notices."""
        if not self._last:
            return {row["k"]: self.now.version for row in _keys(version, table, key)}
        query = (
            f'SELECT t."{key}" AS k, max(h.place) AS place FROM "{table}" AS t '
            f"JOIN history AS h ON t.notice_id = h.notice_id "
            f'WHERE t."{key}" IS NOT NULL GROUP BY 1'
        )
        return {row["k"]: str(row["place"]) for row in version.ask(query)}

    def told(self, notices: Sequence[str]) -> dict[str, dict[str, list[Row]]]:
        """Give what was changed in each of *notices*: by row key, oldest first.

        The key ``""`` holds one line a version: counts of rows by kind of change.
        """
        query = (
            "SELECT * FROM history WHERE notice_id IN (SELECT unnest(?)) "
            "ORDER BY place, tbl, key, col"
        )
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.version.ask(query, [list(notices)]):
            row["version"] = self._folders[row["place"]][0]
            found[row["notice_id"]][row["key"]].append(row)
        for held in found.values():
            held[""] = _summary(held)
        return found

    def changes(self, number: str, most: int) -> list[Row]:
        """Give the first *most* changes of the version *number*, in their order."""
        places = [p for p, (name, _) in enumerate(self._folders) if name == number]
        return self.version.ask(
            "SELECT * FROM history WHERE place IN (SELECT unnest(?)) LIMIT ?",
            [places, most],
        )

    def counts(self, number: str) -> list[Row]:
        """Count the changed rows of the version *number* by table, change, reason."""
        places = [p for p, (name, _) in enumerate(self._folders) if name == number]
        return self.version.ask(
            "SELECT tbl, change, reason, count(DISTINCT key) AS n FROM history "
            "WHERE place IN (SELECT unnest(?)) GROUP BY ALL ORDER BY ALL",
            [places],
        )

    def folders(self) -> list[tuple[str, Path]]:
        """Give number and folder of every version that stands, this one included."""
        found = {self.version.number: self.version.home}
        for entry in self.entries:
            home = self._home / str(entry.get("path", entry["version"]))
            if entry.get("status") != "withdrawn" and home.is_dir():
                found.setdefault(str(entry["version"]), home)
        return sorted(found.items())

    def _upto(self) -> list[tuple[str, Path]]:
        """Give number and change list of the versions up to this, oldest first."""
        found = []
        for entry in self.entries:
            path = self._home / str(entry.get("path", entry["version"])) / CHANGES
            if path.is_file():
                found.append((str(entry["version"]), path))
            if entry["version"] == self.version.number:
                break
        return found

    def _load(self) -> None:
        self.version.run(
            "CREATE TABLE history (place INTEGER, tbl VARCHAR, key VARCHAR, "
            "notice_id VARCHAR, change VARCHAR, col VARCHAR, old VARCHAR, "
            "new VARCHAR, reason VARCHAR)"
        )
        for place, (_, path) in enumerate(self._folders):
            self.version.run(
                'INSERT INTO history SELECT ?, "table", key, notice_id, change, '
                '"column", old, new, reason FROM read_csv(?, header=true, '
                "all_varchar=true, nullstr='', delim=',', quote='\"', escape='\"')",
                [place, str(path)],
            )


def _entries(index: Path | None) -> list[Mapping[str, Any]]:
    if index is None or not index.is_file():
        return []
    return list(json.loads(index.read_text("utf-8"))["versions"])


def _keys(version: Version, table: str, key: str) -> list[Row]:
    return version.ask(
        f'SELECT DISTINCT "{key}" AS k FROM "{table}" WHERE "{key}" IS NOT NULL'
    )


def _summary(held: Mapping[str, list[Row]]) -> list[Row]:
    """Count the rows that each version added, changed and removed."""
    counts: dict[tuple[int, str], Row] = {}
    for rows in list(held.values()):
        seen = set()
        for row in rows:
            if (row["place"], row["tbl"]) in seen:
                continue
            seen.add((row["place"], row["tbl"]))
            line = counts.setdefault(
                (row["place"], row["version"]),
                {
                    "version": row["version"],
                    "reason": row["reason"],
                    "added": 0,
                    "changed": 0,
                    "removed": 0,
                },
            )
            line[row["change"]] += 1
    return [counts[key] for key in sorted(counts)]
