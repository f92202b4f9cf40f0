"""What each version changed, told from the change lists of the versions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.catalog.lists import CHANGES, Listed, Lists
from pipelines.catalog.version import DESCRIPTOR, Row, Version

FIRST = (
    "notices",
    "targets",
    "responsibilities",
    "tasks",
    "deliverables",
    "milestones",
)
"""Tables in the order in which a reader asks for their changes; the others follow."""

TOUCHED = "touched"
"""Table of the place ``h`` of the last version that touched each notice ``k``."""
BESIDE = ("capture_id", "char_end", "char_start", "sha256", "text_sha256")
"""Columns that follow the bytes received: where words stand, not what they say."""
OF_WORDS = f"NOT (m.change = 'changed' AND m.col IN {BESIDE!r})"
"""Holds for what changed in substance, of the rows *m* of a change list."""
BRINGING = """
LEFT JOIN notices AS n ON n.notice_id = m.notice_id
LEFT JOIN targets AS t ON m.tbl = 'targets' AND t.target_id = m.key
LEFT JOIN responsibilities AS g
  ON m.tbl = 'responsibilities' AND g.responsibility_id = m.key
"""
CALLED = """
n.title, n.document_number, n.source_file,
coalesce(t.statement_zh, g.quote) AS said_zh,
coalesce(t.statement_en, g.quote) AS said_en
"""
"""What a row of a change list, *m*, is called where it still stands."""


class Changed(NamedTuple):
    """The version in which something last changed, and its day."""

    version: str
    day: str


class History:
    """The versions up to this one, and the last one that touched each notice.

    Without a list of versions everything counts as changed in this very version.
    """

    def __init__(
        self, version: Version, index: Path | None, site: Path | None = None
    ) -> None:
        """Read the list *index* (``versions.json``) and the change lists.

        In the folder *site* lies what was read of these before: see ``lists``.
        """
        self.version = version
        self.entries = _entries(index)
        self.now = Changed(version.number, version.as_of)
        self._days = {
            one["version"]: str(one.get("created") or "")[:10] for one in self.entries
        }
        self._home = index.parent if index else version.home.parent
        self._upto = self._listed()
        self.lists = Lists(version, self._upto, site)
        version.run(
            f'CREATE TEMP TABLE "{TOUCHED}" AS SELECT notice_id AS k, max(place) AS h '
            "FROM history WHERE notice_id IS NOT NULL GROUP BY 1"
        )

    @property
    def never(self) -> str:
        """This version's number, if nothing tells which version touched a notice."""
        [row] = self.version.ask(f'SELECT count(*) AS n FROM "{TOUCHED}"')
        return "" if row["n"] else self.now.version

    def latest(self, notices: Sequence[str]) -> dict[str, Changed]:
        """Give, for each of *notices*, the last version that touched it."""
        query = f'SELECT k, h FROM "{TOUCHED}" WHERE k IN (SELECT unnest(?))'
        rows = self.version.ask(query, [list(notices)])
        places = {row["k"]: row["h"] for row in rows}
        return {key: self.at(places.get(key)) for key in notices}

    def at(self, place: int | None) -> Changed:
        """Give the version at *place* in the list of changes; this one for None."""
        if place is None:
            return self.now
        number = self._upto[place].number
        return Changed(number, self._days.get(number) or self.version.as_of)

    def told(self, notices: Sequence[str]) -> dict[str, dict[str, list[Row]]]:
        """Give what was changed in each of *notices*: by row key, oldest first.

        The key ``""`` holds one line a version: counts of rows by kind of change. Of
        a row that says the same elsewhere in the text nothing else is told.
        """
        query = (
            "SELECT * FROM history WHERE notice_id IN (SELECT unnest(?)) "
            "ORDER BY place, tbl, key, col"
        )
        found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.version.ask(query, [list(notices)]):
            row["version"] = self._upto[row["place"]].number
            found[row["notice_id"]][row["key"]].append(row)
        for held in found.values():
            whole = _summary(held)
            for key, some in held.items():
                held[key] = [row for row in some if _is_of_words(row)]
            held[""] = whole
        return found

    def called(self) -> dict[str, int]:
        """Give, for each version, a digest of what the rows that it changed are called.

        That is all that ``changes`` says of them beside the version's own list.
        """
        rows = self.version.ask(
            f"SELECT place, sum(hash(c)::HUGEINT) AS called FROM (SELECT m.*, {CALLED} "
            "FROM (SELECT DISTINCT place, tbl, key, notice_id FROM history) AS m "
            f"{BRINGING}) AS c GROUP BY place"
        )
        return {self._upto[row["place"]].number: row["called"] for row in rows}

    def changes(self, number: str, most: int) -> list[Row]:
        """Give the first *most* changes of the version *number*.

        What was changed comes first, then what went, then what came; within these,
        promises before the rest. Rows that still stand bring what they are called.
        That words stand elsewhere in a text received anew is left out.
        """
        return self.version.ask(
            f"SELECT m.*, {CALLED} FROM history AS m {BRINGING} "
            f"WHERE m.place IN (SELECT unnest(?)) AND {OF_WORDS} "
            "ORDER BY list_position(['changed', 'removed', 'added'], m.change), "
            "coalesce(list_position(?, m.tbl), 99), m.notice_id, m.key, m.col LIMIT ?",
            [self._places(number), list(FIRST), most],
        )

    def total(self, number: str) -> tuple[int, int]:
        """Count the changes of the version *number*: of substance, and the others."""
        [row] = self.version.ask(
            f"SELECT count(*) FILTER ({OF_WORDS}) AS n, count(*) AS lines "
            "FROM history AS m WHERE place IN (SELECT unnest(?))",
            [self._places(number)],
        )
        return int(row["n"]), int(row["lines"] - row["n"])

    def _places(self, number: str) -> list[int]:
        return [p for p, one in enumerate(self._upto) if one.number == number]

    def counts(self, number: str) -> list[Row]:
        """Count the changed rows of the version *number* by table, change, reason."""
        return self.version.ask(
            "SELECT tbl, change, reason, count(DISTINCT key) AS n FROM history "
            "WHERE place IN (SELECT unnest(?)) GROUP BY ALL ORDER BY ALL",
            [self._places(number)],
        )

    def rekeyed(self) -> dict[tuple[str, str], str]:
        """Give the newest id of each row that once stood under another, by table."""
        steps: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
        for row in self.version.ask("SELECT * FROM moves"):
            steps[row["place"]][row["tbl"], row["old"]] = row["new"]
        found: dict[tuple[str, str], str] = {}
        for _, fresh in sorted(steps.items()):
            for (table, old), new in found.items():
                found[table, old] = fresh.get((table, new), new)
            found.update(fresh)
        return found

    def removed(self, tables: Sequence[str]) -> list[Row]:
        """Give the last removal of each row of *tables* that went and stayed away."""
        rows = self.version.ask(
            "SELECT tbl, key, arg_max(notice_id, place) AS notice_id, "
            "arg_max(change, place) AS last_change, arg_max(reason, place) AS reason, "
            "max(place) AS place FROM history WHERE tbl IN (SELECT unnest(?)) "
            "GROUP BY tbl, key HAVING last_change = 'removed' ORDER BY tbl, key",
            [list(tables)],
        )
        return [{**row, "version": self._upto[row["place"]].number} for row in rows]

    def before(self, place: int) -> Listed | None:
        """Give the version before the one at *place*, if that one's data is held."""
        if place < 1:
            return None
        one = self._upto[place - 1]
        return one if (one.folder / DESCRIPTOR).is_file() else None

    def releases(self) -> list[Mapping[str, Any]]:
        """Give what is listed of each version, the oldest first."""
        now = self.version
        alone = {"version": now.number, "created": now.created, "status": "current"}
        return self.entries or [alone]

    def folders(self) -> dict[str, Listed]:
        """Give every version that stands, this one included, by its number."""
        own = self.version
        found = {own.number: Listed(own.number, "", own.home)}
        for entry in self.entries:
            one = self._of(entry)
            if one.number == own.number:
                found[one.number] = one._replace(folder=own.home)
            elif entry.get("status") != "withdrawn" and one.folder.is_dir():
                found[one.number] = one
        return dict(sorted(found.items()))

    def _of(self, entry: Mapping[str, Any]) -> Listed:
        number = str(entry["version"])
        folder = self._home / str(entry.get("path", number))
        return Listed(number, str(entry.get("manifest", "")), folder)

    def _listed(self) -> list[Listed]:
        """Give the versions up to this that have a list of changes, oldest first."""
        found = []
        for entry in self.entries:
            one = self._of(entry)
            if (one.folder / CHANGES).is_file():
                found.append(one)
            if one.number == self.version.number:
                break
        return found


def _entries(index: Path | None) -> list[Mapping[str, Any]]:
    if index is None or not index.is_file():
        return []
    return list(json.loads(index.read_text("utf-8"))["versions"])


def _is_of_words(row: Row) -> bool:
    return row["change"] != "changed" or row["col"] not in BESIDE


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
