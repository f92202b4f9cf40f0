"""Title words: where an item's heading ends and its text begins."""

from __future__ import annotations

import re

from pipelines.model import ItemKind
from pipelines.outline.duties import NAMED
from pipelines.outline.labels import Style
from pipelines.outline.lexicon import lexicon
from pipelines.outline.tree import Node

_LONGEST = 40  # characters of a title sentence
_FIRST_STOP = re.compile("[。：:\n]")
_SPEAKS = re.compile("[，；]|\\d+(?:\\.\\d+)?[%‰个人名家项所张亿万]")
# Share of a row's items that must begin with title words for the row to have them.
_SHARE = 0.6
# Behind these a named heading has more words, or a stop of its own.
_NAMED_GOES_ON = "、，。：:\n和与及的"
_LONG_TEXT = 5  # characters that must follow the title words
_BRACKET = ("（", "〔", "责任", "牵头")


def mark_headings(text: str, nodes: list[Node]) -> None:
    """Set ``heading_end`` of every node: 0 where it has no title words."""
    rows: dict[tuple[Style | None, int], list[tuple[Node, int]]] = {}
    for node in nodes:
        if node.kind in (ItemKind.FRONT, ItemKind.BACK):
            continue
        end, whole = _title_of(text, node)
        if whole:
            node.heading_end = end
        else:
            rows.setdefault((node.style, id(node.parent)), []).append((node, end))
    by_style: dict[Style | None, list[tuple[Node, int]]] = {}
    for (style, _), row in rows.items():
        by_style.setdefault(style, []).extend(row)
    for row in by_style.values():
        titled = sum(end > 0 for _, end in row)
        for node, end in row:
            if titled >= _SHARE * len(row) or node.kind is ItemKind.SECTION:
                node.heading_end = end


def _title_of(text: str, node: Node) -> tuple[int, bool]:
    """Where a node's title words end, and whether they are all that it says first."""
    end = _title_end(node.words(text))
    if node.kind is not ItemKind.SECTION:
        return end, False
    start, stop = node.ranges[0]
    first = _without_duty(text[start:stop].strip(" \n"))
    if _is_text(first, _title_end(first)):
        return min(end, len(first)), False
    return len(first), True


def _without_duty(words: str) -> str:
    """Cut off the bracket that names whom a section's heading makes answerable."""
    duty = NAMED.search(words, 0, 2 * _LONGEST)
    return words[: duty.start()] if duty and duty.start() > 1 else words


def _title_end(words: str) -> int:
    """Where a short first sentence without comma or measure ends, else 0."""
    named = lexicon().named.match(words)
    if named and words[named.end() : named.end() + 1] not in _NAMED_GOES_ON:
        return named.end()
    stop = _FIRST_STOP.search(words, 0, _LONGEST + 1)
    if not stop:
        return 0
    title = words[: stop.start()]
    if len(title) < 2 or (_SPEAKS.search(title) and stop[0] != "\n"):
        return 0
    text = words[stop.end() :]
    if len(text) < _LONG_TEXT or text.startswith(_BRACKET):
        return len(words) if stop[0] == "\n" else 0
    return stop.end()


def _is_text(words: str, end: int) -> bool:
    """Say whether a section's own words are more than its heading."""
    return end > 0 or len(words) > 2 * _LONGEST
