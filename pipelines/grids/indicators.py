"""Indicator rows: one target for each indicator and target column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipelines.grammar.quantities import find_quantities
from pipelines.grids.model import Column, Head, Row, Table
from pipelines.grids.naming import Named, named_by, named_by_head
from pipelines.grids.values import Value, is_empty, read_baseline, read_value
from pipelines.lexicons.findings import finding
from pipelines.model import (
    Account,
    Disposition,
    Finding,
    Kind,
    Metadata,
    Passage,
    Span,
    Target,
)

_NAMES = re.compile(r"(?<=[%‰个人名家]）)[，、；]")
_GAP = re.compile(r"(?<=\d) (?=\d)")
_BINDING = {
    "约束": "binding",
    "预期": "anticipatory",
    "倡导": "advocacy",
    "指导": "anticipatory",
}
_DOWN = re.compile(r"(?:下降|降低|减少|减排|削减)(?:比例|率|幅度|量|数)?\Z")
_UP = re.compile(r"(?:增长|增加|提高|增速|增幅)(?:比例|率|幅度)?\Z")
_NEW = re.compile(r"\A(?:“十.五”)?(?:计划|力争)?(?:累计)?新增")
# What is done anew each time, counted by heads: 城镇新增就业, 补贴性职业技能培训.
_DONE = re.compile(r"新增就业\Z|再就业\Z|(?:培训|救助|改造)\Z")
# What a row orders made, counted by heads: 改造样例院 30所.
_MADE = re.compile(
    r"\A(?:新建|改建|扩建|改扩建|改造|创建|建成|建设|培训|培育|培养|引进|招聘)"
    r"(?!.*(?:率|比|比例|占比|面积|数|数量)\Z)"
)
_HEADS = frozenset(
    {"人", "人次", "名", "户", "家", "个", "所", "件", "场", "次",
     "处", "张", "台", "套", "座", "支", "期"}
)  # fmt: skip
_HOPED = re.compile(r"力争|争取|努力")


@dataclass(frozen=True, slots=True)
class RowReading:
    """What one row gave."""

    targets: tuple[Target, ...] = ()
    accounts: tuple[Account, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_row(table: Table, row: Row, number: str, metadata: Metadata) -> RowReading:
    """Read the targets of one row of an indicator table; *number* is its item's."""
    if table.columns(Column.MEASURE):
        return _measures(table, row, number, metadata)
    parts = _parts(table, row)
    if len(parts) > 1:
        return _together([read_row(table, part, number, metadata) for part in parts])
    named = named_by(table, row)
    if named is None:
        return RowReading()
    baseline = _baseline(table, row)
    binding = binding_of(table, row)
    targets: list[Target] = []
    findings: list[Finding] = []
    for column in table.columns(Column.TARGET, Column.CUMULATIVE):
        cell = row.cells.get(column)
        if cell is None or is_empty(cell.text):
            continue
        value = read_value(cell.text)
        if value is None:
            findings.append(_unread(cell, number))
            continue
        target = _target(named, value, cell, table.heads[column], number, metadata)
        targets.append(baseline.given(replace(target, binding=binding), value, named))
    return RowReading(tuple(targets), _accounts(table, row, named), tuple(findings))


def _parts(table: Table, row: Row) -> list[Row]:
    """Part a row that sets two indicators above each other: 甲比例（%），乙比例（%）.

    It is parted only where each value cell holds as many figures as there are names.
    """
    names = [at for at in table.columns(Column.INDICATOR) if at in row.cells]
    if len(names) != 1:
        return [row]
    cells = {names[0]: _pieces(row.cells[names[0]], _NAMES)}
    count = len(cells[names[0]])
    for column in table.columns(Column.TARGET, Column.CUMULATIVE, Column.BASELINE):
        cell = row.cells.get(column)
        if count > 1 and cell is not None and not is_empty(cell.text):
            cells[column] = _pieces(cell, _GAP)
    if count < 2 or len(cells) < 2 or any(len(c) != count for c in cells.values()):
        return [row]
    return [
        replace(row, cells={**row.cells, **{at: c[part] for at, c in cells.items()}})
        for part in range(count)
    ]


