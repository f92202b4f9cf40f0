"""Tables without rules, told by the alignment of their columns.

Such a table is read only where it is certain: its head names the column of numbers and
others, the numbers run 1, 2, 3 down that column, every piece of print below the head
lies within one column, and each row's lines stand level with its number, beginning at
it or around it. All lengths are relative to the size of the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.documents.aligned_rows import (
    Column,
    around_numbers,
    begins,
    fit,
    from_numbers,
    is_centred,
    is_level,
    own_column,
    parted,
    rows_of,
)
from pipelines.documents.layout import Line, join_cell
from pipelines.documents.pdf_tables import Table
from pipelines.documents.writing import Draft

_NUMBERS = ("序号", "编号", "序")
_HEAD = re.compile(
    r"指标|名称|任务|内容|目标|单位|部门|属性|时限|时间|备注|现状|基期|举措|措施|类别|领域|(?:19|20)\d\d"
)
_NAMES = re.compile(r"指标|任务|项目|名称|内容|举措|措施")
_NOTE = re.compile(r"(?:备?注|说明|附)")
_LONGEST_TITLE = 14  # characters of the head of a column
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_HIGHEST_HEAD = 8.0  # letters from the head's first line to the first number
_WIDEST_BREAK = 3.5  # letters of white between two lines of a table
_ROW_GAP = 2.0  # the same between two rows, or lines of a row


def aligned_tables(pieces: Sequence[Line], before: Table | None = None) -> list[Table]:
    """Find the tables among the pieces of a page's lines, from top to bottom.

    *before* is the last such table of the page before, which may go on here without its
    head. Of a table whose rows are not certain the head alone is given, as a row:
    whoever reads it will miss its rows and say so.
    """
    tables: list[Table] = []
    going_on = _continuation(before, pieces) if before else None
    if going_on is not None:
        tables.append(going_on)
    below = going_on.box[3] if going_on else 0.0
    for anchor in sorted(pieces, key=lambda piece: piece.top):
        if anchor.top < below or anchor.text.replace(" ", "") not in _NUMBERS:
            continue
        table = _table(anchor, pieces)
        if table is not None:
            tables.append(table)
            below = table.box[3]
    return tables or _without_numbers(pieces)


def _table(anchor: Line, pieces: Sequence[Line]) -> Table | None:
    numbers = _numbers(Column(anchor.x0, anchor.x1), anchor, 1, pieces)
    if len(numbers) < _FEWEST_ROWS:
        return None
    if numbers[0].top - anchor.top > _HIGHEST_HEAD * anchor.size:
        return None
    for head, borders_of, stands in (
        (_centred_head(anchor, pieces), around_numbers, is_centred),
        (_head(anchor, numbers[0], pieces), from_numbers, begins),
    ):
        columns = _columns(head)
        places = _places(columns)
        named = sum(bool(_HEAD.search(piece.text)) for piece in head)
        if len(columns) < _FEWEST_COLUMNS or named < _FEWEST_COLUMNS - 1:
            continue
        titles = [[Draft(words) for words in _cells(head, columns)]]
        top = max(piece.bottom for piece in head)
        body = _body(numbers, top, pieces, columns)
        rows = rows_of(numbers, body, borders_of)
        if rows is not None and fit(rows, numbers, columns, stands):
            filled = [[Draft(words) for words in _cells(row, columns)] for row in rows]
            return Table(_box([*head, *body]), places, titles + filled)
    if len(columns) < _FEWEST_COLUMNS or named < _FEWEST_COLUMNS - 1:
        return None
    return Table(_box(head), places, titles)


def _without_numbers(pieces: Sequence[Line]) -> list[Table]:
    """Find the tables whose rows have no numbers: each begins with all its cells."""
    tables: list[Table] = []
    below = 0.0
    for first in sorted(pieces, key=lambda piece: (piece.top, piece.x0)):
        if first.top < below or not _NAMES.search(first.text):
            continue
        head = [piece for piece in pieces if is_level(piece, first)]
        if first.x0 > min(piece.x0 for piece in head) or not _is_plain_head(head):
            continue
        table = _plain(head, pieces)
        if table is not None:
            tables.append(table)
            below = table.box[3]
    return tables


def _is_plain_head(head: Sequence[Line]) -> bool:
    short = all(len(piece.text) <= _LONGEST_TITLE for piece in head)
    named = all(_HEAD.search(piece.text) for piece in head)
    return short and named and len(head) >= _FEWEST_COLUMNS


def _plain(head: Sequence[Line], pieces: Sequence[Line]) -> Table | None:
    columns = _columns(head)
    size = max(piece.size for piece in head)
    top = max(piece.bottom for piece in head)
    body: list[Line] = []
    bottom = top
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.x0)):
        if piece.middle <= top:
            continue
        own = own_column(piece, columns, size)
        far = piece.top - bottom > _WIDEST_BREAK * size
        if own is None or far or _NOTE.match(piece.text):
            break
        own.take(piece)
        body.append(piece)
        bottom = max(bottom, piece.bottom)
    starts = [
        piece
        for piece in body
        if columns[0].meets(piece)
        and len(_columns([one for one in body if is_level(one, piece)]))
        >= len(columns) - 1
    ]
    if len(starts) < _FEWEST_ROWS:
        return None
    rows = rows_of(starts, body, from_numbers)
    if rows is None or not fit(rows, starts, columns, begins):
        return None
    if not all(is_level(piece, starts[-1]) for piece in rows[-1]):
        return None  # what stands below the last row may be no row's any more
    filled = [[Draft(words) for words in _cells(row, columns)] for row in [head, *rows]]
    return Table(_box([*head, *body]), _places(columns), filled)


def _continuation(before: Table, pieces: Sequence[Line]) -> Table | None:
    """Give what stands of a table on the page behind its first, without its head."""
    counted = [row[0].text for row in before.rows if row and row[0].text.isdigit()]
    if not counted or len(before.columns) < 2 * _FEWEST_COLUMNS:
        return None
    edges = before.columns
    columns = [Column(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    top = min((piece.top for piece in pieces), default=0.0)
    start = Line("", 0.0, top - 2.0, 0.0, top - 1.0, 1.0)
    numbers = _numbers(columns[0], start, int(counted[-1]) + 1, pieces)
    if not numbers:
        return None
    cut = _cut_row(numbers[0], pieces, columns)
    first = min([numbers[0].top, *(piece.top for piece in cut)])
    body = _body(numbers, first - 1.0, pieces, columns)
    rest = [piece for piece in body if piece not in cut]
    rows = rows_of(numbers, rest, from_numbers)
    if rows is None or not fit(rows, numbers, columns, begins):
        return None
    halves = [cut, *rows] if cut else rows
    filled = [[Draft(words) for words in _cells(row, columns)] for row in halves]
    return Table(_box(body), edges, filled)


def _cut_row(
    first: Line, pieces: Sequence[Line], columns: Sequence[Column]
) -> list[Line]:
    """Give the pieces above the first number that end the row of the page before."""
    found: list[Line] = []
    limit = first.top
    above = [piece for piece in pieces if piece.bottom <= first.top + 0.3 * first.size]
    for piece in sorted(above, key=lambda piece: -piece.bottom):
        met = [column for column in columns if column.meets(piece)]
        near = limit - piece.bottom <= _ROW_GAP * max(first.size, piece.size)
        if not near or len(met) != 1 or met[0] is columns[0]:
            break
        found.append(piece)
        limit = min(limit, piece.top)
    return found


def _places(columns: Sequence[Column]) -> tuple[float, ...]:
    return tuple(edge for column in columns for edge in (column.x0, column.x1))


def _numbers(
    column: Column, last: Line, count: int, pieces: Sequence[Line]
) -> list[Line]:
    """Give the pieces *count*, *count* + 1, ... below *last* in a column."""
    found: list[Line] = []
    while True:
        below = [
            piece
            for piece in pieces
            if piece.text.strip(" .．、") == str(count)
            and piece.top > last.middle
            and piece.x0 < column.x1 + piece.size
            and column.x0 - piece.size < piece.x1
        ]
        if not below:
            return found
        last = min(below, key=lambda piece: piece.top)
        count += 1
        found.append(last)


def _head(anchor: Line, first: Line, pieces: Sequence[Line]) -> list[Line]:
    """Give the pieces of a head whose cells begin together, down to the first row."""
    level = [piece for piece in pieces if is_level(piece, anchor)]
    top = min(piece.top for piece in level)
    limit = first.top + 0.3 * anchor.size
    return [
        piece
        for piece in pieces
        if piece in level or (piece.top >= top and piece.bottom <= limit)
    ]


def _centred_head(anchor: Line, pieces: Sequence[Line]) -> list[Line]:
    """Give the pieces of a head of several lines, the anchor in the middle of them."""
    level = [piece for piece in pieces if is_level(piece, anchor)]
    height = anchor.bottom - anchor.top
    above = [
        piece
        for piece in pieces
        if piece.middle < anchor.top and anchor.top - piece.bottom < 0.5 * height
    ]
    parted = len(_columns(above)) > 1 and len(above) > 1
    top = min(piece.top for piece in (*level, *above) if parted or piece in level)
    bottom = 2 * anchor.middle - top
    return [piece for piece in pieces if top - 0.1 <= piece.middle <= bottom + 0.1]


def _columns(head: Sequence[Line]) -> list[Column]:
    columns: list[Column] = []
    for piece in sorted(head, key=lambda piece: piece.x0):
        if columns and columns[-1].meets(piece):
            columns[-1].take(piece)
        else:
            columns.append(Column(piece.x0, piece.x1))
    return columns


def _body(
    numbers: Sequence[Line],
    top: float,
    pieces: Sequence[Line],
    columns: list[Column],
) -> list[Line]:
    """Give the pieces below the head, down to the first that fits no column."""
    size = numbers[0].size
    body: list[Line] = []
    bottom = top
    below = [piece for piece in pieces if piece.middle > top]
    for piece in sorted(below, key=lambda piece: (piece.top, piece.x0)):
        halves = parted(piece, columns)
        if halves:
            for half, column in halves:
                column.take(half)
            body += [half for half, _ in halves]
            bottom = max(bottom, piece.bottom)
            continue
        own = own_column(piece, columns, size)
        strange = own is columns[0] and piece not in numbers
        if own is None or strange or piece.top - bottom > _WIDEST_BREAK * size:
            cut = piece.top + 0.3 * size  # what stands level with it is no row either
            return [kept for kept in body if kept.bottom <= cut or kept in numbers]
        own.take(piece)
        body.append(piece)
        bottom = max(bottom, piece.bottom)
    return body


def _cells(row: Sequence[Line], columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        words = ""
        inside = [piece for piece in row if column.meets(piece)]
        for piece in sorted(inside, key=lambda piece: (piece.top, piece.x0)):
            words = join_cell(words, piece.text)
        yield words


def _box(pieces: Sequence[Line]) -> tuple[float, float, float, float]:
    return (
        min(piece.x0 for piece in pieces) - 0.1,
        min(piece.top for piece in pieces) - 0.1,
        max(piece.x1 for piece in pieces) + 0.1,
        max(piece.bottom for piece in pieces) + 0.1,
    )
