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
    EVERY,
    FIGURES,
    MAKE,
    MEASURE,
    MONEY,
    SHARE,
    VERBS,
)

_SENTENCE = re.compile("[^。！？\n]+")
_CLAUSE = re.compile("[^，；：（）]+")
_FIGURE = re.compile(f"[{FIGURES}]")
_UNNAMED = re.compile(
    f"{MAKE}[^{FIGURES}{MAKE}]{{0,4}}{COUNT}[^{FIGURES}{MAKE}]{{1,16}}[{MEASURE}{MONEY}{SHARE}]$"
)
_TOLD = re.compile(f"，[^，；：{FIGURES}]*的[^，；：{FIGURES}{MAKE}]{{2,}}")
_TOLD_OF = re.compile(f"[，、][^，；：{FIGURES}]*的")
_JOINT = "(?:、|以及|及|和|与|并|或)"
_AFTER_FIGURE = re.compile(f"{BRACKET}*({_JOINT})(?![{FIGURES}])")
_BEFORE_FIGURE = re.compile(f"({_JOINT})(?:[{DATE}{EVERY}]|约|近)?$")
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
    800平方米，具备康复功能的中心.
    """
    at = sentence.start
    while match := _CLAUSE.search(folded, at, sentence.end):
        start, end = match.span()
        if _UNNAMED.search(folded, start, end):
            told = _TOLD.match(folded, end, sentence.end)
            end = told.end() if told else end
        yield Stretch(start, end, folded[end : end + 1])
        at = end


_COMPARED = re.compile("[、且并](?=高于|低于|快于|优于|不低于|不高于)")


def comparisons(folded: str, clause: Stretch) -> Iterator[Stretch]:
    """Part a clause before each further yardstick: 高于全省平均、高于经济增速."""
    start = clause.start
    for joint in _COMPARED.finditer(folded, clause.start, clause.end):
        yield Stretch(start, joint.start(), clause.closer)
        start = joint.end()
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
    dealt = "分别" in folded[clause.start : places[0]] if places else False
    for first, second in pairwise(places):
        between = folded[first + 1 : second]
        if _is_list(folded, first, second, any_class=dealt):
            continue
        if _is_movement(folded, first, between):
            continue
        if _is_attribute(folded, clause, first, second):
            scopes.add(first)
            continue
        if _is_told_of(folded, clause, first, second):
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


_SHARING = re.compile(
    f"[^{FIGURES}{MAKE}]*[对为向在][^{FIGURES}{MAKE}]*[{COUNT}{BARE}][^{FIGURES}{MAKE}]+"
)
_DOING = re.compile(f"[{COUNT}{BARE}][^{FIGURES}{MAKE}]+{MAKE}")


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
        if after is None or not shares:
            found.append(one)
            continue
        whole = Stretch(one.start, after.end, one.closer)
        places = _FIGURE.finditer(folded, after.start, after.end)
        masks[whole] = frozenset(match.start() for match in places)
        found.append(whole)
    return Parts(tuple(found), scopes, masks)


def _cut(folded: str, first: int, second: int) -> tuple[int, int] | None:
    """Give the range between two figures that parts their statements, if any."""
    between = folded[first + 1 : second]
    after = _AFTER_FIGURE.match(folded, first + 1, second)
    if after:
        return after.span(1)
    before = _BEFORE_FIGURE.search(between)
    if before:
        return first + 1 + before.start(1), first + 1 + before.end(1)
    verb = between.rfind(MAKE)
    if verb >= 0:
        return first + 1 + verb, first + 1 + verb
    if not between and folded[first] == folded[second] == COUNT:
        return None
    if not between or (first > 0 and folded[first - 1] in VERBS):
        return first + 1, first + 1
    return None


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


def _is_list(folded: str, first: int, second: int, *, any_class: bool) -> bool:
    """Say whether two figures are members of one list: of a class, a joint between.

    Under 分别 the members may be of any class: 分别突破60万吨、5亿元.
    """
    alike = folded[first] == folded[second] or BARE in {folded[first], folded[second]}
    return (alike or any_class) and _LIST_JOINT.match(folded[first:second]) is not None


def _is_movement(folded: str, first: int, between: str) -> bool:
    """Say whether the two figures are baseline and value: 从…提高到…."""
    opener = folded[max(0, first - 1) : first]
    return opener in {"从", "由"} and between[-1:] in set(VERBS)


_DISTRIBUTED = re.compile("分别|各")


def is_distributed(words: str) -> bool:
    """Say whether the words deal the values out in order: 分别."""
    return _DISTRIBUTED.search(words) is not None


def heads(subject: str, joints: str = "、和与及") -> list[str]:
    """Part a joint subject at its joints: 孕产妇、婴儿死亡率 gives two parts.

    Brackets keep their joints to themselves.
    """
    parts: list[str] = [""]
    depth = 0
    inner = _inner_joints(subject)
    for at, character in enumerate(subject):
        depth += (character in "（“《") - (character in "）”》")
        if character in joints and not depth and at not in inner:
            parts.append("")
        else:
            parts[-1] += character
    return [part for part in parts if part]


# 和, 与 and 及 within words join nothing: 普及率, 参与率, 及时报告率.
_INNER = re.compile(
    "及(?=[时格早第])|(?<=[普涉惠危触企波])及|(?<=[参赠])与|和(?=[谐平睦])|(?<=[调缓饱共温融中])和"
)


def _inner_joints(subject: str) -> frozenset[int]:
    return frozenset(found.start() for found in _INNER.finditer(subject))


def share(subject: str, count: int) -> list[str] | None:
    """Part a subject into *count* indicators with full names, None where it has not.

    Parted at 、 alone, then at the last 和 too, then at every joint: the first way
    that gives the number is taken. 基本知识和理念水平、行为水平 are two.
    """
    if count < 2:
        return None
    by_comma = heads(subject, "、")
    last = heads(by_comma[-1], "和与及") if by_comma else []
    for parts in (by_comma, [*by_comma[:-1], *last], heads(subject)):
        if len(parts) == count:
            return complete(parts)
    return None


def complete(parts: list[str]) -> list[str]:
    """Give the full names of coordinated indicators.

    The words that close the last part, after its people or place, are lent to those
    before it: 孕产妇, 婴儿, 5岁以下儿童死亡率 gives three rates. A part that closes
    with a head of its own keeps it, and the first lends its beginning to a bare one:
    甲病发病率, 死亡率.
    """
    named = [part if head_of(part) else part + _lent_by(parts[-1]) for part in parts]
    stem, whom = _stem(named[0]), _POPULATION.match(named[0])
    return [
        _borrowed(name, stem, whom[0] if whom else "") if index else name
        for index, name in enumerate(named)
    ]


_POPULATION = re.compile(
    ".{0,16}?(?:儿童|青少年|老年人|孕产妇|人群|患者|学生|居民|妇女|婴幼儿|新生儿|职工|劳动者"
    "|残疾人|公众|农村|城镇|城市|县城|城乡|婴儿|幼儿|孕妇|地区|区域|医院|机构)"
)


def _lent_by(last: str) -> str:
    whom = _POPULATION.match(last)
    return last[whom.end() :] if whom and head_of(last[whom.end() :]) else head_of(last)


def _borrowed(name: str, stem: str, whom: str) -> str:
    """Lend a bare head its stem (甲病发病率, 死亡率), a bare name its population."""
    if name == head_of(name):
        return stem + name
    return name if not whom or _POPULATION.match(name) else whom + name


def population_of(name: str) -> str:
    """Give the people or place with which a name begins, "" where it has none."""
    found = _POPULATION.match(name)
    return found[0] if found else ""


_HEAD = re.compile(
    "(?:(?:早诊早治|规范化?管理(?:服务)?|系统管理|规律服药|健康管理(?:服务)?|住院分娩|签约服务|就诊|资源化利用"
    "|综合利用|无害化处理|集中处理|安全利用|主要农作物)"
    "|(?:排放|产生|消费|供应|拥有|发病|死亡|患病|知晓|控制|治疗|覆盖|接种|筛查|检出|达标|合格|普及|感染|致残|致死|参保|报告|落地"
    "|治愈|复发|生存|利用|处理|收集|回收|巩固|入学|入园|毛入学|就业|增长|登记|备案|抽检|配置|申报|管理|服药"
    "|执行|办结|满意|公开|优良|优秀|及格|发生|伤亡|破案|化解))?"
    "(?:率|比例|占比|比重|人数|数量|面积|覆盖面|总量|满意度|水平|势头|趋势|增速|增幅|降幅|涨幅|增长幅度|(?:重点工程)?减排量|排放量|(?:年均|平均)?浓度|数)$"
)


def head_of(name: str) -> str:
    """Give the closing words of a name that say what is measured, "" if none do."""
    found = _HEAD.search(name)
    return found[0] if found else ""


def _stem(name: str) -> str:
    return name[: len(name) - len(head_of(name))]
