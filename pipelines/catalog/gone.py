"""Addresses that stay: what moved leads on, and what went says so.

An id is derived from what a row states, so a corrected row may stand under another id.
Its old page then leads to the new one; where there is none, the page tells in which
version the row went, and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import History
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES

KEYS = {"notices": "notice_id", "targets": "target_id"}
"""Tables whose rows have a page each, with the column of their key."""


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

    def units(self) -> dict[str, str]:
        """Give the digest of what each page says."""
        return {
            key: digest(self.frame.inputs, row, self._goal(row), self._notice(row))
            for key, row in self.rows.items()
        }

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages of the rows *ids*."""
        for key in ids:
            yield key, list(self._render(self.rows[key]))

    def _render(self, row: Row) -> Iterator[Page]:
        path = f"{row['tbl']}/{slug(row['key'])}.html"
        goal = self._goal(row)
        if goal is None:
            yield from self.frame.both(
                path,
                "gone.html",
                gone=row,
                notice=self._notice(row),
                changed=self.history.at(row["place"]),
            )
            return
        folders = {one: one for one in LANGUAGES}
        if row["tbl"] == "targets":
            folders |= {f"embed/{one}": one for one in LANGUAGES}
        for folder, language in folders.items():
            to = f"{folder}/{row['tbl']}/{slug(goal)}.html"
            yield self.frame.file(language, f"{folder}/{path}", "redirect.html", to=to)

    def _goal(self, row: Row) -> str | None:
        """The id under which the row stands now."""
        new = self.moved.get((row["tbl"], row["key"]))
        return new if new in self.held[row["tbl"]] else None

    def _notice(self, row: Row) -> str | None:
        """The notice of the row, if that is still held."""
        return row["notice_id"] if row["notice_id"] in self.held["notices"] else None
