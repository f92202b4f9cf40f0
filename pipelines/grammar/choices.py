"""Word lists as fast regular expressions: one branch a first character, not a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def choice(words: Iterable[str]) -> str:
    """Give a pattern that matches the longest of *words* at a place.

    The words share their beginnings as in a trie, so that a list of hundreds costs
    about as much as one of ten.
    """
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(trie)


def guarded(words: Sequence[str]) -> str:
    """Give ``choice(words)`` behind a look at its first character.

    For patterns in which other branches keep ``re`` from passing over the characters
    with which none of *words* begins.
    """
    firsts = "".join(sorted({word[0] for word in words}))
    return f"(?=[{re.escape(firsts)}]){choice(words)}"


def _pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    branches = [
        re.escape(character) + _pattern(below)
        for character, below in sorted(node.items())
        if character
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
