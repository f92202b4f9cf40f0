"""The label of a cell that spans several rows, run into the words of the first of them.

1.优化样例 | 服务 | 推进样例平台…: the lines of the narrow column come before those of
the wide one. A label heads rows; it states nothing itself.
"""

from __future__ import annotations

import re

from pipelines.grids.model import Column, Row, Table
from pipelines.grids.spaced import stretches
from pipelines.model import Passage

_NUMBERED = re.compile(r"\d{1,2}[.．、](?!\d)")
_NARROW = 0.6  # of the widest line: no line of the label is wider
_WIDEST = 9  # characters of a line of the label


def label_of(table: Table, row: Row) -> Passage | None:
    """Give the label that runs into a row's words; None where none does.

    Only where two columns of words stand side by side and the row has one cell. All
    lines of a label but its last are as wide as its first.
    """
    texts = table.columns(Column.TEXT)
    beside = len(texts) == 2 and texts[1] == texts[0] + 1
    cell = row.cells.get(texts[0]) if beside else None
    if cell is None or texts[1] in row.cells or not _NUMBERED.match(cell.text.lstrip()):
        return None
    lines = stretches(cell)
    widths = [end - start for start, end in lines]
    if widths[0] > min(_WIDEST, _NARROW * max(widths)):
        return None
    last = next((at for at, width in enumerate(widths) if width < widths[0] - 1), 0)
    if not last or max(widths[: last + 1]) > widths[0] or last + 1 == len(lines):
        return None
    return cell.slice(lines[0][0], lines[last][1])
