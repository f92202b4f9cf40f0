"""The nodes of an outline while it is built, and how they are numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.model import ItemKind
from pipelines.outline.labels import Label, Style

Range = tuple[int, int]


@dataclass(slots=True, eq=False)
class Node:
    """One item in the making: its label, its parent and the ranges of its own words."""

    name: str
    style: Style | None
    parent: Node | None
    ranges: list[Range]
    label: Label | None = None
    kind: ItemKind = ItemKind.ITEM
    number: str = ""
    children: list[Node] = field(default_factory=list)
    runs_on: bool = False
    fixed: bool = False  # its number is its name, whatever stands above it
    heading_end: int = 0
    is_task: bool = False

    def ancestors(self) -> Iterator[Node]:
        """Walk from the parent to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def words(self, text: str) -> str:
        """Give the node's own words."""
        return "".join(text[start:end] for start, end in self.ranges)


_NAMELESS = (Style.BULLET, Style.ORDINAL)
# Styles whose numbers may run on through the sections of a notice.
_MAY_RUN_ON = (
    Style.SECTION,
    Style.ARTICLE,
    Style.BOX,
    Style.CHINESE,
    Style.BRACKETED,
    Style.ARABIC,
)


def mark_running(nodes: list[Node]) -> set[Style]:
    """Find the styles whose numbers run on through a notice, and mark their nodes.

    A style runs on where some section begins with the number behind the last one of
    the section before, and no section but the first begins with 1.
    """
    running: set[Style] = set()
    for style in _MAY_RUN_ON:
        row = [n for n in nodes if n.style is style and n.label and not n.fixed]
        firsts = [
            after.label.value - before.label.value
            for before, after in zip(row, row[1:], strict=False)
            if after.parent is not before.parent and after.label and before.label
        ]
        goes_on = sum(0 < step <= 3 for step in firsts)
        if goes_on and goes_on > len(firsts) / 2 and min(firsts) > 0:
            running.add(style)
            for node in row:
                node.runs_on = True
    return running


def number_nodes(nodes: list[Node]) -> list[tuple[Node, str]]:
    """Give every node its number; return those whose number was taken already."""
    taken: set[str] = set()
    bullets: dict[str, int] = defaultdict(int)
    doubled: list[tuple[Node, str]] = []
    before: dict[int, str] = {}
    for node in nodes:
        wanted = _wanted(node, bullets, before)
        number = wanted
        if number in taken or node.style is Style.LOST:
            number = _lettered(wanted, taken)
            if node.style is not Style.LOST:
                doubled.append((node, wanted))
        taken.add(number)
        node.number = number
        if node.style not in _NAMELESS and node.style is not Style.LOST:
            before[id(node.parent)] = number
    return doubled


def _wanted(node: Node, bullets: dict[str, int], before: dict[int, str]) -> str:
    if node.fixed or node.parent is None and node.style is None:
        return node.name
    if node.style is Style.LOST:
        return before.get(id(node.parent), node.parent.number if node.parent else "0")
    root = _numbered_above(node)
    if node.style in _NAMELESS:
        key = root.number if root else ""
        bullets[key] += 1
        return f"{key}#{bullets[key]}"
    if node.runs_on:
        root = next((a for a in node.ancestors() if a.fixed), None)
    return f"{root.number}/{node.name}" if root else node.name


def _numbered_above(node: Node) -> Node | None:
    for ancestor in node.ancestors():
        if ancestor.style not in _NAMELESS:
            return ancestor
    return None


def _lettered(wanted: str, taken: set[str]) -> str:
    """The first free letter behind a number: 9a, 9b, ..."""
    for letter in "abcdefghijklmnopqrstuvwxyz":
        if wanted + letter not in taken:
            return wanted + letter
    return _lettered(wanted + "z", taken)
