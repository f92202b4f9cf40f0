"""Heads of columns: their roles and years, and head rows within running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from pipelines.grids.model import BODIES, Column, Head, Table

_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$|[^\d])")
_PLAN = re.compile(r"“?十([一二三四五六])五”?")
_FIVE = {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff〕）])\d(?=$)")
_UNIT_END = re.compile(r"（[^（）]{1,8}）\Z")
_GAP = re.compile(r"\s*(?:\d(?=\D))?")  # white space, and the figure of a footnote
# Every head row has one of these words, with no colon as in （责任单位：…）: the text
# around them is searched, the rest of a notice is not.
_ANCHOR = re.compile(
    r"(?:序号|编号|指标|目标值|属性|(?:完成|办结)(?:时限|时间|期限)|备注"
    r"|(?:责任|牵头|配合|负责|实施|主管|主办|承办|落实|协办|主责|参与)"
    r"(?:单位|部门|主体|[科处股]室|机构))"
    r"(?![：:，。、])"
)
_BEFORE = 60  # characters before an anchor where its head row may begin
_BEHIND = 20
_LEAST_HEADS = 3


@cache
def _said() -> dict[str, Any]:
    path = Path(__file__).with_name("columns.yml")
    with path.open(encoding="utf-8") as file:
        said: dict[str, Any] = yaml.safe_load(file)
    return said


@cache
def _roles() -> tuple[tuple[Column, re.Pattern[str]], ...]:
    return tuple(
        (Column(row["role"]), re.compile(row["words"])) for row in _said()["roles"]
    )


@cache
def _head_phrase() -> re.Pattern[str]:
    words = "|".join(f"(?:{line})" for line in _said()["heads"])
    return re.compile(words.replace("{year}", r"(?:19|20)\d\d"))


@lru_cache(maxsize=1024)
def head(words: str) -> Head:
    """Tell what a column with these words at its head holds."""
    plain = _FOOTNOTE.sub("", re.sub(r"\s", "", words))
    for role, pattern in _roles():
        if pattern.search(plain):
            return Head(plain, role, _year(plain))
    return Head(plain, Column.OTHER, _year(plain))


def _year(words: str) -> int | None:
    years = [int(found[0]) for found in _YEAR.finditer(words)]
    if years:
        return max(years)
    plan = _PLAN.search(words)
    return _FIVE[plan[1]] if plan else None


def settle(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Tell baselines from targets where heads name only years: the first is the base.

    So 2020年 | 2025年 are baseline and target; a head that says 目标 is a target
    whatever its year, and a lone year is a target.
    """
    heads = _crossed(heads)
    bare = [
        at
        for at, one in enumerate(heads)
        if one.role is Column.TARGET and _BARE_YEAR.fullmatch(one.words)
    ]
    targets = [at for at, one in enumerate(heads) if one.role is Column.TARGET]
    based = any(one.role is Column.BASELINE for one in heads)
    settled = list(heads)
    if bare and len(targets) > 1 and not based and bare[0] == targets[0]:
        first = heads[bare[0]]
        settled[bare[0]] = Head(first.words, Column.BASELINE, first.year)
    if any(one.role is Column.YEAR for one in heads):
        settled = [
            replace(one, role=Column.MEASURE) if _UNIT_END.search(one.words) else one
            for one in settled
        ]
    return tuple(settled)


def ahead(table: Table, start: int | None) -> Table:
    """Give a table whose first year is a target too where the plan begins with it."""
    if start is None:
        return table
    heads = tuple(
        replace(one, role=Column.TARGET)
        if one.role is Column.BASELINE
        and _BARE_YEAR.fullmatch(one.words)
        and (one.year or 0) >= start
        else one
        for one in table.heads
    )
    return replace(table, heads=heads)


# Heads that name a year and nothing of what is told of it.
_BARE_YEAR = re.compile(r"\d{4}年?(?:底|末)?(?:完成|水平|值|达到|数)?")
# Columns that name places, and what stands in the heads of years above them.
_PLACES = re.compile(
    r"(?:设区市|市州?|县区?|区县|地区|州市|城市|旗县|盟市|县（市、区）|市（州）|单位)(?:名称)?\Z"
)
_MEASURED = re.compile(
    r"(?P<name>.{4,}?)(?P<year>(?:19|20)\d\d年?(?:底|末)?(?:目标值?)?)\Z"
)


