"""From a worded rule's reading to targets: coverage, relation and trend."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipelines.grammar.rules import Found
from pipelines.model import Kind, Target
from pipelines.targets.again import said_in_full
from pipelines.targets.completing import undertaken
from pipelines.targets.heads import complete, head_of, heads
from pipelines.targets.indicators import clean, people_of
from pipelines.targets.pairing import apart
from pipelines.targets.scene import Memory, Scene, words_of

_COMPARATORS = {
    "达到或接近": "~",
    "达到或超过": ">=",
    "达到或高于": ">=",
    "达到或优于": ">=",
    "不低于": ">=",
    "低于": "<",
    "不高于": "<=",
    "高于": ">",
    "优于": ">",
    "好于": ">",
    "超过": ">",
    "高出": ">",
    "快于": ">",
    "接近": "~",
}
# No less than the yardstick: 达到全省中等以上水平, 处于全省平均水平以上.
_OR_MORE = re.compile(
    "(?:平均|中等|中上|中游)(?:水平)?以上(?:水平)?$|级以上(?:标准|水平)?$"
)
_EVERYBODY = re.compile("人人(?:能够|都)?(?:享有|享受|拥有|参与|有)")


def read_words(scene: Scene, found: Found, memory: Memory) -> list[Target]:
    """Make the targets that a clause without figures states."""
    kind = found.slots["kind"]
    if found.rule in _MOVING_ON and not _moves_on(scene, memory):
        return []
    names = _NAMERS.get(found.rule, _measured)(found)
    names = names or [memory.subject or undertaken(memory)]
    if memory.subject and clean(words_of(found, "scope")) in _NOTHING:
        names = [_of_it(name, found, memory) for name in names]
    if memory.subject:
        names = [memory.subject + one if one in _SPEEDS else one for one in names]
    if found.rule == "target.all":
        names = [said_in_full(name, memory) for name in names]
    covered = kind == "coverage"
    relation = words_of(found, "relation")
    comparator = _COMPARATORS.get(relation, "=") if relation else None
    if comparator == "=":
        comparator = _bounded(scene, found)
    targets = [
        Target(
            item=scene.item.number,
            indicator=name,
            kind=Kind(kind),
            span=scene.span(),
            rule=found.rule,
            comparator=comparator,
            value=Decimal(100) if covered else None,
            unit="%" if covered else None,
            direction=_direction(scene, found, name),
            reference=words_of(found, "reference") or None,
            deadline=day,
            deadline_stated=scene.stated,
            aspirational=scene.aspirational,
            population=people_of(name),
            confidence=0.85,
        )
        for name in names
        for day in (scene.days or (None,))
        if len(name) >= 2
    ]
    if targets:
        memory.subject, memory.kind = targets[-1].indicator, kind
    return targets


def _bounded(scene: Scene, found: Found) -> str:
    """Say how a yardstick bounds: 达到中等以上水平, 控制在全省平均水平以下."""
    if _OR_MORE.search(scene.text):
        return ">="
    below = words_of(found, "more") == "以下"
    held_down = words_of(found, "relation") == "控制在"
    return "<=" if below or held_down else "="


_MOVING_ON = frozenset({"target.trend_falls_on", "target.trend_rises_on"})


def _moves_on(scene: Scene, memory: Memory) -> bool:
    """Say whether a direction goes on from the rate of the clause before."""
    beside = memory.place is not None and memory.place.end + 1 == scene.clause.start
    return beside and memory.kind == "level" and bool(head_of(memory.subject))


# How fast what was told before grows: …突破12亿元，年均增速高于全省平均.
_SPEEDS = frozenset({"增速", "增幅", "增长率"})


def _of_it(name: str, found: Found, memory: Memory) -> str:
    """Say of what went before what becomes of all of it: …8个，年底前全部建成."""
    state = words_of(found, "state")
    if not state or name != state:
        return name
    same = memory.subject.endswith(name[:2])
    return memory.subject + (name[2:] if same else name)


# What gets better by falling: 死亡率等指标持续改善.
_BETTER = re.compile("改善|好转|优化|向好")
_HARM = re.compile(
    "(?:死亡|病死|发病|患病|感染|致残|致死|致贫|复发|伤亡|失能|吸烟|肥胖|近视|贫血|迟缓|缺陷|超标|投诉)率$"
)


def _direction(scene: Scene, found: Found, name: str) -> str | None:
    """Say which way a measure shall go; what harms gets better by falling."""
    way = found.slots.get("direction")
    if way == "up" and _HARM.search(name) and _BETTER.search(scene.text):
        return "down"
    return way


def _indices(found: Found) -> list[str]:
    """Name the indicators of a list that says they are several."""
    return complete(heads(clean(words_of(found, "indicator"))))


def _measured(found: Found) -> list[str]:
    """Name what moves, joint heads each on their own."""
    names = apart(clean(words_of(found, "indicator").replace("的发生", "发生")))
    return [words_of(found, "whom") + name for name in names]


_TAIL = re.compile("(?:网络|体系|平台|制度|系统|机制|设施|服务|保障)$")


# Two kinds of places or services, each named in full: 三级样例设施和社区样例圈.
_FACILITY = re.compile(
    ".{3,}(?:设施|网络|体系|平台|中心|站点?|机构|制度|圈|门诊|室|保险|设备|系统|场所)"
)

_FEW = 4
# Several kinds, each with its own level of places: 街道甲中心、社区乙站.
_FACILITY_THERE = re.compile(
    "(?:[省市县区州旗]级|乡镇|街道|镇街|社区|行政村|村级|园区|[省市县区乡镇村])(?=[^，；])"
    ".{3,}(?:设施|网络|平台|中心|站点?|机构|门诊|场所)"
)

# Two deeds of a name in the same places: 甲监测和乙监测乡镇全覆盖.
_WHERE_DONE = re.compile(
    "[^，；]{2,}?(?P<deed>监测|筛查|检查|检测|评估|培训|保险|救助|服务|监管|签约|接种)"
    "(?P<where>(?:省|市|县|区|州|乡|镇|村|街道|社区|乡镇|镇街|县区|市州|行政村)(?:（[^（）]{1,8}）)?|城乡)"
)


# What reaches which places: 样例服务实现义务教育学校全覆盖.
_REACHES_WHERE = re.compile(
    "(?P<what>[^，；、]{2,}?(?:服务|保险|医保|管理|筛查|监测|培训|检查|救助|监管|签约|制度|机制|支付|付费|结算|餐|课))实现"
    "(?P<where>[^，；]{2,}?(?:学校|学段|中小学|幼儿园|医院|卫生院|机构|企业|单位|乡镇|街道|社区|村|县|园区|家庭))"
)


# Kinds of places, of which each is in every part of an area: 甲中心、乙中心实现县域.
_KIND_OF_PLACE = "[^，；、和及与]{2,}(?:中心|站点?|机构|门诊|医院|基地|联盟)"
_PLACED = re.compile(
    f"(?P<what>{_KIND_OF_PLACE}(?:[、和及与]{_KIND_OF_PLACE})+)实现(?P<where>[省市县区州旗]域|城乡)"
)


# Centres of several kinds, which are no places that something else covers.
_CENTRES = re.compile(
    "(?P<level>[省市县区州旗]级|县域)?"
    "(?P<kinds>[^，；、和及与]{2,6}中心(?:[、和及与][^，；、和及与]{2,6}中心)+)"
)
_SERVING = re.compile("服务中心|文化中心|活动中心")


def _covered(found: Found) -> list[str]:
    """Name the scope; two networks that share their closing noun are two."""
    name = clean(words_of(found, "indicator"))
    centres = _CENTRES.fullmatch(name.replace("实现", ""))
    if centres and not _SERVING.search(name):
        return [(centres["level"] or "") + one for one in heads(centres["kinds"])]
    if reached := _REACHES_WHERE.fullmatch(name):
        return [reached["where"] + reached["what"]]
    if placed := _PLACED.fullmatch(name):
        return [placed["where"] + one for one in heads(placed["what"])]
    name = name.replace("实现", "")
    if not name:
        return []
    parts = heads(name)
    tail = _TAIL.search(name)
    done = _WHERE_DONE.fullmatch(parts[1]) if len(parts) == 2 else None
    if done and parts[0].endswith(done["deed"]):
        return [parts[0] + done["where"], parts[1]]
    if facilities := _facilities(name) or _of_a_kind(parts):
        return facilities
    if len(parts) == 2 and tail and min(map(len, parts)) >= 6:
        first = parts[0] if parts[0].endswith(tail[0]) else parts[0] + tail[0]
        return [first, parts[1]]
    return [name]


_KIND = 2  # characters by which things of a kind begin


def _of_a_kind(parts: list[str]) -> list[str]:
    """Give things that begin alike, each named in full: 无烟样例院、无烟学校."""
    begin = {part[:_KIND] for part in parts}
    named = len(parts) > 1 and all(len(part) > _KIND + 1 for part in parts)
    return parts if named and len(begin) == 1 else []


def _facilities(name: str) -> list[str]:
    """Part several facilities of which each is named in full, [] if they are none."""
    both, parts = heads(name, "和与及"), heads(name)
    if len(both) == 2 and all(map(_FACILITY.fullmatch, both)):
        return both
    each = 1 < len(parts) <= _FEW and all(map(_FACILITY_THERE.fullmatch, parts))
    return parts if each else []


def _covers(found: Found) -> list[str]:
    return [clean(words_of(found, "indicator"))]


def _still(found: Found) -> list[str]:
    """Name nothing anew: the sentence goes on about the same."""
    return []


# A scope of these names nothing: the sentence spoke of the thing before.
_NOTHING = frozenset({"", "其中", "到期"})


def _scope_and_state(found: Found) -> list[str]:
    scope = clean(words_of(found, "scope") or words_of(found, "those"))
    if scope in _NOTHING and len(words_of(found, "state")) <= 4:
        return []
    state = words_of(found, "state") or words_of(found, "do")
    if both := _TWO_BUILT.fullmatch(state):
        return [scope + both["verb"] + both[one] for one in ("first", "second")]
    return [one + state for one in _measures_apart(scope)]


def _all_done(found: Found) -> list[str]:
    return [words_of(found, "those") + words_of(found, "deed")]


# Two kinds of places of which each scope has one: 均建成标准化的甲中心和乙中心.
_PLACE_BUILT = "[^，；、和及与的]{2,}(?:中心|医院|站|馆|基地|门诊|机构|学校|卫生院)"
_TWO_BUILT = re.compile(
    "(?P<verb>建成|建有|设有|建立|设立|设置|开设)(?:[^，；、和及与]{1,8}的)?"
    f"(?P<first>{_PLACE_BUILT})[和及与](?P<second>{_PLACE_BUILT})"
)


def _measures_apart(scope: str) -> list[str]:
    """Part what is measured of several things: 甲、乙浓度 are two concentrations."""
    parts = heads(scope)
    if len(parts) > 1 and "等" not in scope and len(head_of(parts[-1])) > 1:
        return complete(parts)
    return [scope]


def _everybody(found: Found) -> list[str]:
    name = words_of(found, "indicator")
    opener = _EVERYBODY.search(name)
    if opener is None:
        return [name]
    parts = heads(name[opener.end() :])
    return [name[: opener.end()] + part for part in parts]


_NAMERS: dict[str, Callable[[Found], list[str]]] = {
    "target.full_coverage": _covered,
    "target.all_due": _covered,
    "target.covers_all": _covers,
    "target.covers_each": _covers,
    "target.with_all": _covers,
    "target.relation_too": _still,
    "target.all": _scope_and_state,
    "target.every_one": _scope_and_state,
    "target.all_done": _all_done,
    "target.everybody": _everybody,
    "target.trend_indices": _indices,
    "target.trend_falls_on": _still,
    "target.trend_rises_on": _still,
}
