"""Charts of one indicator across places, laid out for an SVG template."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from pipelines.catalog.notices import chart_name
from pipelines.catalog.version import Row

TOP, TOP_NATION, FOOT = 18, 46, 34
"""Pixels above the places, without and with a national value, and below them."""
MOST = 40
"""Places on one chart; the table beside it has all of them."""


class Shape(NamedTuple):
    """Pixels of a picture: its width, of a row, and left and right of the dots.

    Places stand left of the dots and values right of them, so that no line of the axis
    crosses a word. In a ``narrow`` one, for phones, both stand above their dot, and the
    lines are drawn only in the lane of each dot.
    """

    narrow: bool
    width: int
    row: int
    left: int
    right: int


WIDE = Shape(narrow=False, width=720, row=26, left=190, right=150)
NARROW = Shape(narrow=True, width=340, row=44, left=10, right=20)


@dataclass(frozen=True, slots=True)
class Dot:
    """One place's value: where it stands in the picture, and the row it shows."""

    x: float
    y: float
    row: Row


@dataclass(frozen=True, slots=True)
class Chart:
    """A dot plot of one indicator, kind and unit; the national value is a line.

    ``many`` are all targets that compare, ``dots`` the places drawn (each with its
    target of the latest deadline), ``ticks`` the axis (x, value), ``nation`` the
    national line (x, value, year) or None, ``top`` the pixels above the places;
    ``small`` is the same for a phone.
    """

    name: str
    kind: str
    unit: str | None
    many: int
    dots: Sequence[Dot]
    ticks: Sequence[tuple[float, Decimal]]
    nation: tuple[float, Decimal, str] | None
    shape: Shape
    top: int
    height: int
    small: Chart | None = None


def charts(indicator: Row, targets: Iterable[Row]) -> list[Chart]:
    """Lay out a chart for each kind and unit of *targets*, one of each place.

    Each says how ``many`` it stands for. A place without a value has no row, so no
    dot: missing is not zero.
    """
    groups: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in targets:
        groups[row["kind"], row["unit"]].append(row)
    return [
        replace(
            _chart(WIDE, indicator, kind, unit, rows),
            small=_chart(NARROW, indicator, kind, unit, rows),
        )
        for (kind, unit), rows in sorted(
            groups.items(), key=lambda group: (-_many(group[1]), str(group[0]))
        )
    ]


def _chart(
    shape: Shape, indicator: Row, kind: str, unit: str | None, rows: list[Row]
) -> Chart:
    shown = sorted(rows, key=lambda row: (-row["value"], row["target_id"]))[:MOST]
    nation = _nation(indicator, kind, unit, rows)
    values = [Decimal(row["value"]) for row in shown]
    values += [nation[0]] if nation else []
    steps = _steps(min(values), max(values))
    low, high = steps[0], steps[-1]

    def place(value: Decimal) -> float:
        share = (Decimal(value) - low) / (high - low)
        room = shape.width - shape.left - shape.right
        return round(shape.left + float(share) * room, 1)

    top = TOP_NATION if nation else TOP
    dots = [
        Dot(place(row["value"]), top + shape.row * (index + 0.5), row)
        for index, row in enumerate(shown)
    ]
    return Chart(
        name=chart_name(indicator["indicator_id"], kind, unit),
        kind=kind,
        unit=unit,
        many=_many(rows),
        dots=dots,
        ticks=[(place(step), step) for step in steps],
        nation=(place(nation[0]), *nation) if nation else None,
        shape=shape,
        top=top,
        height=top + shape.row * len(dots) + FOOT,
    )


def _many(rows: Iterable[Row]) -> int:
    return sum(row["many"] for row in rows)


def _recency(row: Row) -> tuple[str, str, str]:
    return str(row["deadline"] or ""), str(row["issued_on"] or ""), row["target_id"]


def _nation(
    indicator: Row, kind: str, unit: str | None, rows: Sequence[Row]
) -> tuple[Decimal, str] | None:
    """Find the national value: of the register, else of a national notice."""
    listed = reference_values(indicator["reference_values"])
    if listed and kind == "level" and unit == indicator["unit"]:
        year, value = listed[-1]
        return value, year
    national = [row for row in rows if row["level"] == "national"]
    if not national:
        return None
    last = max(national, key=_recency)
    return Decimal(last["value"]), str(last["deadline"] or "")[:4]


def reference_values(words: str | None) -> list[tuple[str, Decimal]]:
    """Read ``2022=22;2030=30`` as years with values, in order."""
    pairs = [pair.split("=") for pair in (words or "").split(";") if "=" in pair]
    return sorted((year.strip()[:4], Decimal(value.strip())) for year, value in pairs)


def _steps(low: Decimal, high: Decimal) -> list[Decimal]:
    """Give round axis steps from zero (or below) to beyond *high*."""
    floor = min(low, Decimal(0))
    span = max(high, Decimal(0)) - floor or Decimal(1)
    power = Decimal(10) ** math.floor(math.log10(span / 4))
    step = next(size * power for size in (1, 2, 5, 10) if size * power * 5 >= span)
    start = (floor / step).to_integral_value(rounding="ROUND_FLOOR") * step
    steps = [start]
    while steps[-1] < max(high, Decimal(0)) or len(steps) < 2:
        steps.append(steps[-1] + step)
    return steps