def _crossed(heads: Sequence[Head]) -> Sequence[Head]:
    """Tell a table of places and years under several measures: rows are places."""
    values = [one for one in heads[1:] if one.role is Column.TARGET]
    named = [one for one in values if _MEASURED.match(one.words)]
    placed = bool(heads) and _PLACES.match(heads[0].words) is not None
    if not placed or not named or len(named) != len(heads) - 1:
        return heads
    measures = [
        replace(one, role=Column.MEASURE, words=_MEASURED.sub(r"\g<name>", one.words))
        for one in heads[1:]
    ]
    return [replace(heads[0], role=Column.PLACE), *measures]


def is_readable(heads: Sequence[Head]) -> bool:
    """Say whether a table with these heads states targets or tasks."""
    roles = {one.role for one in heads}
    if Column.MEASURE in roles and roles & {Column.YEAR, Column.PLACE}:
        return True
    values = Column.TARGET in roles or Column.CUMULATIVE in roles
    told = bool(roles & {Column.INDICATOR, Column.TEXT, Column.GROUP, Column.YEAR})
    duties = bool(roles & set(BODIES)) or Column.DEADLINE in roles
    return told and (values or duties)


def is_head_row(words: Sequence[str]) -> bool:
    """Say whether the cells of a row are heads: most of them are words of heads."""
    filled = [re.sub(r"\s", "", word) for word in words if word.strip()]
    known = [word for word in filled if _is_head(word)]
    return len(filled) >= 2 and 2 * len(known) > len(filled)


def _is_head(word: str) -> bool:
    if len(word) > 16 or word.endswith(("。", "；")):
        return False
    return is_phrase(word) or (
        len(word) <= 8 and head(word).role not in (Column.OTHER, Column.TEXT)
    )


def is_phrase(word: str) -> bool:
    """Say whether a word is a head that the lexicon has."""
    return _head_phrase().fullmatch(_FOOTNOTE.sub("", word)) is not None


HeadRow = tuple[int, int, tuple[str, ...]]
"""A head row in running text: its range, and the words of its heads."""


@lru_cache(maxsize=2)
def head_rows(text: str) -> tuple[HeadRow, ...]:
    """Give all head rows of a text; several readers ask for those of one notice."""
    return tuple(find_head_rows(text))


def find_head_rows(text: str) -> Iterator[HeadRow]:
    """Yield the head rows in running text.

    A head row is three or more heads with nothing between them but white space and
    footnote figures. It begins with 序号 where it has that: 主要指标 before it closes
    the table's title.
    """
    at = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < at:
            continue
        at = max(at, anchor.start() - _BEFORE)
        while at <= anchor.start():
            found = _head_phrase().search(text, at, anchor.end() + _BEHIND)
            if found is None or found.start() > anchor.start():
                break
            at = found.end()
            heads = _from_index(_run(text, found))
            if len(heads) >= _LEAST_HEADS and _begins(heads[0][0]):
                at = heads[-1].end()
                yield heads[0].start(), at, tuple(one[0] for one in heads)
                break


def _from_index(heads: list[re.Match[str]]) -> list[re.Match[str]]:
    if len(heads) > 1 and _closes_title(heads):
        return heads[1:]
    roles = [head(one[0]).role for one in heads]
    if Column.INDEX not in roles:
        return heads
    first = roles.index(Column.INDEX)
    ahead = (Column.INDICATOR, Column.TEXT, Column.GROUP)  # a title, or merged cells
    return heads[first:] if all(role in ahead for role in roles[:first]) else heads


def _closes_title(heads: Sequence[re.Match[str]]) -> bool:
    """Say whether a head is the last word of the table's title, a line above."""
    first, second = heads[:2]
    roles = [head(one[0]).role for one in heads]
    parted = "\n" in first.string[first.end() : second.start()]
    again = roles[0] is Column.INDICATOR and Column.INDICATOR in roles[1:]
    return again and (parted or first[0] == second[0])


def _run(text: str, found: re.Match[str]) -> list[re.Match[str]]:
    heads = [found]
    while True:
        following = _head_phrase().match(text, heads[-1].end())
        gap = _GAP.match(text, heads[-1].end())
        if following is None and gap is not None:
            following = _head_phrase().match(text, gap.end())
        if following is None:
            return heads
        heads.append(following)


def _begins(word: str) -> bool:
    """Say whether a table may begin with this head."""
    return head(word).role in (
        Column.INDEX,
        Column.INDICATOR,
        Column.GROUP,
        Column.TEXT,
    )
