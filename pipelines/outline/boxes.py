"""Where a box ends.

The words of a box (专栏) interrupt a section. A box ends with its last paragraph; what
follows belongs to its section again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import zip_longest

from pipelines.outline.labels import Style
from pipelines.outline.tree import Node

_NOTE = re.compile(r"\d{1,2}[.、]")


def close_boxes(text: str, paragraphs: tuple[int, ...], nodes: list[Node]) -> None:
    """Give the words behind each box back to its section."""
    for node, after in zip_longest(nodes, nodes[1:]):
        box = _box_of(node)
        if box is None or (after is not None and _box_of(after) is box):
            continue
        start, end = node.ranges[-1]
        border = _border(text, paragraphs, start, end)
        if border is not None and box.parent is not None:
            node.ranges[-1] = (start, border)
            box.parent.ranges.append((border, end))


def _border(text: str, paragraphs: tuple[int, ...], start: int, end: int) -> int | None:
    """Find the first paragraph behind the box; numbered notes are its own."""
    place = bisect_right(paragraphs, start)
    noted = "注：" in text[start:end]
    while place < len(paragraphs) and paragraphs[place] < end:
        if not (noted and _NOTE.match(text, paragraphs[place])):
            return paragraphs[place]
        place += 1
    return None


def _box_of(node: Node) -> Node | None:
    """The box in which a node stands, itself included."""
    for link in (node, *node.ancestors()):
        if link.style is Style.BOX:
            return link
    return None
