"""Flattened rows that begin with their numbers: where each ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from pipelines.grids.model import Row
from pipelines.grids.parting import is_parted, parted
from pipelines.grids.rows import RowReader
from pipelines.model import Account, Disposition, Finding, Passage

_AFTER = re.compile(r"(?=备注[：:]|注[：:]|说明[：:]|\n)")
# The line that closes a printed notice: 样例市人民政府办公室 2021年6月18日印发
_PRINTED = re.compile(r"[^。；，\s\d]{2,40}(?=\s?20\d\d年\d{1,2}月\d{1,2}日印发)")
_FIGURE = re.compile(r"[0-9](?<![\d.（(〔第-].)")
_WORD = re.compile("[\u4e00-\u9fff]")
_DIGIT = re.compile(r"(?<=[0-9])[0-9]")
_NO_NUMBER = tuple(".．、）)%年月日")  # what follows a figure that numbers no row
_MOST_STOPS = 40  # places at which the end of a row is looked for
_TRIES = 12  # places at which a row or its follower is looked for
# A group's heading between the heads and the first row.
_GROUP_FIRST = re.compile(r"\s*(?P<group>[^\d。；]{0,20}?)\s*(?=1)")
_CLOSING = "局委办部会院厅处站所司团府性）%"  # what a row's last cell ends with
# A group's heading behind a row: 二、托育项目, or bare words behind its last cell.
_GROUP = re.compile(
    r"(?P<words>[一二三四五六七八九十]{1,3}、[\u4e00-\u9fff]{2,16}"
    rf"|(?<=[{_CLOSING}])[^{_CLOSING}\d。，；：、]{{2,12}})\Z"
)


def read_indexed(
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
    found = _GROUP_FIRST.match(text, start, limit)
    return (found["group"].strip(), found.end()) if found else ("", start)


def _next_row(
    reader: RowReader, start: int, number: int
) -> tuple[Row | None, int, str]:
    """Read the row at *start*: it ends where the next number makes both sides whole.

    A row whose columns cannot be told ends where a row begins that can be read.
    """
    begin = start + len(str(number))
    stops = _stops(reader.body, begin, number, glued=reader.ends_with_figures)
    for stop in islice(stops, _MOST_STOPS):
        row, tail = _read_row(reader, begin, stop, number)
        if row is not None:
            return row, stop, tail
        row = reader.read_cut(begin, stop, number)
        if row is not None:
            return row, stop, ""
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
    if not (is_parted(reader.body, start) and is_parted(reader.body, begin)):
        return False
    stops = islice(_stops(reader.body, begin, number), _TRIES)
    return any(_read_row(reader, begin, stop, number)[0] for stop in stops)


def _stops(
    body: Passage, start: int, number: int, *, glued: bool = False
) -> Iterator[int]:
    """Yield the places where the next row may begin, and last the table's end.

    Where this row's own number stands apart from its words, so must the next one's;
    where rows end with figures, it may be *glued* to the last: 28.02城市绿化率.
    """
    apart = is_parted(body, start)
    if glued and not apart:
        yield from _glued_stops(body.text, start, number)
    for length_at in (
        partial(_length_of_next, number=number + 1),
        partial(_length_of_skip, number=number + 2),
        partial(_length_of_skip, number=number + 3),
    ):
        for found in _FIGURE.finditer(body.text, start + 1):
            at = found.start()
            length = length_at(body.text, at)
            if length and (
                not apart or (is_parted(body, at) and is_parted(body, at + length))
            ):
                yield at
    for found in _AFTER.finditer(body.text, start):
        yield found.start()
    for found in _PRINTED.finditer(body.text, start):
        yield from parted(body, found.start() - 1, found.end())
    yield len(body.text)


def _glued_stops(text: str, start: int, number: int) -> Iterator[int]:
    """Yield where the next row's number may stand behind a digit, before words."""
    for found in _DIGIT.finditer(text, start + 1):
        if _length_of_skip(text, found.start(), number + 1):
            yield found.start()


def _length_of_next(text: str, at: int, number: int) -> int:
    """Give the length of the next row's number there, or of a new group's 1; else 0."""
    end = at + len(str(number))
    if text.startswith(str(number), at) and text[end : end + 1] not in _NO_NUMBER:
        return end - at
    return _length_of_skip(text, at, 1)


def _length_of_skip(text: str, at: int, number: int) -> int:
    """Give the length of a number that words follow; rows before it may be missing."""
    end = at + len(str(number))
    follows = text.startswith(str(number), at) and _WORD.match(text, end)
    return end - at if follows else 0


def _ends(text: str, start: int, stop: int) -> Iterator[tuple[int, str]]:
    """Yield where a row may end, and the next group's heading that then follows it."""
    words = text[start:stop].rstrip()
    yield start + len(words), ""
    found = _GROUP.search(words)
    if found is not None:
        yield start + found.start(), found["words"]
