"""Lists of bodies, as the grammar reads them, and lists whose marks were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipelines.grammar.bodies import (
    CLOSING,
    OPENING,
    Mention,
    is_body,
)
from pipelines.grammar.bodies import split_bodies as split_marked
from pipelines.lexicons.institutions import types_by_name

__all__ = ["CLOSING", "OPENING", "Mention", "is_body", "split_bodies"]

_OWN = "省市县区州盟旗"
# 市委市直机关工委 is one body, a committee of the party's own.
_OF_THE_PARTY = f"(?![{_OWN}]直(?:属)?(?:机关)?(?:党)?工委)"
_SEAM = re.compile(
    f"(?<=[局委厅部办会府院联心台队社校处馆站]){_OF_THE_PARTY}"
    f"(?=[{_OWN}]|各(?:[{_OWN}乡镇]|街道))"
)
_SHORTEST = 6


@lru_cache(maxsize=8192)
def split_bodies(text: str) -> tuple[Mention, ...]:
    """Give the mentions of a list; 市教育局市财政局 is two, lost mark or not.

    A mention is parted without a mark only where the register knows all its parts, or
    some of them and the rest are named as bodies are.
    """
    return tuple(part for mention in split_marked(text) for part in _parted(mention))


def _parted(mention: Mention) -> Iterator[Mention]:
    words = mention.text
    if len(words) < _SHORTEST or not _SEAM.search(words, 2):
        yield mention
        return
    seams = [0, *(m.start() for m in _SEAM.finditer(words, 2)), len(words)]
    parts = list(pairwise(seams))
    if not _are_bodies([words[start:end] for start, end in parts]):
        yield mention
        return
    for start, end in parts:
        first, last = mention.start + start, mention.start + end
        yield Mention(words[start:end], first, last, mention.stop, mention.mark)


def _are_bodies(parts: list[str]) -> bool:
    rest = [part for part in parts if not _known(part)]
    named = all(len(part) > _SHORT_BODY and is_body(part) for part in rest)
    return not rest or (named and len(rest) < len(parts))


_SHORT_BODY = 3  # 市委 and 市政府 begin the names of other bodies


def _known(words: str) -> bool:
    return words[0] in _OWN and words[1:] in types_by_name()
