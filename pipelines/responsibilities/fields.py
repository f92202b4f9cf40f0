"""What a bracket or a line says of who is answerable: its duties and its time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.errors import GrammarError
from pipelines.grammar.rules import Found, Grammar
from pipelines.model import Role
from pipelines.responsibilities.lists import (
    CLOSING,
    OPENING,
    Mention,
    is_body,
    split_bodies,
)
from pipelines.responsibilities.phrases import (
    DEADLINE_LABEL,
    OTHER_LABEL,
    PHRASES,
    SHORT_DUTY_LABEL,
    SHORT_HELP_LABEL,
    SHORT_LEAD_LABEL,
)
from pipelines.responsibilities.rules import CONVENTIONS, DEFAULTS, TAILS

ANY_FIELD = re.compile(
    f"(?:(?P<lead>{SHORT_LEAD_LABEL})|(?P<help>{SHORT_HELP_LABEL})|"
    f"(?P<time>{DEADLINE_LABEL})|(?P<other>{OTHER_LABEL})|(?P<duty>{SHORT_DUTY_LABEL}))"
    "(?:[:：]|(?<=单位)为|(?<=部门)为)"
)
_LABELLED = {
    "lead": (Role.LEAD, "responsibility.lead_label"),
    "duty": (Role.RESPONSIBLE, "responsibility.duty_label"),
    "help": (Role.COOPERATING, "responsibility.help_label"),
}
_TAIL_ROLES = {
    "lead": Role.LEAD,
    "responsible": Role.RESPONSIBLE,
    "cooperating": Role.COOPERATING,
}
_MARK_ROLES = {"牵头": Role.LEAD, "主办": Role.LEAD, "会同": Role.COOPERATING}
_LEADS, _DUTIES, _HELPS, _GUIDES = (rule.name for rule in TAILS)
_TAILS_BY_WORD = {
    **dict.fromkeys(("牵头", "主办", "统筹"), (_LEADS,)),
    **dict.fromkeys(("负责", "承办", "落实", "实施", "推进"), (_DUTIES,)),
    **dict.fromkeys(("职责", "职能", "分工"), (_DUTIES, _HELPS, _GUIDES)),
    **dict.fromkeys(("配合", "参与", "参加", "协", "支持"), (_HELPS,)),
    **dict.fromkeys(("指导", "监督"), (_GUIDES,)),
}
_TAIL_WORD = re.compile("|".join(_TAILS_BY_WORD))
_TIME_WORD = re.compile(r"\d{4}年|\d月|长期|持续|每年|年底|季度|半年")
_CONVENTION_WORD = re.compile("为牵头|是牵头|为主办|为配合|为协办|不再|恕不|不另|均")
_NOBODY = re.compile(r"\d|^(?:无|—+|-+|/|长期|持续|同上|略)|坚持|[。：]|的任务|完成$")
_STOPS = "，；。、\n"
LONGEST_MENTION = 40
_LONGEST_BARE = 20
# A mention that opens like a body's is one, whatever its end: 市医联体.
_OWN = re.compile("各|省|市|县|区|州|国网|中国")
_BARE_END = re.compile(
    "(?:局|委|厅|部|办|委员会|政府|妇联|残联|工商联|总工会|科协|红十字会|办公室|法院|检察院|"
    "管委会|公司|集团|分行|支行|支队|总队|中心|协会|学会|部门|单位|党校|团[市县省区州]委|"
    "处|科|股|处室|科室)$"
)
_OFFICE_END = re.compile("[一-龥]{3,}(?:处|科|股|室|局|中心|办公室)$")
_BARE_HEAD = re.compile(
    "国家|国务院|中央|全国|各|有关|省|市|县|区|州|盟|旗|自治|团|教育部|科技部|工业和|公安部|"
    "民政部|司法部|财政部|人力资源|自然资源部|生态环境部|住房|交通运输部|水利部|农业农村部|"
    "商务部|文化和旅游部|应急管理部|人民银行|海关总署|税务总局|市场监管总局|[^、，]{2,4}[省市县区]"
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One body and its role; offsets are those of the field's text."""

    role: Role
    term: str
    mention: str
    start: int
    end: int
    rule: str
    rank: int
    before_comma: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a stretch of words said: duties, defaults, conventions, times."""

    duties: tuple[Duty, ...] = ()
    defaults: tuple[Duty, ...] = ()
    conventions: frozenset[str] = frozenset()
    times: tuple[tuple[int, int], ...] = ()
    labelled: bool = False


NOTHING = Said()


@cache
def _tails(words: frozenset[str]) -> Grammar:
    """Give the tail rules that the words of duty in a list can fit."""
    names = {name for word in words for name in _TAILS_BY_WORD[word]}
    return Grammar([rule for rule in TAILS if rule.name in names], PHRASES)


@cache
def _asides() -> Grammar:
    return Grammar((*CONVENTIONS, *DEFAULTS), PHRASES)


@lru_cache(maxsize=8192)
def read_words(words: str, *, bare: bool = True, last: bool = False) -> Said:
    """Read the words of a bracket or line; ``NOTHING`` where they name nobody.

    *bare* allows a list of bodies without any role word; *last* says that the words
    close their item, where a list of offices needs no place before their names.
    """
    conventions, defaults, cuts = read_asides(words)
    duties: list[Duty] = []
    times: list[tuple[int, int]] = []
    labelled = False
    for label, term, start, end in _fields(words, cuts):
        if label == "time":
            times.append((start, end))
        elif label != "other":
            found, when = _read_field(
                words, label, term, start, end, bare=bare, last=last
            )
            duties += found
            times += when if found or label else ()
            labelled = labelled or label is not None
    if not duties and not defaults and not conventions and not (labelled or times):
        return NOTHING
    return Said(tuple(_guided(duties)), defaults, conventions, tuple(times), labelled)


def _fields(
    words: str, cuts: Sequence[tuple[int, int]]
) -> Iterator[tuple[str | None, str, int, int]]:
    """Part the words at their labels: label, its words, start and end of the value."""
    limit = min((start for start, _ in cuts), default=len(words))
    matches = [m for m in ANY_FIELD.finditer(words, 0, limit) if _outside(words, m)]
    head = matches[0].start() if matches else limit
    if head > 0:
        yield None, "", 0, head
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else limit
        term = match.group(match.lastgroup or 0)
        yield match.lastgroup, term, match.end(), end
    for _, end in cuts:
        rest = words[end:].strip(_STOPS)
        if rest and end < len(words) and ANY_FIELD.match(rest):
            at = words.index(rest, end)
            for label, term, start, stop in _fields(words[at:], []):
                yield label, term, at + start, at + stop


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
            duties += _rest(value, at, found.span.start, label, term, duties, start)
        duties += _by_tail(found, start)
        at = found.span.end
    if at < len(value) and (label or at or bare):
        strict = label is None and at == 0
        if not strict or _is_bare(value, last=last):
            duties += _rest(value, at, len(value), label, term, duties, start)
    return duties, [(start + first, start + last) for first, last in _times(value)]


def _found_tails(value: str) -> list[Found]:
    """Find role words after bodies; none where two rules read the same words."""
    present = frozenset(_TAIL_WORD.findall(value))
    try:
        return _tails(present).find(value) if present else []
    except GrammarError:
        return []


def _by_tail(found: Found, offset: int) -> list[Duty]:
    role = _TAIL_ROLES.get(found.slots["role"])
    at = found.spans["organizations"].start
    term = found.slots["term"]
    return _duties(
        found.slots["organizations"],
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
    before: list[Duty],
    offset: int,
) -> list[Duty]:
    """Read the bodies that no role word of their own follows."""
    if label is not None:
        role, rule = _LABELLED[label]
    else:
        role, rule = Role.RESPONSIBLE, "responsibility.bare"
    return _duties(
        value[start:end], offset + start, role, term, rule, strict=label is None
    )


def _duties(
    text: str, offset: int, role: Role, term: str, rule: str, *, strict: bool
) -> list[Duty]:
    listed = split_bodies(text)
    strict = strict or any(is_body(m.text, strong=True) for m in listed)
    mentions = [m for m in listed if _acceptable(m, strict=strict)]
    if mentions and mentions[0].mark == "会同":
        role = Role.COOPERATING
    out = []
    comma = False
    for rank, mention in enumerate(mentions, 1):
        comma = comma or mention.stop == "，"
        out.append(
            Duty(
                role=_marked(mention.mark, role),
                term=term,
                mention=mention.text,
                start=offset + mention.start,
                end=offset + mention.end,
                rule=rule,
                rank=rank,
                before_comma=not comma,
                mark=mention.mark,
            )
        )
    return out


def _marked(mark: str, role: Role) -> Role:
    for word, marked in _MARK_ROLES.items():
        if mark.startswith(word):
            return marked
    return role


def _acceptable(mention: Mention, *, strict: bool) -> bool:
    if _NOBODY.search(mention.text):
        return False
    if len(mention.text) > LONGEST_MENTION:
        return False
    return not strict or is_body(mention.text) or bool(_OWN.match(mention.text))


def _is_bare(value: str, *, last: bool) -> bool:
    """Say whether words without any role word can be nothing but bodies."""
    value = value.strip(_STOPS)
    mentions = split_bodies(value)
    return bool(mentions) and (
        all(_bare(m.text) for m in mentions)
        and (
            any(_BARE_HEAD.match(m.text) for m in mentions)
            or (last and all(_OFFICE_END.search(m.text) for m in mentions))
        )
        and not _NOBODY.search(value)
    )


def _bare(words: str) -> bool:
    if words.startswith("各") and not _BARE_END.search(words):
        return is_body(words)
    return len(words) <= _LONGEST_BARE and bool(_BARE_END.search(words))


def _times(value: str) -> Iterator[tuple[int, int]]:
    if not _TIME_WORD.search(value):
        return
    for match in re.finditer("[^，；。\n]+", value):
        if _TIME_WORD.search(match.group()) and not is_body(match.group()):
            yield match.span()


def _guided(duties: list[Duty]) -> Iterator[Duty]:
    """Bodies that guide are answerable where nobody else is named."""
    alone = all(duty.rule == "responsibility.guide_tail" for duty in duties)
    for duty in duties:
        if duty.rule == "responsibility.guide_tail" and alone:
            yield Duty(
                Role.RESPONSIBLE, duty.term, duty.mention, duty.start, duty.end,
                duty.rule, duty.rank, duty.before_comma, duty.mark,
            )  # fmt: skip
        else:
            yield duty


@lru_cache(maxsize=1024)
def read_asides(
    words: str,
) -> tuple[frozenset[str], tuple[Duty, ...], tuple[tuple[int, int], ...]]:
    """Read what is said of all lists or all tasks: conventions, defaults, ranges."""
    if not _CONVENTION_WORD.search(words):
        return frozenset(), (), ()
    conventions: set[str] = set()
    defaults: list[Duty] = []
    cuts: list[tuple[int, int]] = []
    for found in _asides().find(words):
        start = max(words.rfind(stop, 0, found.span.start) for stop in _STOPS) + 1
        start = max(start, *(words.rfind(o, 0, found.span.start) for o in "（("))
        end = _sentence_end(words, found.span.end)
        cuts.append((start, end))
        if found.rule.startswith("convention."):
            conventions.add(found.rule)
            continue
        defaults += _duties(
            found.slots["organizations"],
            found.spans["organizations"].start,
            Role.RESPONSIBLE,
            found.slots.get("term", "") or "责任单位",
            found.rule,
            strict=True,
        )
    return frozenset(conventions), tuple(defaults), tuple(cuts)


def _sentence_end(words: str, at: int) -> int:
    ends = [end for stop in "。；" if (end := words.find(stop, at)) >= 0]
    return min(ends, default=len(words))
