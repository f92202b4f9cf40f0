"""A table as its readers see it: columns with roles, rows of passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum

from pipelines.model import Account, Finding, Passage
from pipelines.model.records import record


class Column(StrEnum):
    """What the cells of a column hold."""

    INDEX = "index"
    UNIT = "unit"
    LEAD = "lead"
    COOPERATING = "cooperating"
    RESPONSIBLE = "responsible"
    DEADLINE = "deadline"
    YEAR = "year"
    BASELINE = "baseline"
    CUMULATIVE = "cumulative"
    TARGET = "target"
    ATTRIBUTE = "attribute"
    NOTE = "note"
    GROUP = "group"
    INDICATOR = "indicator"
    NATURE = "nature"
    MONEY = "money"
    PLACE = "place"
    TEXT = "text"
    MEASURE = "measure"
    OTHER = "other"


BODIES = (Column.LEAD, Column.RESPONSIBLE, Column.COOPERATING)
VALUES = (Column.BASELINE, Column.TARGET, Column.CUMULATIVE)


@record(frozen=True, slots=True)
class Head:
    """One column's head: its words, its role, and the year that it names."""

    words: str
    role: Column
    year: int | None = None


@record(frozen=True, slots=True)
class Row:
    """One row: its cells by column, the group heading above it, all its words."""

    cells: Mapping[int, Passage]
    whole: Passage
    group: str = ""
    number: int | None = None


@record(frozen=True, slots=True)
class Table:
    """One table of a notice; ``start`` is where it begins in the original text.

    ``accounts`` explain figures that stand in no row: numbers of rows, notes.
    """

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    start: int
    end: int
    caption: str = ""
    findings: tuple[Finding, ...] = field(default=())
    accounts: tuple[Account, ...] = field(default=())

    def columns(self, *roles: Column) -> list[int]:
        """Give the places of the columns of these roles, from left to right."""
        return [at for at, head in enumerate(self.heads) if head.role in roles]


def joined(pieces: Iterable[Passage]) -> Passage:
    """Put passages one after the other."""
    text = ""
    origins: list[int] = []
    for piece in pieces:
        text += piece.text
        origins.extend(piece.origins)
    return Passage(text, origins)


def set_apart(pieces: Iterable[Passage]) -> Passage:
    """Put the words of cells one after the other, each on a line of its own.

    A line break stands for the border between two cells, where the first one ends.
    """
    text = ""
    origins: list[int] = []
    for piece in pieces:
        if not piece.text:
            continue
        if text:
            text += "\n"
            origins.append(origins[-1])
        text += piece.text
        origins.extend(piece.origins)
    return Passage(text, origins)


EMPTY = Passage("", ())
