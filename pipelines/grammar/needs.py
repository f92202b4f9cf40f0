"""What a text must hold for a pattern to match it, told from the pattern's own form.

``[A-Z]{2}(?:年|月)?底`` needs a letter of A to Z and 底. A text without one of them
need not be searched: most rules are not tried on most texts. Only what is certain
counts; where a part of a pattern may be missing or looks around, nothing is said of it.

Likewise it is told with which characters a match may begin, so that a search passes
over all others at once, which ``re`` does only for patterns that begin plainly.
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


_ZERO_WIDTH = frozenset({"^", "$", r"\A", r"\Z", r"\b"})


def anchored(pattern: str) -> str:
    """Give a pattern that is found wherever *pattern* is, and sooner.

    It matches one character, the first; the groups of *pattern* are filled as ever.

    Raises:
        ValueError: the form of *pattern* does not tell how a match begins.
    """
    firsts = "".join(sorted(openings(pattern)))
    return f"[{re.escape(firsts)}](?s:(?<=(?={pattern}).))"


def openings(pattern: str) -> frozenset[str]:
    """Give characters of which every match begins with one.

    Raises:
        ValueError: the form of *pattern* does not tell them, or a match may be empty.
    """
    found, is_passed = _opening(_atoms(pattern))
    if found is None or is_passed:
        raise ValueError(f"how a match begins is not plain: {pattern}")
    return found


def _opening(
    atoms: Iterator[tuple[str, re.Match[str], bool]],
) -> tuple[frozenset[str] | None, bool]:
    """Give what a sequence begins with, None if not told, and if it may be empty."""
    found: frozenset[str] | None = frozenset()
    is_passed, passes = False, True  # of branches before; of this one up to here
    for kind, match, missing in atoms:
        if kind == "close":
            return found, is_passed or passes or missing
        if kind == "branch":
            is_passed, passes = is_passed or passes, True
            continue
        if kind == "open":
            own, skipped = _opening(atoms)
            if match[0].endswith(("=", "!")):
                continue
        elif match[0] in _ZERO_WIDTH:
            continue
        else:
            own, skipped = _beginning(match[0]), missing
        if passes:
            found = None if found is None or own is None else found | own
            passes = skipped
    return found, is_passed or passes


def _beginning(atom: str) -> frozenset[str] | None:
    if atom[0] == "\\" and not atom[1].isalnum():
        return frozenset(atom[1])
    return _characters(atom) or None
