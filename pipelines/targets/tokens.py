# ruff: noqa: E501 - a Chinese character counts as two columns
"""Tokens of a passage, folded to one character each, for the rules of targets.

A figure's symbol says its class (share, count, time, measure, ...), so that a rule
may ask for a count and not for a share. Names in quotes, titles and brackets are
folded too: what stands within them is not said by the clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from pipelines.grammar.dates import DateToken, find_dates
from pipelines.grammar.quantities import Quantity, find_quantities
from pipelines.grammar.rules import Folded, Token, fold
from pipelines.model.records import record
from pipelines.targets.classes import WEAK_VERBS, classify, is_speed, verb_before
from pipelines.targets.marks import (
    AFTER_REACH,
    BRACKETS,
    EACH_HINT,
    EACH_LEVEL,
    EACH_PLACE,
    EVERY_TIME,
    MAKES,
    NAMES,
    PERIOD_HINT,
    RATES,
    TITLES,
)
from pipelines.targets.symbols import (
    BRACKET,
    CONTROL,
    DATE,
    EACH,
    EVERY,
    FALL,
    FIGURES,
    MAKE,
    MULTIPLE,
    NAME,
    POINT,
    QUALIFIER,
    RATE,
    REACH,
    RISE,
    SHARE,
)


@record(frozen=True, slots=True)
class Mark:
    """What a folded character stands for, beside its place."""

    symbol: str
    start: int
    end: int
    quantity: Quantity | None = None
    date: DateToken | None = None
    text: str = ""


@record(frozen=True, slots=True)
class Tokens:
    """A passage folded once, with the marks behind its symbols.

    ``marks`` maps folded positions to marks; ``places`` are the positions, ``placed`` both,
    in order; ``quantities`` are all figures of the passage, also those that a name or a
    bracket hides.
    """

    text: str
    folded: Folded
    marks: Mapping[int, Mark]
    places: tuple[int, ...]
    placed: tuple[tuple[int, Mark], ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateToken, ...]

    def between(self, start: int, end: int) -> tuple[tuple[int, Mark], ...]:
        """Give the marks of a folded range with their places, in order."""
        places = self.places
        return self.placed[bisect_left(places, start) : bisect_left(places, end)]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the passage range of the folded range ``[start, end)``."""
        return self.folded.offsets[start], self.folded.offsets[end]


def tokenize(text: str, *, year: int | None, period_end: int | None) -> Tokens:
    """Read the tokens of *text* (canonical passage text) and fold them."""
    quantities = find_quantities(text)
    dates = find_dates(text, year=year, period_end=period_end)
    covered = bytearray(len(text))  # 1 for each character that a mark holds
    marks = _without_overlaps(_marks(text, quantities, dates), covered)
    marks = [*marks, *_verbs(text, marks, covered)]
    marks.sort(key=attrgetter("start"))
    folded = fold(text, [Token(mark.start, mark.end, mark.symbol) for mark in marks])
    placed = {place: marks[index] for place, index in folded.tokens.items()}
    return Tokens(
        text,
        folded,
        placed,
        tuple(placed),
        tuple(placed.items()),
        tuple(quantities),
        tuple(dates),
    )


def _marks(
    text: str, quantities: list[Quantity], dates: list[DateToken]
) -> Iterator[Mark]:
    """Give all marks, the strongest kind first: names hide what stands in them."""
    places = _matches(EACH, EACH_PLACE, text) if EACH_HINT.search(text) else []
    if "至少" in text:
        places += _matches(EACH, EACH_LEVEL, text)
    yield from (mark for mark in places if "（" in mark.text)
    yield from (_figure(text, one) for one in quantities if "（" in one.unit_text)
    # “十四五” is a time, not a name, save within the name of a document; what stands
    # in brackets there dates nothing: 《样例方案（2021-2025年）》.
    brackets = _matches(BRACKET, BRACKETS, text)
    titles = _matches(NAME, TITLES, text) if "《" in text else []
    yield from (mark for mark in titles if not _within(mark, brackets))
    yield from brackets
    days = [_day(text, day) for day in dates if day.precision not in _DAYLESS]
    yield from (mark for mark in days if "“" in mark.text)
    yield from _dated_figures(text, quantities, days)
    yield from _matches(NAME, NAMES, text)
    yield from days
    if PERIOD_HINT.search(text):
        yield from _matches(RATE, RATES, text)
        yield from _matches(EVERY, EVERY_TIME, text)
    yield from places
    yield from (_figure(text, one) for one in quantities)


def _within(mark: Mark, others: list[Mark]) -> bool:
    return any(one.start < mark.start and mark.end <= one.end for one in others)


