"""From labels to items: scopes, ranges, kinds, numbers, findings."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from pipelines.model import Finding, Item, ItemKind, NoticeText, Outline, Passage, Span
from pipelines.outline.headings import mark_headings
from pipelines.outline.labels import Label, Style, find_labels
from pipelines.outline.regions import (
    annex_lists,
    annexes,
    back,
    behind_duties,
    compiled_title,
    contents,
    notes,
    outside,
    tables,
)
from pipelines.outline.scopes import Group, group_plans
from pipelines.outline.scramble import find_row, unscramble
from pipelines.outline.sequence import Accepted, Acceptor
from pipelines.outline.tasks import mark_tasks
from pipelines.outline.tree import Node, Range, mark_running, number_nodes

_NOTE = re.compile(r"\d{1,2}[.、]")
FRONT = "首"
BACK = "尾"


def outline(notice: NoticeText) -> Outline:
    """Give the items of a notice in true order, with findings about its numbering.

    Pure; linear in the length of the body.
    """
    return _Builder(notice).build()


class _Builder:
    """Builds one notice's outline."""

    def __init__(self, notice: NoticeText) -> None:
        self.body = notice.body
        self.text = notice.body.text
        self.paragraphs = notice.paragraphs
        self.nodes: list[Node] = []
        self.findings: list[Finding] = []
        self.running: set[Style] = set()

    def build(self) -> Outline:
        candidates = self._candidates()
        row = find_row(self.text, candidates)
        if row:
            self._build_scrambled(row, candidates)
        else:
            self._build_straight(candidates)
        self._finish()
        return Outline(tuple(self._items()), tuple(self.findings))

    def _candidates(self) -> list[Label]:
        found = find_labels(self.text, self.paragraphs)
        listed = annex_lists(self.text)
        table_of_contents = contents(self.text)
        if table_of_contents:
            listed.append(table_of_contents)
        listed.append((0, compiled_title(self.text)))
        listed += notes(self.text, found)
        return outside(found, listed)

    # --- a notice in order ------------------------------------------------------

    def _build_straight(self, candidates: list[Label]) -> None:
        headers = tables(self.text)
        first = self._walk(candidates, headers, 0, len(self.text))
        since = first[0].label.start if first else 0
        heads = annexes(self.text, since)
        if not heads:
            self._add_main(first, len(self.text))
            return
        until = heads[0].start
        main = self._walk(candidates, headers, 0, until)
        if not main and len(heads) == 1:
            self._add_main(self._walk(candidates, headers, 0, len(self.text)), None)
            return
        self._add_main(main, until)
        borders = [*(head.start for head in heads[1:]), len(self.text)]
        for head, end in zip(heads, borders, strict=True):
            self._add_annex(head, candidates, end)

    def _walk(
        self, candidates: list[Label], headers: list[Label], start: int, end: int
    ) -> list[Accepted]:
        within = [c for c in candidates if start <= c.start < end]
        flat = [h for h in headers if start <= h.start < end]
        sequence = Acceptor(self.text[:end], within, flat).walk()
        self.findings += sequence.findings
        return sequence.accepted

    def _add_main(self, accepted: list[Accepted], until: int | None) -> None:
        end = len(self.text) if until is None else until
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
    ) -> list[Node]:
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
        self._close_boxes(made)
        self.nodes += made
        return made

    def _close_boxes(self, made: list[Node]) -> None:
        """A box ends with its last paragraph; what follows is its section's again."""
        for node, after in zip(made, [*made[1:], None], strict=True):
            box = _box_of(node)
            if box is None or (after is not None and _box_of(after) is box):
                continue
            start, end = node.ranges[-1]
            place = bisect_right(self.paragraphs, start)
            if place == len(self.paragraphs) or self.paragraphs[place] >= end:
                continue
            if "注：" in self.text[start:end]:
                while _is_note(self.text, self.paragraphs, place, end):
                    place += 1
                if place == len(self.paragraphs):
                    continue
            border = min(self.paragraphs[place], end)
            section = box.parent
            if section is not None and border > start:
                node.ranges[-1] = (start, border)
                section.ranges.append((border, end))

    def _add_annex(self, head: Label, candidates: list[Label], end: int) -> None:
        accepted = []
        if not any(head.start <= t.start < end for t in tables(self.text)):
            accepted = self._walk(candidates, [], head.end, end)
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
        behind = behind_duties(self.text, start, cut if cut is not None else end)
        cut = min((c for c in (cut, behind) if c is not None), default=None)
        if cut is None or cut <= start:
            return
        node.ranges[-1] = (start, cut)
        self.nodes.append(Node(BACK, None, None, [(cut, end)], kind=ItemKind.BACK))

    # --- a notice out of order --------------------------------------------------

    def _build_scrambled(self, row: list[Label], candidates: list[Label]) -> None:
        until = len(self.text)
        right = unscramble(self.text, row, candidates, until)
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
        self.findings.append(
            Finding("outline.order", "items stood out of order and were put right")
        )

    # --- kinds, numbers, findings -----------------------------------------------

    def _finish(self) -> None:
        for node in self.nodes:
            if node.parent is not None:
                node.parent.children.append(node)
        for node in self.nodes:
            if node.children and node.kind in (ItemKind.ITEM, ItemKind.BULLET):
                node.kind = ItemKind.SECTION
        self.running = mark_running(self.nodes)
        for node, wanted in number_nodes(self.nodes):
            self._find(node, "outline.doubled", f"number {wanted} stands twice")
        self._find_gaps()
        mark_headings(self.text, self.nodes)
        mark_tasks(self.text, self.nodes, self.running)

    def _find_gaps(self) -> None:
        rows: dict[tuple[Style | None, int], Node] = {}
        for node in self.nodes:
            if not node.value:
                continue
            key = (node.style, id(node.scope() if node.runs_on else node.parent))
            before = rows.get(key)
            missing = node.value - (before.value if before else 0) - 1
            if missing > 0:
                message = f"{missing} number(s) missing before it"
                self._find(node, "outline.gap", message)
            rows[key] = node

    def _find(self, node: Node, kind: str, message: str) -> None:
        span = self._label_span(node.label)
        self.findings.append(Finding(kind, message, span, node.number))

    def _label_span(self, label: Label | None) -> Span | None:
        if label is None or label.end <= label.start:
            return None
        origins = self.body.origins
        return Span(origins[label.start], origins[label.end - 1] + 1)

    def _items(self) -> list[Item]:
        items = []
        for order, node in enumerate(self.nodes):
            items.append(
                Item(
                    number=node.number,
                    kind=node.kind,
                    depth=sum(1 for _ in node.ancestors()),
                    order=order,
                    parent=node.parent.number if node.parent else None,
                    passage=self._passage(node.ranges),
                    heading_end=node.heading_end,
                    label_span=self._label_span(node.label),
                    is_task=node.is_task,
                )
            )
        return items

    def _passage(self, ranges: list[Range]) -> Passage:
        ranges = [self._trimmed(start, end) for start, end in ranges]
        if len(ranges) == 1:
            start, end = ranges[0]
            return Passage(self.text[start:end], self.body.origins[start:end])
        origins = array("i")
        for start, end in ranges:
            origins.extend(self.body.origins[start:end])
        return Passage("".join(self.text[s:e] for s, e in ranges), origins)

    def _trimmed(self, start: int, end: int) -> Range:
        """Leave out the breaks at both ends of a range."""
        while start < end and self.text[start] in " \n":
            start += 1
        while start < end and self.text[end - 1] in " \n":
            end -= 1
        return start, end


def _is_note(text: str, paragraphs: tuple[int, ...], place: int, end: int) -> bool:
    """Say whether a paragraph within reach is a numbered note."""
    if place == len(paragraphs) or paragraphs[place] >= end:
        return False
    return bool(_NOTE.match(text, paragraphs[place]))


def _box_of(node: Node) -> Node | None:
    """The box in which a node stands, itself included."""
    for link in (node, *node.ancestors()):
        if link.style is Style.BOX:
            return link
    return None


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
