"""Ruled tables in pictures: the rules found as lines of ink, the words put in cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pipelines.documents.layout import Line, join_cell
from pipelines.documents.pdf_tables import Box, Table, table_of_cells

_LONG = 0.04  # share of the picture's side that a rule has at least
_BREAK = 4  # pixels that a rule of a worn print may be broken
_CELL = 12  # pixels; smaller boxes between rules are no cells
_SNAP = 10.0  # pixels; a rule is some pixels thick and never quite level
_MOST_CELLS = 5_000


def scanned_tables(
    picture: Any, pieces: Sequence[Line]
) -> tuple[list[Table], list[Line]]:
    """Find the ruled tables of an upright picture, and the pieces outside of them."""
    tables = []
    rest = list(pieces)
    for cells in _grids(picture):
        box = (
            min(cell[0] for cell in cells),
            min(cell[1] for cell in cells),
            max(cell[2] for cell in cells),
            max(cell[3] for cell in cells),
        )
        inside = [piece for piece in rest if _within(piece, box)]
        table = table_of_cells(cells, partial(_words, inside), _SNAP)
        if table is not None:
            tables.append(table)
            rest = [piece for piece in rest if not _within(piece, box)]
    return sorted(tables, key=lambda table: table.box[1]), rest


def _grids(picture: Any) -> list[list[Box]]:
    """Give the cells of each ruled grid: the white boxes that rules close in."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(
        255 - grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -10
    )
    height, width = ink.shape
    rules = cv2.bitwise_or(
        _runs(ink, (int(width * _LONG), 1), (_BREAK, 1)),
        _runs(ink, (1, int(height * _LONG * 0.5)), (1, _BREAK)),
    )
    rules = cv2.dilate(rules, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    outer, _ = cv2.findContours(rules, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    grids = []
    for contour in outer:
        x, y, wide, high = cv2.boundingRect(contour)
        if wide > 0.2 * width and high > 3 * _CELL:
            cells = _cells(rules[y : y + high, x : x + wide], x, y)
            if 4 <= len(cells) <= _MOST_CELLS:
                grids.append(cells)
    return grids


def _runs(ink: Any, length: tuple[int, int], gap: tuple[int, int]) -> Any:
    """Keep only the runs of ink of at least *length*, breaks of *gap* closed."""
    import cv2

    closed = cv2.morphologyEx(
        ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, gap)
    )
    return cv2.morphologyEx(
        closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, length)
    )


def _cells(rules: Any, left: int, top: int) -> list[Box]:
    """Give the white areas between the rules of one grid."""
    import cv2

    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.bitwise_not(rules), connectivity=4
    )
    height, width = rules.shape
    cells: list[Box] = []
    for x, y, wide, high, area in stats[1:count]:
        outside = x == 0 or y == 0 or x + wide == width or y + high == height
        if outside or min(wide, high) < _CELL or area < 0.7 * wide * high:
            continue
        cells.append(
            (
                float(left + x - 2),
                float(top + y - 2),
                float(left + x + wide + 2),
                float(top + y + high + 2),
            )
        )
    return cells


def _within(piece: Line, box: Box) -> bool:
    x, y = (piece.x0 + piece.x1) / 2, piece.middle
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _words(pieces: Sequence[Line], cell: Box) -> str:
    words = ""
    inside = [piece for piece in pieces if _within(piece, cell)]
    for piece in sorted(inside, key=lambda piece: (round(piece.middle / 8), piece.x0)):
        words = join_cell(words, piece.text)
    return words
