"""Flattened task tables whose rows are items of the outline: 17.任务名 牵头 责任 要求.

The bodies that answer for every row stand in every row with the same words: these
words part what is before them (the task's name, its lead) from what is behind (the
duty's text).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.grammar.bodies import is_body, may_end_body
from pipelines.grids.duties import bodies_at_end, mentions, read_duties
from pipelines.grids.heads import head, head_rows, is_readable
from pipelines.grids.model import BODIES, Column, Head, Row, Table
from pipelines.model import Consumed, Item, ItemKind, Outline, Passage, Responsibility

_LEAST_ROWS = 4
_COMMON = 0.6  # share of the rows in which the common bodies stand
_SHORTEST = 4  # characters of a list of bodies that is common to rows
_LONGEST = 60
_RANKS = re.compile(r"各|省|市|县|区|州|有关|相关")
_NO_BODY = "。；：《》“”"


@dataclass(frozen=True, slots=True)
class Outlined:
    """What such a table gave: duties of outline items, and the words that said so."""

    responsibilities: tuple[Responsibility, ...] = ()
    consumed: Consumed | None = None


def read_outlined(body: Passage, outline: Outline) -> Outlined:
    """Read the bodies of items that stand below heads of a task table."""
    found = _heads(body.text)
    if found is None:
        return Outlined()
    start, words = found
    items = _items(outline, body.origins[start])
    common = _common([item.passage.text for item in items])
    if len(items) < _LEAST_ROWS or common is None:
        return Outlined()
    heads = tuple(head(word) for word in words)
    again = re.compile(r"\s*".join(map(re.escape, words)))
    duties: list[Responsibility] = []
    consumed: dict[str, tuple[tuple[int, int], ...]] = {}
    for item in items:
        row = _row(item.passage, common, heads)
        if row is None:
            continue
        cells, place = row
        table = Table(heads, (), 0, 0)
        duties.extend(read_duties(table, Row(cells, item.passage), item.number))
        repeated = [one.span() for one in again.finditer(item.passage.text)]
        consumed[item.number] = tuple(sorted([place, *repeated]))
    return Outlined(tuple(duties), consumed)


def _heads(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Find the heads of a task table without a column of numbers."""
    for start, _, words in head_rows(text):
        heads = [head(word) for word in words]
        roles = {one.role for one in heads}
        duties = roles & set(BODIES)
        if is_readable(heads) and duties and roles <= {Column.TEXT, *BODIES}:
            return start, words
    return None


def _items(outline: Outline, origin: int) -> list[Item]:
    """Give the leaves of the outline behind a place of the original."""
    return [
        item
        for item in outline.items
        if item.kind is ItemKind.ITEM
        and item.passage.text
        and item.passage.origins[0] > origin
    ]


def _common(rows: Sequence[str]) -> str | None:
    """Find the longest words that are bodies and stand in most of the rows."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen.update(set(_lists(row)))
    often = (words for words, count in seen.items() if count >= _COMMON * len(rows))
    listed = (one for one in often if is_body(one[-20:]) and _all_bodies(one))
    return max(listed, key=lambda words: (len(words), words), default=None)


def _lists(row: str) -> Iterator[str]:
    """Yield the stretches of a row that begin and end as a list of bodies may."""
    for found in _RANKS.finditer(row):
        start = found.start()
        for end in range(start + 1, min(start + _LONGEST, len(row)) + 1):
            if row[end - 1] in _NO_BODY:
                break
            if end - start < _SHORTEST or not may_end_body(row[end - 1]):
                continue
            yield row[start:end]


def _all_bodies(words: str) -> bool:
    return all(is_body(one.text) for one in mentions(words))


def _row(
    passage: Passage, common: str, heads: Sequence[Head]
) -> tuple[dict[int, Passage], tuple[int, int]] | None:
    """Give the cells of bodies in an item, and the range that they take."""
    at = passage.text.find(common)
    if at < 0:
        return None
    columns = [i for i, one in enumerate(heads) if one.role in BODIES]
    start = bodies_at_end(passage.text[:at]) if len(columns) > 1 else at
    end = at + len(common)
    cells = {columns[-1]: passage.slice(at, end)}
    if start < at:
        cells[columns[0]] = passage.slice(start, at)
    return cells, (start, end)
