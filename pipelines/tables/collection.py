"""Which capture is a notice's current reading, and which notice a citation means.

Both need the whole collection, so the rows are made in two passes: ``claim`` every
reading (a few words each), ``settle`` the claims, then lay out the captures that are
current. The outcome depends on the captures held, never on the order they came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from pipelines.corrections import Correction
from pipelines.model import Capture, Reading
from pipelines.tables.attached import annex_rows, settled_annexes, without_place
from pipelines.tables.ids import numbered, plain
from pipelines.tables.lay_out import Row, Rows, capture_row, lay_out, notice_ids
from pipelines.tables.links import Linker

# Of captures received at the same moment, the form that keeps most of the notice.
PREFERENCE = (
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/msword",
    "text/plain",
    "application/pdf",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a capture says it holds: its row, and its notices' ids and names.

    ``notice_ids`` are as they are where no other notice shares them; see ``settle``.
    ``names`` gives for each notice the plain forms of its document number and title,
    ``annexes`` the rows of the files attached to the page: see ``attached``.
    """

    row: Row
    notice_ids: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    annexes: tuple[Row, ...] = ()

    @property
    def capture_id(self) -> str:
        """The capture's key."""
        return str(self.row["capture_id"])


def claim(reading: Reading, capture: Capture) -> Claim:
    """Give the claim of one capture."""
    return Claim(
        row=capture_row(reading, capture),
        notice_ids=notice_ids(reading),
        names=tuple(
            (plain(notice.metadata.document_number), plain(notice.metadata.title))
            for notice in reading.notices
        ),
        annexes=annex_rows(reading, capture),
    )


@dataclass(frozen=True, slots=True)
class Collection:
    """The settled claims.

    ``ids`` maps capture_id to the ids of its notices, in order.
    ``current`` maps notice_id to the capture_id whose reading is published,
    ``captures`` holds every capture's row, and ``cited`` maps the plain form of a
    document number or title to the one notice that bears it.
    """

    ids: Mapping[str, tuple[str, ...]]
    current: Mapping[str, str]
    captures: tuple[Row, ...]
    cited: Mapping[str, str]

    def published_from(self) -> frozenset[str]:
        """Give the captures from which a notice is published."""
        return frozenset(self.current.values())

    def rows(
        self,
        reading: Reading,
        capture: Capture,
        *,
        reader_version: str = "",
        linker: Linker | None = None,
        corrections: Mapping[str, Sequence[Correction]] = MappingProxyType({}),
    ) -> Rows:
        """Lay out the notices for which this capture is the current reading.

        The captures' own rows are not among them: see ``captures``.

        Raises:
            CheckFailed: a fact's words do not lie in the text.
        """
        laid = lay_out(
            reading,
            capture,
            ids=self.ids[capture.capture_id],
            reader_version=reader_version,
            linker=linker,
            corrections=corrections,
        )
        del laid["captures"]
        kept = {
            table: self._kept(rows, capture.capture_id) for table, rows in laid.items()
        }
        for row in kept.get("citations", ()):
            row["cited_notice_id"] = self._cited(row)
        return kept

    def _kept(self, rows: list[Row], capture_id: str) -> list[Row]:
        return [row for row in rows if self.current[row["notice_id"]] == capture_id]

    def _cited(self, row: Mapping[str, Any]) -> str | None:
        for name in (plain(row["document_number"]), plain(row["title"])):
            found = self.cited.get(name) if name else None
            if found and found != row["notice_id"]:
                return found
        return None


def settle(claims: Iterable[Claim]) -> Collection:
    """Decide between captures of one notice: the latest received is current.

    What its address gave again after it had given something else came anew. Of several
    received at one moment the form counts (``PREFERENCE``), then the digest. A capture
    none of whose notices is current becomes a ``duplicate``.
    """
    held = _told_apart(sorted(claims, key=_rank))
    current: dict[str, str] = {}
    for one in held:
        for key in one.notice_ids:
            current[key] = one.capture_id  # ranked last wins
    return Collection(
        ids={one.capture_id: one.notice_ids for one in held},
        current=current,
        captures=tuple(
            sorted(_capture_rows(held, current), key=lambda row: str(row["capture_id"]))
        ),
        cited=_names(held),
    )


def _told_apart(held: list[Claim]) -> list[Claim]:
    """Give notices that share an id, but no document number, ids of their own.

    The number that was received first keeps the id: see ``ids``.
    """
    keeper: dict[str, tuple[str, str]] = {}
    for one in held:
        for key, (number, _) in zip(one.notice_ids, one.names, strict=True):
            if number:
                first = (str(one.row["received_at"]), number)
                keeper[key] = min(first, keeper.get(key, first))
    return [_with_own_ids(one, keeper) for one in held]


def _with_own_ids(one: Claim, keeper: Mapping[str, tuple[str, str]]) -> Claim:
    ids = tuple(
        numbered(key, number) if number and keeper[key][1] != number else key
        for key, (number, _) in zip(one.notice_ids, one.names, strict=True)
    )
    if ids == one.notice_ids:
        return one
    return replace(one, row=one.row | {"notice_id": ids[0]}, notice_ids=ids)


def _rank(one: Claim) -> tuple[str, int, str]:
    form = one.row["media_type"]
    place = PREFERENCE.index(form) if form in PREFERENCE else len(PREFERENCE)
    came = max(str(one.row["received_at"]), str(one.row["returned_at"] or ""))
    return came, -place, str(one.row["sha256"])


def _capture_rows(held: Iterable[Claim], current: Mapping[str, str]) -> list[Row]:
    """Give the rows of all captures, and of the annexes that none of them is."""
    rows = {one.capture_id: (_capture_row(one, current), one.annexes) for one in held}
    pages = [row for row, _ in rows.values()]
    return pages + settled_annexes(rows)


def _capture_row(one: Claim, current: Mapping[str, str]) -> Row:
    winners = {current[key] for key in one.notice_ids}
    if not winners or one.capture_id in winners:
        return one.row
    others = " and ".join(sorted(winners))
    return without_place(one.row) | {
        "status": "duplicate",
        "reason": f"the same notice as {others}, which is its current capture",
    }


def _names(claims: Iterable[Claim]) -> dict[str, str]:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for one in claims:
        for key, names in zip(one.notice_ids, one.names, strict=True):
            for name in filter(None, names):
                bearers[name].add(key)
    return {name: keys.pop() for name, keys in bearers.items() if len(keys) == 1}
