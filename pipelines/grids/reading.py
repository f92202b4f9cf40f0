"""Read every table of a notice: rows become items, targets and responsibilities."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.grids.duties import read_deadline, read_duties
from pipelines.grids.flat import find_flat
from pipelines.grids.heads import ahead
from pipelines.grids.indicators import binding_of, read_row
from pipelines.grids.merged import label_of
from pipelines.grids.model import BODIES, Column, Row, Table
from pipelines.grids.outlined import read_outlined
from pipelines.grids.parted_heads import unread_heads
from pipelines.grids.places import Boundary, cover
from pipelines.grids.projects import is_project_list, read_project
from pipelines.grids.ruled import read_grid
from pipelines.model import (
    Account,
    Finding,
    GridReading,
    Item,
    ItemKind,
    Metadata,
    NoticeText,
    Outline,
    Passage,
    Responsibility,
    Target,
    TaskDeadline,
)

_CAPTION = re.compile(
    r"(?P<name>(?:附?表|专栏|附件)\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3}))"
)
_ANNEX = re.compile(r"附件\d+")
_CHINESE = "零一二三四五六七八九十"


def read_grids(notice: NoticeText, outline: Outline, metadata: Metadata) -> GridReading:
    """Read the tables of a notice, those that came as tables and those in its text.

    Each row that states a target or a task is an item of kind ROW, ``表1/3``: the
    third row of table 1. Prose of its cells is left to the readers of prose;
    ``consumed`` says what has been read here.
    """
    ruled = [table for grid in notice.grids if (table := read_grid(grid))]
    boundary = Boundary(notice.body, outline)
    flat = list(find_flat(notice.body, boundary.after, metadata.region))
    tables = sorted(
        [*ruled, *(region.table for region in flat)], key=lambda table: table.start
    )
    names = _names([table for table in tables if table.rows], outline)
    writer = _Writer(outline, metadata)
    named = iter(names)
    for table in tables:
        writer.write(table, next(named) if table.rows else "")
    reading = writer.finish()
    spans = [(region.table.start, region.table.end) for region in flat]
    covered, swallowed = cover(outline, spans)
    outlined = read_outlined(notice.body, outline)
    lost = () if outlined.responsibilities else tuple(unread_heads(notice.body, spans))
    return replace(
        reading,
        findings=(*reading.findings, *lost),
        responsibilities=reading.responsibilities + outlined.responsibilities,
        consumed={**(outlined.consumed or {}), **covered, **reading.consumed},
        swallowed=swallowed,
    )


def _names(tables: Sequence[Table], outline: Outline) -> list[str]:
    """Name the tables as the notice does: 表2, 专栏1, 附件3; else by counting.

    附件 without a number names none.
    """
    said = [_said(table, outline) for table in tables]
    taken = Counter(name for name in said if name)
    names: list[str] = []
    for count, name in enumerate(said, 1):
        own = name if name and taken[name] == 1 else f"表{count}"
        while own in names:
            count += 1
            own = f"表{count}"
        names.append(own)
    return names


def _said(table: Table, outline: Outline) -> str | None:
    found = _CAPTION.search(table.caption)
    if found:
        name = found["name"].replace(" ", "").replace("附表", "表")
        return re.sub("[一二三四五六七八九十]+$", _digits, name)
    for item in reversed(outline.items):
        place = item.label_span.start if item.label_span else _start(item)
        if place is not None and place <= table.start:
            annex = _ANNEX.match(item.number)
            return annex[0] if annex else None
    return None


def _digits(found: re.Match[str]) -> str:
    words = found[0]
    if len(words) == 1:
        return str(_CHINESE.index(words))
    tens, ones = words.split("十")[0], words.split("十")[-1]
    return str(
        10 * (_CHINESE.index(tens) if tens else 1) + _CHINESE.index(ones or "零")
    )


def _start(item: Item) -> int | None:
    return item.passage.origins[0] if item.passage.text else None


class _Writer:
    """Collects what the rows give."""

    def __init__(self, outline: Outline, metadata: Metadata) -> None:
        self._outline = outline
        self._metadata = metadata
        self._order = max((item.order for item in outline.items), default=0)
        self.items: list[Item] = []
        self.targets: list[Target] = []
        self.responsibilities: list[Responsibility] = []
        self.deadlines: list[TaskDeadline] = []
        self.accounts: list[Account] = []
        self.findings: list[Finding] = []
        self.bindings: dict[str, str] = {}
        self.consumed: dict[str, tuple[tuple[int, int], ...]] = {}

    def write(self, table: Table, name: str) -> None:
        """Read the rows of one table."""
        table = ahead(table, _first_year(self._metadata))
        parent = self._parent(table)
        self.findings.extend(table.findings)
        self.accounts.extend(table.accounts)
        used: set[str] = set()
        for at, row in enumerate(table.rows, 1):
            number = f"{name}/{row.number or at}"
            if number in used:
                number = f"{name}/{at}"
            used.add(number)
            self._row(table, row, number, parent)

    def _row(self, table: Table, row: Row, number: str, parent: Item | None) -> None:
        duties = read_duties(table, row, number)
        deadline = read_deadline(table, row, number, self._metadata)
        if is_project_list(table):
            read = read_project(table, row, number, self._metadata, deadline)
        else:
            read = read_row(table, row, number, self._metadata)
        passage, consumed = _told(table, row)
        self._order += 1
        self.items.append(
            Item(
                number=number,
                kind=ItemKind.ROW,
                depth=parent.depth + 1 if parent else 1,
                order=self._order,
                parent=parent.number if parent else None,
                passage=passage,
                is_task=bool(read.targets or duties or deadline) or _asks(table, row),
            )
        )
        self.targets.extend(read.targets)
        self.accounts.extend(read.accounts)
        self.findings.extend(read.findings)
        self.responsibilities.extend(duties)
        self.deadlines.extend([deadline] if deadline else [])
        self.consumed[number] = consumed
        binding = binding_of(table, row)
        if binding:
            self.bindings[number] = binding

    def _parent(self, table: Table) -> Item | None:
        """Give the item of the outline in which a table stands."""
        before = [
            item
            for item in self._outline.items
            if (start := _start(item)) is not None and start <= table.start
        ]
        return before[-1] if before else None

    def finish(self) -> GridReading:
        """Give all that was read."""
        return GridReading(
            items=tuple(self.items),
            targets=tuple(self.targets),
            responsibilities=tuple(self.responsibilities),
            task_deadlines=tuple(self.deadlines),
            accounts=tuple(self.accounts),
            consumed=self.consumed,
            findings=tuple(self.findings),
            bindings=self.bindings,
        )


def _first_year(metadata: Metadata) -> int | None:
    """Give the first year that a plan can aim at: its own, or the one after issue."""
    if metadata.period_start is None and metadata.issued_on is not None:
        return metadata.issued_on.year + 1
    return metadata.period_start


def _asks(table: Table, row: Row) -> bool:
    """Say whether a row of a table of targets or tasks asks for something."""
    values = table.columns(Column.TARGET, Column.CUMULATIVE, *BODIES)
    return bool(values) and bool(table.columns(Column.INDICATOR, Column.TEXT))


def _told(table: Table, row: Row) -> tuple[Passage, tuple[tuple[int, int], ...]]:
    """Give a row's words, and the ranges of them that were read as cells.

    Of a row with prose (a task, a measure) the prose alone is left to be read.
    """
    whole = row.whole
    valued = table.columns(Column.TARGET, Column.CUMULATIVE, Column.MEASURE)
    if is_project_list(table) or any(at in row.cells for at in valued):
        return whole, ((0, len(whole.text)),)
    prose = table.columns(Column.TEXT, Column.INDICATOR)
    groups = table.columns(Column.GROUP)
    consumed = []
    for column, cell in row.cells.items():
        sentence = column in groups and "。" in cell.text
        if column in prose or sentence or not cell.text:
            continue
        consumed.append(_within(whole, cell))
    if label := label_of(table, row):
        consumed.append(_within(whole, label))
    return whole, tuple(sorted(one for one in consumed if one[0] < one[1]))


def _within(whole: Passage, part: Passage) -> tuple[int, int]:
    """Give the range of *whole* in which the words of *part* stand."""
    start = bisect_left(whole.origins, part.origins[0])
    return start, bisect_right(whole.origins, part.origins[-1])
