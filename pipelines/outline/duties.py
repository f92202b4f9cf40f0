"""Responsibilities that close a whole section.

Where only the last item of a section ends with a bracket or lines of responsibilities,
and they stand apart as a paragraph, the words belong to the section's heading: every
item below it is meant. In a text without paragraphs it is told by custom: every
section that names anybody does so at its end.
"""

from __future__ import annotations

import re

from pipelines.outline.tree import Node

_REACH = 420  # characters: no list of responsibilities is longer
_DUTY_WORDS = r"(?:单位|部门|牵头|负责|配合|落实|[局委厅部办])"
_BRACKET_ENDS = frozenset("）〕")
_CLOSING = re.compile(
    rf"[（〔](?=[^（）〔〕]{{0,200}}{_DUTY_WORDS})"
    r"(?:[^（）〔〕。]|（[^（）]{0,60}）){2,400}[）〕]$"
    r"|(?:牵头|责任|配合|参与|落实)(?:单位|部门)：[^。]{2,400}$"
)
NAMED = re.compile(
    r"[（〔](?:(?:牵头|责任|配合)(?:单位|部门)：|[^（）〔〕]{2,60}(?:牵头|负责))"
)
_FEWEST = 2
_CUSTOM = 3  # sections that close so, where no paragraph says it


def close_sections(text: str, paragraphs: tuple[int, ...], nodes: list[Node]) -> None:
    """Give responsibilities that close a section to the section's heading."""
    opens = frozenset(paragraphs)
    sections = [node for node in nodes if _has_leaves(node)]
    starts = {id(section): _closing(text, section) for section in sections}
    alone = [s for s in sections if starts[id(s)] is not None]
    named = sum(any(_duty(text, child) for child in s.children) for s in sections)
    unparted = len(paragraphs) < len(nodes) / 2
    customary = unparted and len(alone) >= _CUSTOM and len(alone) == named
    for section in alone:
        start = starts[id(section)]
        if start is not None and (customary or start in opens):
            last = section.children[-1]
            begin, end = last.ranges[-1]
            last.ranges[-1] = (begin, start)
            section.ranges.append((start, end))


def _has_leaves(node: Node) -> bool:
    return len(node.children) >= _FEWEST and not any(c.children for c in node.children)


def _closing(text: str, section: Node) -> int | None:
    """Where the last item's responsibilities begin, if no other item has any."""
    *others, last = section.children
    start = _duty(text, last)
    if start is None or any(_duty(text, child) is not None for child in others):
        return None
    return start if start > last.ranges[-1][0] else None


def _duty(text: str, node: Node) -> int | None:
    """Where the responsibilities at the end of a node's words begin."""
    start, end = node.ranges[-1]
    while end > start and text[end - 1] in " \n":
        end -= 1
    first = max(start, end - _REACH)
    if text[end - 1 : end] not in _BRACKET_ENDS and text.find("：", first, end) < 0:
        return None
    found = _CLOSING.search(text, first, end)
    return found.start() if found else None
