"""From canonical text to the nodes of its outline: scopes, ranges and kinds."""

from __future__ import annotations

from pipelines.lexicons.findings import finding
from pipelines.model import Finding, ItemKind, NoticeText, Outline
from pipelines.outline.boxes import close_boxes
from pipelines.outline.displaced import Slip, find_slips
from pipelines.outline.duties import close_sections
from pipelines.outline.headings import mark_headings
from pipelines.outline.inner_lists import of_paragraphs
from pipelines.outline.items import find_doubles, find_gaps, find_slipped, make_items
from pipelines.outline.labels import Label, Style, find_labels
from pipelines.outline.regions import (
    annex_lists,
    annexes,
    back,
    behind_duties,
    behind_last_duties,
    compiled_title,
    contents,
    ends_with_duties,
    notes,
    outside,
    tables,
)
from pipelines.outline.scopes import Group, group_plans
from pipelines.outline.scramble import find_row, unscramble
from pipelines.outline.sequence import Accepted, Acceptor
from pipelines.outline.tasks import mark_tasks
from pipelines.outline.tree import Node, Range, mark_running, number_nodes

# Items that close with their bracket, before the last one's closing words are told.
_CUSTOM = 3
FRONT = "首"
BACK = "尾"


def outline(notice: NoticeText) -> Outline:
    """Give the items of a notice in true order, with findings about its numbering.

    Pure; linear in the length of the body.
    """
    builder = _Builder(notice)
    builder.build()
    return _finish(notice, builder)


def _finish(notice: NoticeText, builder: _Builder) -> Outline:
    """Number the nodes, and tell headings and tasks."""
    nodes, text = builder.nodes, notice.body.text
    for node in nodes:
        if node.parent is not None:
            node.parent.children.append(node)
    for node in nodes:
        if node.children and node.kind in (ItemKind.ITEM, ItemKind.BULLET):
            node.kind = ItemKind.SECTION
    close_sections(text, notice.paragraphs, nodes)
    running = mark_running(nodes)
    doubled = number_nodes(nodes)
    mark_headings(text, nodes)
    mark_tasks(text, nodes, running)
    findings = (
        *builder.findings,
        *find_doubles(notice.body, doubled),
        *find_gaps(notice.body, nodes),
        *find_slipped(notice.body, builder.slipped),
    )
    return Outline(make_items(notice.body, nodes), findings)


