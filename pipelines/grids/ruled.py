"""Tables that came as tables: merged cells spread, heads joined, rows told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.grammar.quantities import find_quantities
from pipelines.grids.heads import head, is_head_row, is_readable, settle
from pipelines.grids.model import Column, Row, Table, set_apart
from pipelines.grids.words import cell_passage
from pipelines.model import Account, Cell, Disposition, Grid, Passage

_MOST_HEAD_ROWS = 4
_NOTE = re.compile(r"(?:说明|注|备注|计算方法|指标解释|数据来源)[：:\d]")
_COUNT = re.compile(r"(\d{1,4})[.．、]?\Z")
Matrix = list[list[Cell | None]]


def read_grid(grid: Grid) -> Table | None:
    """Read a decoded table; None where its heads state neither targets nor tasks."""
    matrix = _matrix(grid)
    top = _head_rows(matrix)
    if not top:
        return None
    heads = settle([head(_head_words(matrix, top, at)) for at in range(len(matrix[0]))])
    if not is_readable(heads):
        return None
    rows, notes = _rows(matrix, top, [one.role for one in heads])
    return Table(
        heads,
        rows,
        grid.span.start,
        grid.span.end,
        grid.caption or "",
        accounts=tuple(account for note in notes for account in explained(note)),
    )


def explained(note: Passage) -> Iterator[Account]:
    """Account for the figures of a note: they say what is meant, no promise."""
    for figure in find_quantities(note.text):
        span = note.span(figure.figure_start, figure.figure_end)
        yield Account(span, Disposition.QUALIFIER, "table: note")


def _matrix(grid: Grid) -> Matrix:
    """Spread the cells over all the rows and columns that they cover."""
    height = max((cell.row + cell.row_span for cell in grid.cells), default=0)
    width = max((cell.column + cell.column_span for cell in grid.cells), default=0)
    matrix: Matrix = [[None] * width for _ in range(height)]
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                matrix[row][column] = cell
    return matrix


def _words(cells: Sequence[Cell | None]) -> list[str]:
    """Give the words of a row, a merged cell once."""
    distinct: list[Cell] = []
    for cell in cells:
        if cell is not None and (not distinct or distinct[-1] is not cell):
            distinct.append(cell)
    return [cell.text for cell in distinct]


def _head_rows(matrix: Matrix) -> int:
    """Count the rows of heads at the top; a title row above them is passed over."""
    first = 0
    while first < min(3, len(matrix)) and not is_head_row(_words(matrix[first])):
        first += 1
    if first >= min(3, len(matrix)):
        return 0
    last = first + 1
    merged = max(cell.row + cell.row_span for cell in matrix[first] if cell is not None)
    while last < min(len(matrix), first + _MOST_HEAD_ROWS) and (
        last < merged or is_head_row(_words(matrix[last]))
    ):
        last += 1
    return last


def _head_words(matrix: Matrix, top: int, column: int) -> str:
    """Join the heads of a column from top to bottom, each once."""
    words: list[str] = []
    for row in matrix[:top]:
        cell = row[column]
        if cell is None or _covers_all(row, cell):
            continue
        plain = cell_passage(cell).text
        if plain and plain not in words:
            words.append(plain)
    return "".join(words)


def _covers_all(row: list[Cell | None], cell: Cell) -> bool:
    return len(row) > 1 and all(other is cell or other is None for other in row)


def _rows(
    matrix: Matrix, top: int, roles: list[Column]
) -> tuple[tuple[Row, ...], list[Passage]]:
    head_words = [_words(row) for row in matrix[:top]]
    rows: list[Row] = []
    notes: list[Passage] = []
    group = ""
    for cells in matrix[top:]:
        words = _words(cells)
        if words in head_words or is_head_row(words):
            continue
        own = [cell for cell in _distinct(cells) if cell.span is not None]
        lone = _lone(cells, own, roles)
        if lone is not None:
            if not _NOTE.match(lone.text):
                group = lone.text
            notes.append(lone)
            continue
        row = _row(cells, group, roles)
        if row is not None:
            rows.append(row)
    return _numbered(rows, roles), notes


def _distinct(cells: Sequence[Cell | None]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells:
        if cell is not None and cell not in found:
            found.append(cell)
    return found


def _lone(
    cells: Sequence[Cell | None], own: list[Cell], roles: list[Column]
) -> Passage | None:
    """Give the words of a row that is only a heading or a note, else None.

    Vertical labels at the left that reach over the row do not count.
    """
    beside = [cell for cell in own if cell.row_span == 1]
    if not own or len(beside) > 1:
        return None
    if not beside:
        return cell_passage(own[0]) if len(own) == 1 else None
    cell = beside[0]
    note = bool(_NOTE.match(cell.text))
    if note or cell.column_span > 1 or len(own) == 1:
        wide = cell.column_span >= len(cells) - len(own) or cell.column_span > 2
        if note or wide or len(own) == 1:
            return cell_passage(cell)
    return None


def _row(cells: Sequence[Cell | None], group: str, roles: list[Column]) -> Row | None:
    placed: dict[int, Passage] = {}
    seen: list[Cell] = []
    for column, cell in enumerate(cells):
        if cell is None or cell.span is None:
            continue
        if cell in seen and not _reaches(cell, roles, column):
            continue
        seen.append(cell)
        placed[column] = cell_passage(cell)
    if not any(passage.text for passage in placed.values()):
        return None
    own = [p for c, p in placed.items() if not _is_label(cells[c], roles[c])]
    return Row(placed, set_apart(own or placed.values()), group)


def _reaches(cell: Cell, roles: list[Column], column: int) -> bool:
    """Say whether a value that is merged over target columns holds for this one too."""
    return roles[column] is Column.TARGET and roles[cell.column] is Column.TARGET


def _is_label(cell: Cell | None, role: Column) -> bool:
    return cell is not None and (
        role in (Column.GROUP, Column.INDEX)
        or (cell.row_span > 1 and role is not Column.INDICATOR)
    )


def _numbered(rows: list[Row], roles: list[Column]) -> tuple[Row, ...]:
    """Number the rows: by their own numbers where these rise, else by counting."""
    index = roles.index(Column.INDEX) if Column.INDEX in roles else None
    own = [_count(row, index) for row in rows]
    known = [number for number in own if number is not None]
    rising = len(known) == len(rows) and all(a < b for a, b in pairwise(known))
    return tuple(
        Row(row.cells, row.whole, row.group, number if rising else at)
        for at, (row, number) in enumerate(zip(rows, own, strict=True), 1)
    )


def _count(row: Row, index: int | None) -> int | None:
    if index is None or index not in row.cells:
        return None
    found = _COUNT.match(row.cells[index].text)
    return int(found[1]) if found else None
