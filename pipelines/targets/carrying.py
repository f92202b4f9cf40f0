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
from pipelines.targets.deadlines import Stated, deadlines
from pipelines.targets.heads import is_distributed
from pipelines.targets.scene import REACH_BACK
from pipelines.targets.symbols import BRACKET, DATE, EVERY, FIGURES, MAKE
from pipelines.targets.tokens import Tokens

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
# From here on no day that stands before is meant: 到2023年达到50%；此后每年提高1%.
_ONWARD = re.compile("[，；](?:此后|其后|之后|以后|今后)")
_OWN_CLAUSE = re.compile("[^，；：]+")
_COUNTED = re.compile(f"[{FIGURES}{DATE}]")
# What a line of goals turns to: 行动目标：到2027年…。主要举措：….
_TURNS = re.compile("(?<=。)(?:主要|重点|工作|具体|行动)(?:举措|措施|任务|内容|路径)：")
_LABEL = 6  # characters of such a turn
_OPENERS = "力争确保争取努力计划到"
_GOALS = re.compile("目标|指标|任务目标")


@record(frozen=True, slots=True)
class Term:
    """By when: the last days of the governing phrase, and whether it was stated."""

    days: tuple[date, ...]
    stated: bool


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
            dealt = len(last.days) > 1 and self._deals_out(last, clause)
            return Term(last.days[-1:] if dealt else last.days, stated=True)
        if self._task_deadline is not None:
            return Term((self._task_deadline,), stated=True)
        if last and self._reaches(last.place, sentence):
            return Term(last.days, stated=True)
        return Term((self._plan_end,) if self._plan_end else (), stated=False)

    def _governing(
        self, sentence: Stretch, clause: Stretch, statement: Stretch
    ) -> Stated | None:
        """Give the last deadline before a statement that reaches it.

        One that stands amid a sentence, tied to the words after it, dates its own
        clause alone: …，2025年底前建成3个中心，签约率达到80%.
        """
        known = bisect_left(self._places, self._end_of_figures(clause, statement))
        text = self._tokens.folded.text
        goes_on = _GOES_ON.match(text, clause.start)
        onward = _onward(text, sentence.start, clause)
        step: Stated | None = None  # of a ladder that ； closed
        rung: Stated | None = None  # of a ladder that goes up within the sentence
        for last in reversed(self._deadlines[:known]):
            tied = clause.start > last.place >= sentence.start and self._is_tied(
                last, clause
            )
            if last.place < onward:
                return None
            closed = "；" in text[last.place : clause.start]
            if tied and not closed and self._is_bare_year(last):
                rung = rung or last
            if (goes_on and not self._is_of_some(last, clause)) or not tied:
                if rung and rung.days[-1] > last.days[-1] and not goes_on:
                    return rung
                climbed = step is not None and step.days[-1] > last.days[-1]
                return None if climbed and not goes_on else last
            if closed:
                step = last
        return None

    def _deals_out(self, deadline: Stated, clause: Stretch) -> bool:
        """Say whether the clause of several days deals them out itself.

        2023年、2024年甲率分别达到1%、2%，乙率达到5%: the last day is that of 乙率.
        """
        text = self._tokens.folded.text
        own = _OWN_CLAUSE.match(text, deadline.place)
        ends = own.end() if own else deadline.place
        return ends < clause.start and is_distributed(text[deadline.place : ends])

    def _is_of_some(self, deadline: Stated, clause: Stretch) -> bool:
        """Say whether a day is that of some alone, and others come besides.

        续建的4所9月1日前开园，新增学位900个: the places are those of all.
        """
        text = self._tokens.folded.text
        opened = max(text.rfind(mark, 0, deadline.place) for mark in "，；：。\n") + 1
        adds = self._tokens.marks.get(clause.start)
        more = adds is not None and adds.text.startswith("新增")
        return more and any(one in FIGURES for one in text[opened : deadline.place])

    def _is_bare_year(self, deadline: Stated) -> bool:
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

    def _is_tied(self, deadline: Stated, clause: Stretch) -> bool:
        """Say whether a deadline amid its sentence is part of its own clause."""
        text = self._tokens.folded.text
        opened = max(text.rfind(mark, 0, deadline.place) for mark in "，；：。\n")
        begins = not text[opened + 1 : deadline.place].strip(_OPENERS)
        first = text[opened] in "。\n" if opened >= 0 else True
        own = self._tokens.marks[deadline.place].text.endswith("前")
        recurs = EVERY in text[clause.start : clause.end]
        if _CLOSED.match(text, deadline.place):
            # What comes back every year is not due by a day: 2024年底前，…，每季度….
            return own and recurs
        apart = own and (recurs or "；" in text[deadline.place : clause.start])
        opens = first or (not recurs and self._is_goal(deadline))
        return apart or not (begins and opens)

    def _is_goal(self, deadline: Stated) -> bool:
        """Say whether a day opens the goals of a sentence: 健全体系，到2025年甲率….

        Before it nothing is counted, and no other day stands.
        """
        text = self._tokens.folded.text
        opened = max(text.rfind(mark, 0, deadline.place) for mark in "。\n") + 1
        day = self._tokens.marks[deadline.place].date
        to = day is not None and day.lead.endswith(("到", "至"))
        return to and not _COUNTED.search(text, opened, deadline.place)

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
        if place < line or _TURNS.search(text, place, sentence.start + _LABEL):
            return False
        opener = text[line:place]
        return self._far or ("目标" in opener and len(opener) < 12)


def _onward(folded: str, start: int, clause: Stretch) -> int:
    """Give where a sentence last turns to what comes after its days, -1 if nowhere."""
    found = [one.start() for one in _ONWARD.finditer(folded, start, clause.end)]
    return max(found, default=-1)


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
