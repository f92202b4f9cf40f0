"""One plain sentence for each target, in Chinese and in English, fit for print.

Made from the published fields alone, never from the notice's words, so that the
sentence says no more than the row.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from pipelines.model import Kind, Metadata, Target
from pipelines.statements.words import (
    AMOUNTS_ZH,
    BASES_EN,
    BOUNDS_EN,
    BOUNDS_ZH,
    COUNTERS,
    MOVES_EN,
    MOVES_ZH,
    OCCASIONS,
    OFTEN_EN,
    PERIODS,
    PROPER_EN,
    RELATIONS_EN,
    RELATIONS_ZH,
    SCALES_EN,
    SCALES_ZH,
    SINGULARS_EN,
    UNITS_EN,
    UNITS_ZH,
)


def statement_zh(target: Target, metadata: Metadata) -> str:
    """State a target in one Chinese sentence.

    样例市提出，到2025年底，居民健康素养水平不低于25%。
    """
    who = metadata.region or metadata.issuer or "该通知"
    hope = "力争" if target.aspirational else ""
    verb = "力争" if hope else "提出"
    start = f"{who}{verb}，" if not hope else f"{who}力争"
    when = _day_zh(target)
    opening = f"{start}{when}，" if when else start
    return f"{opening}{_claim_zh(target)}{_baseline_zh(target)}。"


def statement_en(
    target: Target,
    metadata: Metadata,
    indicator_en: str | None = None,
    region_en: str | None = None,
) -> str:
    """State a target in one English sentence; names without English stay Chinese.

    Yangli aims for health literacy to reach at least 25% by the end of 2025.
    """
    who = region_en or metadata.region or metadata.issuer or "The notice"
    verb = "hopes" if target.aspirational else "aims"
    name = _in_sentence(indicator_en) if indicator_en else _quoted(target.indicator)
    claim = _claim_en(target, name)
    return f"{who} {verb} for {claim}{_day_en(target)}{_baseline_en(target)}."


def figure_en(value: Decimal) -> str:
    """Write a number of at least zero: 25,000, 800 million, 2.5 trillion."""
    whole, point, part = _plain(value).partition(".")
    return _scaled(value, SCALES_EN, f"{int(whole):,}{point}{part}")


def figure_zh(value: Decimal) -> str:
    """Write a number: 2.5万, 8亿."""
    return _scaled(value, SCALES_ZH, _plain(value))


def unit_zh(unit: str | None) -> str:
    """Give a unit in Chinese as it stands behind its figure."""
    if not unit or unit in UNITS_ZH:
        return UNITS_ZH.get(unit or "", "")
    plain, per, base = unit.partition("/")
    return UNITS_ZH.get(plain, plain) + per + base


def unit_en(unit: str | None, *, one: bool = False) -> str:
    """Give a unit in English as it stands behind its figure; a counter has no name.

    ``one`` gives the singular.
    """
    if not unit or unit in COUNTERS:
        return ""
    if unit in UNITS_EN:
        name = UNITS_EN[unit]
    else:
        plain, _, base = unit.partition("/")
        name = "" if plain in COUNTERS else UNITS_EN.get(plain, f" {plain}")
        name += f" per {BASES_EN.get(base, base)}" if base else ""
    return _singular(name) if one else name


def _quoted(words: str) -> str:
    """Put *words* in quotation marks, those within them in single ones."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


# --- Chinese ------------------------------------------------------------------------


def _claim_zh(target: Target) -> str:
    name = target.indicator
    if target.kind is Kind.COVERAGE:
        return name if name.startswith("人人") else f"{name}实现全覆盖"
    if target.kind is Kind.TREND:
        return f"{name}{MOVES_ZH[target.direction or 'up']}"
    if target.kind is Kind.RELATIVE:
        relation = RELATIONS_ZH[target.comparator or "="]
        return f"{name}{relation}{target.reference or '所述参照水平'}"
    if target.kind is Kind.CHANGE:
        return _change_zh(target)
    bound = target.comparator or "="
    if target.kind is Kind.OUTPUT:
        amount = f"{_period_zh(target)}{AMOUNTS_ZH[bound]}{_amount_zh(target)}"
        return f"{_quoted(name)}的目标数量为{amount}"
    of = "的比例" if target.rule == "target.share_of" else ""
    named = f"{_quoted(name)}{of}" if of else name
    return f"{named}{BOUNDS_ZH[bound]}{_amount_zh(target)}"


def _change_zh(target: Target) -> str:
    move = MOVES_ZH[target.direction or "up"] if target.direction else "变动"
    bound = AMOUNTS_ZH[target.comparator or "="]
    return f"{target.indicator}{_period_zh(target)}{move}{bound}{_amount_zh(target)}"


def _baseline_zh(target: Target) -> str:
    if target.baseline is None:
        return ""
    return f"（基期为{figure_zh(target.baseline)}{_unit_zh(target)}）"


