"""Tables that were flattened into running text: found by their heads, cut into rows.

Nothing parts the cells but what they hold: the row's number, a unit in brackets, a
run of figures, the names of bodies. A row is read only where these tell its columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from pipelines.grammar.quantities import find_quantities
from pipelines.grids.heads import find_head_row, head, is_readable, settle
from pipelines.grids.model import VALUES, Column, Head, Row, Table, joined
from pipelines.grids.rows import RowReader
from pipelines.grids.ruled import explained
from pipelines.grids.splitting import Evidence
from pipelines.grids.yearly import crossed_table, may_hold_years, yearly_tables
from pipelines.model import Account, Disposition, Finding, Passage

_CAPTION = re.compile(r"(?:附?表|专栏)\s*\d{1,2}(?=[“\u4e00-\u9fff])")
_DATING = re.compile(r"(?<!\d)([1-9])[.．]为?\d{4}年(?:数据|数|值)")
_AFTER = re.compile(r"(?=备注[：:]|注[：:]|说明[：:]|\n)")
_TRIES = 12  # places at which a row or its follower is looked for
_CAPTION_LENGTH = 60
_CLOSING = "局委办部会院厅处站所司团府性）%"  # what a row's last cell ends with
# A group's heading behind a row: 二、托育项目, or bare words behind its last cell.
_GROUP = re.compile(
    r"(?P<words>[一二三四五六七八九十]{1,3}、[\u4e00-\u9fff]{2,16}"
    rf"|(?<=[{_CLOSING}])[^{_CLOSING}\d。，；：、]{{2,12}})\Z"
)
_NOTES = re.compile(r"\s*(?:备注|注|说明)[：:\d][^\n]*")


@dataclass(frozen=True, slots=True)
class Region:
    """A table within a passage: its range there, and what was read of it."""

    start: int
    end: int
    table: Table


def find_flat(
    body: Passage, boundary: Callable[[int], int], region_name: str | None
) -> Iterator[Region]:
    """Yield the flattened tables of a passage in the order of their places.

    *boundary* gives where the text that may hold a table ends, for a place in it;
    *region_name* is the notice's own place, which cells of places repeat.
    """
    heads = list(_heads(body.text))
    if not heads and not may_hold_years(body.text):
        return
    stated = _stated(body.text)
    at = 0
    regions: list[Region] = []
    for found in heads:
        start, end, words = found
        if start < at:
            continue
        limit = min(boundary(start), _next_table(body.text, end, words))
        region = _read(body, (start, end, limit), words, stated, region_name)
        if region is not None:
            at = region.end
            regions.append(region)
    yield from regions
    for start, end, table in yearly_tables(body, stated):
        yield Region(start, end, table)
    for start, end, table in crossed_table(body, stated, _figures(regions)):
        yield Region(start, end, table)


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


def _heads(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    at = 0
    while (found := find_head_row(text, at)) is not None:
        yield found
        at = found[1]


def _next_table(text: str, start: int, words: Sequence[str]) -> int:
    """Give where the next table begins: a caption, or other heads."""
    caption = _CAPTION.search(text, start)
    limit = caption.start() if caption else len(text)
    for begin, _, other in _heads(text[start:limit]):
        if tuple(other) != tuple(words):
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
    stated: frozenset[tuple[Decimal, str | None]],
    region_name: str | None,
) -> Region | None:
    start, end, limit = place
    heads = settle([head(word) for word in words])
    if not is_readable(heads):
        return None
    below = _without_heads(body.slice(end, limit), words)
    dating = frozenset(one[1] for one in _DATING.finditer(below.text))
    reader = RowReader(below, heads, Evidence(stated=stated), region_name, dating)
    if heads[0].role is Column.INDEX:
        rows, stop, findings, accounts = _indexed(reader)
    elif any(one.role in VALUES for one in heads):
        rows, stop, findings = _by_values(reader)
        accounts = []
    else:
        return None
    if not rows:
        return (
            None if heads[0].role is not Column.INDEX else _unread(body, place, heads)
        )
    findings.extend(_rest(below, stop))
    notes = _NOTES.match(below.text, stop)
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


def _unread(
    body: Passage, place: tuple[int, int, int], heads: tuple[Head, ...]
) -> Region | None:
    """Give the heads of a table none of whose rows can be told, with a finding."""
    start, end, limit = place
    if not re.match(r"\s*\S{0,20}?1", body.text[end:limit]):
        return None
    finding = Finding(
        "unread_table", "the rows of a table cannot be told", body.span(start, end)
    )
    last = body.origins[end - 1] + 1
    table = Table(heads, (), body.origins[start], last, "", (finding,))
    return Region(start, end, table)


def _rest(below: Passage, stop: int) -> Iterator[Finding]:
    """Say so where a row seems to begin that could not be read."""
    if stop < len(below.text) and re.match(
        r"\d{1,3}[\u4e00-\u9fff]", below.text[stop:]
    ):
        end = min(stop + 40, len(below.text))
        yield Finding(
            "unread_row",
            f"the table goes on unread: {below.text[stop:end]}",
            below.span(stop, end),
        )


def _without_heads(passage: Passage, words: Sequence[str]) -> Passage:
    """Cut the heads that a new page repeats, and the page's own mark above them."""
    repeated = re.compile(
        r"(?:\n?#?\s*(?:Page|第)\s*\d+\s*页?[：:]?)?\s*"
        + r"\s*".join(map(re.escape, words))
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


def _indexed(
    reader: RowReader,
) -> tuple[list[Row], int, list[Finding], list[Account]]:
    """Read rows that begin with their numbers 1, 2, 3, and with 1 again in a group."""
    text = reader.body.text
    rows: list[Row] = []
    findings: list[Finding] = []
    accounts: list[Account] = []
    group, at = _group_before(text, 0, len(text))
    number = 1
    while at < len(text) and text.startswith(str(number), at):
        row, stop, tail = _next_row(reader, at, number)
        if row is None:
            break
        rows.append(Row(row.cells, row.whole, group, len(rows) + 1))
        findings.extend(reader.findings)
        span = reader.body.span(at, at + len(str(number)))
        accounts.append(Account(span, Disposition.OUTLINE, "table: number of a row"))
        group = tail or group
        number = _number_at(text, _past_space(text, stop), number)
        at = _past_space(text, stop)
    return rows, at, findings, accounts


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _number_at(text: str, at: int, number: int) -> int:
    """Tell the number of the row that begins there: the next one, or 1 in a group."""
    following = (number + 1, number + 2, number + 3)
    return next((one for one in following if text.startswith(str(one), at)), 1)


def _group_before(text: str, start: int, limit: int) -> tuple[str, int]:
    """Pass over a group's heading between the heads and the first row."""
    found = re.compile(r"\s*(?P<group>[^\d。；]{0,20}?)\s*(?=1)").match(
        text, start, limit
    )
    return (found["group"].strip(), found.end()) if found else ("", start)


def _next_row(
    reader: RowReader, start: int, number: int
) -> tuple[Row | None, int, str]:
    """Read the row at *start*: it ends where the next number makes both sides whole.

    A row whose columns cannot be told ends where a row begins that can be read.
    """
    begin = start + len(str(number))
    for stop in _stops(reader.body, begin, number):
        row, tail = _read_row(reader, begin, stop, number)
        if row is not None:
            return row, stop, tail
        if _is_followed(reader, stop, number + 1):
            return reader.unread(begin, stop, number), stop, ""
    return None, start, ""


def _read_row(
    reader: RowReader, begin: int, stop: int, number: int
) -> tuple[Row | None, str]:
    for end, tail in _ends(reader.body.text, begin, stop):
        row = reader.read(begin, end, number)
        if row is not None:
            return row, tail
    return None, ""


def _is_followed(reader: RowReader, start: int, number: int) -> bool:
    """Say whether a row of this number begins there on a line of its own, readable."""
    if not reader.body.text.startswith(str(number), start):
        return False
    begin = start + len(str(number))
    if not (_is_parted(reader.body, start) and _is_parted(reader.body, begin)):
        return False
    stops = islice(_stops(reader.body, begin, number), _TRIES)
    return any(_read_row(reader, begin, stop, number)[0] for stop in stops)


def _is_parted(body: Passage, at: int) -> bool:
    """Say whether white space stood before a place in the original."""
    if at == 0 or at >= len(body.text):
        return True
    beside = body.text[at - 1 : at + 1]
    return body.origins[at] - body.origins[at - 1] > 1 or any(map(str.isspace, beside))


def _stops(body: Passage, start: int, number: int) -> Iterator[int]:
    """Yield the places where the next row may begin, and last the table's end.

    Where this row's own number stands apart from its words, so must the next one's.
    """
    apart = _is_parted(body, start)
    for numbers in (
        rf"(?:{number + 1}(?![.．、）)%年月日])|1(?=[\u4e00-\u9fff]))",
        *_skips(number),
    ):
        for found in re.compile(rf"(?<![\d.（(〔第-]){numbers}").finditer(
            body.text, start + 1
        ):
            if not apart or (
                _is_parted(body, found.start()) and _is_parted(body, found.end())
            ):
                yield found.start()
    for found in _AFTER.finditer(body.text, start):
        yield found.start()
    yield len(body.text)


def _skips(number: int) -> list[str]:
    """Give patterns of the numbers that follow where one or two rows are missing."""
    return [rf"{number + skip}(?=[\u4e00-\u9fff])" for skip in (2, 3)]


def _ends(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    """Yield where a row may end, and the next group's heading that then follows it."""
    words = text[start:stop].rstrip()
    yield start + len(words), ""
    found = _GROUP.search(words)
    if found is not None:
        yield start + found.start(), found["words"]


def _by_values(reader: RowReader) -> tuple[list[Row], int, list[Finding]]:
    """Read rows without numbers, each a name, its figures and its attribute."""
    rows: list[Row] = []
    findings: list[Finding] = []
    at = 0
    for row, stop in reader.read_run(0, len(reader.body.text)):
        rows.append(Row(row.cells, row.whole, row.group, len(rows) + 1))
        findings.extend(reader.findings)
        at = stop
    return rows, at, findings
