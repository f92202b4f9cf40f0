"""The register of indicators under which the targets of many notices are compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.tabular import records, require_unique

_COLUMNS = (
    "indicator_id",
    "name_zh",
    "name_en",
    "pattern",
    "unit",
    "better",
    "definition_zh",
    "definition_en",
    "baseline",
    "value_2022",
    "value_2030",
    "words_2022",
    "words_2030",
    "plan_number",
    "source",
)
PLAN_YEARS = (2022, 2030)
_BASE_YEAR = 2017
_BETTER = ("up", "down", "hold")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One harmonised indicator.

    ``pattern`` must match the whole name that a notice gives it, and ``key`` stands in
    every such name. ``reference`` holds what the national plan wants by year, as a
    figure (a ceiling where down is better); ``reference_words`` where it gives none.
    ``baseline`` is value and year before the plan.
    """

    indicator_id: str
    name_zh: str
    name_en: str
    pattern: re.Pattern[str]
    key: str
    unit: str | None
    better: str | None
    definition_zh: str
    definition_en: str
    baseline: tuple[Decimal, int] | None
    reference: Mapping[int, Decimal]
    reference_words: Mapping[int, str]
    plan_number: int | None
    source: str


@cache
def indicators() -> Mapping[str, Indicator]:
    """Give all indicators by id, in order.

    Raises:
        LexiconError: an id or name stands twice, a pattern is no regular expression,
            or the rows are out of order.
    """
    rows = records("indicators.csv", _COLUMNS)
    require_unique("indicators.csv", (row[0] for row in rows))
    require_unique("indicators.csv", (row[1] for row in rows))
    found = {row[0]: _indicator(row) for row in rows}
    if list(found) != sorted(found):
        raise LexiconError("indicators.csv: the rows are not in the order of their ids")
    return found


def _indicator(row: list[str]) -> Indicator:
    if row[5] not in _BETTER:
        raise LexiconError(f"indicators.csv: {row[0]} is better {row[5]!r}")
    try:
        pattern = re.compile(row[3])
    except re.error as fault:
        raise LexiconError(f"indicators.csv: {row[0]}: {fault}") from fault
    return Indicator(
        indicator_id=row[0],
        name_zh=row[1],
        name_en=row[2],
        pattern=pattern,
        key=literal_of(row[3]),
        unit=row[4] or None,
        better=row[5],
        definition_zh=row[6],
        definition_en=row[7],
        baseline=_baseline(row[8]),
        reference={
            year: Decimal(cell)
            for year, cell in zip(PLAN_YEARS, row[9:11], strict=True)
            if cell
        },
        reference_words={
            year: cell
            for year, cell in zip(PLAN_YEARS, row[11:13], strict=True)
            if cell
        },
        plan_number=int(row[13]) if row[13] else None,
        source=row[14],
    )


def _baseline(cell: str) -> tuple[Decimal, int] | None:
    if not cell:
        return None
    value, _, year = cell.partition("@")
    return Decimal(value), int(year or _BASE_YEAR)


def literal_of(pattern: str) -> str:
    """Give the longest run of characters that every match of a pattern must hold.

    Looks at the outermost level only; "" where the pattern begins with alternatives.
    """
    runs, depth = [""], 0
    for at, character in enumerate(pattern):
        after = pattern[at + 1 : at + 2]
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
        elif depth == 0 and character == "|":
            return ""
        if depth or character in "()?*+\\." or after in ("?", "*"):
            runs.append("")
        else:
            runs[-1] += character
    return max(runs, key=len)
