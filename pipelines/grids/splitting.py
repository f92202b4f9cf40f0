"""Figures that lost what parted them: 25783000 is 2578 and 3000 only on evidence.

A run of glued digits is split where exactly one split is possible, or where exactly
one agrees with the evidence: a figure that the notice states elsewhere with the same
unit, a step from base to target that is plausible, rows of the same table. Where the
evidence leaves two, nothing is read and a finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipelines.grids.patterns import MOVED

_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d{1,2})?\Z")
_TOKEN = re.compile(
    rf"(?P<moved>{MOVED})"
    r"|(?P<cumulative>[〔（]\d+(?:\.\d+)?%?[〕）])"
    r"|(?P<figure>[≥≤<>]?\d+(?:\.\d+)*%?(?:及以上|左右|以上|以下|以内)?)"
    r"|(?P<blank>[-/])"
)
_SIGNED = re.compile(
    r"[≥≤<>]?(?P<digits>[\d.]+)(?P<tail>%?(?:及以上|左右|以上|以下|以内)?)\Z"
)
_LEAST_STEP, _MOST_STEP = Decimal("0.5"), Decimal(10)  # target over base in one plan
_LEAST_GROWTH, _MOST_GROWTH = Decimal("0.5"), Decimal("2.5")  # from row to row
MOST_PARTS = 8  # into which a run of digits is ever cut
_SIGNS = "split: signs part the figures"

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known when a run is split.

    ``stated`` are figures with their units that the notice states elsewhere;
    ``neighbours`` the values of a row beside this one, column by column.
    """

    unit: str | None = None
    whole: bool = False
    stated: frozenset[tuple[Decimal, str | None]] = frozenset()
    neighbours: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """Where the values of a run stand, column by column (None: empty), and why."""

    ranges: tuple[Range | None, ...] = ()
    rule: str = ""
    choices: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def is_signed(self) -> bool:
        """Say whether signs part the figures, so that nothing had to be split."""
        return self.rule == _SIGNS

    @property
    def is_decided(self) -> bool:
        """Say whether the evidence left one split."""
        return bool(self.ranges)


def split_run(run: str, columns: Sequence[bool], evidence: Evidence) -> Split | None:
    """Set a run of values into columns; True marks a column of cumulative values.

    None where the run cannot fill the columns at all; a Split without ranges where
    it can in several ways.
    """
    tokens = [(m.start(), m.end(), str(m.lastgroup)) for m in _TOKEN.finditer(run)]
    if not tokens or "".join(run[a:b] for a, b, _ in tokens) != run.replace(" ", ""):
        return None
    plain, last = _without_cumulative(tokens, columns)
    wanted = sum(not cumulative for cumulative in columns)
    if len(plain) > wanted:
        return None
    if len(plain) == wanted:
        return Split(_filled(plain, last, columns), _SIGNS)
    return _unglued(run, plain, last, columns, evidence)


def _without_cumulative(
    tokens: list[tuple[int, int, str]], columns: Sequence[bool]
) -> tuple[list[tuple[int, int, str]], tuple[int, int, str] | None]:
    """Take off the last token where it fills the column of cumulative values."""
    if not any(columns) or not tokens:
        return tokens, None
    closing = tokens[-1][2] == "cumulative" or (
        tokens[-1][2] == "blank" and len(tokens) > 1
    )
    return (tokens[:-1], tokens[-1]) if closing else (tokens, None)


def _filled(
    plain: Sequence[tuple[int, int, str]],
    last: tuple[int, int, str] | None,
    columns: Sequence[bool],
) -> tuple[Range | None, ...]:
    rest = iter(plain)
    ranges: list[Range | None] = []
    for cumulative in columns:
        token = last if cumulative else next(rest)
        empty = token is None or token[2] == "blank"
        ranges.append(None if token is None or empty else (token[0], token[1]))
    return tuple(ranges)


def _unglued(
    run: str,
    plain: list[tuple[int, int, str]],
    last: tuple[int, int, str] | None,
    columns: Sequence[bool],
    evidence: Evidence,
) -> Split | None:
    missing = sum(not cumulative for cumulative in columns) - len(plain)
    ways = _ways(run, plain, missing + 1)
    chosen, rule = decide(list(ways), evidence)
    if chosen is None:
        return Split(choices=tuple(ways)) if ways else None
    at, parts = ways[chosen]
    pieces = _cut(run, plain[at], parts)
    whole = [*plain[:at], *pieces, *plain[at + 1 :]]
    return Split(_filled(whole, last, columns), rule)


