"""The page of each version: what it changed, row by row. An old one stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from pipelines.catalog import linked
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame
from pipelines.catalog.history import Changed, History
from pipelines.catalog.version import digest
from pipelines.catalog.words import LANGUAGES

SHOWN = 400
"""Changes shown on the page of a version; its changes.csv has all."""


class ReleasePages:
    """Makes the page and the card of each version that was ever published."""

    name = "release"
    batch = 20

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.history = history
        self.entries = {str(entry["version"]): entry for entry in history.releases()}
        self.folders = history.folders()
        self.called = history.called()
        order: list[str | None] = [None, *self.entries]
        self.before = {str(now): before for before, now in pairwise(order)}

    def units(self) -> Iterator[tuple[str, str]]:
        """Give the digest of what is listed of a version, and of what it changed."""
        for number, entry in self.entries.items():
            is_held, called = number in self.folders, self.called.get(number)
            inputs = (entry, self.before[number], is_held, called)
            yield number, digest(self.frame.inputs, *inputs)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages of the versions *ids*."""
        for number in ids:
            yield number, list(self._render(number, self.entries[number]))

    def _render(self, number: str, entry: Mapping[str, Any]) -> Iterator[Page]:
        history = self.history
        titles = {
            one: self.frame.words[one].text("releases.title", version=number)
            for one in LANGUAGES
        }
        day = str(entry.get("created") or "")[:10]
        path = f"releases/{number}"
        yield from self.frame.cards(path, titles, "card.release", day=day)
        held = self.folders.get(number)
        notes = held.folder / "CHANGELOG.md" if held else None
        total, moved = history.total(number)
        yield from self.frame.both(
            f"{path}.html",
            "release.html",
            entry=entry,
            linked=linked.spoken(
                linked.release,
                self.frame,
                entry,
                self.before[number],
                stands=held is not None,
            ),
            changed=Changed(number, day),
            changes=history.changes(number, SHOWN),
            counts=history.counts(number),
            total=total,
            moved=moved,
            notes=notes.read_text("utf-8") if notes and notes.is_file() else "",
            listed=held is not None and (held.folder / "changes.csv").is_file(),
        )
