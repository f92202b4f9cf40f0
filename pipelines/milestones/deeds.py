"""Which dates are due, and the deed that stands behind one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipelines.grammar.clauses import clause_end
from pipelines.grammar.dates import DateToken
from pipelines.milestones.patterns import (
    BETTER,
    COVERS,
    DONE,
    DRAFTS,
    EXCEPTED,
    LEADS_ON,
    REPEATED,
    STARTS,
    STATE_REACHED,
    TAKES_EFFECT,
    actor_first,
    before_date,
    deed_pattern,
)
from pipelines.milestones.rules import DATED, STATE
from pipelines.milestones.words import REPORTING
from pipelines.model import Item, ItemKind, Metadata

_DAYS = frozenset({"day", "month", "quarter", "half", "year"})
_NOT_DUE = ("自", "从", "截至", "截止")
# What the one who sends a letter will do: 样例局将于9月份开展督查.
_ANNOUNCED = re.compile("[局委厅办府会院部室组](?:将|拟)[于在]?$")
_SUBJECT = re.compile(r"[^\d《》“”]{2,30}")
_IN_BRACKETS = re.compile("（[^（）]*）")


def may_be_due(
    words: str, token: DateToken, row: Sequence[DateToken], metadata: Metadata
) -> bool:
    """Say whether a date opens its clause, lies ahead, and is no mere beginning.

    *row* are the dates of its enumeration before it.
    """
    if token.last is None or token.precision not in _DAYS:
        return False
    if token.lead in _NOT_DUE and not _starts(words, token):
        return False
    if not is_ahead(token.last, metadata):
        return False
    before = words[: token.start]
    if REPEATED.search(before) or before.count("《") > before.count("》"):
        return False
    return bool(row) or _opens_clause(before) or _is_of_subject(before, token)


def _starts(words: str, token: DateToken) -> bool:
    """Say whether something starts on a date, and that is the step."""
    if token.precision in ("day", "month") and TAKES_EFFECT.match(words, token.end):
        return True
    return STARTS.match(words, token.end) is not None


def is_ahead(day: date, metadata: Metadata) -> bool:
    """Say whether a day lies in the year of issue or later, as far as is known."""
    if metadata.issued_on is not None:
        return day.year >= metadata.issued_on.year
    return metadata.period_start is None or day.year >= metadata.period_start


def clause_head(words: str, at: int) -> int:
    """Give where the clause of *at* begins; 、 within brackets parts nothing."""
    start = max(words.rfind(mark, 0, at) for mark in "，：。；—\n") + 1
    bare = _IN_BRACKETS.sub(lambda found: "（" * len(found[0]), words[start:at])
    return start + bare.rfind("、") + 1


def _opens_clause(before: str) -> bool:
    """Say whether a date stands at the head of its clause, or behind its actor."""
    words = before[clause_head(before, len(before)) :]
    return not words or before_date().fullmatch(words) is not None


def _is_of_subject(before: str, token: DateToken) -> bool:
    """Say whether a date stands behind its subject: 样例流域（于）2017年底前完成.

    Or 样例楼年内投入使用.
    """
    within = token.precision == "year" and token.tail == "内"
    if not within and not token.tail.endswith("前"):
        return False
    subject = before[clause_head(before, len(before)) :]
    return _SUBJECT.fullmatch(subject) is not None


def _deed_begins(words: str, token: DateToken) -> int:
    """Give where the words behind a date begin, what is excepted left out."""
    at = token.end
    if token.lead in _NOT_DUE or _starts(words, token):
        at += words.startswith("起", at)
    if words[at : at + 1] in ("，", "、", "："):
        at += 1
    aside = EXCEPTED.match(words, at)
    return aside.end() if aside else at


def deed_after(
    words: str, first: DateToken, token: DateToken, item: Item
) -> tuple[int, str | None, str] | None:
    """Give the end of the step, its actor and rule; None where no deed follows."""
    at = _deed_begins(words, token)
    outside = is_outside(item)
    if not outside and (state := STATE_REACHED.match(words, at)):
        return state.end(), None, STATE
    end = clause_end(words, at)
    if token.precision == "day" and _PRINTED.fullmatch(words, at, end):
        return None
    deed = deed_pattern().match(words, at, end)
    if deed is None or DONE.search(words[at : deed.end() + 1]):
        return None
    if deed[0].endswith("实现") and _is_measure_or_better(words, deed.end()):
        return None
    if "《" in words[deed.start() : end] and DRAFTS.search(deed[0]):
        return None
    announced = _ANNOUNCED.search(words, 0, first.start + len(first.lead))
    if outside and not (announced or _is_call(words[at:end], token)):
        return None
    actor = deed["actor"] or _actor_before(words[: first.start])
    return end, actor, DATED


# The line that closes a printed paper: 样例县样例局办公室 2026年1月26日印发.
_PRINTED = re.compile("印发(?:\\s*（?共印?\\d+份）?)?")


def _is_measure_or_better(words: str, at: int) -> bool:
    """Say whether what is 实现 is a coverage, only better, or the goals that follow."""
    return any(pattern.match(words, at) for pattern in (COVERS, BETTER, LEADS_ON))


def is_outside(item: Item) -> bool:
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