def _dated_figures(
    text: str, quantities: list[Quantity], days: list[Mark]
) -> Iterator[Mark]:
    """Give the figures whose own year stands before them: 从2020年的23%提高到…."""
    ends = {mark.end: mark for mark in days}
    for one in quantities:
        at = one.bound_start
        day = ends.get(at - 1) if text[at - 1 : at] == "的" else None
        if day is None:
            continue
        start = day.start + len(day.date.lead if day.date else "")
        if text[max(0, start - 1) : start] in _MOVED:
            symbol = classify(text, one)
            yield Mark(symbol, start, one.end, one, day.date, one.text)


_MOVED = frozenset("从由到至为")


def _figure(text: str, quantity: Quantity) -> Mark:
    symbol = classify(text, quantity)
    start = quantity.bound_start if symbol != QUALIFIER else quantity.start
    return Mark(symbol, start, quantity.end, quantity=quantity, text=quantity.text)


_DAYLESS = frozenset({"recurring", "open"})


def _day(text: str, day: DateToken) -> Mark:
    return Mark(DATE, day.start, day.end, None, day, text[day.start : day.end])


def _matches(symbol: str, pattern: re.Pattern[str], text: str) -> list[Mark]:
    return [Mark(symbol, *m.span(), text=m[0]) for m in pattern.finditer(text)]


def _without_overlaps(marks: Iterable[Mark], covered: bytearray) -> list[Mark]:
    """Keep each mark that touches none before it in strength; fill *covered*."""
    taken: list[Mark] = []
    for mark in marks:
        start, end = mark.start, mark.end
        if 1 not in covered[start:end]:
            taken.append(mark)
            covered[start:end] = b"\1" * (end - start)
    return taken


def _verbs(text: str, marks: list[Mark], covered: bytearray) -> Iterator[Mark]:
    """Give the verbs right before figures, and the verbs of making elsewhere."""
    figures = [mark for mark in marks if mark.symbol in FIGURES]
    if not figures:
        return
    brackets = {mark.start for mark in marks if mark.symbol == BRACKET}
    every = {mark.end: mark.start for mark in marks if mark.symbol == EVERY}
    for mark in figures:
        found = verb_before(text, every.get(mark.start, mark.start))
        if found is None:
            continue
        start, end = found.span()
        symbol = None if 1 in covered[start:end] else _verb(text, mark, found, brackets)
        if symbol:
            covered[start:end] = b"\1" * (end - start)
            yield Mark(symbol, start, end, text=found[0])
    for start, end in _figured_clauses(text, figures):
        yield from _makes(text, start, end, covered)


_CLOSERS = re.compile("[，。；：\n]")


def _figured_clauses(text: str, figures: list[Mark]) -> Iterator[tuple[int, int]]:
    """Give the ranges of the clauses that hold a figure: only these are parted."""
    edges = [-1, *map(re.Match.start, _CLOSERS.finditer(text)), len(text)]
    at = 0
    for mark in sorted(figures, key=attrgetter("start")):
        if mark.start < at:
            continue
        right = bisect_right(edges, mark.start)
        at = edges[right]
        yield edges[right - 1] + 1, at


# What closes a clause after 开展轮训 is what is done, not a second verb.
_LIGHT = re.compile("(?:开展|进行|实施|组织)(?=..)")
_ENDS = frozenset({"", "，", "。", "；", "\n"})


def _makes(text: str, start: int, end: int, covered: bytearray) -> Iterator[Mark]:
    for match in MAKES.finditer(text, start, end):
        at, stop = match.span()
        if _LIGHT.match(match[0]) and text[stop : stop + 1] in _ENDS:
            stop = at + 2
        if 1 not in covered[at:stop]:
            yield Mark(MAKE, at, stop, text=text[at:stop])


def _verb(
    text: str, mark: Mark, found: re.Match[str], brackets: set[int]
) -> str | None:
    """Say which kind of verb stands before a figure, None where it is none.

    为, 在 and their like are verbs of a value only where nothing follows it; a verb of
    change needs a share, points, a multiple, or nothing after the figure.
    """
    closed = bool(AFTER_REACH.match(text, mark.end)) or mark.end in brackets
    if found["control"]:
        return CONTROL if closed or found["control"] != "控制" else None
    if found["reach"]:
        return REACH if closed or found["reach"] not in WEAK_VERBS else None
    if is_speed(text, found, mark.start):
        return None
    if mark.symbol in SHARE + POINT + MULTIPLE or closed:
        return RISE if found["up"] else FALL
    return None
