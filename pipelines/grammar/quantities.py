"""Figures of a passage: every number with its value, bound word and unit.

Knows how officials write numbers, not what the numbers are about. Years and days
also look like figures (``2022年``): a caller that reads dates lets them win.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pipelines.grammar.clauses import sentences
from pipelines.grammar.figure_patterns import ARABIC, BEGINS, SCAN
from pipelines.grammar.figure_readers import Quantity, read_figure, read_plain

__all__ = ["Quantity", "find_quantities"]


def find_quantities(text: str) -> list[Quantity]:
    """Find every figure of *text* (canonical passage text), in reading order.

    No figure crosses the end of a sentence. Several stages ask for the figures of the
    same sentences, in passages cut in several ways: the last answers are kept.
    """
    if len(text) > _LONGEST_KEPT:
        return _of_text(text)
    return list(_of_kept_text(text))


@lru_cache(maxsize=512)
def _of_kept_text(text: str) -> tuple[Quantity, ...]:
    return tuple(_of_text(text))


def _of_text(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for start, end in sentences(text):
        if BEGINS.search(text, start, end):
            words = text[start:end]
            kept = _kept(words) if len(words) <= _LONGEST_KEPT else _found(words)
            found += kept if start == 0 else [_moved(one, start) for one in kept]
    return found


def _moved(one: Quantity, by: int) -> Quantity:
    return Quantity(
        one.start + by,
        one.end + by,
        one.figure_start + by,
        one.figure_end + by,
        one.bound_start + by,
        one.text,
        one.value,
        one.value_max,
        one.unit,
        one.unit_text,
        one.comparator,
        one.bound,
        one.chinese,
        one.ordinal,
        one.joined,
    )


# Answers are kept for sentences and passages up to so many characters.
_LONGEST_KEPT = 2_000
_DIGITS = frozenset("0123456789")


@lru_cache(maxsize=4096)
def _kept(text: str) -> tuple[Quantity, ...]:
    return _found(text)


def _found(text: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    at = 0
    while begins := BEGINS.search(text, at):
        arabic = begins[0] in _DIGITS
        match = (ARABIC if arabic else SCAN).match(text, begins.start())
        if arabic and match:
            quantity = read_plain(text, match, match[0])
        else:
            quantity = read_figure(text, match) if match else None
        if match is None or quantity is None:
            at = match.end() if match else begins.end()
            continue
        found.append(quantity)
        at = max(quantity.end, match.end())
    _lend_points(text, found)
    return tuple(found)


def _lend_points(text: str, found: list[Quantity]) -> None:
    """Read all of several points as such: 提高2个、3个和1.5个百分点."""
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        joined = text[one.end : after.bound_start] in _AND
        if joined and one.unit == "个" and after.unit == _POINTS:
            found[at] = replace(one, unit=_POINTS)


_POINTS = "percentage point"
_AND = frozenset("、和及与")
