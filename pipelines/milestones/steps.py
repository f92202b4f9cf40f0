"""The dated steps that a passage states: each date with its deed, stage by stage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.grammar.clauses import clause_end, sentences
from pipelines.grammar.dates import DateToken
from pipelines.milestones.days import dates_of
from pipelines.milestones.deeds import (
    clause_head,
    deed_after,
    is_ahead,
    is_outside,
    may_be_due,
)
from pipelines.milestones.patterns import (
    AT_LAST,
    CLAUSE,
    MEASURED,
    STATE_REACHED,
    deed_pattern,
)
from pipelines.milestones.rules import DATED_GOALS, NEXT_CLAUSE, STAGE
from pipelines.model import Item, Metadata

TIME = re.compile(r"月|季度|半年|年(?:[底末内]|(?<=\d年))|之日起")
_STAGE = re.compile("阶段|步骤|启动|部署|总结|验收|实施|推进|准备|试点|评估|督查|考核")
_IN_ROW = re.compile("[、和及与]{1,2}")
_STOPS = "。；：，！？\n"
_GOALS_OF = re.compile("(?:度)?(?:工作)?(?:目标|任务|重点)：")


@dataclass(frozen=True, slots=True)
class Step:
    """A dated deed: its range, and where the words after its date begin.

    ``instead`` are later clauses of its sentence, that are the step where the first
    one turns out to state a measure.
    """

    start: int
    deed: int
    end: int
    day: date
    actor: str | None
    rule: str
    instead: tuple[tuple[int, int], ...] = ()


def steps_of(item: Item, metadata: Metadata) -> Iterator[Step]:
    """Yield the dated steps of a passage, in reading order."""
    text = item.passage.text
    if stage := _stage(item, metadata):
        yield stage[0]
        yield from _within_stage(item, metadata, stage[1])
        return
    carried: DateToken | None = None
    for start, end in _sentences(item):
        words = text[start:end]
        tokens: Sequence[DateToken] = ()
        if TIME.search(words):
            tokens = dates_of(words, metadata)
        staged = _stage_within(words, tokens, metadata)
        for step in staged or _steps_of_sentence(words, tokens, item, metadata):
            yield _moved(step, start)
        goals = _date_of_goals(words, tokens)
        carried = goals[0] if goals else carried
        if carried is not None and (goals or not tokens):
            for step in _undated_steps(words, goals[1] if goals else 0, carried):
                if is_ahead(step.day, metadata):
                    yield _moved(step, start)


def _sentences(item: Item) -> Iterator[tuple[int, int]]:
    """Give the sentences of an item's text; its heading's words begin none of them."""
    text, heading = item.passage.text, item.heading_end
    for start, end in sentences(text):
        if start < heading < end and text[heading - 1] not in _STOPS:
            yield start, heading
            yield heading, end
        else:
            yield start, end


def _moved(step: Step, by: int) -> Step:
    return replace(
        step,
        start=step.start + by,
        deed=step.deed + by,
        end=step.end + by,
        instead=tuple((start + by, end + by) for start, end in step.instead),
    )


def _within_stage(item: Item, metadata: Metadata, year: int | None) -> Iterator[Step]:
    """Read the dated steps under a stage's heading, months in the stage's own year.

    A stage that runs over the turn of a year leaves open which year a month means.
    """
    for start, end in _sentences(item):
        words = item.passage.text[start:end]
        if start < item.heading_end or not TIME.search(words):
            continue
        tokens = [
            token
            for token in dates_of(words, metadata, year)
            if year or _YEAR.search(words, token.start, token.end)
        ]
        for step in _steps_of_sentence(words, tokens, item, metadata):
            yield _moved(step, start)


def _stage(item: Item, metadata: Metadata) -> tuple[Step, int | None] | None:
    """Read a heading such as 动员部署阶段（2023年3月-4月）, and its only year."""
    heading = _with_bracket(item)
    if not TIME.search(heading) or not _STAGE.search(heading):
        return None
    tokens = dates_of(heading, metadata)
    for token in reversed(tokens):
        in_bracket = heading.rfind("（", 0, token.start) >= 0
        if in_bracket and token.last is not None and is_ahead(token.last, metadata):
            end = clause_end(item.passage.text, item.heading_end)
            years = {day.year for one in tokens for day in (one.first, one.last) if day}
            year = years.pop() if len(years) == 1 else None
            return Step(0, 0, end, token.last, None, STAGE), year
    return None


# A stage told in the running text: 第一阶段（3月-5月），…；第二阶段（6月-8月），….
_STAGE_WITHIN = re.compile(
    "(?:[0-9][.．]|[一二三四五六]是)?(?:第[一二三四五六]阶段|[一-龥]{2,8}阶段)"
    "(?:[：，][一-龥]{2,10})?（(?P<when>[^（）]{3,40})）"
)


def _stage_within(
    words: str, tokens: Sequence[DateToken], metadata: Metadata
) -> tuple[Step, ...]:
    """Give the stage with which a sentence opens, where its bracket says by when."""
    stage = _STAGE_WITHIN.match(words) if tokens else None
    if stage is None:
        return ()
    within = [one for one in tokens if one.start in range(*stage.span("when"))]
    day = within[-1].last if within else None
    if day is None or not is_ahead(day, metadata):
        return ()
    end = len(words.rstrip(_STOPS))
    return (Step(0, 0, end, day, None, STAGE),)


def _with_bracket(item: Item) -> str:
    """Give an item's heading, and the bracket right behind it."""
    text, end = item.passage.text, item.heading_end
    if end and text.startswith("（", end):
        end = text.find("）", end) + 1 or end
    return text[:end]


