"""A span of years over which values are dealt out: 2022年至2025年分别达到…."""

from __future__ import annotations

from datetime import date

from pipelines.targets.heads import is_distributed
from pipelines.targets.scene import Scene
from pipelines.targets.symbols import DATE


def dealt_years(scene: Scene, count: int) -> tuple[date, ...]:
    """Give the last days of the years of the governing span, () if it deals none out.

    A span of as many years as there are values gives each value its own, under 分别.
    """
    if count < 2 or not is_distributed(scene.text) or len(scene.days) != 1:
        return ()
    mark = scene.clause_mark(DATE) or scene.sentence_mark(DATE)
    span = mark.date if mark else None
    if span is None or span.precision != "period" or not (span.first and span.last):
        return ()
    years = range(span.first.year, span.last.year + 1)
    if len(years) != count or scene.days[0] != span.last:
        return ()
    return tuple(date(year, 12, 31) for year in years)
