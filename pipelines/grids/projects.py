"""Rows of project lists: what each project shall deliver, from its scale column."""

from __future__ import annotations

import re
from datetime import date

from pipelines.grammar.quantities import find_quantities
from pipelines.grids.indicators import RowReading, evidence
from pipelines.grids.model import Column, Row, Table
from pipelines.model import (
    Account,
    Disposition,
    Kind,
    Metadata,
    Passage,
    Target,
    TaskDeadline,
)

# 建设床位300张, 新增托位150个, 总建筑面积5000平方米: a thing and its count.
_THING = re.compile(
    r"(?:\A|[，、。；（]|(?<=区)|(?<=市)|(?<=县))(?:计划|拟)?(?:建设|新建|设置|改造|配置|购置|建成|(?P<new>新增))?"
    r"(?P<thing>[\u4e00-\u9fff]{2,10}?)(?:约|达)?\Z"
)


def is_project_list(table: Table) -> bool:
    """Say whether a table lists projects: by name or nature, and with their scale."""
    named = any("项目名称" in head.words for head in table.heads)
    known = named or bool(table.columns(Column.NATURE))
    return known and _scale(table) is not None


def read_project(
    table: Table, row: Row, number: str, metadata: Metadata, until: TaskDeadline | None
) -> RowReading:
    """Read the counts of a project's scale as what it delivers; sums are amounts."""
    column = _scale(table)
    names = table.columns(Column.TEXT, Column.INDICATOR)
    name = row.cells.get(names[0]) if names else None
    scale = row.cells.get(column) if column is not None else None
    accounts = _sums(table, row)
    if name is None or scale is None:
        return RowReading((), accounts)
    stated = until.deadline if until else None
    day = stated or metadata.plan_end
    targets = _targets(name, scale, number, day, stated is not None)
    return RowReading(targets, accounts)


def _targets(
    name: Passage, scale: Passage, number: str, day: date | None, stated: bool
) -> tuple[Target, ...]:
    targets = []
    for figure in find_quantities(scale.text):
        found = _THING.search(scale.text[: figure.bound_start])
        if found is None or figure.unit is None or figure.joined:
            continue
        start = found.start("new") if found["new"] else found.start("thing")
        targets.append(
            Target(
                item=number,
                indicator=name.text + (found["new"] or "") + found["thing"],
                kind=Kind.OUTPUT,
                span=evidence(name, scale.slice(start, figure.end)),
                rule="table: scale of a project",
                comparator=figure.comparator,
                value=figure.value,
                value_max=figure.value_max,
                unit=figure.unit,
                deadline=day,
                deadline_stated=stated,
                numerals=(scale.span(figure.figure_start, figure.figure_end),),
            )
        )
    return tuple(targets)


def _scale(table: Table) -> int | None:
    for at, head in enumerate(table.heads):
        if "规模" in head.words:
            return at
    return None


def _sums(table: Table, row: Row) -> tuple[Account, ...]:
    return tuple(
        Account(
            row.cells[at].span(0, len(row.cells[at].text)),
            Disposition.AMOUNT,
            "table: money",
        )
        for at in table.columns(Column.MONEY)
        if at in row.cells
    )
