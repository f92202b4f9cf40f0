"""How words of gold and package are compared: without layout and bracket style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

Row = Mapping[str, Any]
Place = tuple[int, int] | None
"""A range of the source without its white space."""

_PLAIN = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "，": ",",
        "：": ":",
        "；": ";",
        "％": "%",
        "“": '"',
        "”": '"',
        "—": "-",
        "－": "-",
        "–": "-",
    }
)
_SHORTEST = 3
"""Characters below which one word within another says little."""


def flat(text: object) -> str:
    """Give *text* without white space; None is empty."""
    return re.sub(r"\s+", "", str(text or ""))


def plain(text: object) -> str:
    """Give a name or title without layout, bracket style and title marks."""
    return flat(text).translate(_PLAIN).strip('《》"')


def number(cell: object) -> float | None:
    """Give a cell's number, rounded to a millionth; None for an empty one."""
    return None if cell in (None, "") else round(float(str(cell)), 6)


def truth(cell: object) -> bool:
    """Say whether a cell means true."""
    return str(cell).strip().lower() in {"true", "1", "yes"}


def label(path: object) -> str:
    """Give a task's number without its brackets."""
    return re.sub(r"[()（）]", "", str(path or ""))


def alike(one: object, other: object) -> float:
    """Say how alike two names are, 0 to 1; one within the other is at least 0.8."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return 0.0
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    if a in b or b in a:
        return max(0.8, ratio) if min(len(a), len(b)) >= _SHORTEST else 0.5
    return ratio


def place(quote: object, source: str) -> Place:
    """Give where *quote* first stands in the *source* without white space."""
    words = flat(quote)
    at = source.find(words) if words else -1
    return (at, at + len(words)) if at >= 0 else None


def gold_place(row: Row, key: str, source: str) -> Place:
    """Give a gold row's place: as annotated, or found by its words."""
    if row.get("span"):
        start, end = row["span"]
        return start, end
    return place(row.get(key), source)


def overlap(one: Place, other: Place) -> bool:
    """Say whether two places share a character."""
    return bool(one and other and one[0] < other[1] and other[0] < one[1])
