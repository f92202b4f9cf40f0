"""A line that slipped into a list of bodies is put back before the list.

Recognised pages may set a line of an item's text into the middle of its bracket of
responsibilities, in the middle of a name: 市人力资源社〈line〉会保障局. The notice
itself says which names it knows: the other brackets hold them whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_LIST = re.compile(
    r"[（〔](?:牵头|责任|配合|参与)(?:单位|部门)：(?P<list>[^（）〔〕]{4,400})[）〕]"
)
_MARK = re.compile("[、，；]")
_OFTEN = 2  # times a name stands whole before it can prove a broken one
_PREFIX = 3  # characters of a name that must stand before the slipped line
_SHORTEST = 8  # characters of a line; less is a slip of the pen
_REACH = 6  # entries over which a slipped line may run


@dataclass(frozen=True, slots=True)
class Slip:
    """A line at ``[start, end)`` that belongs before the bracket at ``bracket``."""

    bracket: int
    start: int
    end: int


def find_slips(text: str) -> list[Slip]:
    """Find every line that slipped into a bracket of responsibilities."""
    lists = [
        (found.start(), list(_entries(text, *found.span("list"))))
        for found in _LIST.finditer(text)
    ]
    counts = Counter(text[s:e] for _, entries in lists for s, e in entries)
    names: dict[str, list[str]] = {}
    for name, count in counts.items():
        if count >= _OFTEN and len(name) > _PREFIX:
            names.setdefault(name[:_PREFIX], []).append(name)
    return [
        Slip(bracket, *place)
        for bracket, entries in lists
        for place in _slips(text, entries, counts, names)
    ]


def _entries(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the places of a list's entries; a label is no part of the first behind it.

    Else 配合单位：甲局 and 配合单位：乙局 would be one name, broken by a line.
    """
    for mark in _MARK.finditer(text, start, end):
        yield _behind_label(text, start, mark.start()), mark.start()
        start = mark.end()
    yield _behind_label(text, start, end), end


def _behind_label(text: str, start: int, end: int) -> int:
    return max(start, text.rfind("：", start, end) + 1)


def _slips(
    text: str,
    entries: list[tuple[int, int]],
    counts: Counter[str],
    names: dict[str, list[str]],
) -> Iterator[tuple[int, int]]:
    """Give the places of the lines that slipped into one list."""
    for place, (start, end) in enumerate(entries):
        entry = text[start:end]
        if counts[entry] >= _OFTEN:
            continue
        later = {text[s:e]: s for s, e in entries[place + 1 : place + 1 + _REACH]}
        for name in names.get(entry[:_PREFIX], ()):
            cut = _common(entry, name)
            rest = later.get(name[cut:], 0)
            if cut < len(name) and rest - start - cut >= _SHORTEST:
                yield start + cut, rest
                break


def _common(one: str, other: str) -> int:
    """How many first characters two words share."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