class _Builder:
    """Builds the nodes of one notice."""

    def __init__(self, notice: NoticeText) -> None:
        self.text = notice.body.text
        self.paragraphs = notice.paragraphs
        self.nodes: list[Node] = []
        self.findings: list[Finding] = []
        self.slipped: list[tuple[Node, Slip]] = []

    def build(self) -> None:
        """Make the nodes, in true order."""
        self.candidates = self._candidates()
        row = find_row(self.text, self.candidates)
        if row:
            self._build_scrambled(row)
        else:
            self._build_straight()
        self._put_back_slips()

    def _candidates(self) -> list[Label]:
        found = of_paragraphs(find_labels(self.text, self.paragraphs))
        listed = annex_lists(self.text)
        table_of_contents = contents(self.text)
        if table_of_contents:
            listed.append(table_of_contents)
        listed.append((0, compiled_title(self.text)))
        listed += notes(self.text, found)
        return outside(found, listed)

    # --- a notice in order ------------------------------------------------------

    def _build_straight(self) -> None:
        self.headers = tables(self.text)
        whole = len(self.text)
        first = self._walk(0, whole)
        since = first[0].label.start if first else 0
        heads = annexes(self.text, since)
        if not heads:
            self._add_main(first, whole)
            return
        until = heads[0].start
        main = self._walk(0, until)
        if not main and len(heads) == 1:
            self._add_main(first, whole)
            return
        self._add_main(main, until)
        borders = [*(head.start for head in heads[1:]), whole]
        for head, end in zip(heads, borders, strict=True):
            self._add_annex(head, end)

    def _walk(self, start: int, end: int) -> list[Accepted]:
        within = [c for c in self.candidates if start <= c.start < end]
        flat = [h for h in self.headers if start <= h.start < end]
        return Acceptor(self.text, within, flat).walk()

    def _add_main(self, accepted: list[Accepted], end: int) -> None:
        if not accepted:
            self._add_front(0, end)
            return
        groups = group_plans(self.text, accepted, end)
        self._add_front(0, groups[0].start)
        for group in groups:
            self._add_group(group)
        self._split_back(groups[-1])

    def _add_front(self, start: int, end: int) -> None:
        if end > start:
            self.nodes.append(
                Node(FRONT, None, None, [(start, end)], kind=ItemKind.FRONT)
            )

    def _add_group(self, group: Group) -> None:
        root = None
        if group.name:
            root = Node(
                group.name,
                None,
                None,
                [(group.start, group.accepted[0].label.start)],
                kind=ItemKind.SECTION,
                fixed=True,
            )
            self.nodes.append(root)
        self._add_accepted(group.accepted, group.end, root)

    def _add_accepted(
        self, accepted: list[Accepted], end: int, root: Node | None
    ) -> None:
        made: list[Node] = []
        by_index: dict[int, Node] = {}
        borders = [*(a.label.start for a in accepted[1:]), end]
        for entry, border in zip(accepted, borders, strict=True):
            parent = root if entry.parent is None else by_index[entry.parent]
            node = _node(entry.label, parent, [(entry.label.end, border)])
            if entry.holds_table:
                node.kind = ItemKind.SECTION
            by_index[entry.index] = node
            made.append(node)
        close_boxes(self.text, self.paragraphs, made)
        self.nodes += made

    def _add_annex(self, head: Label, end: int) -> None:
        accepted = []
        if not any(head.start <= header.start < end for header in self.headers):
            accepted = self._walk(head.end, end)
        first = accepted[0].label.start if accepted else end
        root = Node(
            head.name,
            None,
            None,
            [(head.end, first)],
            label=head,
            kind=ItemKind.SECTION if accepted else ItemKind.BACK,
            fixed=True,
        )
        self.nodes.append(root)
        if accepted:
            self._add_accepted(accepted, end, root)

    def _split_back(self, group: Group) -> None:
        """Part the closing words from the last item."""
        node = self.nodes[-1]
        start, end = node.ranges[-1]
        cut = back(self.text, start, end)
        until = cut if cut is not None else end
        behind = behind_duties(self.text, start, until)
        if behind is None and self._close_with_duties(node):
            behind = behind_last_duties(self.text, start, until)
        cut = min((c for c in (cut, behind) if c is not None), default=None)
        if cut is None or cut <= start:
            return
        node.ranges[-1] = (start, cut)
        self.nodes.append(Node(BACK, None, None, [(cut, end)], kind=ItemKind.BACK))

    def _close_with_duties(self, last: Node) -> bool:
        """Say whether all items beside the last one close with whom they name."""
        others = [
            node.ranges[-1]
            for node in self.nodes
            if node.style is last.style and node is not last
        ]
        return len(others) >= _CUSTOM and all(
            ends_with_duties(self.text, *place) for place in others
        )

    # --- a notice out of order --------------------------------------------------

    def _build_scrambled(self, row: list[Label]) -> None:
        right = unscramble(self.text, row, self.candidates, len(self.text))
        starts = [label.start for label, _ in (*right.sections, *right.items)]
        self._add_front(0, min(starts))
        sections = [_node(label, None, [words]) for label, words in right.sections]
        placed: set[int] = set()
        for index, (label, ranges) in enumerate(right.items):
            owner = right.section_of.get(index)
            if owner is not None and owner not in placed:
                self.nodes += sections[max(placed, default=-1) + 1 : owner + 1]
                placed.update(range(owner + 1))
            parent = sections[owner] if owner is not None else None
            self.nodes.append(_node(label, parent, ranges))
        if right.back:
            self.nodes.append(Node(BACK, None, None, [right.back], kind=ItemKind.BACK))
        self.findings.append(finding("outline.order"))

    def _put_back_slips(self) -> None:
        """Give a line that slipped into a bracket its place before the bracket."""
        for slip in find_slips(self.text):
            for node in self.nodes:
                for place, (start, end) in enumerate(node.ranges):
                    if start <= slip.bracket and slip.end <= end:
                        node.ranges[place : place + 1] = [
                            (start, slip.bracket),
                            (slip.start, slip.end),
                            (slip.bracket, slip.start),
                            (slip.end, end),
                        ]
                        self.slipped.append((node, slip))
                        break


def _node(label: Label, parent: Node | None, ranges: list[Range]) -> Node:
    kind = ItemKind.ITEM
    if label.style in (Style.BULLET, Style.ORDINAL):
        kind = ItemKind.BULLET
    elif label.style is Style.TABLE:
        kind = ItemKind.SECTION
    return Node(
        name=label.name,
        style=label.style,
        parent=parent,
        ranges=ranges,
        label=label,
        kind=kind,
        fixed=label.style is Style.TABLE,
    )
