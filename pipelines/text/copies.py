"""A notice that stands twice on a page is read once.

Anchors, short stretches of the text without white space, are looked up again behind
themselves. Where most of the anchors of a region come back in the same order, the
region's second standing is a copy.
"""

from __future__ import annotations

import re

_ANCHOR = 32  # characters: long enough not to recur by chance
_PROBES = 40
_SHARE = 0.7
_SHORTEST = 400  # characters of a notice worth calling a copy
_BLANK = re.compile(r"[ \u200b\n]+")


def find_copy(folded: str) -> int | None:
    """Give the offset in *folded* where the second copy of the notice begins."""
    dense = _dense(folded)
    if len(dense) < 2 * _SHORTEST:
        return None
    shift = _shift(dense)
    if shift is None:
        return None
    return _place(folded, _grow_back(dense, *shift))


def is_copy(words: str, before: str) -> bool:
    """Say whether a notice says the very words of the one before it once more.

    A page may hold a short notice twice, once to be read and once to be printed; what
    the page puts around one of them does not count.
    """
    short, long = sorted((_dense(words), _dense(before)), key=len)
    return len(short) > _COPIED * len(long) and short in long


_COPIED = 0.9


def _dense(words: str) -> str:
    """The words without white space; one pass for each kind is the quickest."""
    return words.replace("\n", "").replace(" ", "").replace("\u200b", "")


def _place(folded: str, dense_place: int) -> int:
    """Give the offset of a character that is counted without white space."""
    done = start = 0
    for blank in _BLANK.finditer(folded):
        if done + blank.start() - start > dense_place:
            break
        done += blank.start() - start
        start = blank.end()
    return start + dense_place - done


def _shift(dense: str) -> tuple[int, int] | None:
    """Find how far behind itself the text comes back: (first copied place, shift)."""
    step = max(len(dense) // (2 * _PROBES), 1)
    hits: list[tuple[int, int]] = []
    probes = range(0, len(dense) - 2 * _ANCHOR, step)
    for at in probes:
        again = dense.find(dense[at : at + _ANCHOR], at + _ANCHOR)
        if again >= 0:
            hits.append((at, again - at))
    if not hits:
        return None
    shifts = sorted(shift for _, shift in hits)
    shift = shifts[len(shifts) // 2]
    alike = [at for at, s in hits if abs(s - shift) < 400]
    first, last = min(alike), max(alike)
    within = sum(first <= at <= last for at in probes)
    long_enough = _SHORTEST <= last - first <= shift  # a refrain overlaps itself
    if not long_enough or len(alike) < _SHARE * within:
        return None
    return first, next(s for at, s in hits if at == first)


def _grow_back(dense: str, first: int, shift: int) -> int:
    """Follow the copy back to its first character."""
    while first > 0 and dense[first - 1] == dense[first - 1 + shift]:
        first -= 1
    return first + shift
