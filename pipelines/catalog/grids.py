"""The tables of a notice, drawn again as tables from what was read of their rows.

A row is an outline item of kind ``row``, numbered ``表1/3``: row 3 of table 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipelines.catalog.version import Row

ENTRIES = 500
"""Rows, targets and bodies that the tables of one notice show in all.

An entry takes up to 60 bytes of a compressed page, so its tables take at most 30 kB.
"""
TITLE = 60
"""Characters of the longest heading that is a title, and not a table run together."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a table: its outline item, its targets, and who answers for it.

    ``number`` is its number within the table; ``named`` are its indicators, each with
    its first target; ``cells`` are the targets by deadline.
    """

    section: Row
    number: str
    named: Mapping[str, Row]
    cells: Mapping[date | None, Sequence[Row]]
    bodies: Sequence[Row]

    @property
    def targets(self) -> list[Row]:
        """All of its targets, in the order of its cells."""
        return [target for cell in self.cells.values() for target in cell]

    @property
    def baselines(self) -> list[Row]:
        """The first target of each value that an indicator starts from."""
        firsts: dict[tuple[object, ...], Row] = {}
        for one in self.targets:
            if one["baseline"] is not None:
                firsts.setdefault((one["indicator"], one["baseline"], one["unit"]), one)
        return list(firsts.values())

    @property
    def natures(self) -> list[str]:
        """What the notice says of the force of its targets."""
        return list(
            dict.fromkeys(one["binding"] for one in self.targets if one["binding"])
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a notice: ``days`` are its deadlines, ``total`` counts all rows.

    The other columns are there if any row has something to say in them.
    """

    label: str
    title: str
    days: Sequence[date | None]
    baseline: bool
    nature: bool
    bodies: bool
    content: str
    rows: Sequence[GridRow]
    total: int


def grids(
    sections: Iterable[Row],
    targets: Mapping[str, Sequence[Row]],
    bodies: Mapping[str, Sequence[Row]],
    most: int = ENTRIES,
) -> list[Grid]:
    """Draw the tables among *sections*, in true order, up to *most* entries in all.

    Args:
        sections: the outline of one notice.
        targets: its targets by ``section_id``.
        bodies: its responsibilities by ``section_id``.
        most: rows, targets and bodies to show; each table tells its ``total``.
    """
    outline = list(sections)
    heads = {one["section_id"]: one for one in outline}
    rows = [
        _row(one, targets.get(one["section_id"], ()), bodies.get(one["section_id"], ()))
        for one in outline
        if one["kind"] == "row"
    ]
    found = []
    for label, group in groupby(rows, lambda row: _place(row.section)[0]):
        held = list(group)
        shown = []
        for row in held:
            most -= 1 + len(row.targets) + len(row.bodies)
            if most >= 0:
                shown.append(row)
        found.append(_grid(label, heads, held, shown))
    return found


def _place(section: Row) -> tuple[str, str]:
    """Part the number of a row: its table, and its place in that."""
    label, _, place = str(section["number"]).rpartition("/")
    return label, place


def _row(section: Row, targets: Sequence[Row], bodies: Sequence[Row]) -> GridRow:
    dated = sorted(targets, key=lambda one: _when(one["deadline"]))
    named: dict[str, Row] = {}
    cells: dict[date | None, list[Row]] = {}
    for one in dated:
        named.setdefault(one["indicator"], one)
        cells.setdefault(one["deadline"], []).append(one)
    return GridRow(section, _place(section)[1], named, cells, bodies)


def _when(day: date | None) -> tuple[bool, date]:
    """Order days, no day last."""
    return day is None, day or date.min


def _grid(
    label: str, heads: Mapping[str, Row], rows: list[GridRow], shown: list[GridRow]
) -> Grid:
    filled = sum(bool(row.cells) for row in rows)
    return Grid(
        label=label,
        title=_title(label, heads.get(rows[0].section["parent_id"])),
        days=sorted({day for row in rows for day in row.cells}, key=_when),
        baseline=any(row.baselines for row in rows),
        nature=any(row.natures for row in rows),
        bodies=any(row.bodies for row in rows),
        content="indicator" if filled == len(rows) else "mixed" if filled else "task",
        rows=shown,
        total=len(rows),
    )


def _title(label: str, head: Row | None) -> str:
    """Name a table by the heading that has its number, else by the number alone."""
    words = str((head and head["number"] == label and head["heading"]) or "")
    words = words.removeprefix(label).strip()
    return words if len(words) <= TITLE else ""
