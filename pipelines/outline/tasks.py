"""Which items ask somebody to do something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from pipelines.model import ItemKind
from pipelines.outline.duties import NAMED
from pipelines.outline.labels import Style
from pipelines.outline.lexicon import lexicon
from pipelines.outline.tree import Node

_MEASURE = re.compile(r"\d(?:\.\d+)?[%‰]|\d[万亿]?[个人名家张所项]|不低于|达到|覆盖")
# An item that ends so lists conditions or contents, not tasks.
_LAYS_DOWN = re.compile(
    r"(?:标准|条件|情形|范围|对象|材料|公式|指标)(?:之一)?(?:的|筛选|包括|如下|为|有)?：$"
)
_INNER = (Style.ARABIC, Style.ROUND, Style.HALF, Style.CIRCLED, Style.BULLET)
_SHORTEST = 6  # characters: a task says at least this much
_OWN_TEXT = 200  # characters of a section that has boxes: more than an introduction
_HEADING_REACH = 16  # characters of an unmarked heading that are looked at
# A numbered row this long makes the rest of the notice's items general calls.
_SERIES = 8
_SERIAL = (Style.CHINESE, Style.BRACKETED, Style.ARABIC, Style.ROUND)


def mark_tasks(text: str, nodes: list[Node], running: set[Style]) -> None:
    """Set ``is_task`` of every leaf that asks somebody to do something."""
    series = {
        style
        for style in running.intersection(_SERIAL)
        if sum(node.style is style for node in nodes) >= _SERIES
    }
    parts = {id(node): _part(_heading(text, node)) for node in nodes}
    for node in nodes:
        node.is_task = _may_ask(text, node) and _asks(text, node, parts, series)


class _Part(Enum):
    """What the heading of a part says that its items are."""

    GOALS = "goals"
    BACKGROUND = "background"
    CLOSING = "closing"
    OTHER = "other"


def _part(heading: str) -> _Part:
    words = lexicon()
    if words.goals.match(heading):
        return _Part.GOALS
    if words.background.search(heading):
        return _Part.BACKGROUND
    return _Part.CLOSING if words.closing.search(heading) else _Part.OTHER


def _asks(
    text: str, node: Node, parts: Mapping[int, _Part], series: set[Style]
) -> bool:
    chain = [node, *node.ancestors()]
    for link in chain:
        part = parts[id(link)]
        if part is _Part.GOALS:
            return _depth(node) > 0 and bool(_MEASURE.search(node.words(text)))
        if part is _Part.BACKGROUND:
            return False
    if series and not any(link.style in series for link in chain):
        closing = [link for link in chain if parts[id(link)] is _Part.CLOSING]
        return not closing or bool(_CONCRETE.search(_all_words(text, closing[-1])))
    return True


# A closing part that names a day, a number or who answers is more than a call.
_CONCRETE = re.compile(
    r"\d月(?:\d{1,2}日|[上中下]旬|底)?之?前|[（〔](?:牵头|责任|配合)(?:单位|部门)"
    rf"|负责(?!人|同志|解释)|{_MEASURE.pattern}"
)


def _all_words(text: str, node: Node) -> str:
    return node.words(text) + "".join(_all_words(text, one) for one in node.children)


def _may_ask(text: str, node: Node) -> bool:
    """Leaves may, and sections whose own text goes on behind a box."""
    if _is_criteria(text, node):
        return False
    if node.children and all(_is_criteria(text, child) for child in node.children):
        return True
    if node.kind is ItemKind.SECTION and NAMED.search(node.words(text)):
        return True
    if node.kind is ItemKind.SECTION:
        boxed = bool(node.children) and all(
            child.style is Style.BOX for child in node.children
        )
        return boxed and len(node.words(text)) - node.heading_end > _OWN_TEXT
    if node.kind not in (ItemKind.ITEM, ItemKind.BULLET):
        return False
    return len(node.words(text)) >= _SHORTEST


def _is_criteria(text: str, node: Node) -> bool:
    """Say whether a node is one of the conditions that an item lays down."""
    above = node.parent
    if above is None or node.style not in _INNER:
        return False
    return bool(_LAYS_DOWN.search(above.words(text)))


def _depth(node: Node) -> int:
    """How many headings of its own plan stand above a node."""
    return sum(not above.fixed for above in node.ancestors())


def _heading(text: str, node: Node) -> str:
    """The heading's words, or the first ones where no heading is marked."""
    own = node.words(text)
    heading = own[: node.heading_end] if node.heading_end else ""
    if not heading and node.kind is ItemKind.SECTION:
        heading = own
    if not heading:
        heading = re.split("[，。；：\n]", own[:_HEADING_REACH], maxsplit=1)[0]
        return heading if len(heading) <= _HEADING_REACH else ""
    return heading.strip("。：；，\n")
