"""Read the targets of a notice, and account for the figures that are none.

The layers, in order: tokens of a passage; sentences, clauses and statements
(coordination); what a statement is not (judging); what it states (rules); by when and
how firmly (carrying over); rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipelines.grammar.needs import anchored
from pipelines.model import (
    Account,
    Consumed,
    Finding,
    Item,
    ItemKind,
    Metadata,
    Outline,
    Target,
    TargetReading,
    TaskDeadline,
)
from pipelines.targets.carrying import Carrier, task_days
from pipelines.targets.deadlines import deadlines
from pipelines.targets.judging import Judge
from pipelines.targets.openings import is_advice_heading, is_idle_heading
from pipelines.targets.passages import PassageReader
from pipelines.targets.table_rows import of_row
from pipelines.targets.tokens import Tokens, tokenize

_IN_BRACKETS = re.compile("（[^（）]*）")
_LETTER = re.compile("印发给你们|遵照执行|请(?:认真|结合)|：(?:现将|经|为)|通知|精神")
# A letter that issues a plan ends with its day; the plan's own opening words follow.
_LETTER_END = re.compile(
    "\n(?:19|20)\\d\\d年\\d{1,2}月\\d{1,2}日(?=\n)(?:\n（[^（）\n]*）|\n附件[0-9]?：?)*\n[^\n]{4,80}\n"
)
_WORTH_READING = re.compile(
    anchored(
        "[0-9]|[一二两三四五六七八九十](?:余|多)?(?:个|家|所|项|次|名|人|期|场|支|处|条|批|倍|成|轮|部|座|台|张|门|套|辆)|(?<![十第])[一二两三四五六七八九]届|百分之|分之|翻|减半|一半|半数|[百千][家个名所项户场]"
        "|覆盖|全部|全量|均|都|人人|所有|应.{1,3}尽|率|比例|比重|占比|人数|人次|发生|趋势|势头|增速|增长速度|达标|满意度|人均|寿命|水平"
        "|达到|位居|稳居|低于|高于|优于|好于|进入|前列|总量|排放量|起数|事故|案件|死亡|强度|浓度|知晓度|同步|持平"
    )
)


def read_targets(
    outline: Outline,
    metadata: Metadata,
    task_deadlines: Iterable[TaskDeadline],
    consumed: Consumed,
) -> TargetReading:
    """Read every target that the prose of a notice states.

    *consumed* are ranges of passages that other readers have read (responsibility
    lists, tables): nothing is read there. Figures that were understood as no target
    come back as accounts.
    """
    reader = _Reader(outline, metadata, task_deadlines)
    for item in outline.items:
        if item.kind is ItemKind.FRONT:
            letter = (0, _end_of_letter(item.passage.text))
            reader.read(item, (letter, *consumed.get(item.number, ())))
        elif item.kind is not ItemKind.BACK:
            reader.read(item, consumed.get(item.number, ()))
    return TargetReading(
        tuple(reader.targets), tuple(reader.accounts), tuple(reader.findings)
    )


def _end_of_letter(front: str) -> int:
    """Give where the letter before a plan ends with its title; all where none does."""
    ends = [found.end() for found in _LETTER_END.finditer(front)]
    if not ends and not _LETTER.search(_IN_BRACKETS.sub("", front)):
        return front.find("\n") + 1 or len(front)
    return max(ends, default=len(front))


# 到2020年，样例体系更加健全。实现以下目标：
_LEADS_TO_GOALS = re.compile("(?:目标|指标|要求|任务|结果|成效)(?:是|为|如下)?[：:]$")

_GOAL_YEAR = re.compile("到(20\\d\\d)年")


def _first_goal(outline: Outline) -> int | None:
    """Give the first year that an undated notice wants something reached by."""
    return min(
        (
            int(year)
            for item in outline.items
            for year in _GOAL_YEAR.findall(item.passage.text)
        ),
        default=None,
    )


class _Reader:
    """Reads items one by one; holds what was found and what governs them."""

    def __init__(
        self,
        outline: Outline,
        metadata: Metadata,
        task_deadlines: Iterable[TaskDeadline],
    ) -> None:
        self.targets: list[Target] = []
        self.accounts: list[Account] = []
        self.findings: list[Finding] = []
        self._items: Mapping[str, Item] = {item.number: item for item in outline.items}
        self._task_days: dict[str, date | None] = {
            one.item: one.deadline for one in task_deadlines if one.deadline
        }
        self._period_end = metadata.period_end
        self._year = metadata.year
        self._plan_end = metadata.plan_end
        issued = metadata.issued_on or metadata.published_on
        years = [
            y for y in (metadata.period_start, issued.year if issued else None) if y
        ]
        self._now = min(years, default=None) or _first_goal(outline)
        self._lent: tuple[str, date | None] = ("", None)

    def read(self, item: Item, consumed: tuple[tuple[int, int], ...]) -> None:
        """Read one item's own words."""
        text = _unconsumed(item, consumed)
        if not _WORTH_READING.search(text):
            return
        tokens = tokenize(text, year=self._year, period_end=self._period_end)
        headings = self._headings(item)
        carrier = Carrier(
            tokens,
            heading=headings,
            task_deadline=task_days(self._task_days, item.number) or self._led(item),
            plan_end=self._plan_end,
            year=self._now,
        )
        self._lend(item, tokens)
        advice = is_advice_heading(headings)
        judge = Judge(tokens, self._now, end=self._period_end, advice=advice)
        passage = PassageReader(item, tokens, carrier, judge)
        front = item.kind is ItemKind.FRONT
        passage.read(idle=is_idle_heading(headings), front=front)
        if item.kind is ItemKind.ROW:
            self.targets += [of_row(target, item) for target in passage.targets]
        else:
            self.targets += passage.targets
        self.accounts += passage.ledger.accounts
        self.findings += passage.findings

    def _lend(self, item: Item, tokens: Tokens) -> None:
        """Keep the one day of words that lead to a list of goals, for its bullets."""
        if "#" in item.number:
            return
        days = {one.days for one in deadlines(tokens, self._now)}
        leads = _LEADS_TO_GOALS.search(item.passage.text) and len(days) == 1
        [day, *others] = days.pop() if leads else (None,)
        self._lent = (item.number, None if others else day)

    def _led(self, item: Item) -> date | None:
        """Give the day that the words above a bullet lend it: 到2020年，…以下目标：."""
        above, day = self._lent
        return day if item.number.rpartition("#")[0] == above else None

    def _headings(self, item: Item) -> str:
        names = [item.heading]
        parent = item.parent
        while parent is not None and (above := self._items.get(parent)):
            names.append(above.heading)
            parent = above.parent
        return "／".join(names)


def _unconsumed(item: Item, consumed: tuple[tuple[int, int], ...]) -> str:
    """Give an item's words with line ends in the place of what is read already."""
    text = item.passage.text
    for start, end in consumed:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text
