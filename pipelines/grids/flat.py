"""Tables that were flattened into running text: found by their heads, cut into rows.

Nothing parts the cells but what they hold: the row's number, a unit in brackets, a
run of figures, the names of bodies. A row is read only where these tell its columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from operator import itemgetter

from pipelines.grammar.quantities import find_quantities
from pipelines.grids.even import read_even, worded
from pipelines.grids.head_lines import apart, dated, stand_apart
from pipelines.grids.heads import find_head_rows, head, head_rows, is_readable, settle
from pipelines.grids.indexed import read_indexed
from pipelines.grids.model import VALUES, Column, Head, Row, Table, joined
from pipelines.grids.parted_heads import parted_head_rows
from pipelines.grids.rows import RowReader
from pipelines.grids.ruled import explained
from pipelines.grids.spaced import read_spaced
from pipelines.grids.splitting import Evidence
from pipelines.grids.wrapped import read_wrapped
from pipelines.grids.yearly import crossed_table, may_hold_years, yearly_tables
from pipelines.lexicons.findings import finding
from pipelines.model import Account, Finding, Passage

_CAPTION = re.compile(r"(?:附?表|专栏)\s*\d{1,2}(?=[“\u4e00-\u9fff])")
_DATING = re.compile(r"(?<!\d)([1-9])[.．]为?\d{4}年(?:数据|数|值)")
_CAPTION_LENGTH = 60
_NOTES = re.compile(r"\s*(?:备注|注|说明)[：:\d][^\n]*")


@dataclass(frozen=True, slots=True)
class Region:
    """A table within a passage: its range there, and what was read of it."""

    start: int
    end: int
    table: Table


Rows = tuple[list[Row], int, list[Finding], list[Account]]
"""Rows, where they end in the text below the heads, and what was found beside."""


def find_flat(
    body: Passage, boundary: Callable[[int], int], region_name: str | None
) -> Iterator[Region]:
    """Yield the flattened tables of a passage in the order of their places.

    *boundary* gives where the text that may hold a table ends, for a place in it;
    *region_name* is the notice's own place, which cells of places repeat.
    """
    heads = [*head_rows(body.text), *parted_head_rows(body)]
    years = may_hold_years(body.text)
    if not heads and not years:
        return
    stated = cache(partial(_stated, body.text))
    regions: list[Region] = []
    for start, choices in groupby(sorted(heads), key=itemgetter(0)):
        if regions and start < regions[-1].end:
            continue
        read = [
            _read(body, (start, end, limit), words, stated, region_name)
            for _, end, words in choices  # the fewest heads first
            for limit in [min(boundary(start), _next_table(body.text, end, words))]
        ]
        best = _best(read)
        regions += [best] if best is not None else []
    yield from regions
    if not years:
        return
    for start, end, table in yearly_tables(body, stated()):
        yield Region(start, end, table)
    for start, end, table in crossed_table(body, stated(), _figures(regions)):
        yield Region(start, end, table)


def _well_read(region: Region | None) -> tuple[int, int]:
    """Rank a reading of a table by its rows that have cells, then by its findings."""
    if region is None:
        return -1, 0
    told = sum(bool(row.cells) for row in region.table.rows)
    return told, -len(region.table.findings)


def _best(readings: Sequence[Region | None]) -> Region | None:
    """Give the reading of most rows, without a first row's cells among the heads."""
    best = max(readings, key=_well_read)
    for one in readings:
        if best is not None and one is not None and _lacks_cells(one, best):
            return one
    return best


def _lacks_cells(one: Region, other: Region) -> bool:
    """Say whether *other* has the heads of *one* and then what says nothing."""
    heads, more = one.table.heads, other.table.heads
    odd = more[len(heads) :]
    same = [head.words for head in heads] == [h.words for h in more[: len(heads)]]
    told = 5 * _well_read(one)[0] >= 4 * _well_read(other)[0]
    return bool(odd) and same and told and all(h.role is Column.OTHER for h in odd)


def _figures(regions: Sequence[Region]) -> frozenset[Decimal]:
    """Collect the figures that tables have given."""
    return frozenset(
        figure.value
        for region in regions
        for row in region.table.rows
        for column, cell in row.cells.items()
        if region.table.heads[column].role in VALUES
        for figure in find_quantities(cell.text)
    )


def _next_table(text: str, start: int, words: Sequence[str]) -> int:
    """Give where the next table begins: a caption, or other heads."""
    caption = _CAPTION.search(text, start)
    limit = caption.start() if caption else len(text)
    for begin, _, other in find_head_rows(text[start:limit]):
        if not "".join(words).startswith("".join(other)):
            return start + begin
    return limit


def _stated(text: str) -> frozenset[tuple[Decimal, str | None]]:
    """Collect the figures with units that the notice states in its sentences."""
    return frozenset(
        (figure.value, figure.unit)
        for figure in find_quantities(text)
        if figure.unit and not figure.joined
    )


def _read(
    body: Passage,
    place: tuple[int, int, int],
    words: Sequence[str],
    stated: Callable[[], frozenset[tuple[Decimal, str | None]]],
    region_name: str | None,
) -> Region | None:
    """Read the table whose heads stand at *place*, the way that gives most rows."""
    ways = dated(apart(body.slice(*place[:2])) or words)
    read = [_read_as(body, place, one, stated, region_name) for one in ways]
    return max(read, key=_well_read)


