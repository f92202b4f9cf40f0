"""Headings that name a body: 一、优化服务（牵头单位：样例市民政局）."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.model import Item, ItemKind, Responsibility, Span

# A section with no more words of its own than this is nothing but its heading.
_LONGEST_HEADING = 80


def hand_down(
    rows: tuple[Responsibility, ...], items: tuple[Item, ...]
) -> tuple[Responsibility, ...]:
    """Give the bodies that a heading names to the tasks below it.

    A heading is no task; whom its own words name is answerable for each task of its
    section. A task that names bodies in the same role itself keeps only its own. A
    list that closes the section behind its tasks stays with the heading.
    """
    headings = {
        item.number: item
        for item in items
        if item.kind is ItemKind.SECTION
        and not item.is_task
        and len(item.passage.text) <= _LONGEST_HEADING
    }
    begun = _begun(items)
    named = defaultdict(list)
    for row in rows:
        heading = headings.get(row.item)
        if heading is None or not row.span.overlaps(_whole(heading)):
            continue
        first = begun.get(row.item, 0)
        if not heading.passage.origins[0] < first < row.span.start:
            named[row.item].append(row)
    if not named:
        return rows
    below = {number: tuple(_tasks_below(number, items)) for number in named}
    own = {(row.item, row.role) for row in rows}
    kept = [row for row in rows if not below.get(row.item)]
    for number, tasks in below.items():
        for task in tasks:
            kept += [
                replace(row, item=task)
                for row in named[number]
                if (task, row.role) not in own
            ]
    return tuple(kept)


def _begun(items: tuple[Item, ...]) -> Mapping[str, int]:
    """Give for each item where the words of those below it begin."""
    begun: dict[str, int] = {}
    for item in items:
        if item.parent and item.passage.text:
            start = item.passage.origins[0]
            begun[item.parent] = min(start, begun.get(item.parent, start))
    return begun


def _whole(item: Item) -> Span:
    return item.passage.span(0, len(item.passage.text))


def _tasks_below(number: str, items: tuple[Item, ...]) -> Iterator[str]:
    parents: Mapping[str, str | None] = {item.number: item.parent for item in items}
    for item in items:
        above = item.parent
        while above is not None and above != number:
            above = parents.get(above)
        if above == number and item.is_task:
            yield item.number
