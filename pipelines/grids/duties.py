"""Task rows: who is answerable, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pipelines.grammar.bodies import Mention, is_body, split_bodies
from pipelines.grammar.choices import choice
from pipelines.grammar.dates import find_dates
from pipelines.grids.model import Column, Row, Table
from pipelines.grids.values import is_empty
from pipelines.lexicons.bodies import body_suffixes
from pipelines.model import (
    Metadata,
    Passage,
    Responsibility,
    Role,
    TaskDeadline,
)

_ROLES = {
    Column.LEAD: Role.LEAD,
    Column.RESPONSIBLE: Role.RESPONSIBLE,
    Column.COOPERATING: Role.COOPERATING,
}
_MARKED = re.compile(r"(?P<mark>牵头|责任|配合|参与|协办)(?:单位|部门)?[：:]")
_MARKS = {
    "牵头": Role.LEAD,
    "责任": Role.RESPONSIBLE,
    "配合": Role.COOPERATING,
    "参与": Role.COOPERATING,
    "协办": Role.COOPERATING,
}
_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)\s*[-—–~至]\s*(?P<last>(?:19|20)\d\d)年?\Z"
)
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:底|底前|末|前)?\Z")
# A body that follows another without any mark begins with the rank of its place.
_GROUPS = ("残联", "妇联", "文联", "侨联", "团委", "工会", "科协", "红十字会", "工商联")
_STRONG = choice((*body_suffixes("strong"), *_GROUPS))
_RANK_WITHIN = re.compile("[各省市县区州旗盟国有相]")
_SEAM = re.compile(
    f"(?:{_STRONG}|）)(?!(?:有关|相关|各)?成员单位)(?=(?:各|省|市|县|区|州|旗|盟|国家|有关|相关)"
    f"(?:{choice(_GROUPS)}|[\\u4e00-\\u9fff（）、]{{1,18}}?(?:{_STRONG}|部门|单位|）)))"
)


def read_duties(table: Table, row: Row, number: str) -> tuple[Responsibility, ...]:
    """Read who is answerable for a row; *number* is its item's.

    The same body twice in one role is one row.
    """
    found: list[Responsibility] = []
    seen: set[tuple[Role, str]] = set()
    for column in table.columns(*_ROLES):
        cell = row.cells.get(column)
        if cell is None or is_empty(cell.text):
            continue
        head = table.heads[column]
        for role, term, start, end in _parts(cell.text, _ROLES[head.role], head.words):
            for rank, mention in enumerate(mentions(cell.text[start:end]), 1):
                if (role, mention.text) in seen:
                    continue
                seen.add((role, mention.text))
                span = cell.span(start + mention.start, start + mention.end)
                found.append(
                    Responsibility(
                        item=number,
                        role=role,
                        role_term=term,
                        organization=mention.text,
                        rank=rank,
                        span=span,
                        rule=f"table: {head.role.value}",
                    )
                )
    return tuple(found)


def _parts(words: str, role: Role, term: str) -> Iterator[tuple[Role, str, int, int]]:
    """Part a cell that names roles of its own: 牵头单位：…配合单位：…."""
    marks = list(_MARKED.finditer(words))
    if not marks or marks[0].start() > 0:
        yield role, term, 0, marks[0].start() if marks else len(words)
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    for mark, end in zip(marks, ends[: len(marks)], strict=True):
        yield _MARKS[mark["mark"]], mark[0].rstrip("：:"), mark.end(), end


def seams(words: str) -> list[int]:
    """Give the places at which a body follows another without any mark."""
    return [found.end() for found in _SEAM.finditer(words)]


@lru_cache(maxsize=4096)
def mentions(words: str) -> tuple[Mention, ...]:
    """Give the bodies of a list, also of one whose marks were lost: 甲局乙局."""
    found = []
    for mention in split_bodies(words):
        start = mention.start
        for seam in _seams(mention.text):
            end = mention.start + seam.end()
            found.append(
                Mention(words[start:end], start, end, mention.stop, mention.mark)
            )
            start = end
        found.append(
            Mention(
                words[start : mention.end],
                start,
                mention.end,
                mention.stop,
                mention.mark,
            )
        )
    return tuple(found)


def _seams(words: str) -> Iterator[re.Match[str]]:
    return _SEAM.finditer(words) if _RANK_WITHIN.search(words, 1) else iter(())


def bodies_at_end(words: str) -> int:
    """Give where a run of bodies begins that closes *words*; their length if none."""
    best = len(words)
    for found in re.finditer(r"各|省|市|县|区|州|旗|盟|国家|有关|相关", words):
        run = words[found.start() :]
        if len(run) > 200 or re.search(r"[。；：《》“”]", run):
            continue
        if all(is_body(mention.text) for mention in mentions(run)):
            return found.start()
    return best


def read_deadline(
    table: Table, row: Row, number: str, metadata: Metadata
) -> TaskDeadline | None:
    """Read the row's own deadline; None where it has no such cell, or none in it."""
    for column in table.columns(Column.DEADLINE):
        cell = row.cells.get(column)
        if cell is None or is_empty(cell.text):
            continue
        return TaskDeadline(
            number, _day(cell, metadata), cell.text, cell.span(0, len(cell.text))
        )
    return None


def _day(cell: Passage, metadata: Metadata) -> date | None:
    """Give the last day that a deadline cell names; 长期坚持 names none."""
    years = _YEARS.search(cell.text)
    if years:
        return date(int(years["last"]), 12, 31)
    if _YEAR.match(cell.text):
        return date(int(cell.text[:4]), 12, 31)
    days = [
        token.last
        for token in find_dates(
            cell.text, year=metadata.year, period_end=metadata.period_end
        )
        if token.last is not None
    ]
    return max(days) if days else None