def _steps_of_sentence(
    words: str, tokens: Sequence[DateToken], item: Item, metadata: Metadata
) -> Iterator[Step]:
    row: list[DateToken] = []
    for index, token in enumerate(tokens):
        follows = tokens[index + 1] if index + 1 < len(tokens) else None
        if not may_be_due(words, token, row, metadata):
            row = []
            continue
        row.append(token)
        if follows and _IN_ROW.fullmatch(words[token.end : follows.start]):
            continue
        until = _next_date(tokens, index, words)
        yield from _due(words, row, until, item, own=_is_own_year(token, metadata))
        row = []


def _is_own_year(token: DateToken, metadata: Metadata) -> bool:
    """Say whether a date but names the one year of the plan: 2025年，甲率达到…."""
    plain = token.precision == "year" and not token.lead and not token.tail
    one = metadata.period_start == metadata.period_end is not None
    return plain and one and token.last == metadata.plan_end


def _due(
    words: str, row: Sequence[DateToken], until: int, item: Item, *, own: bool
) -> Iterator[Step]:
    """Give the step for each date of *row*, whose sentence runs on up to *until*.

    The plan's own year dates no clause behind its measures.
    """
    first, token = row[0], row[-1]
    found = deed_after(words, first, token, item)
    start = clause_head(words, first.start)
    if found is None and (own or is_outside(item) or _GOALS_OF.match(words, token.end)):
        return
    if found is None:
        measured = next(_clauses(words, token.end, until), None)
        later = _later(words, measured[1], until) if measured else ()
        if measured and not MEASURED.search(words, *measured):
            later = tuple(place for place in later if AT_LAST.match(words, *place))
        if not later:
            return
        (start, end), *rest = later
        deed, actor, rule, instead = start, None, NEXT_CLAUSE, tuple(rest)
    else:
        (end, actor, rule), deed = found, token.end
        instead = _later(words, end, until)
    for due in row:
        if due.last is not None:
            yield Step(start, deed, end, due.last, actor, rule, instead)


def _next_date(tokens: Sequence[DateToken], index: int, words: str) -> int:
    return tokens[index + 1].start if index + 1 < len(tokens) else len(words)


def _later(words: str, since: int, until: int) -> tuple[tuple[int, int], ...]:
    """Give the clauses behind the first that state a deed or what it brings about."""
    return tuple(
        (start, end)
        for start, end in _clauses(words, since, until)
        if not _FIGURE.search(_QUOTED.sub("", words[start:end]))
        if deed_pattern().match(words, start, end)
        or STATE_REACHED.fullmatch(words, start, end)
    )


def _clauses(words: str, since: int, until: int) -> Iterator[tuple[int, int]]:
    for found in CLAUSE.finditer(words, since, until):
        yield found.span()


def _date_of_goals(
    words: str, tokens: Sequence[DateToken]
) -> tuple[DateToken, int] | None:
    """Give the date of a line that opens 2018年目标：, and where its goals begin."""
    for token in tokens[:1]:
        goals = _GOALS_OF.match(words, token.end)
        if token.start <= 3 and goals:
            return token, goals.end()
    return None


def _undated_steps(words: str, since: int, carried: DateToken) -> Iterator[Step]:
    """Read the clauses under 2018年目标： that state a deed and hold no figure."""
    for first, end in _clauses(words, since, len(words)):
        order = _ORDER.match(words, first)
        start = order.end() if order else first
        deed = deed_pattern().match(words, start, end)
        if deed is None or carried.last is None or _FIGURE.search(words, start, end):
            continue
        yield Step(first, start, end, carried.last, deed["actor"], DATED_GOALS)


_QUOTED = re.compile("“[^“”]*”")  # a figure in a name: “15分钟样例圈”
_ORDER = re.compile("[一二三四五六七八九十]是|\\d[.．]|（\\d）")
_FIGURE = re.compile("\\d|全覆盖")
_YEAR = re.compile(r"\d{4}年")
