"""Where flattened tables stand in the outline, and which of its words they take."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.grids.model import joined
from pipelines.grids.parting import is_parted
from pipelines.model import Consumed, GridReading, Item, Outline, Passage, Target

_TABLE_ROOT = re.compile(r"(?:附?表|专栏|附件|首|尾)\d*")


class Boundary:
    """Tells how far a table that begins somewhere in a body may reach."""

    def __init__(self, body: Passage, outline: Outline) -> None:
        """Look up where the outline's items begin in the body."""
        placed = sorted(
            (
                (place, item)
                for item in outline.items
                if (place := _place(body, item)) is not None
            ),
            key=lambda entry: (entry[0], entry[1].order),
        )
        self._starts = [place for place, _ in placed]
        self._items = [item for _, item in placed]
        self._length = len(body.text)
        self._body = body

    def after(self, at: int) -> int:
        """Give where the item ends that holds the place *at* of the body."""
        holder = bisect_right(self._starts, at) - 1
        if holder < 0:
            return self._length
        inside = self._items[holder]
        for start, item in zip(
            self._starts[holder + 1 :], self._items[holder + 1 :], strict=True
        ):
            if not _belongs(item, inside) and not _stands_in_row(self._body, start):
                return start
        return self._length


def _stands_in_row(body: Passage, start: int) -> bool:
    """Say whether a label follows a number that stands alone: the cell of a row."""
    before = body.text[:start].rstrip()
    number = before[len(before.rstrip("0123456789")) :]
    first = len(before) - len(number)
    return bool(number) and is_parted(body, first) and is_parted(body, start)


def _place(body: Passage, item: Item) -> int | None:
    """Give the index in the body of an item's first character."""
    if item.label_span is not None:
        origin = item.label_span.start
    elif item.passage.text:
        origin = item.passage.origins[0]
    else:
        return None
    at = bisect_left(body.origins, origin)
    return at if at < len(body.origins) else None


def _belongs(item: Item, holder: Item) -> bool:
    """Say whether an item may be a row of a table that stands in *holder*."""
    root = holder.number.split("/")[0]
    if _TABLE_ROOT.fullmatch(root):
        return item.number.split("/")[0] == root
    return item.number.startswith(f"{holder.number}/") or item.number.startswith(
        f"{holder.number}#"
    )


def cover(
    outline: Outline, spans: Sequence[tuple[int, int]]
) -> tuple[Consumed, tuple[str, ...]]:
    """Give the ranges of items that lie in *spans* of the original, and whole items."""
    consumed: dict[str, tuple[tuple[int, int], ...]] = {}
    swallowed: list[str] = []
    for item in outline.items:
        ranges = _ranges(item.passage, spans)
        if not ranges:
            continue
        consumed[item.number] = ranges
        inside = sum(end - start for start, end in ranges)
        if inside == len(item.passage.text) and item.label_span is not None:
            swallowed.append(item.number)
    parents = {item.parent for item in outline.items if item.number not in swallowed}
    return consumed, tuple(number for number in swallowed if number not in parents)


def _ranges(
    passage: Passage, spans: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for start, end in spans:
        first = bisect_left(passage.origins, start)
        last = bisect_left(passage.origins, end)
        if first < last:
            ranges.append((first, last))
    return tuple(ranges)


def without_tables(outline: Outline, reading: GridReading) -> Outline:
    """Give the outline's items without the words that were read as tables.

    The words are cut from the items' passages, and items that are nothing else are
    left out: so the readers of prose see prose.
    """
    items = [
        _cut(item, reading.consumed.get(item.number, ()))
        for item in outline.items
        if item.number not in reading.swallowed
    ]
    return Outline(tuple(items), outline.findings)


def with_rows(outline: Outline, reading: GridReading) -> Outline:
    """Give the outline as it is published: the rows of tables among its items."""
    kept = [item for item in outline.items if item.number not in reading.swallowed]
    return Outline((*kept, *reading.items), outline.findings)


def rows_alone(reading: GridReading) -> Consumed:
    """Give the ranges that were read in rows: their cells, all but the prose."""
    rows = {item.number for item in reading.items}
    return {
        number: ranges for number, ranges in reading.consumed.items() if number in rows
    }


def with_bindings(
    targets: tuple[Target, ...], reading: GridReading
) -> tuple[Target, ...]:
    """Give targets that a row's prose states the binding of the row."""
    return tuple(
        replace(target, binding=reading.bindings[target.item])
        if target.binding is None and target.item in reading.bindings
        else target
        for target in targets
    )


def _cut(item: Item, ranges: tuple[tuple[int, int], ...]) -> Item:
    if not ranges:
        return item
    pieces = []
    at = 0
    for start, end in ranges:
        pieces.append(item.passage.slice(at, start))
        at = end
    pieces.append(item.passage.slice(at, len(item.passage.text)))
    return replace(
        item,
        passage=joined(pieces),
        heading_end=min(item.heading_end, ranges[0][0]),
    )
