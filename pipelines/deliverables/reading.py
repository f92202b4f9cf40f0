"""Read the documents that shall be issued.

By the annotation guideline: a verb of drafting or issuing governs a title, in 《》 or
one that names its own subject and closes in a document's noun. A law or plan that is
only cited, carried out or made known is none; nor is an unnamed paper (相关实施方案).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipelines.deliverables.rules import MARKED_TITLE, NAMED_SUBJECT
from pipelines.deliverables.titles import Title, is_empty, title_worked_on, titles_after
from pipelines.deliverables.words import (
    COMPANIONS,
    LEANS_ON,
    NEEDS_MARKS,
    NOT_ORDERED,
    ONLY_REPORTS,
    OWN_GROUNDS,
    VERBS,
)
from pipelines.grammar.clauses import clause_around, sentence_around
from pipelines.grammar.dates import find_dates
from pipelines.grammar.papers import Paper, find_papers, plain_title
from pipelines.grammar.reviews import reviews
from pipelines.model import (
    Consumed,
    Deliverable,
    Item,
    ItemKind,
    Metadata,
    Outline,
    TaskDeadline,
)

_VERB = "|".join(VERBS)
_RUN = re.compile(
    f"(?:{_VERB})(?:(?:、|和|并|及|与|或)?(?:{_VERB}|{'|'.join(COMPANIONS)}))*"
    "(?:并(?:组织|推动)?(?:推广应用|推广|落实|实施|公开))?"
)
_VERBS = re.compile(_VERB)
_WORK_AFTER = re.compile(
    "(?:的)?(修订|制定|制订|编制|起草|修编|编写)(?:工作|任务)?(?=[，。；、]|$)"
)
_WORK_BEFORE = re.compile(
    "(?:推动|推进|启动|开展|加快|完成|做好|抓好|组织|组织开展|配合做好|积极)$"
)
_NOT_ORDERED = re.compile("|".join(NOT_ORDERED))
_LEANS_ON = re.compile(f"(?:{'|'.join(LEANS_ON)})([^，。；]*)$")
_OWN_GROUNDS = re.compile("|".join(OWN_GROUNDS))
_MENTIONED = re.compile(
    "^（(?:详?见|参见|附)|^(?:的)?(?:精神|要求|规定|部署|以来|印发|实施以来|中的|明确)"
)
# 为…制定…提供依据: what somebody else will write.
_PROVIDES = re.compile("[^。；]*提供(?:依据|支撑|支持|参考|保障|服务|基础)").match
# By a day ahead a list is first made known: 9月底前公布样例清单.
_DUE = re.compile("[年月日底末]前$")
# 编制《…》，12月底前印发: the day stands behind the title, with the last step.
_THEN_ISSUED = re.compile(
    "，(?:力争|争取|确保|计划|于)?(?P<day>[^，。；《》]{2,16}?)(?:正式)?(?:印发|出台|发布|颁布|公布)(?:实施|执行)?(?=[，。；]|$)"
)
_TIME = re.compile("[年月季旬]|十[一二三四五六]五")
_READ = frozenset({ItemKind.SECTION, ItemKind.ITEM, ItemKind.BULLET, ItemKind.ROW})


def read_deliverables(
    items: Outline,
    metadata: Metadata,
    task_deadlines: Sequence[TaskDeadline] = (),
    consumed: Consumed | None = None,
) -> tuple[Deliverable, ...]:
    """Read the documents that the items order, each once, in outline order."""
    own = {row.item: row.deadline for row in task_deadlines}
    found: list[Deliverable] = []
    seen: dict[str, int] = {}
    back = reviews(items)
    for item in items.items:
        if item.kind not in _READ or item.number in back:
            continue
        used = (consumed or {}).get(item.number, ())
        deadline = own.get(item.number) or metadata.plan_end
        for row in _text_before_heading(item, _in_item(item, used, metadata, deadline)):
            place = _repeats(row, found)
            if place is not None:
                found[place] = _dated_by(found[place], row, deadline)
            elif (known := seen.get(plain_title(row.title))) is None:
                seen[plain_title(row.title)] = len(found)
                found.append(row)
            elif item.kind is ItemKind.ROW:
                found[known] = _dated_by(found[known], row, metadata.plan_end)
    return tuple(found)


def _repeats(row: Deliverable, found: Sequence[Deliverable]) -> int | None:
    """Give the place of the row of the same item whose title this one repeats."""
    plain = plain_title(row.title)
    for place, other in enumerate(found):
        if other.item == row.item and plain_title(other.title).endswith(plain):
            return place
    return None


def _dated_by(
    first: Deliverable, repeat: Deliverable, default: date | None
) -> Deliverable:
    """Let a repeat that states a date give it to a first mention that states none."""
    if first.deadline == default and repeat.deadline != default:
        return replace(first, deadline=repeat.deadline)
    return first


def _text_before_heading(item: Item, rows: Iterator[Deliverable]) -> list[Deliverable]:
    """Let the text speak, which has the date, where the heading names the same."""
    heading: list[Deliverable] = []
    text: list[Deliverable] = []
    ends = item.passage.origins[item.heading_end - 1] if item.heading_end else -1
    for row in rows:
        (heading if row.span.end - 1 <= ends else text).append(row)
    titles = [plain_title(row.title) for row in text]
    return [
        row
        for row in heading
        if not any(plain_title(row.title).endswith(title) for title in titles)
    ] + text


def _in_item(
    item: Item,
    used: Sequence[tuple[int, int]],
    metadata: Metadata,
    deadline: date | None,
) -> Iterator[Deliverable]:
    text = item.passage.text
    papers: list[Paper] | None = None
    read_to = 0
    for run in _RUN.finditer(text):
        if run.start() < read_to or _lies_in(run.start(), used):
            continue
        if papers is None:
            papers = find_papers(text)
        if any(p.title_start < run.start() < p.title_end for p in papers):
            continue
        for title, verb in _ordered(text, run, papers):
            if title.end <= item.heading_end and not title.marked:
                continue
            read_to = max(read_to, title.end)
            yield _row(item, run, title, verb, metadata, deadline)


def _lies_in(at: int, used: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in used)


def _ordered(
    text: str, run: re.Match[str], papers: Sequence[Paper]
) -> list[tuple[Title, str]]:
    verbs = _VERBS.findall(run[0])
    clause, _ = clause_around(text, run.start())
    before = text[clause : run.start()]
    if work := _work_on_title(text, run, papers, before):
        return work
    if _NOT_ORDERED.search(before[-12:]) or _is_anothers(before):
        return []
    if before.startswith("为") and _PROVIDES(text, run.end()):
        return []
    return [
        (title, verbs[-1])
        for title in titles_after(text, run.end(), papers)
        if _is_due(text, title, set(verbs), dated=_DUE.search(before) is not None)
    ]


def _work_on_title(
    text: str, run: re.Match[str], papers: Sequence[Paper], before: str
) -> list[tuple[Title, str]]:
    """Read 启动《…》修订工作: the verb stands behind its title."""
    for paper in papers:
        if paper.title_end > run.start() or run.start() - paper.title_end > 1:
            continue
        work = _WORK_AFTER.match(text, paper.title_end)
        if work and _WORK_BEFORE.search(text[: paper.start]):
            title = Title(paper.title_start, paper.title_end, paper.title or "", True)
            return [(title, work[1])]
    work = _WORK_AFTER.match(text, run.start())
    worked = title_worked_on(text, run.start() - len(before), run.start())
    return [(worked, work[1])] if work and worked else []


def _is_anothers(before: str) -> bool:
    """Say whether the clause leans on a document that another has issued."""
    leans = _LEANS_ON.search(before)
    return leans is not None and not _OWN_GROUNDS.search(leans[1])


def _is_due(text: str, title: Title, verbs: set[str], *, dated: bool) -> bool:
    if _MENTIONED.match(text[title.end : title.end + 6]):
        return False
    if title.marked:
        return True
    known = verbs <= NEEDS_MARKS and not (dated and verbs == {"公布"})
    if known or is_empty(title.text):
        return False
    return not verbs <= ONLY_REPORTS or title.text.endswith("报告")


def _row(
    item: Item,
    run: re.Match[str],
    title: Title,
    verb: str,
    metadata: Metadata,
    deadline: date | None,
) -> Deliverable:
    text = item.passage.text
    start, _ = clause_around(text, min(run.start(), title.start))
    end = max(title.end, run.end())
    issued = _THEN_ISSUED.match(text, title.end)
    stated = _day_of_issue(issued, metadata) or _stated_deadline(
        text, run.start(), title, metadata
    )
    rule = MARKED_TITLE if title.marked else NAMED_SUBJECT
    return Deliverable(
        item=item.number,
        title=title.text,
        verb=verb,
        deadline=stated or deadline,
        span=item.passage.span(start, issued.end() if issued else end),
        rule=rule,
    )


def _day_of_issue(issued: re.Match[str] | None, metadata: Metadata) -> date | None:
    """Give the day by which a paper just drafted is issued."""
    words = issued["day"] if issued else ""
    tokens = find_dates(words, year=metadata.year, period_end=metadata.period_end)
    return tokens[-1].last if tokens else None


def _stated_deadline(
    text: str, at: int, title: Title, metadata: Metadata
) -> date | None:
    """Give the date that the sentence states last before the verb, if any."""
    start, _ = sentence_around(text, at)
    words = text[start:at]
    if not _TIME.search(words):
        return None
    tokens = find_dates(words, year=metadata.year, period_end=metadata.period_end)
    dated = [
        token.last
        for token in tokens
        if token.last is not None and token.lead not in ("自", "从", "截至", "截止")
        if not _is_within_title(words, token.start)
    ]
    return dated[-1] if dated else None


def _is_within_title(words: str, at: int) -> bool:
    return words.count("《", 0, at) > words.count("》", 0, at)
