"""Ruled tables of PDF pages, and their joining over page breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from pipelines.documents.writing import Draft

_SNAP = 3.0  # points; rules nearer than that are one
_SAME_COLUMN = 5.0  # points that a column may move over a page break
_BOX_LETTERS = 400  # a cell with more than that and most of the words is a text box
_HEADS = 4  # rows that a repeated table head may have
_COUNT = re.compile(r"\d{1,4}[a-z]?\Z")

Box = tuple[float, float, float, float]  # x0, top, x1, bottom
Rows = list[list[Draft]]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its box on the page, the x of its columns, its rows.

    A row lists the cells that begin in it; ``merged`` cells say how far they reach.
    """

    box: Box
    columns: tuple[float, ...]
    rows: Rows


def ruled_tables(page: Any, words_in: Callable[[Box], str]) -> list[Table]:
    """Find the ruled tables of a pdfplumber page; *words_in* reads a cell's box.

    A frame around running text is no table.
    """
    tables = []
    for found in page.find_tables():
        table = table_of_cells(found.cells, words_in)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.box[1], table.box[0]))


def table_of_cells(
    cells: Sequence[Box], words_in: Callable[[Box], str], snap: float = _SNAP
) -> Table | None:
    """Set boxes that tile an area into rows and columns; None where it is no table."""
    xs = _edges([x for cell in cells for x in (cell[0], cell[2])], snap)
    ys = _edges([y for cell in cells for y in (cell[1], cell[3])], snap)
    if len(xs) < 3 or len(ys) < 3:
        return None
    rows: Rows = []
    by_place = {(_index(ys, cell[1]), _index(xs, cell[0])): cell for cell in cells}
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        drafts = []
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            cell = by_place.get((row, column))
            draft = _draft(cell, xs, ys, words_in) if cell else Draft("")
            taken.update(_covered(row, column, draft))
            drafts.append(draft)
        rows.append(drafts)
    if _is_box(rows):
        return None
    return Table((xs[0], ys[0], xs[-1], ys[-1]), tuple(xs), rows)


def _draft(
    cell: Box, xs: list[float], ys: list[float], words_in: Callable[[Box], str]
) -> Draft:
    return Draft(
        words_in(cell),
        max(_index(ys, cell[3]) - _index(ys, cell[1]), 1),
        max(_index(xs, cell[2]) - _index(xs, cell[0]), 1),
    )


def _covered(row: int, column: int, draft: Draft) -> set[tuple[int, int]]:
    return {
        (row + down, column + right)
        for down in range(draft.row_span)
        for right in range(draft.column_span)
    }


def _edges(values: list[float], snap: float) -> list[float]:
    """Give the distinct places of rules, each the mean of those that are one."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= snap:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _is_box(rows: Rows) -> bool:
    """Say whether rules only frame text: no two rows have cells side by side."""
    beside = [row for row in rows if sum(bool(draft.text) for draft in row) > 1]
    lengths = [len(draft.text) for row in rows for draft in row]
    article = max(lengths) > _BOX_LETTERS and max(lengths) > 0.7 * sum(lengths)
    return len(beside) < 2 or article


def join_tables(first: Table, following: Table) -> Table | None:
    """Join a table with its continuation on the next page, or give None.

    The head that is printed again is dropped, and a row that the page break cut in
    two is put together.
    """
    if len(first.columns) != len(following.columns):
        return None
    moved = [abs(a - b) for a, b in zip(first.columns, following.columns, strict=True)]
    if max(moved) > _SAME_COLUMN:
        return None
    rows = _without_head(first.rows, following.rows)
    rows = _mend_cut_row(first.rows, rows)
    return replace(first, rows=[*first.rows, *rows])


def _without_head(first: Rows, following: Rows) -> Rows:
    same = 0
    for a, b in zip(first[:_HEADS], following, strict=False):
        if not _same_words(a, b):
            break
        same += 1
    whole = same and max(d.row_span for row in first[:same] for d in row) <= same
    return following[same:] if whole else following


def _same_words(row: list[Draft], other: list[Draft]) -> bool:
    words = [draft.text.replace(" ", "") for draft in row]
    return any(words) and words == [draft.text.replace(" ", "") for draft in other]


def _columns(row: list[Draft], above: dict[int, int]) -> dict[int, Draft]:
    """Give a row's cells by column; *above* counts rows still covered from above."""
    placed: dict[int, Draft] = {}
    column = 0
    for draft in row:
        while above.get(column, 0):
            column += 1
        placed[column] = draft
        column += draft.column_span
    return placed


def _all_columns(rows: Rows) -> list[dict[int, Draft]]:
    open_rows: dict[int, int] = {}
    placed = []
    for row in rows:
        cells = _columns(row, open_rows)
        open_rows = {column: left - 1 for column, left in open_rows.items() if left > 1}
        for column, draft in cells.items():
            for covered in range(column, column + draft.column_span):
                if draft.row_span > 1:
                    open_rows[covered] = draft.row_span - 1
        placed.append(cells)
    return placed


def _counting_column(rows: list[dict[int, Draft]]) -> int | None:
    """Find the column that numbers the rows, or None."""
    for column in range(3):
        words = [row[column].text for row in rows if column in row and row[column].text]
        counts = [int(re.sub(r"\D", "", word)) for word in words if _COUNT.match(word)]
        if len(counts) >= 2 and all(a < b for a, b in pairwise(counts)):
            return column
    return None


def _mend_cut_row(first: Rows, rows: Rows) -> Rows:
    """Give *rows* without the second half of a row that the page break cut.

    Its words are appended to the last row of *first*, which is changed in place.
    """
    if not rows or not first:
        return rows
    before = _all_columns(first)
    counting = _counting_column(before)
    last, half = before[-1], _columns(rows[0], {})
    key = counting if counting is not None else 0
    if not _is_second_half(last, half, key):
        return rows
    for column, draft in half.items():
        if column > key and draft.text:
            place = first[-1].index(last[column])
            first[-1][place] = replace(
                last[column], text=_joined(last[column].text, draft.text)
            )
    label = [draft for column, draft in half.items() if column < key]
    return _carry_down(label, rows[1:])


def _is_second_half(last: dict[int, Draft], half: dict[int, Draft], key: int) -> bool:
    if key not in half or half[key].text or key not in last or not last[key].text:
        return False
    words = {column for column, draft in half.items() if draft.text and column > key}
    single = all(half[column].column_span == 1 for column in words)
    return bool(words) and single and words <= set(last)


def _carry_down(label: list[Draft], rows: Rows) -> Rows:
    """Let a vertical label that began in a dropped row begin in the next one."""
    carried = [
        replace(draft, row_span=draft.row_span - 1)
        for draft in label
        if draft.row_span > 1
    ]
    return [[*carried, *rows[0]], *rows[1:]] if rows and carried else rows


def _joined(left: str, right: str) -> str:
    return left + right