def _read_as(
    body: Passage,
    place: tuple[int, int, int],
    words: Sequence[str],
    stated: Callable[[], frozenset[tuple[Decimal, str | None]]],
    region_name: str | None,
) -> Region | None:
    start, end, limit = place
    heads = settle([head(word) for word in words])
    if not is_readable(heads):
        return None
    below = _without_heads(body.slice(end, limit), words)
    if stand_apart(body.slice(start, end), heads):
        heads = worded(below, heads)
    dating = frozenset(one[1] for one in _DATING.finditer(below.text))
    valued = any(one.role in VALUES for one in heads)
    evidence = Evidence(stated=stated()) if valued else Evidence()
    reader = RowReader(below, heads, evidence, region_name, dating)
    found = _rows(reader, body.slice(start, end))
    if found is None:
        return None
    rows, stop, findings, accounts = found
    if not rows:
        return _unread(body, place, heads)
    findings.extend(_rest(below, stop))
    # Notes on duties are prose: they cite, and say by when.
    notes = _NOTES.match(below.text, stop) if valued else None
    stop = notes.end() if notes else stop
    last = below.origins[stop - 1] + 1
    return Region(
        start,
        bisect_left(body.origins, last),
        Table(
            heads,
            tuple(rows),
            body.origins[start],
            last,
            _caption(body.text, start),
            tuple(findings),
            (*accounts, *(explained(below.slice(*notes.span())) if notes else ())),
        ),
    )


def _rows(reader: RowReader, heads: Passage) -> Rows | None:
    """Read rows by white space, by their numbers or by their figures."""
    if stand_apart(heads, reader.heads):
        even = read_even(reader.body, reader.heads)
        if even is not None:
            rows, stop, accounts = even
            return rows, stop, [], accounts
        wrapped = read_wrapped(reader.body, reader.heads)
        if wrapped is not None:
            rows, stop, accounts = wrapped
            return rows, stop, [], accounts
        spaced = read_spaced(reader.body, reader.heads)
        if spaced is not None:
            rows, stop, accounts = spaced
            return rows, stop, [], accounts
    if reader.heads[0].role is Column.INDEX:
        return read_indexed(reader)
    if any(one.role in VALUES for one in reader.heads):
        return (*_by_values(reader), [])
    return None


_NUMBERED = re.compile(r"\s*\S{0,20}?1")
_VALUED = re.compile(r"[^。；！？\d]{2,60}\d")  # a name and a figure, no sentence


def _unread(
    body: Passage, place: tuple[int, int, int], heads: tuple[Head, ...]
) -> Region | None:
    """Give the heads of a table none of whose rows can be told, with a finding."""
    start, end, limit = place
    begins = _NUMBERED if heads[0].role is Column.INDEX else _VALUED
    if not begins.match(body.text[end:limit]):
        return None
    unread = finding("unread_table", body.span(start, end))
    last = body.origins[end - 1] + 1
    table = Table(heads, (), body.origins[start], last, "", (unread,))
    return Region(start, end, table)


def _rest(below: Passage, stop: int) -> Iterator[Finding]:
    """Say so where a row seems to begin that could not be read."""
    if stop < len(below.text) and re.match(
        r"\d{1,3}[\u4e00-\u9fff]", below.text[stop:]
    ):
        end = min(stop + 40, len(below.text))
        words = below.text[stop:end]
        yield finding("unread_row", below.span(stop, end), case="rest", words=words)


def _without_heads(passage: Passage, words: Sequence[str]) -> Passage:
    """Cut the heads that a new page repeats, and the page's own mark above them."""
    repeated = re.compile(
        r"(?:\n?#?\s*(?:Page|第)\s*\d+\s*页?[：:]?)?\s*"
        + r"\s*".join(map(re.escape, "".join(words)))
    )
    pieces = []
    at = 0
    for found in repeated.finditer(passage.text):
        pieces.append(passage.slice(at, found.start()))
        at = found.end()
    pieces.append(passage.slice(at, len(passage.text)))
    return joined(pieces)


def _caption(text: str, start: int) -> str:
    before = text[max(0, start - _CAPTION_LENGTH) : start].rstrip("\n")
    found = list(_CAPTION.finditer(before))
    return before[found[-1].start() :] if found else before.split("\n")[-1]


def _unnumbered(heads: Sequence[Head], row: Row, number: int) -> Mapping[int, Passage]:
    """Take group and number off a row's name, where its heads have both before it.

    领域 序号 指标 glued: 样例生活6样例水平, 75岁以下样例率 (row 7).
    """
    if not any(one.role is Column.INDEX for one in heads):
        return row.cells
    label = re.compile(
        rf"[\u4e00-\u9fff]{{0,10}}?{number}(?=[\u4e00-\u9fff]|\d{{1,2}}岁)"
    )
    cells = dict(row.cells)
    for at, cell in row.cells.items():
        named = heads[at].role in (Column.INDICATOR, Column.GROUP)
        if named and (found := label.match(cell.text)):
            cells[at] = cell.slice(found.end(), len(cell.text))
    return cells


def _by_values(reader: RowReader) -> tuple[list[Row], int, list[Finding]]:
    """Read rows without numbers, each a name, its figures and its attribute."""
    rows: list[Row] = []
    findings: list[Finding] = []
    at = 0
    for row, stop in reader.read_run(0, len(reader.body.text)):
        number = len(rows) + 1
        cells = _unnumbered(reader.heads, row, number)
        rows.append(Row(cells, row.whole, row.group, number))
        findings.extend(reader.findings)
        at = stop
    return rows, at, findings
