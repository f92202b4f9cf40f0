"""Several rows of items in one notice: a cover letter's own, and plan after plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipelines.outline.lexicon import lexicon
from pipelines.outline.regions import signature
from pipelines.outline.sequence import Accepted

_INTRODUCTION = 1500  # characters at most from a plan's title to its first item
_LINE = re.compile(r"(?:^|(?<=[\n。）]))([^\n。，；]{4,70})\n")


@dataclass(slots=True)
class Group:
    """One plan: its labels, where it begins and ends, and its name among several."""

    accepted: list[Accepted]
    start: int
    end: int
    name: str = ""


def group_plans(text: str, accepted: list[Accepted], end: int) -> list[Group]:
    """Cut a row of labels where the outermost numbering begins anew."""
    cuts = [k for k, a in enumerate(accepted) if a.restarts and a.parent is None]
    groups = []
    for first, after in zip([0, *cuts], [*cuts, len(accepted)], strict=True):
        part = accepted[first:after]
        groups.append(Group(part, part[0].label.start, end))
    for former, group in pairwise(groups):
        group.start = _title_start(text, former.accepted[-1].label.end, group.start)
        former.end = group.start
    if len(groups) > 1 and _is_letter(text, groups[0]):
        groups = groups[1:]
    if len(groups) > 1:
        groups[0].start = _title_start(text, 0, groups[0].start)
        for place, group in enumerate(groups, start=1):
            group.name = f"方案{place}"
    return groups


def _title_start(text: str, since: int, until: int) -> int:
    """Find the title line of a plan above its first item."""
    since = max(since, until - _INTRODUCTION)
    title = until
    for line in _LINE.finditer(text, since, until):
        if lexicon().title.search(line[1]):
            title = line.start(1)
    return title


def _is_letter(text: str, group: Group) -> bool:
    """A cover letter's items are signed before the plan begins."""
    return signature(text, group.start, group.end) is not None
