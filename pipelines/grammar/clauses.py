"""Where sentences and clauses of a passage begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_SENTENCE = re.compile("[^。；！？\n]+[。；！？\n]*")
_CLAUSE_ENDS = "，。；：！？\n"
_MARK = re.compile("[，。；：！？\n（《“‘）》”’]")
_KEPT = 512  # texts: those of the items of a notice, which many readers ask for


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the range of each sentence of *text*; a ； ends one as a 。 does."""
    return iter(_sentences(text))


@lru_cache(maxsize=_KEPT)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(map(re.Match.span, _SENTENCE.finditer(text)))


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Give the range of the sentence in which the character at *at* stands."""
    start = max(text.rfind(mark, 0, at) for mark in "。；！？\n") + 1
    ends = [end for mark in "。；！？\n" if (end := text.find(mark, at)) >= 0]
    return start, min(ends, default=len(text))


def clause_around(text: str, at: int) -> tuple[int, int]:
    """Give the range of the clause (between ，。；：) in which *at* stands.

    Marks within brackets, quotation marks and 《》 end no clause.
    """
    start = at
    depth = 0
    while start > 0:
        character = text[start - 1]
        if character in "）》”’":
            depth += 1
        elif character in "（《“‘":
            if depth == 0 and character == "（":
                break
            depth = max(0, depth - 1)
        elif depth == 0 and character in _CLAUSE_ENDS:
            break
        start -= 1
    return start, clause_end(text, at)


def clause_end(text: str, at: int) -> int:
    """Give where the clause ends that runs on at *at*; brackets are stepped over."""
    depth = 0
    for mark in _MARK.finditer(text, at):
        character = mark.group()
        if character in "（《“‘":
            depth += 1
        elif character in "）》”’":
            if depth == 0 and character == "）":
                return mark.start()
            depth = max(0, depth - 1)
        elif depth == 0:
            return mark.start()
    return len(text)
