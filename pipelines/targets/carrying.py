"""What carries over from clause to clause: deadlines and aspiration, by stated laws.

* A deadline governs from its place to the end of its sentence, or to the next
  deadline; 到2022年和2030年 is one deadline with two days. Under a heading of goals,
  and on a line that opens with its date, it governs the following sentences too.
* A date in a bracket or after the figure dates its own statement alone.
* 力争, 努力, 争取 govern from their place to the next 。 or ；.
* A date that a comparison names (比2020年), a start (自2020年起) and a past day are
  no deadlines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date

from pipelines.grammar.dates import DateToken, find_dates
from pipelines.model.records import record
from pipelines.targets.coordination import Stretch
from pipelines.targets.scene import REACH_BACK
from pipelines.targets.symbols import BRACKET, DATE, EVERY, FIGURES, MAKE
from pipelines.targets.tokens import Mark, Tokens

_BEFORE_REFERENCE = re.compile("(?:(?<!占)比|较|与|同|以)$")
_AFTER_REFERENCE = re.compile(
    "(?:相比|的?基础上|为基期|为基准|基数|水平|同期|相同|第.次|时|以来|出生|人口普查|以前的|召开)"
)
_AFTER_START = re.compile("(?:起|开始|启动|首)")
_ASPIRING = re.compile(
    "力争|(?<![年月日同懈的断续体经])努力(?!程度|，)|争取(?!将|(?:中央|国家|上级|财政|资金|支持|政策|专项|省级|预算|更多|各类|社会|项目)[^0-9，。；]*[，。；])|力求"
)
# Words with which a clause goes on under the deadline of the one before it.
# What a place built by then can hold goes on too: …前建成中心，可提供托位60个.
_GOES_ON = re.compile(
    f"并|以及|及|且|和|同步|所辖|使|可以?(?:{MAKE}|容纳|满足)"
    f"|{MAKE}(?:普惠|优质|公办|护理|照护|医养|康复|养老|重症|开放|编制)*[性型]?[托床学]位"
)
# A deadline, or several joined, that stands as a clause of its own.
_CLOSED = re.compile(
    f"{DATE}(?:(?:和|、|及|与|以及){DATE})*(?:时|期间|为止)?{BRACKET}?[，：、]"
)
_OPENERS = "力争确保争取努力计划到"
_GOALS = re.compile("目标|指标|任务目标")


@record(frozen=True, slots=True)
class Term:
    """By when: the last days of the governing phrase, and whether it was stated."""

    days: tuple[date, ...]
    stated: bool


@record(frozen=True, slots=True)
class _Stated:
    place: int
    days: tuple[date, ...]


def deadlines(tokens: Tokens, year: int | None) -> list[_Stated]:
    """Give the deadlines of a passage in order, joined years as one."""
    found: list[_Stated] = []
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
            found.append(_Stated(last.place, (*last.days, mark.date.last)))
        else:
            found.append(_Stated(place, (mark.date.last,)))
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
    if _AFTER_REFERENCE.match(text, place + 1) or _AFTER_START.match(text, place + 1):
        return day.lead in {"到", "至"}
    return year is None or day.last.year >= year


class Carrier:
    """Answers, for a place of one passage, by when and how firmly it is meant."""

    def __init__(
        self,
        tokens: Tokens,
        *,
        heading: str,
        task_deadline: date | None,
        plan_end: date | None,
        year: int | None,
    ) -> None:
        self._tokens = tokens
        self._deadlines = deadlines(tokens, year)
        self._places = [one.place for one in self._deadlines]
        self._far = _GOALS.search(heading) is not None
        self._task_deadline = task_deadline
        self._plan_end = plan_end
        self._year = year

    def term(self, sentence: Stretch, clause: Stretch, statement: Stretch) -> Term:
        """Give the deadline of a statement."""
        own = self._of_figure(statement)
        if own is not None:
            return Term((own,), stated=True)
        bracketed = self._in_brackets(statement)
        if bracketed:
            return Term((bracketed,), stated=True)
        last = self._governing(sentence, clause, statement)
        if last and last.place >= sentence.start:
            return Term(last.days, stated=True)
        if self._task_deadline is not None:
            return Term((self._task_deadline,), stated=True)
        if last and self._reaches(last.place, sentence):
            return Term(last.days, stated=True)
        return Term((self._plan_end,) if self._plan_end else (), stated=False)

    def _governing(
        self, sentence: Stretch, clause: Stretch, statement: Stretch
    ) -> _Stated | None:
        """Give the last deadline before a statement that reaches it.

        One that stands amid a sentence, tied to the words after it, dates its own
        clause alone: …，2025年底前建成3个中心，签约率达到80%.
        """
        known = bisect_left(self._places, self._end_of_figures(clause, statement))
        goes_on = _GOES_ON.match(self._tokens.folded.text, clause.start)
        step: _Stated | None = None  # of a ladder that ； closed
        rung: _Stated | None = None  # of a ladder that goes up within the sentence
        for last in reversed(self._deadlines[:known]):
            tied = clause.start > last.place >= sentence.start and self._is_tied(
                last, clause
            )
            closed = "；" in self._tokens.folded.text[last.place : clause.start]
            if tied and not closed and self._is_bare_year(last):
                rung = rung or last
            if goes_on or not tied:
                if rung and rung.days[-1] > last.days[-1] and not goes_on:
                    return rung
                climbed = step is not None and step.days[-1] > last.days[-1]
                return None if climbed and not goes_on else last
            if closed:
                step = last
        return None

    def _is_bare_year(self, deadline: _Stated) -> bool:
        """Say whether a clause opens with a year: 2022年甲率均达到90%."""
        mark = self._tokens.marks[deadline.place]
        before = self._tokens.folded.text[deadline.place - 1 : deadline.place]
        return (
            before in {"，", "；"} and re.fullmatch("20\\d\\d年", mark.text) is not None
        )

    def _end_of_figures(self, clause: Stretch, statement: Stretch) -> int:
        """Give the place up to which a statement's deadline may stand.

        Of two days in a clause, the one behind the last figure belongs to other words:
        样例率2024年达到95%、2025年全部达标.
        """
        text = self._tokens.folded.text
        last = _last_figure(text, statement)
        before = bisect_left(self._places, last)
        dated = before > 0 and self._places[before - 1] >= clause.start
        return last if last >= 0 and dated else statement.end

    def _is_tied(self, deadline: _Stated, clause: Stretch) -> bool:
        """Say whether a deadline amid its sentence is part of its own clause."""
        text = self._tokens.folded.text
        opened = max(text.rfind(mark, 0, deadline.place) for mark in "，；：。\n")
        begins = not text[opened + 1 : deadline.place].strip(_OPENERS)
        first = text[opened] in "。\n" if opened >= 0 else True
        own = self._tokens.marks[deadline.place].text.endswith("前")
        if _CLOSED.match(text, deadline.place):
            # What comes back every year is not due by a day: 2024年底前，…，每季度….
            return own and EVERY in text[clause.start : clause.end]
        apart = own and "；" in text[deadline.place : clause.start]
        return apart or not (first and begins)

    def _of_figure(self, statement: Stretch) -> date | None:
        """Read 提高到2025年的30%: the year of the last figure itself."""
        marks = self._tokens.between(statement.start, statement.end)
        figures = [mark for _, mark in marks if mark.symbol in FIGURES]
        day = figures[-1].date if figures else None
        last = day.last if day else None
        if last is None or (self._year is not None and last.year < self._year):
            return None
        return last

    def _in_brackets(self, statement: Stretch) -> date | None:
        """Read 建设5个中心（2025年底前）: a bracket that says by when."""
        for _, mark in self._tokens.between(statement.start, statement.end + 1):
            if mark.symbol != BRACKET:
                continue
            for day in find_dates(mark.text, year=self._year):
                if day.last is not None and _says_by_when(mark.text, day):
                    return day.last
        return None

    def _reaches(self, place: int, sentence: Stretch) -> bool:
        """Say whether a deadline of an earlier sentence governs this one."""
        text = self._tokens.folded.text
        line = text.rfind("\n", 0, sentence.start) + 1
        if place < line:
            return False
        opener = text[line:place]
        return self._far or ("目标" in opener and len(opener) < 12)


def _says_by_when(bracket: str, day: DateToken) -> bool:
    rest = bracket[day.end :]
    return bool(
        day.tail.endswith(("前", "底", "末")) or rest.startswith(("完成", "）"))
    )


def is_aspirational(tokens: Tokens, sentence: Stretch, statement: Stretch) -> bool:
    """Say whether 力争 or its like governs the statement's figure."""
    folded = tokens.folded.text
    opening = max(sentence.start, statement.start - REACH_BACK)
    start = max(opening, folded.rfind("；", opening, statement.start) + 1)
    first, _ = tokens.original(start, start)
    figure = _last_figure(folded, statement)
    end = figure if figure >= 0 else statement.end
    last, _ = tokens.original(end, statement.end)
    return _ASPIRING.search(tokens.text, first, last) is not None


def _last_figure(folded: str, statement: Stretch) -> int:
    """Give the place of the statement's last figure, -1 where it has none."""
    for place in range(statement.end - 1, statement.start - 1, -1):
        if folded[place] in FIGURES:
            return place
    return -1


def task_days(task_deadlines: Mapping[str, date | None], number: str) -> date | None:
    """Give a task's own 完成时限, or that of the nearest item above it."""
    while number:
        if number in task_deadlines:
            return task_deadlines[number]
        number = (
            number.rpartition("/")[0] if "/" in number else number.rpartition("#")[0]
        )
    return None