def _period_zh(target: Target) -> str:
    """Give 每年 or 每县 where the unit is counted against a period or a place."""
    base = (target.unit or "").partition("/")[2]
    if not base or target.unit in UNITS_ZH:
        return ""
    return f"每{base}" if base in PERIODS or target.kind is not Kind.LEVEL else ""


def _amount_zh(target: Target) -> str:
    figure = figure_zh(target.value or Decimal(0))
    if target.value_max is not None:
        figure = f"{figure}至{figure_zh(target.value_max)}"
    return figure + _unit_zh(target)


def _unit_zh(target: Target) -> str:
    unit = target.unit or ""
    if unit in UNITS_ZH:
        return UNITS_ZH[unit]
    plain, _, base = unit.partition("/")
    plain = UNITS_ZH.get(plain, plain)
    said = _period_zh(target) or f"每{base}" in target.indicator
    return plain if not base or said else f"{plain}/{base}"


def _scaled(value: Decimal, scales: tuple[tuple[int, str], ...], full: str) -> str:
    """Write *value* by the largest scale in which it has few decimals, else *full*."""
    for power, name in scales:
        scaled = value / Decimal(power)
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.0001")):
            return f"{_plain(scaled)}{name}"
    return full


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day_zh(target: Target) -> str:
    day = target.deadline
    if day is None:
        return ""
    note = "" if target.deadline_stated else "（规划期末）"
    if (day.month, day.day) == (12, 31):
        return f"到{day.year}年底{note}"
    if day.day == monthrange(day.year, day.month)[1]:
        return f"到{day.year}年{day.month}月底{note}"
    return f"到{day.year}年{day.month}月{day.day}日{note}"


# --- English ------------------------------------------------------------------------


def _claim_en(target: Target, name: str) -> str:
    if target.kind is Kind.COVERAGE:
        return f"full coverage of {name}"
    if target.kind is Kind.TREND:
        return f"{name} to {MOVES_EN[target.direction or 'up']}"
    if target.kind is Kind.RELATIVE:
        reference = target.reference or "the stated yardstick"
        return (
            f"{name} to {RELATIONS_EN[target.comparator or '=']} {_quoted(reference)}"
        )
    bound = BOUNDS_EN[target.comparator or "="]
    if target.kind is Kind.CHANGE:
        move = MOVES_EN[target.direction] if target.direction else "change"
        return f"{name} to {move} by {bound}{_amount_en(target)}"
    if target.kind is Kind.OUTPUT:
        return f"{name} to {_counted_en(target, bound)}"
    verb = "be" if target.comparator in {"<", "<=", ">"} else "reach"
    return f"{name} to {verb} {bound}{_amount_en(target)}"


def _counted_en(target: Target, bound: str) -> str:
    plain, _, base = (target.unit or "").partition("/")
    if plain not in OCCASIONS:
        return f"number {bound}{_amount_en(target)}"
    often = ""
    if target.value_max is None:
        often = OFTEN_EN.get(target.value or Decimal(0), "")
    per = f" per {BASES_EN.get(base, base)}" if base else ""
    return f"take place {bound}" + (f"{often}{per}" if often else _amount_en(target))


def _baseline_en(target: Target) -> str:
    if target.baseline is None:
        return ""
    way = ""
    if target.value is not None and target.kind is Kind.LEVEL:
        way = "up " if target.value > target.baseline else "down "
        way = "" if target.value == target.baseline else way
    return f", {way}from {figure_en(target.baseline)}{unit_en(target.unit)}"


def _amount_en(target: Target) -> str:
    figure = figure_en(target.value or Decimal(0))
    one = target.value == 1 and target.value_max is None
    if target.value_max is not None:
        figure = f"{figure} to {figure_en(target.value_max)}"
    return figure + unit_en(target.unit, one=one)


def _singular(unit: str) -> str:
    plural, per, base = unit.partition(" per ")
    single = SINGULARS_EN.get(plural, plural.removesuffix("s"))
    return single + per + base


def _in_sentence(name: str) -> str:
    """Begin an indicator's name in lower case, save abbreviations and proper names."""
    first = name.split(" ", 1)[0]
    if first in PROPER_EN or not first[1:].replace("-", "").islower():
        return name
    return name[0].lower() + name[1:]


def _day_en(target: Target) -> str:
    day = target.deadline
    if day is None:
        return ""
    note = "" if target.deadline_stated else ", when the plan ends"
    return f" by {_named_day(day)}{note}"


def _named_day(day: date) -> str:
    months = (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    )  # fmt: skip
    if (day.month, day.day) == (12, 31):
        return f"the end of {day.year}"
    if day.day == monthrange(day.year, day.month)[1]:
        return f"the end of {months[day.month - 1]} {day.year}"
    return f"{day.day} {months[day.month - 1]} {day.year}"
