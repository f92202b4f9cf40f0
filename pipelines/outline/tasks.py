"""Which items ask somebody to do something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from pipelines.model import ItemKind
from pipelines.outline.labels import Style
from pipelines.outline.tree import Node


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.yml``, ready to match."""

    background: re.Pattern[str]
    goals: re.Pattern[str]
    closing: re.Pattern[str]
    title: re.Pattern[str]


@cache
def words() -> Words:
    """Read ``words.yml`` once."""
    source = resources.files(__package__) / "words.yml"
    lists = yaml.safe_load(source.read_text(encoding="utf-8"))
    return Words(
        **{
            name: re.compile(entry if isinstance(entry, str) else "|".join(entry))
            for name, entry in lists.items()
        }
    )


_MEASURE = re.compile(r"\d(?:\.\d+)?[%‰]|\d[万亿]?[个人名家张所项]|不低于|达到|覆盖")
_SHORTEST = 6  # characters: a task says at least this much
_HEADING_REACH = 16  # characters of an unmarked heading that are looked at
# A numbered row this long makes the rest of the notice's items general calls.
_SERIES = 8


def mark_tasks(text: str, nodes: list[Node], running: set[Style]) -> None:
    """Set ``is_task`` of every leaf that asks somebody to do something."""
    series = {
        style
        for style in running & {Style.ARABIC}
        if sum(node.style is style for node in nodes) >= _SERIES
    }
    for node in nodes:
        node.is_task = _asks(text, node, series)


def _asks(text: str, node: Node, series: set[Style]) -> bool:
    if node.kind not in (ItemKind.ITEM, ItemKind.BULLET):
        return False
    if len(node.words(text)) < _SHORTEST:
        return False
    chain = [node, *node.ancestors()]
    headings = [_heading(text, link) for link in chain]
    lexicon = words()
    if any(lexicon.background.search(heading) for heading in headings):
        return False
    if any(lexicon.goals.match(heading) for heading in headings):
        return len(chain) > 1 and bool(_MEASURE.search(node.words(text)))
    if series and not any(link.style in series for link in chain):
        return not any(lexicon.closing.search(heading) for heading in headings)
    return True


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
