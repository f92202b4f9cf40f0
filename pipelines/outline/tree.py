"""The nodes of an outline while it is built, and how they are numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

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
    own: str | None = None
    heading_end: int = 0
    is_task: bool = False

    def ancestors(self) -> Iterator[Node]:
        """Walk from the parent to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    @property
    def value(self) -> int:
        """The value of the node's number, 0 where it has none."""
        return self.label.value if self.label else 0

    def scope(self) -> Node | None:
        """The plan or annex whose numbering this node belongs to."""
        return next((a for a in self.ancestors() if a.fixed), None)

    def words(self, text: str) -> str:
        """Give the node's own words; to be asked once its ranges are settled."""
        if self.own is None:
            self.own = "".join(text[s:e].strip(" \n") for s, e in self.ranges)
        return self.own


_NAMELESS = (Style.BULLET, Style.ORDINAL)
# Styles whose numbers may run on through the sections of a notice.
_MAY_RUN_ON = (
    Style.SECTION,
    Style.ARTICLE,
    Style.BOX,
    Style.CHINESE,
    Style.BRACKETED,
    Style.ARABIC,
    Style.ROUND,
    Style.HALF,
)


def mark_running(nodes: list[Node]) -> set[Style]:
    """Find the styles whose numbers run on through a plan, and mark their nodes.

    A style runs on where every section begins with a number behind the last one of
    the section before, so that none but the first begins with 1.
    """
    rows: dict[tuple[int, Style], list[Node]] = {}
    for node in nodes:
        if node.style in _MAY_RUN_ON and not node.fixed:
            rows.setdefault((id(node.scope()), node.style), []).append(node)
    running: set[Style] = set()
    for (_, style), row in rows.items():
        steps = [
            after.value - before.value
            for before, after in pairwise(row)
            if after.parent is not before.parent
        ]
        if steps and min(steps) > 0:
            running.add(style)
            for node in row:
                node.runs_on = True
    return running


def number_nodes(nodes: list[Node]) -> list[tuple[Node, str]]:
    """Give every node its number; return those whose number was taken already."""
    taken: set[str] = set()
    bullets: dict[str, int] = defaultdict(int)
    used: dict[str, int] = defaultdict(int)
    doubled: list[tuple[Node, str]] = []
    before: dict[int, str] = {}
    name_tables(nodes)
    for node in nodes:
        wanted = _wanted(node, bullets, before)
        number = wanted
        if number in taken or node.style is Style.LOST:
            number = _lettered(wanted, taken, used)
            if node.style is not Style.LOST:
                doubled.append((node, wanted))
        taken.add(number)
        node.number = number
        if node.style not in (*_NAMELESS, Style.LEAD, Style.LOST):
            before[id(node.parent)] = number
    return doubled


def name_tables(nodes: list[Node]) -> None:
    """Give tables without a number of their own the next free one."""
    tables = [node for node in nodes if node.style is Style.TABLE]
    used = {node.value for node in tables}
    free = (n for n in range(1, len(nodes) + 2) if n not in used)
    for node in tables:
        node.name = f"表{node.value or next(free)}"


def _wanted(node: Node, bullets: dict[str, int], before: dict[int, str]) -> str:
    if node.fixed or (node.parent is None and node.style is None):
        return node.name
    if node.style is Style.LOST:
        return before.get(id(node.parent), node.parent.number if node.parent else "0")
    root = _numbered_above(node)
    if node.style in (*_NAMELESS, Style.LEAD):
        key = root.number if root else ""
        bullets[key] += 1
        return f"{key}#{bullets[key]}"
    if node.runs_on:
        root = node.scope()
    return f"{root.number}/{node.name}" if root else node.name


def _numbered_above(node: Node) -> Node | None:
    for ancestor in node.ancestors():
        if ancestor.style not in _NAMELESS:
            return ancestor
    return None


def _lettered(wanted: str, taken: set[str], used: dict[str, int]) -> str:
    """The first free letter behind a number: 9a, 9b, ... 9z, 9aa, ..."""
    while True:
        used[wanted] += 1
        count, letters = used[wanted], ""
        while count:
            count, letter = divmod(count - 1, 26)
            letters = chr(ord("a") + letter) + letters
        if wanted + letters not in taken:
            return wanted + letters