def _ways(
    run: str, plain: Sequence[tuple[int, int, str]], parts: int
) -> dict[tuple[str, ...], tuple[int, tuple[str, ...]]]:
    """Give the figures of the run for each way to cut one of its tokens into *parts*.

    Signs part the other tokens, as in 92.493>95: 92.4, 93 and 95. Where white space
    parts some, none is cut.
    """
    found: dict[tuple[str, ...], tuple[int, tuple[str, ...]]] = {}
    parsed = {
        at: _SIGNED.match(run[start:end])
        for at, (start, end, kind) in enumerate(plain)
        if kind == "figure"
    }
    digits = {at: match["digits"] for at, match in parsed.items() if match}
    spaced = len(digits) > 1 and re.search(r"\s", run) is not None
    if not digits or spaced or len(digits) < len(parsed):
        return {}
    for at, glued in digits.items():
        others = [one for place, one in digits.items() if place != at]
        if not all(map(_PLAIN.match, others)):
            continue
        before = [digits[place] for place in digits if place < at]
        after = [digits[place] for place in digits if place > at]
        for cut in candidates(glued, parts):
            found[(*before, *cut, *after)] = at, cut
    return found


def _cut(
    run: str, token: tuple[int, int, str], parts: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Give the places of *parts* in a token; its sign goes with the first."""
    start, end, kind = token
    signed = _SIGNED.match(run[start:end])
    position = start + (signed.start("digits") if signed else 0)
    pieces: list[tuple[int, int, str]] = []
    for number, part in enumerate(parts):
        stop = end if number == len(parts) - 1 else position + len(part)
        pieces.append((start if number == 0 else position, stop, kind))
        position = stop
    return pieces


def candidates(digits: str, parts: int) -> Iterator[tuple[str, ...]]:
    """Yield every way to cut *digits* into so many numbers as people write them."""
    if parts > MOST_PARTS:
        return
    if parts == 1:
        if _PLAIN.match(digits):
            yield (digits,)
        return
    for cut in range(1, len(digits)):
        if _PLAIN.match(digits[:cut]):
            for rest in candidates(digits[cut:], parts - 1):
                yield (digits[:cut], *rest)


def decide(
    options: Sequence[tuple[str, ...]], evidence: Evidence
) -> tuple[tuple[str, ...] | None, str]:
    """Choose the one split that the evidence leaves; None where it leaves more."""
    possible = [option for option in options if _is_possible(option, evidence)]
    if len(possible) == 1:
        return possible[0], "split: only one is possible"
    stated = [option for option in possible if _is_stated(option, evidence)]
    if len(stated) == 1:
        return stated[0], "split: the notice states the value elsewhere"
    close = [o for o in stated or possible if _is_plausible(o, evidence)]
    if len(close) == 1:
        return close[0], "split: only one step is plausible"
    return None, ""


def _is_possible(option: tuple[str, ...], evidence: Evidence) -> bool:
    if evidence.unit == "%" and any(Decimal(part) > 100 for part in option):
        return False
    return not (evidence.whole and any("." in part for part in option))


def _is_stated(option: tuple[str, ...], evidence: Evidence) -> bool:
    """Say whether the last figure stands elsewhere, with its unit."""
    value = Decimal(option[-1])
    units = {evidence.unit, (evidence.unit or "").split("/")[0]}
    return any((value, unit) in evidence.stated for unit in units if unit)


def _is_plausible(option: tuple[str, ...], evidence: Evidence) -> bool:
    values = [Decimal(part) for part in option]
    if len(evidence.neighbours) == len(values):
        pairs = zip(evidence.neighbours, values, strict=True)
        return all(_is_step(a, b, _LEAST_GROWTH, _MOST_GROWTH) for a, b in pairs)
    pairs_within = pairwise(values)
    return all(_is_step(a, b, _LEAST_STEP, _MOST_STEP) for a, b in pairs_within)


def _is_step(first: Decimal, second: Decimal, least: Decimal, most: Decimal) -> bool:
    if first == 0:
        return second > 0
    return least <= second / first <= most
