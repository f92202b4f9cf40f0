"""Coordination: clauses and enumerations are parted into single statements.

A step of its own, before any rule: rules see one statement at a time. Works on folded
text, so that nothing within a bracket, a name or a date is taken for a boundary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import pairwise

from pipelines.model.records import record
from pipelines.targets.symbols import (
    BARE,
    BRACKET,
    COUNT,
    DATE,
    EACH,
    EVERY,
    FIGURES,
    MAKE,
    MEASURE,
    MONEY,
    NOW,
    POINT,
    SHARE,
    TIME,
    VERBS,
)

_DEALT = re.compile("分别|依次")
_SENTENCE = re.compile("[^。！？\n]+")
_CLAUSE = re.compile("[^，；：（）]+")
_FIGURE = re.compile(f"[{FIGURES}]")
_UNNAMED = re.compile(
    f"{MAKE}[^{FIGURES}{MAKE}]{{0,4}}{COUNT}[^{FIGURES}{MAKE}]{{1,16}}[{MEASURE}{MONEY}{SHARE}]$"
)
_BUILT_ON = re.compile(f"(?:在[^，；：]{{0,16}}|{DATE}的?)[{FIGURES}]的?基础上$")
_TOLD = re.compile(f"，[^，；：{FIGURES}]*的[^，；：{FIGURES}{MAKE}]{{2,}}")
_TOLD_OF = re.compile(f"[，、][^，；：{FIGURES}]*的")
_JOINT = "(?:、|以及|及|和|与|并且|并|且|或)"
_AFTER_FIGURE = re.compile(f"{BRACKET}*({_JOINT})(?![{FIGURES}])")
_BEFORE_FIGURE = re.compile(f"({_JOINT})(?:[{DATE}{EVERY}{EACH}]|约|近)?$")
_LIST_JOINT = re.compile(f"[{FIGURES}]{BRACKET}*(?:、|和|及|与|或|至|到|以及)$")


@record(frozen=True, slots=True)
class Stretch:
    """A half-open range of folded text, with the mark that closes it."""

    start: int
    end: int
    closer: str = ""


def sentences(folded: str) -> Iterator[Stretch]:
    """Part a folded passage into sentences: at 。！？ and paragraph ends."""
    for match in _SENTENCE.finditer(folded):
        yield Stretch(*match.span(), folded[match.end() : match.end() + 1])


def clauses(folded: str, sentence: Stretch) -> Iterator[Stretch]:
    """Part a sentence into clauses: at ，；：.

    What is told of a thing before it is named belongs to one clause with it: 建1个面积
    800平方米，具备康复功能的中心. So does from where it goes on:
    在2022年51.8%的基础上，每年降低0.5个百分点.
    """
    at = sentence.start
    while match := _CLAUSE.search(folded, at, sentence.end):
        start, end = match.span()
        if _UNNAMED.search(folded, start, end):
            told = _TOLD.match(folded, end, sentence.end)
            end = told.end() if told else end
        elif _BUILT_ON.search(folded, start, end):
            further = _CLAUSE.search(folded, end, sentence.end)
            end = further.end() if further else end
        for covered in _COVERING.finditer(folded, start, end):
            yield Stretch(start, covered.start(), "、")
            start = covered.end()
        yield Stretch(start, end, folded[end : end + 1])
        at = end


# 乡镇全覆盖、村覆盖率达到90%: a coverage, then a rate; 新建6个甲、乙覆盖所有村: the
# other way round.
_COVERING = re.compile(
    f"(?<=全覆盖)、(?=[^，；、]{{1,24}}(?:率|比例|占比)[^，；、{FIGURES}]{{0,4}}[{FIGURES}])"
    f"|(?<=全覆盖)[并且](?=向[{SHARE}]的)"
    f"|(?<=[{COUNT}])、(?=[^，；、{FIGURES}]{{2,16}}(?:覆盖|{MAKE})(?:所有|全部)[^，；、{FIGURES}]+$)"
    f"|(?<=[{COUNT}{SHARE}])、(?=[^，；、{FIGURES}]{{2,24}}全覆盖$)"
    f"|(?<=[{SHARE}{POINT}])(?:[、且并]|并且|同时)(?=(?:不?[高低]于|[优好快]于|超过)[^，；、{FIGURES}]{{4,}}$)"
)
_COMPARED = re.compile(
    "[、且并](?=(?:力争|争取|努力|逐步)?(?:[高低优好快]于|不低于|不高于|进入|位居))"
    "|(?<=减缓|下降|降低|减少|提高|提升|增加|上升|增长|改善|遏制)、(?=[^，；、]{2,20}(?:下降|降低|减少|提高|提升|增加|上升|增长|减缓|改善)$)"
)


_ALL_TOO = re.compile(
    f"(?:均|都|全部)[^，；]+?(、)(?=(?:{EACH}|每)[^，；、]{{0,20}}[均都])"
)


def comparisons(folded: str, clause: Stretch) -> Iterator[Stretch]:
    """Part a clause before each further yardstick or scope.

    高于全省平均、高于经济增速; 乡镇均有卫生院、每个村均有卫生室.
    """
    start = clause.start
    joints = [m.span() for m in _COMPARED.finditer(folded, clause.start, clause.end)]
    listed = folded.find("、", clause.start, clause.end) >= 0
    if listed and (again := _ALL_TOO.search(folded, clause.start, clause.end)):
        joints.append(again.span(1))
    for end, after in sorted(joints):
        yield Stretch(start, end, clause.closer)
        start = after
    yield Stretch(start, clause.end, clause.closer)


@record(frozen=True, slots=True)
class Parts:
    """The statements of a clause, and the figures in it that only say of what.

    ``masks`` are the figures of the next statement, where one shares its deed.
    """

    statements: tuple[Stretch, ...]
    scopes: frozenset[int]
    masks: Mapping[Stretch, frozenset[int]] = field(default_factory=dict)

    def hidden(self, statement: Stretch) -> frozenset[int]:
        """Give the figures that one statement does not state itself."""
        return self.scopes | self.masks.get(statement, frozenset())


def statements(folded: str, clause: Stretch) -> Parts:
    """Part a clause so that each part holds one figure, or one list of figures.

    The cut lies at a joint (、 和 及) right after a figure (A达1%、B达2%) or right
    before the next one (3个A、5个B); failing both, at the verb of making between
    them. Joints between figures alone make a list and are no cut. Where nothing
    parts two figures, the first says of what the second speaks: 4省煤炭消费下降5%.
    """
    places = [m.start() for m in _FIGURE.finditer(folded, clause.start, clause.end)]
    cuts: list[tuple[int, int]] = []
    scopes: set[int] = set()
    able_of: set[int] = set()
    dealt = _DEALT.search(folded, clause.start, clause.end)
    opened = dealt.start() if dealt else -1
    for first, second in pairwise(places):
        between = folded[first + 1 : second]
        if _is_list(folded, first, second, any_class=0 <= opened < first):
            continue
        if _is_movement(folded, first, between):
            continue
        if _is_attribute(folded, clause, first, second):
            scopes.add(first)
            continue
        able = _is_able(folded, first, second)
        if able or (second - first <= _NEAR and first in able_of):
            able_of.add(second)
            scopes.add(second)
            continue
        lasts = _LASTS.fullmatch(folded, clause.start, second + 1)
        if lasts or _is_told_of(folded, clause, first, second):
            scopes.add(second)
            continue
        cut = _cut(folded, first, second)
        if cut is not None:
            cuts.append(cut)
        else:
            scopes.add(first)
    edges = [clause.start, *(place for cut in cuts for place in cut), clause.end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    stretches = (
        Stretch(start, end, clause.closer) for start, end in pairs if start < end
    )
    return _sharing(folded, tuple(stretches), frozenset(scopes))


# The same deed counted in two units: 完成样例搬迁620户2410人.
_COUNTED_TWICE = re.compile(f"(?<!{EACH}){COUNT}{COUNT}(?=[，；：（）。！？\n]|$)")
_SHARING = re.compile(
    f"[^{FIGURES}{MAKE}]*[对为向在][^{FIGURES}{MAKE}]*[{COUNT}{BARE}][^{FIGURES}{MAKE}]+"
)
_EACH_OF = re.compile(
    f"(?:[^{FIGURES}{MAKE}]*[为向在给对])[^{FIGURES}{MAKE}]*{COUNT}[^{FIGURES}{MAKE}]{{1,8}}(?:各|分别|均|每[^{FIGURES}{MAKE}]{{1,3}})(?:至少)?"
)
_DOING = re.compile(
    f"(?:[^{FIGURES}{MAKE}]{{2,40}}等)?[{COUNT}{BARE}][^{FIGURES}{MAKE}]+{MAKE}"
)


def _sharing(
    folded: str, stretches: tuple[Stretch, ...], scopes: frozenset[int]
) -> Parts:
    """Let a statement share the deed of the next: 对20个部门和10个县开展监测."""
    found: list[Stretch] = []
    masks: dict[Stretch, frozenset[int]] = {}
    for one, after in zip(stretches, (*stretches[1:], None), strict=True):
        shares = (
            after is not None
            and _SHARING.fullmatch(folded, one.start, one.end)
            and _DOING.match(folded, after.start, after.end)
        )
        if after is not None and _EACH_OF.fullmatch(folded, one.start, one.end):
            shares = False
            whole = Stretch(one.start, after.end, one.closer)
            places = _FIGURE.finditer(folded, after.start, after.end)
            masks[whole] = frozenset(match.start() for match in places)
            found.append(whole)
            continue
        if after is None or not shares:
            found.append(one)
            continue
        whole = Stretch(one.start, after.end, one.closer)
        places = _FIGURE.finditer(folded, after.start, after.end)
        masks[whole] = frozenset(match.start() for match in places)
        found.append(whole)
    return Parts(tuple(found), scopes, masks)


# 在甲县等6个地区和乙江等8个流域开展: two lists of places, each with its count.
_AND_OTHERS = re.compile(
    f"等{COUNT}[^{FIGURES}{MAKE}]{{2,12}}?(和|及|与|以及)[^{FIGURES}{MAKE}]{{2,40}}等{COUNT}"
)


def _cut(folded: str, first: int, second: int) -> tuple[int, int] | None:
    """Give the range between two figures that parts their statements, if any."""
    between = folded[first + 1 : second]
    after = _AFTER_FIGURE.match(folded, first + 1, second)
    after = after or _AND_OTHERS.fullmatch(folded, max(0, first - 1), second + 1)
    if after:
        return after.span(1)
    if between in _IN_ALL:
        return first + 1, first + 1
    before = _BEFORE_FIGURE.search(between)
    if before:
        return first + 1 + before.start(1), first + 1 + before.end(1)
    verb = between.rfind(MAKE)
    if verb >= 0 and _SAYS_OF_WHAT.match(between, verb) and folded[second] == SHARE:
        return None
    if verb >= 0:
        return first + 1 + verb, first + 1 + verb
    if not between and folded[first] == folded[second] == COUNT:
        return None
    if not between or (first > 0 and folded[first - 1] in VERBS):
        return first + 1, first + 1
    return None


# So many, which come to so much together: 样例步道3条共12公里.
_IN_ALL = frozenset({"共", "共计", "合计", "总计", "总长", "总长度", "总面积"})
# 每年参加1次体检的单位占60%: the verb and its count say of which units.
_SAYS_OF_WHAT = re.compile(f"{MAKE}的[^，；{MAKE}]{{2,}}$")
_ADJECTIVE = re.compile(f"[{MONEY}{MEASURE}{SHARE}]、[^，；{MAKE}]{{2,40}}[的强高好优]")


def _is_attribute(folded: str, clause: Stretch, first: int, second: int) -> bool:
    """Say whether a figure opens what is told of a thing: 年产值超1亿元、…的企业4家."""
    made = MAKE in folded[clause.start : first]
    told = _ADJECTIVE.match(folded, first, second)
    return made and told is not None and folded[second] == COUNT


def _is_told_of(folded: str, clause: Stretch, first: int, second: int) -> bool:
    """Say whether a figure tells of the thing counted: 1个面积800平方米、…的."""
    counted = _UNNAMED.search(folded, clause.start, second + 1)
    return bool(counted and _TOLD_OF.match(folded, second + 1, clause.end))


# How long those counted are sent for: 组织60名医师到样例院进修不少于6个月.
_LASTS = re.compile(
    f"[^，；{FIGURES}]*{MAKE}[{COUNT}][^，；、{FIGURES}{MAKE}]{{4,}}"
    f"(?:进修|研修|跟岗|锻炼|学习|驻点|挂职|支医|帮扶|工作)[^，；{FIGURES}]{{0,4}}{TIME}"
)
_NEAR = 3
_ABLE = re.compile(
    f"{SHARE}的?(?:[^，；{FIGURES}]*能够?|[^，；、{FIGURES}{MAKE}]{{2,}}(?:至少|最少)){MAKE}$"
)


def _is_able(folded: str, first: int, second: int) -> bool:
    """Say whether a figure tells what a share has: 80%…能够提供4类…, 至少配备1名."""
    return _ABLE.fullmatch(folded, first, second) is not None


def _is_list(folded: str, first: int, second: int, *, any_class: bool) -> bool:
    """Say whether two figures are members of one list: of a class, a joint between.

    Under 分别 the members may be of any class: 分别突破60万吨、5亿元.
    """
    if _COUNTED_TWICE.match(folded, first):
        return True
    alike = folded[first] == folded[second] or BARE in {folded[first], folded[second]}
    return (alike or any_class) and _LIST_JOINT.match(folded[first:second]) is not None


_FROM = re.compile(f"[从由](?:{NOW})?$")
_NOW = 7  # characters that may stand before a figure from which a thing moves


def _is_movement(folded: str, first: int, between: str) -> bool:
    """Say whether the two figures are baseline and value: 从…提高到…."""
    moves = between[-1:] in set(VERBS)
    return moves and _FROM.search(folded, max(0, first - _NOW), first) is not None
