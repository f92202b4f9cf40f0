"""Read the dated steps of a plan.

By the annotation guideline: a date with a deed, and no measure. A dated target is a
target, a dated document a deliverable, a 完成时限 dates its task; none is a milestone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.grammar.clauses import clause_end, sentences
from pipelines.grammar.dates import DateToken, find_dates
from pipelines.grammar.reviews import reviews
from pipelines.milestones.patterns import (
    CLAUSE,
    COVERS,
    DONE,
    DRAFTS,
    MEASURED,
    REPEATED,
    STARTS,
    STATE_REACHED,
    actor_first,
    before_date,
    deed_pattern,
)
from pipelines.milestones.rules import (
    DATED,
    DATED_GOALS,
    NEXT_CLAUSE,
    STAGE,
    STATE,
)
from pipelines.milestones.words import REPORTING
from pipelines.model import (
    Consumed,
    Deliverable,
    Item,
    ItemKind,
    Metadata,
    Milestone,
    Outline,
    Span,
    Target,
)

_TIME = re.compile(r"月|季度|半年|年(?:[底末]|(?<=\d年))")
_DAYS = frozenset({"day", "month", "quarter", "half", "year"})
_STAGE = re.compile("阶段|步骤|启动|部署|总结|验收|实施|推进|准备|试点|评估|督查|考核")
_NOT_DUE = ("自", "从", "截至", "截止")
_IN_ROW = re.compile("[、和及与]{1,2}")
_IN_BRACKETS = re.compile("（[^（）]*）")
_STOPS = "。；：，！？\n"
_GOALS_OF = re.compile("(?:度)?(?:工作)?(?:目标|任务|重点)：")


@dataclass(frozen=True, slots=True)
class _Step:
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


def read_milestones(
    items: Outline,
    metadata: Metadata,
    targets: Sequence[Target] = (),
    consumed: Consumed | None = None,
    deliverables: Sequence[Deliverable] = (),
) -> tuple[Milestone, ...]:
    """Read the dated steps of *items*, one for each date of a sentence."""
    back = reviews(items)
    measured = _spans_by_item((*targets, *deliverables))
    found = []
    for item in items.items:
        if item.number in back or not _TIME.search(item.passage.text):
            continue
        used = (consumed or {}).get(item.number, ())
        for step in _steps(item, metadata):
            if any(start <= step.start < end for start, end in used):
                continue
            free = _unmeasured(item, step, measured.get(item.number, ()))
            if free is not None:
                found.append(_milestone(item, free))
    return tuple(found)


def _unmeasured(item: Item, step: _Step, measured: Sequence[Span]) -> _Step | None:
    """Give the step, or the first later clause in its stead that has no measure."""
    places = [(step.deed, step.end), *step.instead]
    for number, (start, end) in enumerate(places):
        deed = item.passage.span(start, end)
        if not any(span.overlaps(deed) for span in measured):
            later = replace(step, start=start, end=end, rule=NEXT_CLAUSE)
            return later if number else step
    return None


def _spans_by_item(rows: Sequence[Target | Deliverable]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for row in rows:
        spans.setdefault(row.item, []).append(row.span)
    return spans


def _milestone(item: Item, step: _Step) -> Milestone:
    return Milestone(
        item=item.number,
        date=step.day,
        actor=step.actor,
        span=item.passage.span(step.start, step.end),
        rule=step.rule,
    )


def _steps(item: Item, metadata: Metadata) -> Iterator[_Step]:
    text = item.passage.text
    if stage := _stage(item, metadata):
        yield stage
        return
    carried: DateToken | None = None
    for start, end in _sentences(item):
        words = text[start:end]
        tokens: Sequence[DateToken] = ()
        if _TIME.search(words):
            tokens = find_dates(
                words, year=metadata.year, period_end=metadata.period_end
            )
        for step in _steps_of_sentence(words, tokens, item, metadata):
            yield _moved(step, start)
        goals = _date_of_goals(words, tokens)
        carried = goals[0] if goals else carried
        if carried is not None and (goals or not tokens):
            for step in _undated_steps(words, goals[1] if goals else 0, carried):
                if _is_ahead(step.day, metadata):
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


def _moved(step: _Step, by: int) -> _Step:
    return replace(
        step,
        start=step.start + by,
        deed=step.deed + by,
        end=step.end + by,
        instead=tuple((start + by, end + by) for start, end in step.instead),
    )


def _stage(item: Item, metadata: Metadata) -> _Step | None:
    """Read a heading such as 动员部署阶段（2023年3月-4月）."""
    heading = item.passage.text[: item.heading_end]
    if not _TIME.search(heading) or not _STAGE.search(heading):
        return None
    tokens = find_dates(heading, year=metadata.year, period_end=metadata.period_end)
    for token in reversed(tokens):
        in_bracket = heading.rfind("（", 0, token.start) >= 0
        if in_bracket and token.last is not None and _is_ahead(token.last, metadata):
            end = clause_end(item.passage.text, item.heading_end)
            return _Step(0, 0, end, token.last, None, STAGE)
    return None


def _steps_of_sentence(
    words: str, tokens: Sequence[DateToken], item: Item, metadata: Metadata
) -> Iterator[_Step]:
    row: list[DateToken] = []
    for index, token in enumerate(tokens):
        follows = tokens[index + 1] if index + 1 < len(tokens) else None
        if not _may_be_due(words, token, row, metadata):
            row = []
            continue
        row.append(token)
        if follows and _IN_ROW.fullmatch(words[token.end : follows.start]):
            continue
        until = _next_date(tokens, index, words)
        yield from _due(words, row, until, item)
        row = []


def _due(
    words: str, row: Sequence[DateToken], until: int, item: Item
) -> Iterator[_Step]:
    """Give the step for each date of *row*, whose sentence runs on up to *until*."""
    first, token = row[0], row[-1]
    found = _deed_after(words, first, token, item)
    start = _clause_head(words, first.start)
    if found is None and _is_outside(item):
        return
    if found is None:
        measured = next(_clauses(words, token.end, until), None)
        later = _later(words, measured[1], until) if measured else ()
        if not later or not measured or not MEASURED.search(words, *measured):
            return
        (start, end), *rest = later
        deed, actor, rule, instead = start, None, NEXT_CLAUSE, tuple(rest)
    else:
        (end, actor, rule), deed = found, token.end
        instead = _later(words, end, until)
    for due in row:
        if due.last is not None:
            yield _Step(start, deed, end, due.last, actor, rule, instead)


def _next_date(tokens: Sequence[DateToken], index: int, words: str) -> int:
    return tokens[index + 1].start if index + 1 < len(tokens) else len(words)


def _later(words: str, since: int, until: int) -> tuple[tuple[int, int], ...]:
    """Give the clauses behind the first that state a deed or what it brings about."""
    return tuple(
        (start, end)
        for start, end in _clauses(words, since, until)
        if not _FIGURE.search(words, start, end)
        if deed_pattern().match(words, start, end)
        or STATE_REACHED.fullmatch(words, start, end)
    )


def _clauses(words: str, since: int, until: int) -> Iterator[tuple[int, int]]:
    for found in CLAUSE.finditer(words, since, until):
        yield found.span()


def _may_be_due(
    words: str, token: DateToken, row: Sequence[DateToken], metadata: Metadata
) -> bool:
    if token.last is None or token.precision not in _DAYS:
        return False
    if token.lead in _NOT_DUE and not STARTS.match(words, token.end):
        return False
    if not _is_ahead(token.last, metadata):
        return False
    before = words[: token.start]
    if REPEATED.search(before) or before.count("《") > before.count("》"):
        return False
    return bool(row) or _opens_clause(before)


def _is_ahead(day: date, metadata: Metadata) -> bool:
    """Say whether a day lies in the year of issue or later, as far as is known."""
    if metadata.issued_on is not None:
        return day.year >= metadata.issued_on.year
    return metadata.period_start is None or day.year >= metadata.period_start


def _clause_head(words: str, at: int) -> int:
    """Give where the clause of *at* begins; 、 within brackets parts nothing."""
    start = max(words.rfind(mark, 0, at) for mark in "，：。；—\n") + 1
    bare = _IN_BRACKETS.sub(lambda found: "（" * len(found[0]), words[start:at])
    return start + bare.rfind("、") + 1


def _opens_clause(before: str) -> bool:
    """Say whether a date stands at the head of its clause, or behind its actor."""
    words = before[_clause_head(before, len(before)) :]
    return not words or before_date().fullmatch(words) is not None


def _deed_after(
    words: str, first: DateToken, token: DateToken, item: Item
) -> tuple[int, str | None, str] | None:
    """Give the end of the step, its actor and rule; None where no deed follows."""
    at = token.end
    if token.lead in _NOT_DUE:
        at += words.startswith("起", at)
    if words[at : at + 1] in ("，", "、", "："):
        at += 1
    outside = _is_outside(item)
    if not outside and (state := STATE_REACHED.match(words, at)):
        return state.end(), None, STATE
    end = clause_end(words, at)
    deed = deed_pattern().match(words, at, end)
    if deed is None or DONE.search(words[at : deed.end() + 1]):
        return None
    if deed[0].endswith("实现") and COVERS.match(words, deed.end()):
        return None
    if "《" in words[deed.start() : end] and DRAFTS.search(deed[0]):
        return None
    if outside and not _is_call(words[at:end], token):
        return None
    actor = deed["actor"] or _actor_before(words[: first.start])
    return end, actor, DATED


def _is_outside(item: Item) -> bool:
    """Say whether a passage is the letter or the foot of a notice."""
    return item.kind in (ItemKind.FRONT, ItemKind.BACK)


def _is_call(clause: str, token: DateToken) -> bool:
    """Say whether a letter calls on its addressees: 于6月30日前报送."""
    return token.tail.endswith("前") and any(verb in clause for verb in REPORTING)


def _actor_before(before: str) -> str | None:
    cut = max(before.rfind(mark) for mark in "，：。；—\n") + 1
    for words in (before[cut:], before):
        if match := actor_first().match(words):
            return match["actor"]
    return None


def _date_of_goals(
    words: str, tokens: Sequence[DateToken]
) -> tuple[DateToken, int] | None:
    """Give the date of a line that opens 2018年目标：, and where its goals begin."""
    for token in tokens[:1]:
        goals = _GOALS_OF.match(words, token.end)
        if token.start <= 3 and goals:
            return token, goals.end()
    return None


def _undated_steps(words: str, since: int, carried: DateToken) -> Iterator[_Step]:
    """Read the clauses under 2018年目标： that state a deed and hold no figure."""
    for first, end in _clauses(words, since, len(words)):
        order = _ORDER.match(words, first)
        start = order.end() if order else first
        deed = deed_pattern().match(words, start, end)
        if deed is None or carried.last is None or _FIGURE.search(words, start, end):
            continue
        yield _Step(first, start, end, carried.last, deed["actor"], DATED_GOALS)


_ORDER = re.compile("[一二三四五六七八九十]是|\\d[.．]|（\\d）")
_FIGURE = re.compile("\\d|全覆盖")
