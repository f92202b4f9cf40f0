"""The lines of a head row that white space of the original parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.grids.heads import head
from pipelines.grids.model import VALUES, Column, Head
from pipelines.grids.spaced import stretches
from pipelines.model import Passage

_YEAR = re.compile(r"(?:19|20)\d\d年?\Z")
_BEHIND = re.compile(r"（(?:到|至)?(?:19|20)\d\d年?(?:底|末)?）\Z")
_LEAST_HEADS = 3


def apart(heads: Passage) -> list[str]:
    """Give the heads that white space parts, [] where they are no heads so parted.

    指标 单位 are two heads, 指标单位 would be one.
    """
    words = [heads.text[start:end] for start, end in stretches(heads)]
    known = all(head(word).role is not Column.OTHER for word in words)
    return words if len(words) >= _LEAST_HEADS and known else []


def dated(words: Sequence[str]) -> list[Sequence[str]]:
    """Give the heads with each year joined to what it dates, and as they are.

    In a narrow column the year stands in a line of its own: 2022年, 基期值, or 基期值,
    （2022年）.
    """
    joined: list[str] = []
    for word in words:
        if joined and _belongs(joined[-1], word):
            joined[-1] += word
        else:
            joined.append(word)
    return [words] if len(joined) == len(words) else [joined, words]


def _belongs(before: str, word: str) -> bool:
    """Say whether two lines are one head: a year, and what it dates."""
    if _BEHIND.match(word):
        return head(before).role in VALUES
    one = head(word)
    return bool(_YEAR.match(before)) and one.role in VALUES and not one.year


def stand_apart(passage: Passage, heads: Sequence[Head]) -> bool:
    """Say whether white space parts the heads, be it within some of them too: 指 标."""
    pieces = [passage.text[start:end] for start, end in stretches(passage)]
    if len(pieces) == len(heads):
        return True
    for one in heads:
        words = ""
        while pieces and len(words) < len(one.words):
            words += pieces.pop(0)
        if words != one.words:
            return False
    return not pieces
