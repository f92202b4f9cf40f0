"""What a bracket or a line says of who is answerable: its duties and its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pipelines.errors import GrammarError
from pipelines.grammar.rules import Found, Grammar
from pipelines.model import Role
from pipelines.model.records import record
from pipelines.responsibilities.asides import read_asides
from pipelines.responsibilities.duties import STOPS, Duty, duties_of, is_bare_list
from pipelines.responsibilities.lists import CLOSING, OPENING, is_body
from pipelines.responsibilities.phrases import (
    DEADLINE_LABEL,
    OTHER_LABEL,
    PHRASES,
    SHORT_DUTY_LABEL,
    SHORT_HELP_LABEL,
    SHORT_LEAD_LABEL,
)
from pipelines.responsibilities.rules import TAILS

ANY_FIELD = re.compile(
    f"(?:(?P<lead>{SHORT_LEAD_LABEL})|(?P<help>{SHORT_HELP_LABEL})|"
    f"(?P<time>{DEADLINE_LABEL})|(?P<other>{OTHER_LABEL})|(?P<duty>{SHORT_DUTY_LABEL}))"
    "(?:[:：]|(?<=单位)为|(?<=部门)为)"
)
_FIELD_MARK = re.compile("[:：]|(?:单位|部门)为")
_LONGEST_LABEL = 26  # characters, mark included, of the longest that ANY_FIELD allows
_LABELLED = {
    "lead": (Role.LEAD, "responsibility.lead_label"),
    "duty": (Role.RESPONSIBLE, "responsibility.duty_label"),
    "help": (Role.COOPERATING, "responsibility.help_label"),
}
_ANSWER = frozenset({"lead", "duty"})
_TAIL_ROLES = {
    "lead": Role.LEAD,
    "responsible": Role.RESPONSIBLE,
    "cooperating": Role.COOPERATING,
}
_LEADS, _DUTIES, _HELPS, _GUIDES = (rule.name for rule in TAILS)
_TAILS_BY_WORD = {
    **dict.fromkeys(("牵头", "主办", "统筹"), (_LEADS,)),
    **dict.fromkeys(
        ("负责", "承办", "落实", "实施", "推进", "负总责", "负主责"), (_DUTIES,)
    ),
    **dict.fromkeys(("职责", "职能", "分工"), (_DUTIES, _HELPS, _GUIDES)),
    **dict.fromkeys(("配合", "参与", "参加", "协", "支持", "支撑"), (_HELPS,)),
    **dict.fromkeys(("指导", "监督"), (_GUIDES,)),
}
_TAIL_WORD = re.compile("|".join(_TAILS_BY_WORD))
_TIME_WORD = re.compile(r"\d{4}年|\d月|长期|持续|每年|年底|季度|半年")


@record(frozen=True, slots=True)
class Said:
    """What a stretch of words said: duties, defaults, conventions, times."""

    duties: tuple[Duty, ...] = ()
    defaults: tuple[Duty, ...] = ()
    conventions: frozenset[str] = frozenset()
    times: tuple[tuple[int, int], ...] = ()
    labelled: bool = False
    ambiguous: bool = False


NOTHING = Said()


@cache
def _tails(words: frozenset[str]) -> Grammar:
    """Give the tail rules that the words of duty in a list can fit."""
    names = {name for word in words for name in _TAILS_BY_WORD[word]}
    return Grammar([rule for rule in TAILS if rule.name in names], PHRASES)


@lru_cache(maxsize=8192)
def read_words(words: str, *, bare: bool = True, last: bool = False) -> Said:
    """Read the words of a bracket or line; ``NOTHING`` where they name nobody.

    *bare* allows a list of bodies without any role word; *last* says that the words
    close their item, where a list of offices needs no place before their names. Words
    that two rules read alike are ``ambiguous`` and give nothing.
    """
    try:
        return _read_words(words, bare=bare, last=last)
    except GrammarError:
        return Said(ambiguous=True)


def _read_words(words: str, *, bare: bool, last: bool) -> Said:
    asides = read_asides(words)
    duties: list[Duty] = []
    times: list[tuple[int, int]] = []
    labelled = False
    for label, term, start, end in _fields(words, asides.ranges):
        if label == "time":
            times.append((start, end))
        elif label != "other":
            found, when = _read_field(
                words, label, term, start, end, bare=bare, last=last
            )
            duties += found
            times += when if found or label else ()
            labelled = labelled or label is not None
    if not (duties or times or labelled or asides.ranges):
        return NOTHING
    return Said(
        duties=tuple(_guided(duties)),
        defaults=asides.defaults,
        conventions=asides.conventions,
        times=tuple(times),
        labelled=labelled,
    )


def _fields(
    words: str, cuts: Sequence[tuple[int, int]]
) -> Iterator[tuple[str | None, str, int, int]]:
    """Part the words at their labels: label, its words, start and end of the value."""
    limit = min((start for start, _ in cuts), default=len(words))
    matches = []
    if _FIELD_MARK.search(words, 0, limit):
        matches = [m for m in _labels(words, limit) if _outside(words, m)]
    head = matches[0].start() if matches else limit
    if head > 0:
        yield None, "", 0, head
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else limit
        term = match.group(match.lastgroup or 0)
        yield match.lastgroup, term, match.end(), end
    for _, end in cuts:
        rest = words[end:].strip(STOPS)
        if rest and end < len(words) and ANY_FIELD.match(rest):
            at = words.index(rest, end)
            for label, term, start, stop in _fields(words[at:], []):
                yield label, term, at + start, at + stop


def _labels(words: str, limit: int) -> Iterator[re.Match[str]]:
    """Find the labels of a stretch: each ends with one of the marks of a field."""
    at = 0
    for mark in _FIELD_MARK.finditer(words, 0, limit):
        end = mark.end()
        if found := ANY_FIELD.search(words, max(at, end - _LONGEST_LABEL), end):
            yield found
            at = found.end()


def _outside(words: str, match: re.Match[str]) -> bool:
    depth = 0
    for character in words[: match.start()]:
        depth += (character in OPENING) - (character in CLOSING)
    return depth <= 0


def _read_field(
    words: str,
    label: str | None,
    term: str,
    start: int,
    end: int,
    *,
    bare: bool,
    last: bool,
) -> tuple[list[Duty], list[tuple[int, int]]]:
    value = words[start:end]
    duties: list[Duty] = []
    at = 0
    for found in _found_tails(value):
        if at < found.span.start:
            duties += _rest(value, at, found.span.start, label, term, start)
        own = _end_of_label_s_own(value, found) if label in _ANSWER else None
        if own is None:
            duties += _by_tail(found, start)
        else:
            first = found.spans["organizations"].start
            duties += _rest(value, first, own, label, term, start)
            duties += _by_tail(found, start, own)
        at = found.span.end
    if at < len(value) and (label or at or bare):
        strict = label is None and at == 0
        if not strict or is_bare_list(value, last=last):
            duties += _rest(value, at, len(value), label, term, start)
    return duties, [(start + first, start + last) for first, last in _times(value)]


def _end_of_label_s_own(value: str, found: Found) -> int | None:
    """Give where the label's own bodies end: 责任单位：甲局、乙局，丙局配合.

    Behind the last comma stand those who help; without one the tail binds all bodies.
    """
    if _TAIL_ROLES.get(found.slots["role"]) is not Role.COOPERATING:
        return None
    listed = found.spans["organizations"]
    comma = value.rfind("，", listed.start, listed.end)
    return comma if comma > listed.start else None


def _found_tails(value: str) -> list[Found]:
    """Find role words that follow their bodies."""
    present = frozenset(_TAIL_WORD.findall(value))
    return _tails(present).find(value) if present else []


def _by_tail(found: Found, offset: int, since: int = 0) -> list[Duty]:
    role = _TAIL_ROLES.get(found.slots["role"])
    begin = found.spans["organizations"].start
    at = max(begin, since)
    term = found.slots["term"]
    return duties_of(
        found.slots["organizations"][at - begin :],
        offset + at,
        role or Role.COOPERATING,
        term,
        found.rule,
        strict=True,
    )


def _rest(
    value: str,
    start: int,
    end: int,
    label: str | None,
    term: str,
    offset: int,
) -> list[Duty]:
    """Read the bodies that no role word of their own follows."""
    if label is not None:
        role, rule = _LABELLED[label]
    else:
        role, rule = Role.RESPONSIBLE, "responsibility.bare"
    return duties_of(
        value[start:end], offset + start, role, term, rule, strict=label is None
    )


def _times(value: str) -> Iterator[tuple[int, int]]:
    if not _TIME_WORD.search(value):
        return
    for match in re.finditer("[^，；。\n]+", value):
        if _TIME_WORD.search(match.group()) and not is_body(match.group()):
            yield match.span()


def guides_help(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Let bodies that guide help: others are answerable."""
    return tuple(
        replace(duty, role=Role.COOPERATING) if duty.rule == _GUIDES else duty
        for duty in duties
    )


def _guided(duties: list[Duty]) -> Iterator[Duty]:
    """Bodies that guide are answerable where nobody else is named."""
    alone = all(duty.rule == _GUIDES for duty in duties)
    for duty in duties:
        if duty.rule == _GUIDES and alone:
            yield replace(duty, role=Role.RESPONSIBLE)
        else:
            yield duty
