"""From nodes to the published items, and what was odd about their numbers."""

from __future__ import annotations

from array import array

from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Item, Passage, Span
from pipelines.outline.displaced import Slip
from pipelines.outline.labels import Label, Style
from pipelines.outline.tree import Node, Range


def make_items(body: Passage, nodes: list[Node]) -> tuple[Item, ...]:
    """Give the items of numbered nodes, in their order."""
    return tuple(
        Item(
            number=node.number,
            kind=node.kind,
            depth=sum(1 for _ in node.ancestors()),
            order=order,
            parent=node.parent.number if node.parent else None,
            passage=_passage(body, node.ranges),
            heading_end=node.heading_end,
            label_span=_label_span(body, node.label),
            is_task=node.is_task,
        )
        for order, node in enumerate(nodes)
    )


def _passage(body: Passage, ranges: list[Range]) -> Passage:
    """Join the ranges' words, without the breaks at their ends."""
    text = []
    origins = array("i")
    for start, end in ranges:
        words = body.text[start:end]
        lead = len(words) - len(words.lstrip(" \n"))
        words = words.strip(" \n")
        text.append(words)
        origins.extend(body.origins[start + lead : start + lead + len(words)])
    return Passage("".join(text), origins)


def _label_span(body: Passage, label: Label | None) -> Span | None:
    if label is None or label.end <= label.start:
        return None
    return _span(body, label.start, label.end)


def _span(body: Passage, start: int, end: int) -> Span:
    return Span(body.origins[start], body.origins[end - 1] + 1)


def find_doubles(body: Passage, doubled: list[tuple[Node, str]]) -> list[Finding]:
    """Say which numbers stand twice."""
    return [
        finding(
            "outline.doubled", _label_span(body, node.label), node.number, number=wanted
        )
        for node, wanted in doubled
    ]


def find_gaps(body: Passage, nodes: list[Node]) -> list[Finding]:
    """Say which numbers are missing in a row, whether it restarts or runs on."""
    findings = []
    rows: dict[tuple[Style | None, int], int] = {}
    latest: dict[tuple[Style | None, int], int] = {}
    for node in nodes:
        if not node.value:
            continue
        scope = (node.style, id(node.scope()))
        key = scope if node.runs_on else (node.style, id(node.parent))
        missing = node.value - rows.get(key, 0) - 1
        if missing > 0 and latest.get(scope) != node.value - 1:
            place = _label_span(body, node.label)
            findings.append(finding("outline.gap", place, node.number, missing=missing))
        rows[key] = latest[scope] = node.value
    return findings


def find_slipped(body: Passage, slipped: list[tuple[Node, Slip]]) -> list[Finding]:
    """Say which lines stood inside a list of bodies."""
    return [
        finding("outline.displaced", _span(body, slip.start, slip.end), node.number)
        for node, slip in slipped
    ]
