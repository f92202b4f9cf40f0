"""Read the dated steps of a plan.

By the annotation guideline: a date with a deed, and no measure. A dated target is a
target, a dated document a deliverable, a 完成时限 dates its task; none is a milestone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipelines.grammar.clauses import clause_end, sentences
from pipelines.grammar.dates import DateToken, find_dates
from pipelines.grammar.reviews import reviews
from pipelines.milestones.rules import DATED, DATED_GOALS, STAGE
from pipelines.milestones.words import (
    ADVERBS,
    BODY_ENDS,
    DEEDS,
    PREPOSITIONS,
    REPORTING,
)
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

_TIME = re.compile(r"\d年|月|季度|半年|年[底末]")
_DAYS = frozenset({"day", "month", "quarter", "half", "year"})
_STAGE = re.compile("阶段|步骤|启动|部署|总结|验收|实施|推进|准备|试点|评估|督查|考核")
_NOT_DUE = ("自", "从", "截至", "截止")
_REPEATED = re.compile("每年?$|每[季半]?$")
_IN_ROW = re.compile("[、和及与]{1,2}")
_IN_BRACKETS = re.compile("（[^（）]*）")
_DONE = re.compile("已经?|以来|了")
# Deeds whose object in 《》 is a document: it is a deliverable.
_DRAFTS = re.compile("(?:制定|制订|编制|出台|印发|发布|修订|公布)$|编制完成")
_GOALS_OF = re.compile("(?:度)?(?:工作)?(?:目标|任务|重点)：")


@dataclass(frozen=True, slots=True)
class _Step:
    """A dated deed: its range, and where the words after its date begin."""

    start: int
    deed: int
    end: int
    day: date
    actor: str | None
    rule: str


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
            deed = item.passage.span(step.deed, step.end)
            if not any(span.overlaps(deed) for span in measured.get(item.number, ())):
                found.append(_milestone(item, step))
    return tuple(found)


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
    for start, end in sentences(text):
        words = text[start:end]
        tokens: Sequence[DateToken] = ()
        if _TIME.search(words):
            tokens = find_dates(
                words, year=metadata.year, period_end=metadata.period_end
            )
        for step in _steps_of_sentence(words, tokens, item, metadata):
            yield _moved(step, start)
        if carried is not None and not tokens:
            carried_step = _undated_step(words, carried, metadata)
            if carried_step:
                yield _moved(carried_step, start)
        carried = _date_of_goals(words, tokens) or carried


def _moved(step: _Step, by: int) -> _Step:
    return replace(step, start=step.start + by, deed=step.deed + by, end=step.end + by)


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
        if deed := _deed_after(words, row[0], token, item):
            end, actor = deed
            for due in row:
                if due.last is not None:
                    start = _clause_head(words, row[0].start)
                    yield _Step(start, token.end, end, due.last, actor, DATED)
        row = []


def _may_be_due(
    words: str, token: DateToken, row: Sequence[DateToken], metadata: Metadata
) -> bool:
    if token.last is None or token.precision not in _DAYS or token.lead in _NOT_DUE:
        return False
    if not _is_ahead(token.last, metadata):
        return False
    before = words[: token.start]
    if _REPEATED.search(before) or before.count("《") > before.count("》"):
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
    return not words or _before_date().fullmatch(words) is not None


def _deed_after(
    words: str, first: DateToken, token: DateToken, item: Item
) -> tuple[int, str | None] | None:
    """Give the end of the step and its actor; None where no deed follows."""
    at = token.end
    if words[at : at + 1] in ("，", "、", "："):
        at += 1
    end = clause_end(words, at)
    deed = _deed().match(words, at, end)
    if deed is None or _DONE.search(words[at : deed.end() + 1]):
        return None
    if "《" in words[deed.start() : end] and _DRAFTS.search(deed[0]):
        return None
    outside = item.kind in (ItemKind.FRONT, ItemKind.BACK)
    if outside and not _is_call(words[at:end], token):
        return None
    actor = deed["actor"] or _actor_before(words[: first.start])
    return end, actor


def _is_call(clause: str, token: DateToken) -> bool:
    """Say whether a letter calls on its addressees: 于6月30日前报送."""
    return token.tail.endswith("前") and any(verb in clause for verb in REPORTING)


def _actor_before(before: str) -> str | None:
    cut = max(before.rfind(mark) for mark in "，：。；—\n") + 1
    for words in (before[cut:], before):
        if match := _actor_first().match(words):
            return match["actor"]
    return None


def _date_of_goals(words: str, tokens: Sequence[DateToken]) -> DateToken | None:
    """Give the date of a line that opens 2018年目标：."""
    for token in tokens[:1]:
        if token.start <= 3 and _GOALS_OF.match(words, token.end):
            return token
    return None


def _undated_step(words: str, carried: DateToken, metadata: Metadata) -> _Step | None:
    """Read a sentence under 2018年目标： that states a deed."""
    order = _ORDER.match(words)
    start = order.end() if order else 0
    end = clause_end(words, start)
    deed = _deed().match(words, start, end)
    if deed is None or carried.last is None or not _is_ahead(carried.last, metadata):
        return None
    return _Step(start, start, end, carried.last, deed["actor"], DATED_GOALS)


_ORDER = re.compile("[一二三四五六七八九十]是|\\d[.．]|（\\d）")


def _choice(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_ACTOR = f"(?P<actor>[^，。；：“《]{{1,40}}?(?:{_choice(BODY_ENDS)}))"


@cache
def _deed() -> re.Pattern[str]:
    """What may follow a date: adverbs, an actor, a means, and the deed."""
    adverbs = f"(?:{_choice(ADVERBS)})*"
    means = f"(?:(?:{_choice(PREPOSITIONS)})[^，。；]{{1,60}}?)??"
    no_body = f"(?!{_choice((*PREPOSITIONS, *DEEDS, *ADVERBS))})"
    actor = f"(?:由?{no_body}{_ACTOR}(?:牵头|会同有关部门|会同[^，。；]{{2,20}})?)??"
    deeds = f"(?:{_choice(DEEDS)})(?!区)"
    return re.compile(f"{adverbs}{actor}{adverbs}{means}{adverbs}{deeds}")


@cache
def _before_date() -> re.Pattern[str]:
    """What may stand between the head of a clause and its date."""
    return re.compile(
        f"(?:(?:{_choice(ADVERBS)}|其中|即|（|各地|本着)*|.{{1,30}}?(?:{_choice(BODY_ENDS)})"
        "(?:要|应|须|需|应当|负责)?)"
    )


@cache
def _actor_first() -> re.Pattern[str]:
    return re.compile(f"{_ACTOR}(?:要|应|须|需|应当|负责)?(?=$|要|应|须|需)")
