"""One plain sentence for each target, in Chinese and in English, fit for print.

Made from the published fields alone, never from the notice's words, so that the
sentence says no more than the row.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from pipelines.model import Kind, Metadata, Target
from pipelines.targets.statement_words import (
    AMOUNTS_ZH,
    BASES_EN,
    BOUNDS_EN,
    BOUNDS_ZH,
    MOVES_EN,
    MOVES_ZH,
    PERIODS,
    RELATIONS_EN,
    RELATIONS_ZH,
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

    By the end of 2025, the rate of health literacy in Yangli shall reach at least 25%.
    """
    where = region_en or metadata.region
    place = f" ({where})" if where else ""
    name = indicator_en or f"“{target.indicator}”"
    modal = "is hoped to" if target.aspirational else "shall"
    opening = _day_en(target)
    claim = f"{name}{place} {modal} {_claim_en(target)}{_baseline_en(target)}."
    return f"{opening}, {claim}" if opening else claim[:1].upper() + claim[1:]


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
        return f"“{name}”的目标数量为{amount}"
    of = "的比例" if target.rule == "target.share_of" else ""
    named = f"“{name}”{of}" if of else name
    return f"{named}{BOUNDS_ZH[bound]}{_amount_zh(target)}"


def _change_zh(target: Target) -> str:
    move = MOVES_ZH[target.direction or "up"] if target.direction else "变动"
    bound = AMOUNTS_ZH[target.comparator or "="]
    return f"{target.indicator}{_period_zh(target)}{move}{bound}{_amount_zh(target)}"


def _baseline_zh(target: Target) -> str:
    if target.baseline is None:
        return ""
    return f"（基期为{_figure_zh(target.baseline)}{_unit_zh(target)}）"


def _period_zh(target: Target) -> str:
    """Give 每年 or 每县 where the unit is counted against a period or a place."""
    base = (target.unit or "").partition("/")[2]
    if not base or target.unit in UNITS_ZH:
        return ""
    return f"每{base}" if base in PERIODS or target.kind is not Kind.LEVEL else ""


def _amount_zh(target: Target) -> str:
    figure = _figure_zh(target.value or Decimal(0))
    if target.value_max is not None:
        figure = f"{figure}至{_figure_zh(target.value_max)}"
    return figure + _unit_zh(target)


def _unit_zh(target: Target) -> str:
    unit = target.unit or ""
    if unit in UNITS_ZH:
        return UNITS_ZH[unit]
    plain, _, base = unit.partition("/")
    plain = UNITS_ZH.get(plain, plain)
    said = _period_zh(target) or f"每{base}" in target.indicator
    return plain if not base or said else f"{plain}/{base}"


def _figure_zh(value: Decimal) -> str:
    for power, name in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        scaled = value / power
        if abs(value) >= power and scaled == scaled.quantize(Decimal("0.0001")):
            return f"{_plain(scaled)}{name}"
    return _plain(value)


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


def _claim_en(target: Target) -> str:
    if target.kind is Kind.COVERAGE:
        return "cover all of its stated scope"
    if target.kind is Kind.TREND:
        return MOVES_EN[target.direction or "up"]
    if target.kind is Kind.RELATIVE:
        reference = target.reference or "the stated yardstick"
        return f"{RELATIONS_EN[target.comparator or '=']} “{reference}”"
    amount = BOUNDS_EN[target.comparator or "="] + _amount_en(target)
    if target.kind is Kind.CHANGE:
        move = MOVES_EN[target.direction] if target.direction else "change"
        return f"{move} by {amount}"
    if target.kind is Kind.OUTPUT:
        return f"number {amount}"
    verb = "be" if target.comparator in {"<", "<=", ">"} else "reach"
    return f"{verb} {amount}"


def _baseline_en(target: Target) -> str:
    if target.baseline is None:
        return ""
    return f", from {target.baseline:,f}{_unit_en(target)}"


def _amount_en(target: Target) -> str:
    figure = f"{target.value or Decimal(0):,f}"
    if target.value_max is not None:
        figure = f"{figure} to {target.value_max:,f}"
    unit = _unit_en(target)
    return figure + (_singular(unit) if figure == "1" else unit)


def _singular(unit: str) -> str:
    plural, per, base = unit.partition(" per ")
    single = SINGULARS_EN.get(plural, plural.removesuffix("s"))
    return single + per + base


def _unit_en(target: Target) -> str:
    unit = target.unit or ""
    if unit in UNITS_EN:
        return UNITS_EN[unit]
    plain, _, base = unit.partition("/")
    name = UNITS_EN.get(plain, "")
    return f"{name} per {BASES_EN.get(base, base)}" if base else name


def _day_en(target: Target) -> str:
    day = target.deadline
    if day is None:
        return ""
    note = "" if target.deadline_stated else " (the end of the plan's period)"
    return f"By {_named_day(day)}{note}"


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
