"""Find the numeric expressions of a text: what the ledger must account for.

A numeric expression is

* a figure in Arabic digits, with its multiplier, range and unit;
* a Chinese numeral that counts something (十六项), is a fraction (三分之一), orders
  (第二批, 二级), dates, or stands in a slogan between quotation marks (“三减三健”); and
* a phrase of time that holds a numeral (2025年底, 三年内, “十四五”).

Chinese numerals within words (一体化, 统一, 第一责任人, 万一) are words and no numeric
expressions; which they are is said in ``words.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from pipelines.grammar.choices import choice
from pipelines.grammar.dates import find_dates
from pipelines.grammar.needs import anchored
from pipelines.grammar.numerals import chinese_number
from pipelines.grammar.quantities import find_quantities
from pipelines.model import Metadata
from pipelines.model.records import record
from pipelines.numerals.words import NOT_COUNTED, RANKED

DIGIT = re.compile("[0-9]")
_ANY = re.compile("[0-9一二三四五六七八九十百千万亿两〇零]")
_HAN = "[一二三四五六七八九十百千万亿两〇零]"
_RANK = re.compile(
    anchored(
        f"第(?P<ordinal>{_HAN}{{1,4}})(?={choice(RANKED)})"
        "|(?P<grade>[一二三四五六七八九十])(?=级|等(?:奖|功|舱|次))"
    )
)
_HAN_RUN = re.compile("[一二三四五六七八九十百千万两]+")
_SLOGAN = re.compile(f"“(?=[^“”\n]*{_HAN_RUN.pattern})[^“”\n]{{2,16}}”")
_WORDS = frozenset(NOT_COUNTED)
_LENGTHS = sorted({len(word) for word in NOT_COUNTED})


@record(frozen=True, slots=True)
class Expression:
    """One numeric expression; offsets are those of the text that was scanned.

    ``figure_start``/``figure_end`` bound the figure without unit and bound words;
    ``dated`` is true of a phrase of time, and ``last`` its last day if known.
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    value: Decimal | None
    unit: str | None
    chinese: bool = False
    dated: bool = False
    last: date | None = None


def scan(text: str, metadata: Metadata) -> list[Expression]:
    """Find every numeric expression of *text*, none overlapping another."""
    if not _ANY.search(text):
        return []
    dates = _dates(text, metadata)
    found = [*dates]
    taken = _Taken([(row.start, row.end) for row in dates])
    for row in _quantities(text):
        if taken.touches(row.figure_start, row.figure_end):
            continue
        if not (row.chinese and _is_word(text, row.figure_start)):
            found.append(row)
    taken = _Taken([(row.start, row.end) for row in found])
    found += [
        row
        for row in (*_ranks(text), *_slogans(text))
        if not taken.touches(row.start, row.end)
    ]
    return sorted(found, key=lambda row: row.start)


def _quantities(text: str) -> Iterator[Expression]:
    for quantity in find_quantities(text):
        start = quantity.figure_start
        yield Expression(
            start,
            start + len(quantity.text),
            start,
            quantity.figure_end,
            quantity.value,
            quantity.unit,
            quantity.chinese,
        )


class _Taken:
    """Ranges of a text that are read already."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._places = {at for start, end in ranges for at in range(start, end)}

    def touches(self, start: int, end: int) -> bool:
        return start in self._places or end - 1 in self._places


def _dates(text: str, metadata: Metadata) -> list[Expression]:
    """Read phrases of time that hold a numeral."""
    found = []
    for token in find_dates(text, year=metadata.year, period_end=metadata.period_end):
        if token.precision in ("recurring", "open"):
            continue
        if _ANY.search(text, token.start, token.end) is None:
            continue
        start = token.start + len(token.lead)
        end = token.end
        found.append(
            Expression(start, end, start, end, None, None, dated=True, last=token.last)
        )
    return found


def _is_word(text: str, start: int) -> bool:
    """Say whether a Chinese numeral at *start* is part of a word of the lexicon."""
    return any(
        text[begin : begin + length] in _WORDS
        for length in _LENGTHS
        for begin in range(max(0, start - length + 1), start + 1)
    )


def _ranks(text: str) -> list[Expression]:
    """Read 第二批 and 二级: numerals that order or grade."""
    found = []
    done = 0
    for match in _RANK.finditer(text):
        group = "ordinal" if match["ordinal"] else "grade"
        start, end = match.span(group)
        if start < done:
            continue
        done = end
        if _is_word(text, start):
            continue
        value = chinese_number(match[group])
        found.append(Expression(start, end, start, end, value, None, chinese=True))
    return found


def _slogans(text: str) -> list[Expression]:
    """Read the Chinese numerals of short words in quotation marks."""
    if "“" not in text:
        return []
    found = []
    for slogan in _SLOGAN.finditer(text):
        for run in _HAN_RUN.finditer(text, slogan.start(), slogan.end()):
            if _is_word(text, run.start()):
                continue
            start, end = run.span()
            value = chinese_number(run[0])
            found.append(Expression(start, end, start, end, value, None, chinese=True))
    return found
