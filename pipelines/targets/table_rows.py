"""Name what a row's goal counts with the task that its first cell names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipelines.model import Item, Kind, Target

# Names that say only what is done or for whom: 累计创建300家，每区不少于40家.
_SAYS_LITTLE = re.compile(
    "(?:累计|全年|分批)?(?:创建|建设|新建|建成|培训|培育|培养|开展|完成|改造|打造|设立|发放|新增|举办|组织)(?:完成)?"
    "|每个?[省市县区旗乡镇村校院所]{1,2}(?:街道)?"
)
_COVERS = re.compile("覆盖.{0,4}")
_RATE = re.compile("[^0-9全各]{1,4}率")
# The cell before a goal, where it names one thing and counts nothing.
_TASK = re.compile("[^0-9，。；：、“”（）\n]{4,24}")
_TO_DO = re.compile(
    "^(?:推进|加强|实施|开展|组织|加快)?(?:创建|建设|新建|打造|培育|设立)?(?=..)"
)


def of_row(target: Target, item: Item) -> Target:
    """Complete a name that says too little with the row's task."""
    task = _cell_before(target, item)
    if not _TASK.fullmatch(task):
        return target
    whose = _TO_DO.sub("", task).removesuffix("工作")
    if _RATE.fullmatch(target.indicator):
        return replace(target, indicator=_joined(whose, target.indicator))
    covers = target.kind is Kind.COVERAGE and _COVERS.fullmatch(target.indicator)
    if not covers and not _SAYS_LITTLE.fullmatch(target.indicator):
        return target
    return replace(target, indicator=whose)


def _cell_before(target: Target, item: Item) -> str:
    """Give the line above the one that states a target."""
    text, origins = item.passage.text, item.passage.origins
    begin = text.rfind("\n", 0, bisect_left(origins, target.span.start))
    return text[text.rfind("\n", 0, max(begin, 0)) + 1 : max(begin, 0)]


def _joined(whose: str, rate: str) -> str:
    """Say once what both tell: 样例营养标识 and 标识率 are 样例营养标识率."""
    shared = max(
        size for size in range(len(rate)) if size == 0 or whose.endswith(rate[:size])
    )
    return whose + rate[shared:]
