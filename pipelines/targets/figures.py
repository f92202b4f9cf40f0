"""From a rule's reading of a figure to targets: names, values, days.

Each rule has one function that names what is measured; the rest is common to all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from pipelines.grammar.choices import choice
from pipelines.grammar.quantities import Quantity
from pipelines.grammar.rules import Found
from pipelines.model import Kind, Target
from pipelines.targets import words
from pipelines.targets.coordination import (
    complete,
    head_of,
    heads,
    is_distributed,
    population_of,
    share,
)
from pipelines.targets.indicators import clean, clean_thing
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.symbols import CONTROL, FALL, RISE
from pipelines.targets.values import Value, is_people, read_values

_PERIOD = re.compile("(?<=.)每(?:两|三|半)?(?:年|个?月|季度?|学期|学年|周|天|日)度?")
_EVENTS = frozenset({"次", "场", "场次", "期", "轮", "届", "人次", "课时", "学时"})
_RECIPIENT = re.compile("(?:为|向|对|给)([^，。；]{2,})$")


def read_figures(scene: Scene, found: Found, memory: Memory) -> list[Target]:
    """Make the targets that one rule's reading of a statement states."""
    quantities = scene.quantities(found.folded["value"])
    name = _NAMERS.get(found.rule, _subject)(scene, found, memory)
    if found.rule == "target.measured" and not _is_measure(found, quantities, memory):
        return []
    kind = _kind(scene, found, memory, name)
    if not name or not quantities:
        return []
    values = read_values(
        scene, quantities, controlled=_is_controlled(scene, found), kind=kind
    )
    values = [_peopled(value, found) for value in values]
    if kind == "output" and any(value.unit is None for value in values):
        return []
    if kind == "output" and values[0].unit and "/" in values[0].unit:
        name = _PERIOD.sub("", name)
    rows = [
        row
        for one in _services(found, name, values)
        for row in pair(
            one,
            values,
            scene.days,
            distributed=is_distributed(scene.text),
            grouped=_is_grouped(scene, quantities, len(scene.days)),
        )
    ]
    memory.subject, memory.kind = name, kind
    return [
        Target(
            item=scene.item.number,
            indicator=indicator,
            kind=Kind(kind),
            span=scene.span(),
            rule=found.rule,
            comparator=value.comparator,
            value=value.value,
            value_max=value.value_max,
            unit=value.unit,
            direction=_direction(scene, found) if kind == "change" else None,
            baseline=_baseline(scene, found),
            deadline=day,
            deadline_stated=scene.stated,
            aspirational=scene.aspirational,
            numerals=(scene.figure_span(value.quantity),),
            baseline_numerals=tuple(
                scene.figure_span(one) for one in _starts(scene, found)
            ),
            confidence=_confidence(found, len(values)),
        )
        for indicator, value, day in rows
    ]


def _is_grouped(scene: Scene, quantities: Sequence[Quantity], days: int) -> bool:
    """Say whether 和 parts a list into as many even groups as there are days."""
    text = scene.tokens.text
    sizes = [1]
    for first, second in pairwise(quantities):
        if text[first.end : second.bound_start].strip() == "和":
            sizes.append(1)
        else:
            sizes[-1] += 1
    return len(sizes) == days and len(set(sizes)) == 1 and sizes[0] > 1


_OPENING = re.compile("^(?:在|对|为|以|按|从|由|向|距|于|凡|经|满|如|因)")
_OUTLAYS = ("总投资", "投资额", "计划投资", "资金", "经费", "投资约", "专款")
_PLACES = frozenset({"省", "市", "县", "州", "区", "镇", "乡", "村"})


def _is_measure(found: Found, quantities: Sequence[Quantity], memory: Memory) -> bool:
    """Say whether a figure without a verb states a measure or a stock."""
    subject = words_of(found, "subject")
    if _OPENING.match(subject) or quantities[0].unit in _PLACES:
        return False
    if quantities[0].unit == "元" and subject.endswith(_OUTLAYS):
        return False
    return not (quantities[0].chinese and not subject.endswith(words.MEASURES))


def pair(
    name: str,
    values: Sequence[Value],
    days: Sequence[date],
    *,
    distributed: bool,
    grouped: bool = False,
) -> list[tuple[str, Value, date | None]]:
    """Pair indicators, values and days.

    One value holds for every day, and for every indicator that has a head of its own.
    Several values are dealt out over the days where there are as many, unless they
    are dealt out (分别) over as many indicators of different units; else over the
    indicators. Values of several indicators and days go indicator by indicator, or
    day by day where 和 groups them (*grouped*).
    """
    ends: list[date | None] = list(days) or [None]
    if len(values) == 1:
        return [(one, values[0], day) for one in apart(name) for day in ends]
    named = share(name, len(values))
    differ = len({value.unit for value in values}) > 1
    if len(ends) == len(values) and not (named and distributed and differ):
        return [(name, value, day) for value, day in zip(values, ends, strict=True)]
    if named:
        dealt = zip(named, values, strict=True)
        return [(one, value, day) for one, value in dealt for day in ends]
    crossed = _crossed(name, len(values), ends, grouped=grouped)
    if crossed:
        dealt_out = zip(crossed, values, strict=True)
        return [(one, value, day) for (one, day), value in dealt_out]
    return [(name, value, ends[-1]) for value in values]


