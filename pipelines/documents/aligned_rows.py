"""Which lines of print make a row, by the numbers that stand beside them.

Rows begin at their numbers, every cell level with its own, or lie around them, every
cell centred; any other arrangement is not certain, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipelines.documents.layout import Line

_CENTRED = 0.4  # letters by which a number may miss the middle of its row
_MISSED = 1.5  # letters by which a recogniser may miss where a figure begins
_WORDS_AND_FIGURE = re.compile(r"([^\d≥≤<>]*[\u4e00-\u9fff）)])\s*([≥≤<>]?\d[\d.]*%?)")
_LEVEL = 0.4  # of a line's height that two lines share that stand level

Borders = Callable[[Sequence[Line], Sequence[Line]], list[float] | None]
"""Gives where rows begin, by their numbers and all their pieces; None if uncertain."""


@dataclass(slots=True)
class Column:
    """The stretch of a page that a column's print has covered so far."""

    x0: float
    x1: float

    def meets(self, piece: Line) -> bool:
        """Say whether some of a piece stands in the column."""
        return piece.x0 < self.x1 and self.x0 < piece.x1

    def take(self, piece: Line) -> None:
        """Widen the column to a piece that stands in it."""
        self.x0, self.x1 = min(self.x0, piece.x0), max(self.x1, piece.x1)


def is_level(piece: Line, other: Line) -> bool:
    """Say whether two pieces stand on one line."""
    shared = min(piece.bottom, other.bottom) - max(piece.top, other.top)
    return shared >= _LEVEL * min(piece.bottom - piece.top, other.bottom - other.top)


def rows_of(
    numbers: Sequence[Line], body: Sequence[Line], borders_of: Borders
) -> list[list[Line]] | None:
    """Share the pieces out over the rows; None where it is not certain."""
    if not all(number in body for number in numbers):
        return None
    borders = borders_of(numbers, body)
    if borders is None:
        return None
    ends = [*borders[1:], float("inf")]
    return [
        [piece for piece in body if start <= piece.middle < end]
        for start, end in zip(borders, ends, strict=True)
    ]


def from_numbers(numbers: Sequence[Line], body: Sequence[Line]) -> list[float] | None:
    """Give where rows begin that begin level with their number: all cells do."""
    borders = []
    for number in numbers:
        level = [piece for piece in body if is_level(piece, number)]
        start = min(piece.top for piece in level)
        if len(level) < 2 or _is_cut(start, body):
            return None
        borders.append(start - 0.1 * number.size)
    first = min(piece.middle for piece in body)
    if first < borders[0] or not _stand_apart(borders, body, numbers[0].size):
        return None
    return borders


def _stand_apart(borders: Sequence[float], body: Sequence[Line], size: float) -> bool:
    """Say whether rows stand as far apart as the lines within them do, or farther."""
    inner, between = [0.0], []
    bottom = 0.0
    for piece in sorted(body, key=lambda piece: piece.top):
        gap = piece.top - bottom
        if any(bottom < border + size / 2 <= piece.bottom for border in borders[1:]):
            between.append(gap)
        elif bottom:
            inner.append(gap)
        bottom = max(bottom, piece.bottom)
    return max(inner) <= min(between, default=0.0) + 0.3 * size


def around_numbers(numbers: Sequence[Line], body: Sequence[Line]) -> list[float] | None:
    """Give where rows begin whose number stands in the middle of their height."""
    borders: list[float] = []
    rest = list(body)
    for number in numbers:
        start = min((piece.top for piece in rest), default=number.top)
        end = 2 * number.middle - start
        row = [piece for piece in rest if piece.middle <= end]
        rest = [piece for piece in rest if piece.middle > end]
        bottom = max((piece.bottom for piece in row), default=0.0)
        if abs(bottom - end) > _CENTRED * number.size:
            return None
        borders.append(start)
    return None if rest else borders


def fit(
    rows: Sequence[Sequence[Line]],
    numbers: Sequence[Line],
    columns: Sequence[Column],
    stands: Callable[[Sequence[Line], Line], bool],
) -> bool:
    """Say whether every cell stands by its row's number as it should."""
    for row, number in zip(rows, numbers, strict=True):
        for column in columns:
            cell = [piece for piece in row if column.meets(piece)]
            if cell and not stands(cell, number):
                return False
    return True


def begins(cell: Sequence[Line], number: Line) -> bool:
    """Say whether a cell's first line stands level with its row's number."""
    return is_level(min(cell, key=lambda piece: piece.top), number)


def is_centred(cell: Sequence[Line], number: Line) -> bool:
    """Say whether a cell's middle stands level with its row's number."""
    top = min(piece.top for piece in cell)
    bottom = max(piece.bottom for piece in cell)
    return abs((top + bottom) / 2 - number.middle) <= _CENTRED * number.size


def _is_cut(height: float, body: Sequence[Line]) -> bool:
    """Say whether a border would go through a line of print."""
    return any(
        piece.top + 0.3 * (piece.bottom - piece.top)
        < height
        < piece.bottom - 0.3 * (piece.bottom - piece.top)
        for piece in body
    )


def parted(piece: Line, columns: Sequence[Column]) -> tuple[tuple[Line, Column], ...]:
    """Part a piece in which a recogniser ran words and the figure beside them together.

    The figure must begin where the next column does.
    """
    met = [column for column in columns if column.meets(piece)]
    run = _WORDS_AND_FIGURE.fullmatch(piece.text)
    if len(met) != 2 or run is None:
        return ()
    widths = [sum(1.0 if c > "\u2e80" else 0.5 for c in half) for half in run.groups()]
    border = piece.x0 + (piece.x1 - piece.x0) * widths[0] / sum(widths)
    if abs(border - met[1].x0) > _MISSED * piece.size:
        return ()
    return (
        (replace(piece, text=run[1].strip(), x1=min(border, met[1].x0 - 0.1)), met[0]),
        (replace(piece, text=run[2], x0=met[1].x0), met[1]),
    )


def own_column(piece: Line, columns: Sequence[Column], size: float) -> Column | None:
    """Give the one column that a piece lies in, the nearest where it lies between."""
    met = [column for column in columns if column.meets(piece)]
    if len(met) > 1:
        return None
    if met:
        return met[0] if piece.x0 > met[0].x0 - 4 * size else None
    near = min(columns, key=lambda c: min(abs(c.x0 - piece.x1), abs(piece.x0 - c.x1)))
    far = min(abs(near.x0 - piece.x1), abs(piece.x0 - near.x1))
    return near if far <= 2 * size else None
