"""Addresses that stay: what moved leads on, and what went says so.

An id is derived from what a row states, so a corrected row may stand under another id.
Its old page then leads to the new one; where there is none, the page tells in which
version the row went, and why, and what it said in the version before that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import History
from pipelines.catalog.lists import Listed
from pipelines.catalog.version import Row, Version, digest
from pipelines.catalog.words import LANGUAGES

KEYS = {"notices": "notice_id", "targets": "target_id"}
"""Tables whose rows have a page each, with the column of their key."""


class Said(NamedTuple):
    """A row as it stood in a *version*, and its notice."""

    version: str
    row: Row
    notice: Row


class GonePages:
    """Makes the pages of rows that stood in an earlier version."""

    name = "gone"
    batch = 50

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.history = history
        self.moved = history.rekeyed()
        removed = history.removed(list(KEYS))
        self.held = {table: self._still_held(table, removed) for table in KEYS}
        self.rows = {
            f"{row['tbl']}/{row['key']}": row
            for row in removed
            if row["key"] not in self.held[row["tbl"]]
        }

    def _still_held(self, table: str, removed: Sequence[Row]) -> set[str]:
        """Give the rows of *table* that stand, of all that the pages may speak of."""
        asked = {row["key"] for row in removed if row["tbl"] == table}
        asked |= {new for (held, _), new in self.moved.items() if held == table}
        if table == "notices":
            asked |= {row["notice_id"] for row in removed}
        key = KEYS[table]
        query = (
            f'SELECT "{key}" AS k FROM "{table}" WHERE "{key}" IN (SELECT unnest(?))'
        )
        rows = self.frame.version.ask(query, [sorted(asked - {None})])
        return {row["k"] for row in rows}

    def units(self) -> Iterator[tuple[str, str]]:
        """Give the digest of what each page says."""
        for key, row in self.rows.items():
            held = self.history.before(row["place"])
            told = held and (held.number, held.manifest)
            inputs = (row, self._goal(row), self._notice(row), told)
            yield key, digest(self.frame.inputs, *inputs)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages of the rows *ids*."""
        said = self._said([self.rows[key] for key in ids])
        for key in ids:
            row = self.rows[key]
            goal = self._goal(row)
            pages = self._moved(row, goal) if goal else self._gone(row, said.get(key))
            yield key, list(pages)

    def _gone(self, row: Row, said: Said | None) -> Iterator[Page]:
        path = f"{row['tbl']}/{slug(row['key'])}.html"
        context: dict[str, Any] = {
            "gone": row,
            "said": said,
            "notice": self._notice(row),
            "changed": self.history.at(row["place"]),
        }
        yield from self.frame.both(path, "gone.html", **context)
        for language, folder in _embeds(row).items():
            yield self.frame.file(
                language, f"{folder}/{path}", "embed_gone.html", **context
            )

    def _moved(self, row: Row, goal: str) -> Iterator[Page]:
        table, old, new = row["tbl"], slug(row["key"]), slug(goal)
        for folders in ({one: one for one in LANGUAGES}, _embeds(row)):
            for language, folder in folders.items():
                path = f"{folder}/{table}/{old}.html"
                to = f"{folder}/{table}/{new}.html"
                yield self.frame.file(language, path, "redirect.html", to=to)

    def _said(self, rows: Sequence[Row]) -> dict[str, Said]:
        """Give what *rows* were in the last version that had them, where it is held."""
        by_version: dict[Listed, list[Row]] = defaultdict(list)
        for row in rows:
            held = self.history.before(row["place"])
            if held is not None and self._goal(row) is None:
                by_version[held].append(row)
        return {
            key: said
            for held, some in by_version.items()
            for key, said in _in(held, some)
        }

    def _goal(self, row: Row) -> str | None:
        """The id under which the row stands now."""
        new = self.moved.get((row["tbl"], row["key"]))
        return new if new in self.held[row["tbl"]] else None

    def _notice(self, row: Row) -> str | None:
        """The notice of the row, if that is still held."""
        return row["notice_id"] if row["notice_id"] in self.held["notices"] else None


def _embeds(row: Row) -> dict[str, str]:
    """Give the folders of the row's embeds by language: targets have them."""
    if row["tbl"] != "targets":
        return {}
    return {one: f"embed/{one}" for one in LANGUAGES}


def _in(held: Listed, rows: Sequence[Row]) -> Iterator[tuple[str, Said]]:
    """Look *rows* up in the version *held*, by table and key."""
    version = Version(held.folder)
    for table, column in KEYS.items():
        keys = [row["key"] for row in rows if row["tbl"] == table]
        found = version.grouped(table, column, keys) if keys else {}
        owners = sorted({row["notice_id"] for [row] in found.values()})
        notices = version.grouped("notices", "notice_id", owners) if owners else {}
        for key, [row] in found.items():
            [notice] = notices[row["notice_id"]]
            yield f"{table}/{key}", Said(held.number, row, notice)
