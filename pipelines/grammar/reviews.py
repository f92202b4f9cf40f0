"""Which items of an outline look back: what has been done, where things stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.model import Item, ItemKind, Outline

# Headings of sections that look back.
_REVIEW = re.compile(
    "现状|发展基础|工作基础|取得.{0,6}(?:成效|进展|成就)|主要成效|回顾|背景|形势|困难|"
    "面临|存在(?:的)?(?:主要)?问题|发展趋势|短板|机遇"
)
# Words of a heading that look ahead even beside one of those.
_AHEAD = re.compile(
    "目标|任务|措施|要求|安排|举措|指标|补齐|补短板|破解|化解|解决|加快|夯实|打牢|筑牢|"
    "巩固|强化|应对|克服|抢抓|抓住"
)


def reviews(items: Outline) -> frozenset[str]:
    """Give the numbers of the items that look back: review sections and their parts."""
    by_number: Mapping[str, Item] = {item.number: item for item in items.items}
    back: dict[str, bool] = {}
    for item in items.items:
        line: list[Item] = []
        at: Item | None = item
        while at is not None and at.number not in back:
            line.append(at)
            at = by_number.get(at.parent) if at.parent else None
        inherited = at is not None and back[at.number]
        for one in reversed(line):
            headed = not inherited and one.heading_end > 0
            inherited = inherited or (headed and _looks_back(one.heading))
            back[one.number] = inherited
    return frozenset(
        item.number
        for item in items.items
        if back[item.number] and item.kind not in (ItemKind.FRONT, ItemKind.BACK)
    )


def _looks_back(heading: str) -> bool:
    return bool(_REVIEW.search(heading)) and not _AHEAD.search(heading)
