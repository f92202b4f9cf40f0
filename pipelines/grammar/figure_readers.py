"""What a figure means: its value, range, unit and bound words.

A reader takes the match of ``figure_patterns`` and looks at the words around it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.grammar.figure_patterns import (
    AFTER,
    BEFORE,
    CHINESE_UNIT,
    CLOSES_BOUND,
    FEW,
    MULTIPLIER,
    OPENS_BOUND,
    OPENS_RANGE,
    OPENS_RATIO,
    OPENS_SCALE,
    PROPORTION,
    RANGE,
    RATIO,
    TIME_OF_DAY,
    UNIT,
)
from pipelines.grammar.measures import (
    BOUNDS_AFTER,
    BOUNDS_BEFORE,
    LASTING,
    MULTIPLIERS,
    NORMAL_UNITS,
)
from pipelines.grammar.numerals import chinese_number
from pipelines.model.records import record

_ONE = Decimal(1)
# No figure of a plan has more characters; a longer run of digits is a code.
_LONGEST = 18


@record(frozen=True, slots=True)
class Quantity:
    """One figure of a passage; offsets are those of the passage's text.

    ``start``/``end`` run over figure, multiplier, unit and a bound word after them;
    ``figure_start``/``figure_end`` over the digits with their multiplier alone, both
    figures of a range included; ``bound_start`` is where a bound word before the
    figure begins (equal to ``start`` where there is none). ``value_max`` is set for a
    range. ``unit`` is in the guideline's form, None where the figure has none;
    ``unit_text`` as written. ``comparator`` is one of ``= >= <= > < ~ between``, as
    the bound words say. ``ordinal`` is true after 第, ``joined`` where a Latin letter
    or another digit group touches the figure (PM2.5, 4A, 12-3), or it is a time of day.
    """

    start: int
    end: int
    figure_start: int
    figure_end: int
    bound_start: int
    text: str
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    unit_text: str
    comparator: str
    bound: str = ""
    chinese: bool = False
    ordinal: bool = False
    joined: bool = False

    @property
    def is_time_of_day(self) -> bool:
        """Say whether it tells a time: 20:30."""
        return TIME_OF_DAY.fullmatch(self.text) is not None


_PER_MANY = {"千": "‰", "万": "1/10k", "十万": "1/100k"}


def read_figure(text: str, match: re.Match[str]) -> Quantity | None:
    """Read a share, a doubling or halving, or a figure in Chinese numerals."""
    if match["percent"]:
        value = _value(match["of_hundred"])
        return None if value is None else _finish(text, match, value, unit="%")
    if match["per_many"]:
        value = _value(match["of_many"])
        unit = _PER_MANY[match["many"]]
        return None if value is None else _finish(text, match, value, unit=unit)
    if match["fraction"]:
        parts, share = _value(match["parts"]), _value(match["share"])
        if parts is None or share is None:
            return None
        percent = (share * 100 / parts).quantize(Decimal("0.000001")).normalize()
        return _finish(text, match, percent, unit="%")
    if match["doubling"]:
        times = _value(match["times"] or "一")
        if times is None:
            return None
        return _finish(text, match, (2**times - 1) * 100, unit="%")
    if match["halving"]:
        return _finish(text, match, Decimal(50), unit="%")
    return read_plain(text, match, match["chinese"], chinese=True)


def read_plain(
    text: str, match: re.Match[str], figure: str, *, chinese: bool = False
) -> Quantity | None:
    """Read a figure with its multiplier, its range, its unit and its bound words."""
    value = _value(figure)
    if value is None:
        return None
    units = CHINESE_UNIT if chinese else UNIT
    at, scale, few, vague = _scaled(text, match.end(), chinese=chinese)
    value, value_max = value * scale, None
    unit = units.match(text, at)
    if upper := _upper(text, at, unit):
        at, value_max = upper.end(), _value(upper["upper"])
        if value_max is not None:
            value_max, at, value = _scale_range(text, at, value, scale, value_max)
        unit = units.match(text, at)
    if value_max is None and not chinese and text[at : at + 1] in OPENS_RATIO:
        ratio = RATIO.match(text, at)
        if ratio:
            return _ratio(text, match, ratio, value)
    figure_end = at - few
    unit_text = unit[0] if unit else ""
    if unit_text == "成":
        value, unit_text = value * 10, "%"
    return _bounded(
        text,
        match.start(),
        figure_end,
        unit.end() if unit else at,
        value=value,
        value_max=value_max,
        unit_text=unit_text,
        vague=vague,
        chinese=chinese,
    )


def _scaled(text: str, at: int, *, chinese: bool) -> tuple[int, Decimal, int, bool]:
    """Give the end, the scale, the length of 余 or 多 at the end, and if one stands."""
    scale, few, vague = _ONE, 0, False
    if text[at : at + 1] not in OPENS_SCALE:
        return at, scale, few, vague
    if not chinese and (multiplier := MULTIPLIER.match(text, at)):
        scale, at = MULTIPLIERS[multiplier["multiplier"]], multiplier.end()
        vague = bool(multiplier["few"])
    if more := FEW.match(text, at):
        at, few = more.end(), 1
    return at, scale, few, vague or few > 0


def _upper(text: str, at: int, unit: re.Match[str] | None) -> re.Match[str] | None:
    """Find the second figure of a range: 2-3个, 5%-10%, 三至五个."""
    for start in (at, unit.end()) if unit else (at,):
        if text[start : start + 1] in OPENS_RANGE:
            upper = RANGE.match(text, start)
            if upper:
                return upper
    return None


def _scale_range(
    text: str, at: int, value: Decimal, scale: Decimal, value_max: Decimal
) -> tuple[Decimal, int, Decimal]:
    """Let a multiplier after the second figure count for both: 2-3万亩."""
    if multiplier := MULTIPLIER.match(text, at):
        upper_scale = MULTIPLIERS[multiplier["multiplier"]]
        value = value if scale != 1 else value * upper_scale
        return value_max * upper_scale, multiplier.end(), value
    return value_max * scale if value > value_max else value_max, at, value


def _ratio(
    text: str, match: re.Match[str], ratio: re.Match[str], value: Decimal
) -> Quantity:
    """Read 2.45:1 as 2.45 of unit ``:1``; a ratio keeps its base."""
    unit = f":{ratio['against']}"
    return _bounded(
        text, match.start(), ratio.end(), ratio.end(), value=value, unit_text=unit
    )


def _finish(text: str, match: re.Match[str], value: Decimal, *, unit: str) -> Quantity:
    return _bounded(
        text,
        match.start(),
        match.end(),
        match.end(),
        value=value,
        unit_text=unit,
        chinese=True,
    )


def _bounded(
    text: str,
    start: int,
    figure_end: int,
    end: int,
    *,
    value: Decimal,
    value_max: Decimal | None = None,
    unit_text: str = "",
    vague: bool = False,
    chinese: bool = False,
) -> Quantity:
    before = after = None
    left, right = text[max(0, start - 1) : start], text[end : end + 1]
    if left in CLOSES_BOUND:
        before = BEFORE.search(text, max(0, start - 6), start)
    if right in OPENS_BOUND:
        after = AFTER.match(text, end)
    if after and after[0] == "内" and unit_text not in LASTING:
        after = None
    bound = (after[0] if after else "") or (before[0] if before else "")
    comparator = BOUNDS_AFTER.get(bound) or BOUNDS_BEFORE.get(bound)
    if value_max is not None:
        comparator = "between"
    bound_start = before.start() if before else start
    return Quantity(
        start=start,
        end=after.end() if after else end,
        figure_start=start,
        figure_end=figure_end,
        bound_start=bound_start,
        text=text[start:end],
        value=_plainly(value),
        value_max=None if value_max is None else _plainly(value_max),
        unit=NORMAL_UNITS.get(unit_text, unit_text) or None,
        unit_text=unit_text,
        comparator=comparator or (">=" if vague else "="),
        bound=bound,
        chinese=chinese,
        ordinal=left == "第",
        joined=(_is_letter(left) and not (unit_text and _NAMED.search(text, 0, start)))
        or (not unit_text and _is_letter(right))
        or (left in OPENS_RATIO and PROPORTION.match(text, start - 2) is not None)
        or TIME_OF_DAY.fullmatch(text, start, figure_end) is not None,
    )


# A thing named by capitals and then counted: 配置AED150台.
_NAMED = re.compile("(?<![A-Za-z0-9])[A-Z]{2,6}$")


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _plainly(value: Decimal) -> Decimal:
    return value.quantize(_ONE) if value == value.to_integral() else value


def _value(figure: str) -> Decimal | None:
    if len(figure) > _LONGEST:
        return None
    if figure[0].isdigit():
        return Decimal(figure.replace(",", ""))
    return chinese_number(figure)