def _pieces(cell: Passage, mark: re.Pattern[str]) -> list[Passage]:
    ends = [*(found.start() for found in mark.finditer(cell.text)), len(cell.text)]
    starts = [0, *(found.end() for found in mark.finditer(cell.text))]
    return [cell.slice(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _together(readings: list[RowReading]) -> RowReading:
    return RowReading(
        tuple(target for one in readings for target in one.targets),
        tuple(account for one in readings for account in one.accounts),
        tuple(found for one in readings for found in one.findings),
    )


def _measures(table: Table, row: Row, number: str, metadata: Metadata) -> RowReading:
    """Read a row whose columns name what they measure, and whose year dates it."""
    years = [row.cells[at].text for at in table.columns(Column.YEAR) if at in row.cells]
    place = "".join(row.cells[at].text for at in table.columns(Column.PLACE))
    year = int(years[0][:4]) if years and years[0][:4].isdigit() else None
    targets = []
    for column in table.columns(Column.MEASURE):
        head, cell = table.heads[column], row.cells.get(column)
        value = read_value(cell.text) if cell is not None else None
        if cell is None or value is None:
            continue
        named = named_by_head(place + head.words, row.whole)
        dated = replace(head, year=year or head.year)
        target = _target(named, value, cell, dated, number, metadata)
        span = row.whole.span(0, len(row.whole.text))
        targets.append(replace(target, span=span))
    return RowReading(tuple(targets), _dated(table, row))


def _dated(table: Table, row: Row) -> tuple[Account, ...]:
    return tuple(
        Account(row.cells[at].span(0, 4), Disposition.DATE, "table: year")
        for at in table.columns(Column.YEAR)
        if at in row.cells and len(row.cells[at].text) >= 4
    )


@dataclass(frozen=True, slots=True)
class _Baseline:
    value: Decimal | None = None
    numerals: tuple[Span, ...] = ()

    def given(self, target: Target, value: Value, named: Named) -> Target:
        """Give the target its baseline; growth that the name itself tells has none."""
        grows = target.kind is Kind.CHANGE and value.kind is not Kind.CHANGE
        if self.value is None or value.cumulative or grows:
            return target
        return replace(
            target,
            baseline=self.value * named.factor,
            baseline_numerals=self.numerals,
        )


def _baseline(table: Table, row: Row) -> _Baseline:
    """Give the latest baseline of the row."""
    for column in reversed(table.columns(Column.BASELINE)):
        cell = row.cells.get(column)
        found = read_baseline(cell.text) if cell is not None else None
        if cell is not None and found is not None:
            figure, begin = found
            place = cell.span(begin + figure.figure_start, begin + figure.figure_end)
            return _Baseline(figure.value, (place,))
    return _Baseline()


def binding_of(table: Table, row: Row) -> str | None:
    """Give how binding a row is, from its attribute column, or None."""
    for column in table.columns(Column.ATTRIBUTE):
        words = row.cells[column].text if column in row.cells else ""
        for sign, name in _BINDING.items():
            if sign in words:
                return name
    return None


def _target(
    named: Named,
    value: Value,
    cell: Passage,
    head: Head,
    number: str,
    metadata: Metadata,
) -> Target:
    year = head.year
    kind, direction, indicator = _kind(named, value)
    factor = named.factor if value.unit is None else Decimal(1)
    figures = (cell.span(value.start, value.end),) if value.value is not None else ()
    return Target(
        item=number,
        indicator=indicator,
        kind=kind,
        span=evidence(named.place, cell),
        rule=f"table: {value.rule}",
        comparator=value.comparator,
        value=value.value * factor if value.value is not None else None,
        value_max=value.value_max * factor if value.value_max is not None else None,
        unit=_value_unit(value, named),
        direction=direction,
        reference=value.reference,
        deadline=date(year, 12, 31) if year else metadata.plan_end,
        deadline_stated=year is not None,
        aspirational=bool(_HOPED.search(head.words)),
        numerals=figures if value.kind is not Kind.COVERAGE else (),
    )


def _value_unit(value: Value, named: Named) -> str | None:
    if value.kind in (Kind.TREND, Kind.RELATIVE):
        return None
    if value.unit is None or value.unit == "年":
        return named.unit
    return value.unit


def _kind(named: Named, value: Value) -> tuple[Kind, str | None, str]:
    """Tell levels from changes and outputs by the indicator's own words."""
    if value.kind is not Kind.LEVEL:
        return value.kind, value.direction, named.words
    for pattern, way in ((_DOWN, "down"), (_UP, "up")):
        if pattern.search(named.words):
            return Kind.CHANGE, way, named.words
    counted = (value.unit or named.unit or "%") in _HEADS
    made = _DONE.search(named.words) or _MADE.search(named.words)
    if _NEW.search(named.words) or (counted and made):
        return Kind.OUTPUT, None, named.words
    if value.cumulative:
        return Kind.CHANGE, "up", named.words
    return Kind.LEVEL, None, named.words


def evidence(first: Passage, last: Passage) -> Span:
    """Give the original span from an indicator to its value.

    Cells of a row stand side by side; where a merged cell stands far from the value,
    the value's own cell is the evidence.
    """
    start, end = (
        min(first.origins[0], last.origins[0]),
        max(first.origins[-1], last.origins[-1]),
    )
    if end - start > _FAR:
        return last.span(0, len(last.text))
    return Span(start, end + 1)


_FAR = 400  # characters; the cells of one row stand nearer


def _unread(cell: Passage, number: str) -> Finding:
    place = cell.span(0, len(cell.text))
    return finding("unread_cell", place, number, cell=cell.text[:40])


def _accounts(table: Table, row: Row, named: Named) -> tuple[Account, ...]:
    return tuple(_explained(table, row, named))


def _explained(table: Table, row: Row, named: Named) -> Iterator[Account]:
    """Explain the figures of the row that are no target: numbers, names, notes."""
    for column, cell in row.cells.items():
        role = table.heads[column].role
        if role in (Column.TARGET, Column.CUMULATIVE, Column.BASELINE):
            continue
        disposition = (
            Disposition.OUTLINE if role is Column.INDEX else Disposition.QUALIFIER
        )
        for figure in find_quantities(cell.text):
            span = cell.span(figure.figure_start, figure.figure_end)
            yield Account(span, disposition, f"table: {role.value}")
