"""Which days of a passage are deadlines, and which only compare, start or recur."""

from __future__ import annotations

import re
from datetime import date

from pipelines.model.records import record
from pipelines.targets.symbols import DATE, EVERY, FIGURES, QUALIFIER, REACH
from pipelines.targets.tokens import Mark, Tokens

_BEFORE_REFERENCE = re.compile("(?:(?<!占)比|较|与|同|以)$")
_AFTER_REFERENCE = re.compile(
    f"(?:相比|的?基础上|的?[{FIGURES}{QUALIFIER}]的?基础上|"
    "为基期|为基准|基数|水平|同期|相同|第.次|时|以来|出生|人口普查|以前的|召开|(?:续建|开工|在建|结转|立项)[^，；]{0,4}的)"
)
# What shall be so from that year on is reached in it: 甲率2023年起达到100%.
_FROM_THEN_ON = re.compile(
    f"起，?(?:应|须|要|均|都|全部|稳定|努力|力争)*"
    f"(?:{REACH}|实现(?!.*{EVERY})|全部|全面)"
)
_AFTER_START = re.compile("(?:起|开始|启动|首)")


@record(frozen=True, slots=True)
class Stated:
    """A deadline of a passage: its folded place and its last days."""

    place: int
    days: tuple[date, ...]


def deadlines(tokens: Tokens, year: int | None) -> list[Stated]:
    """Give the deadlines of a passage in order, joined years as one."""
    found: list[Stated] = []
    end_of_last = -10
    for place in sorted(tokens.marks):
        mark = tokens.marks[place]
        if mark.symbol != DATE or mark.date is None or mark.date.last is None:
            continue
        if not _is_deadline(tokens, place, mark, year):
            continue
        joined = tokens.folded.text[end_of_last:place]
        if found and joined in {"和", "、", "及", "与", "以及"}:
            last = found.pop()
            found.append(Stated(last.place, (*last.days, mark.date.last)))
        else:
            found.append(Stated(place, (mark.date.last,)))
        end_of_last = place + 1
    return found


def is_reference(folded: str, place: int) -> bool:
    """Say whether the day at a folded place is compared with or starts: 比2020年."""
    return bool(
        _BEFORE_REFERENCE.search(folded, max(0, place - 2), place)
        or _AFTER_REFERENCE.match(folded, place + 1)
        or _AFTER_START.match(folded, place + 1)
    )


def _is_deadline(tokens: Tokens, place: int, mark: Mark, year: int | None) -> bool:
    text = tokens.folded.text
    day = mark.date
    if day is None or day.last is None or day.lead in {"自", "从"}:
        return False
    if day.tail == "以来":
        return False
    if day.lead in {"截至", "截止", "截止到"}:
        return year is not None and day.last.year > year
    if _BEFORE_REFERENCE.search(text, max(0, place - 2), place):
        return False
    if day.precision in {"day", "month"} and text[max(0, place - 1) : place] == EVERY:
        return False  # 每年12月
    if _FROM_THEN_ON.match(text, place + 1) and day.precision == "year":
        return year is None or day.last.year >= year
    if _AFTER_REFERENCE.match(text, place + 1) or _AFTER_START.match(text, place + 1):
        return day.lead in {"到", "至"}
    return year is None or day.last.year >= year