def _crossed(
    name: str, count: int, days: Sequence[date | None], *, grouped: bool
) -> list[tuple[str, date | None]]:
    """Give each indicator with each day, in the order of the values; [] if uneven."""
    named = share(name, count // len(days)) if len(days) > 1 else None
    if not named or len(named) * len(days) != count:
        return []
    if grouped:
        return [(one, day) for day in days for one in named]
    return [(one, day) for one in named for day in days]


_SURGE = re.compile("(?:的)?(?:上升|增长|高发|蔓延|多发|快速上升)?(?:趋势|势头)$")


def apart(name: str) -> list[str]:
    """Part a joint name whose members have heads of their own: 发病率和死亡率.

    A closing 上升趋势 belongs to each: 甲率、乙率上升趋势; 甲和乙高发势头.
    """
    surge = _SURGE.search(name)
    if surge and surge.start() > 0:
        parts = heads(name[: surge.start()])
        bare = not any(map(head_of, parts)) and "等" not in name
        if len(parts) > 1 and (bare or all(map(head_of, parts))):
            return [part + surge[0] for part in parts]
        return [name]
    parts = heads(name)
    if len(parts) > 1 and all(map(head_of, parts)):
        return complete(parts)
    return [name]


def _services(found: Found, name: str, values: Sequence[Value]) -> list[str]:
    """Part services done once for the same people: 为老人进行一次筛查、体检."""
    thing = clean_thing(words_of(found, "rest"))
    if found.rule != "target.made_count" or values[0].unit not in _EVENTS:
        return [name]
    whom = name.removesuffix(thing)
    if "、" not in thing or whom == name or not whom:
        return [name]
    return [whom + part for part in heads(thing)]


def _kind(scene: Scene, found: Found, memory: Memory, name: str) -> str:
    kind = found.slots["kind"]
    quantities = scene.quantities(found.folded["value"])
    if quantities and quantities[0].unit in {"percentage point"}:
        return "level" if found.rule == "target.reach" else "change"
    if quantities and quantities[0].text.startswith(("翻", "减半")):
        return "change"
    if found.rule == "target.measured" and memory.kind == "output":
        return "level" if name.endswith(words.MEASURES) else "output"
    if found.rule == "target.made_thing" and name.endswith(_STATES):
        first = not clean(words_of(found, "subject"))
        return kind if first and words_of(found, "verb") not in _UPHOLDING else "level"
    return kind


_UPHOLDING = frozenset(
    {"落实", "保障", "保护", "巩固", "优化", "考核", "监测", "完成", "实行"}
)
_STATES = (
    "率",
    "比例",
    "占比",
    "比重",
    "水平",
    "时间",
    "面积",
    "寿命",
    "总数",
    "总量",
    "浓度",
)


def _is_controlled(scene: Scene, found: Found) -> bool:
    verb = found.folded.get("verb")
    return bool(verb and any(m.symbol == CONTROL for m in scene.marks(verb)))


def _direction(scene: Scene, found: Found) -> str | None:
    verb = found.folded.get("verb")
    symbols = {mark.symbol for mark in scene.marks(verb)} if verb else set()
    if FALL in symbols or "减半" in scene.text:
        return "down"
    return "up" if RISE in symbols or "翻" in scene.text else None


def _starts(scene: Scene, found: Found) -> list:  # type: ignore[type-arg]
    place = found.folded.get("start")
    return scene.quantities(place) if place else []


def _baseline(scene: Scene, found: Found) -> Decimal | None:
    starts = _starts(scene, found)
    return starts[0].value if starts else None


def _peopled(value: Value, found: Found) -> Value:
    if value.unit is not None:
        return value
    after = words_of(found, "people") or words_of(found, "rest")
    if not is_people(after):
        return value
    return Value(value.value, value.value_max, "人", value.comparator, value.quantity)


def _confidence(found: Found, count: int) -> float:
    base = _CONFIDENCE.get(found.rule, 0.95)
    return base if count == 1 else base - 0.05


_CONFIDENCE = {
    "target.reach": 0.98,
    "target.measured": 0.8,
    "target.by_some": 0.8,
    "target.share_of": 0.85,
    "target.continued": 0.9,
}


# --- what is measured, rule by rule ------------------------------------------------


def _subject(scene: Scene, found: Found, memory: Memory) -> str:
    name = clean(words_of(found, "subject"))
    rest = words_of(found, "rest")
    if len(name) >= 2:
        name = _as_before(scene, name, memory)
        if len(name) <= 6 and name.endswith("率") and not population_of(name):
            name = population_of(memory.subject) + name
        return name + rest if rest.startswith("的") and rest[1:2] else name
    rest = clean(words_of(found, "rest"))
    return memory.subject or rest


_WHERE = re.compile(
    "^.*?(?:城市|县城|地区|区域|[省市县区乡]级|全[省市县区国]|以上|医院|机构|企业|人群|农村|城镇)"
)


def _as_before(scene: Scene, name: str, memory: Memory) -> str:
    """Complete a bare place or group with the measure before it.

    全省污水处理率达到90%，样例地区达到95%: the second figure is the same rate, there.
    """
    unit = scene.measured()[-1].unit
    measured = name.endswith(words.MEASURES) or not head_of(memory.subject)
    if unit not in {"%", "‰"} or measured or len(name) > 12:
        return name
    where = _WHERE.match(memory.subject)
    return name + (memory.subject[where.end() :] if where else memory.subject)


def _share_of(scene: Scene, found: Found, memory: Memory) -> str:
    whole = clean(words_of(found, "subject"))
    return whole + words_of(found, "rest").removeprefix("的")


def _made_count(scene: Scene, found: Found, memory: Memory) -> str:
    thing = clean_thing(words_of(found, "rest").removeprefix("的"))
    middle = words_of(found, "middle")
    subject = words_of(found, "subject")
    unit = scene.quantities(found.folded["value"])[0].unit
    recipient = _RECIPIENT.search(subject)
    memory.verb = words_of(found, "verb")
    if recipient:
        return clean(recipient[1]) + thing
    if unit in _EVENTS:
        return clean(subject) + _plain(middle) + thing
    return _plain(middle) + thing


def _plain(middle: str) -> str:
    """Drop a list before 等 and the words that only bound the count."""
    middle = "" if middle.endswith(("等", "共", "共计", "合计")) else middle
    kept = clean_thing(middle) if middle else ""
    return "" if kept in {"好", "至少", "了", "出", "约", "近", "不少于"} else kept


_SECOND_VERB = re.compile(
    f"^(?:或|、|和|并|及)(?:{choice((*words.MAKE, *words.MAKE_OR_NOUN))})+"
)


def _made_thing(scene: Scene, found: Found, memory: Memory) -> str:
    memory.verb = words_of(found, "verb")
    thing = words_of(found, "thing")
    name = clean_thing(_SECOND_VERB.sub("", thing))
    subject = clean(words_of(found, "subject"))
    if len(name) < 3 or (name.endswith(_STATES) and subject):
        return subject + words_of(found, "verb") + name
    return name


_FIRST_VERB = re.compile(
    "^(?:并|继续|持续|深入|积极|全面|认真)*(?:组织开展|组织实施|做好|开展|实施|加强|抓好|推进|启动|落实)"
)


def _made_last(scene: Scene, found: Found, memory: Memory) -> str:
    verb = words_of(found, "verb")
    subject = clean(words_of(found, "subject"))
    if len(subject) < 2:
        subject = _FIRST_VERB.sub("", memory.clause) or memory.subject
    if not subject:
        return ""
    return subject if subject.endswith(verb) else subject + verb


def _in_places(scene: Scene, found: Found, memory: Memory) -> str:
    done = words_of(found, "verb") + words_of(found, "object")
    return f"{done}的{words_of(found, 'place').removesuffix('中')}"


def _served(scene: Scene, found: Found, memory: Memory) -> str:
    return words_of(found, "people") + words_of(found, "object")


def _in_each(scene: Scene, found: Found, memory: Memory) -> str:
    done = words_of(found, "verb") + words_of(found, "object")
    return f"{done}的{words_of(found, 'who')}"


def _by_some(scene: Scene, found: Found, memory: Memory) -> str:
    return words_of(found, "who") + words_of(found, "verb") + words_of(found, "object")


def _continued(scene: Scene, found: Found, memory: Memory) -> str:
    return words_of(found, "thing").removeprefix("的") + words_of(found, "last")


_NAMERS: dict[str, Callable[[Scene, Found, Memory], str]] = {
    "target.share_of": _share_of,
    "target.made_count": _made_count,
    "target.made_thing": _made_thing,
    "target.made_last": _made_last,
    "target.in_places": _in_places,
    "target.served": _served,
    "target.in_each": _in_each,
    "target.by_some": _by_some,
    "target.continued": _continued,
    "target.each_has": _continued,
}
