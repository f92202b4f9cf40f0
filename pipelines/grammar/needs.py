"""What a text must hold for a pattern to match it, told from the pattern's own form.

``[A-Z]{2}(?:年|月)?底`` needs a letter of A to Z and 底. A text without one of them
need not be searched: most rules are not tried on most texts. Only what is certain
counts; where a part of a pattern may be missing or looks around, nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Needs = tuple[frozenset[str], ...]
"""Sets of characters; a text that matches holds at least one of each."""

_ATOM = re.compile(
    r"\[\^?\]?(?:\\.|[^\]\\])*\]"  # a class
    r"|\\."  # an escape
    r"|(?P<open>\((?:\?(?::|P<[a-z_]+>|<?[=!]))?)"
    r"|(?P<close>\))|(?P<branch>\|)|.",
    re.S,
)
_REPEAT = re.compile(r"(?P<times>[*?+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_PLAIN_CLASS = re.compile(r"\[(?P<members>[^\^\\\[\]][^\\\[\]]*)\]")
_RANGE = re.compile("(.)-(.)", re.S)
_WIDEST_RANGE = 64
_MEANING = frozenset("^$.")


@cache
def needs(pattern: str) -> Needs:
    """Give the sets of characters of which every match holds one of each.

    Patterns are those of the rules, so that few are ever asked for.
    """
    found = _sequence(_atoms(pattern))
    return tuple(dict.fromkeys(found))


def _atoms(pattern: str) -> Iterator[tuple[str, re.Match[str], bool]]:
    """Yield each atom with its kind, and whether it may be missing."""
    at = 0
    while match := _ATOM.match(pattern, at):
        repeat = _REPEAT.match(pattern, match.end())
        if match["open"] or match["branch"]:
            repeat = None
        at = repeat.end() if repeat else match.end()
        missing = repeat is not None and (
            repeat["times"] in "*?" or repeat["least"] in ("", "0")
        )
        yield match.lastgroup or "one", match, missing


def _sequence(atoms: Iterator[tuple[str, re.Match[str], bool]]) -> list[frozenset[str]]:
    """Collect what a sequence needs, up to the end of its group or of the pattern."""
    branches: list[list[frozenset[str]]] = [[]]
    for kind, match, missing in atoms:
        if kind == "close":
            return [] if missing else _of_any(branches)
        if kind == "branch":
            branches.append([])
        elif kind == "open":
            inner = _sequence(atoms)
            branches[-1] += [] if match[0].endswith(("=", "!")) else inner
        elif not missing and (one := _characters(match[0])):
            branches[-1].append(one)
    return _of_any(branches)


def _of_any(branches: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Give what is needed whichever branch matches: one set of each, taken together."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return []
    return [frozenset[str]().union(*(min(branch, key=len) for branch in branches))]


def _characters(atom: str) -> frozenset[str]:
    """Give the characters of which an atom is one; none where that is not plain."""
    if len(atom) == 1:
        return frozenset() if atom in _MEANING else frozenset(atom)
    plain = _PLAIN_CLASS.fullmatch(atom)
    if plain is None:
        return frozenset()
    members = plain["members"]
    found = set(_RANGE.sub("", members))
    for first, last in _RANGE.findall(members):
        if ord(last) - ord(first) > _WIDEST_RANGE:
            return frozenset()
        found.update(map(chr, range(ord(first), ord(last) + 1)))
    return frozenset(found)
