"""From a rule's reading of a figure to targets: values, names, days, rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.grammar.quantities import Quantity
from pipelines.grammar.rules import Found
from pipelines.model import Kind, Target
from pipelines.targets import words
from pipelines.targets.completing import points_back
from pipelines.targets.finishing import finished
from pipelines.targets.heads import heads, is_distributed
from pipelines.targets.indicators import (
    clean,
    clean_thing,
    move_of,
    people_of,
    without_dates,
)
from pipelines.targets.joint_things import complete_things, opposed
from pipelines.targets.kinds import is_measure, kind_of
from pipelines.targets.making import EVENTS
from pipelines.targets.naming import name_of
from pipelines.targets.pairing import Row, is_grouped, pair
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.shared_people import base_before
from pipelines.targets.symbols import CONTROL, DATE, FALL, RISE
from pipelines.targets.values import Value, is_people, read_values, stated
from pipelines.targets.years import dealt_years


def read_figures(scene: Scene, found: Found, memory: Memory) -> list[Target]:
    """Make the targets that one rule's reading of a statement states."""
    quantities = stated(scene, scene.quantities(found.folded["value"]))
    name = name_of(scene, found, memory)
    if not name or not quantities or not is_measure(scene, found, quantities, memory):
        return []
    kind = kind_of(scene, found, memory, name)
    controlled = _is_controlled(scene, found)
    values = read_values(scene, quantities, controlled=controlled, kind=kind)
    values = [_counting(_peopled(value, found), name) for value in values]
    if kind == "output" and any(value.unit is None for value in values):
        return []
    name = finished(scene, found, memory, name, kind, values[0])
    kind = "level" if kind == "output" and all(map(_is_limit, values)) else kind
    if values[0].unit in _RATES:
        name = _AMONG.sub("", name)
    values = [_as_long(scene, value, found, memory) for value in values]
    if kind == "level" and (base := base_before(memory)):
        values = [_among(value, base[1]) for value in values]
        is_lent = (values[0].unit or "").endswith(f"/{base[1]}")
        name = base[0] + name if is_lent and "每" not in name else name
    if _OF_A_TABLE.search(name):
        return []
    memory.subject, memory.kind = name, kind
    memory.unit = values[-1].unit or ""
    told = memory.told[-len(values) :]
    said = clean(words_of(found, "subject"))
    named = words_of(found, "thing") or words_of(found, "rest")
    inherits = not named and (len(said) < 2 or points_back(said))
    if inherits and 1 < len(values) == len(told):
        name = "、".join(told) if is_distributed(scene.text) else name
    memory.told.append(name)
    return [
        _target(scene, found, kind, row, count=len(values))
        for row in _rows(scene, found, name, values)
    ]


def _is_limit(value: Value) -> bool:
    """Say whether a figure bounds what may be, or says how long: 每队不超过9人."""
    lasts = (value.unit or "").partition("/")[0] in {"小时", "分钟"}
    return lasts or value.quantity.bound in {"不超过", "不高于", "不多于", "不得超过"}


# What lost its cells names nothing: 床位总数张318633003800预期性.
_OF_A_TABLE = re.compile("[0-9]{6}|(?:预期|约束|倡导)性")


def _as_long(scene: Scene, value: Value, found: Found, memory: Memory) -> Value:
    """Let a time of another group keep the base of the one before: 小时/天."""
    plain, _, base = memory.unit.partition("/")
    if memory.place == scene.clause and _goes_on_counting(value, found, memory):
        return replace(value, unit=f"{value.unit}/{base}")
    if _brings_about(scene, value, found, memory):
        return replace(value, unit=f"{value.unit}/{base}")
    told = {"target.measured", "target.reach"}
    leans = found.rule in told and value.unit == plain and bool(base)
    of_those = words_of(found, "subject").startswith("其中") and base.endswith(
        ("人口", "人")
    )
    if not leans or not (of_those or plain in {"小时", "分钟", "天"}):
        return value
    return replace(value, unit=memory.unit)


def _among(value: Value, base: str) -> Value:
    """Let a part of a person or a thing be counted among so many people as before."""
    is_part = value.unit in _HELD and value.value != value.value.to_integral()
    return replace(value, unit=f"{value.unit}/{base}") if is_part else value


def _goes_on_counting(value: Value, found: Found, memory: Memory) -> bool:
    """Say whether a count leans on the verb and period before: 每年培训甲9人、乙5人."""
    plain, _, base = memory.unit.partition("/")
    same = value.unit == plain and base in _PERIODS
    return same and memory.kind == "output" and found.rule in _LEANING


def _brings_about(scene: Scene, value: Value, found: Found, memory: Memory) -> bool:
    """Say whether a clause counts what the one before brings about in its period.

    每年举办甲4期，培训乙200人: both are told of each year.
    """
    base = memory.unit.partition("/")[2]
    if base not in _PERIODS or memory.kind != "output" or memory.place is None:
        return False
    follows = memory.place.end + 1 == scene.clause.start and memory.closer == "，"
    counted = found.rule in _MADE and _BROUGHT.match(words_of(found, "verb"))
    plain = value.unit is not None and "/" not in value.unit
    if _WHOLE_TERM.match(scene.clause_text):
        return False
    return bool(follows and counted and plain and scene.clause_mark(DATE) is None)


# All years together: 每年组织2次，四年培训200名.
_WHOLE_TERM = re.compile(
    "(?:力争|争取)?(?:[二两三四五六七八九十]|[2-9]|1[0-9])年(?:内|间|来|共|累计|期间|合计)*(?!级)|累计|共计|合计"
    "|(?:规划|计划|方案)?期内|期间"
)
_MADE = frozenset({"target.made_count", "target.made_thing", "target.made_last"})
# What a yearly deed brings about.
_BROUGHT = re.compile("培训|扶持|轮训|带动|惠及|服务|吸纳|提供|参训|参加|参与|接待")
_LEANING = frozenset({"target.measured", "target.continued", "target.made_last"})
_PERIODS = frozenset({"年", "学年", "学期", "季度", "月"})
# What a subject ends with that says one value of each of several: 甲率、乙率均.
_ALIKE = re.compile(
    "(?<![平人户年日月次])(?<!(?<!比)例)(?:均|都)(?:要|应|须|需|力争|确保|努力)?$"
)


def _is_alike(found: Found) -> bool:
    """Say whether one value is said of each of several before it."""
    return any(_ALIKE.search(words_of(found, hole)) for hole in ("subject", "thing"))


def _rows(scene: Scene, found: Found, name: str, values: Sequence[Value]) -> list[Row]:
    """Give indicator, value and day of each target of a statement."""
    quantities = [value.quantity for value in values]
    grouped = is_grouped(scene, quantities, len(scene.days))
    distributed = is_distributed(scene.text)
    if len(values) == 1:
        distributed = _EACH_SO.search(scene.text) is not None
    return [
        row
        for one in _services(found, name, values)
        for row in pair(
            one,
            values,
            dealt_years(scene, len(values)) or scene.days,
            distributed=distributed,
            grouped=grouped,
            alike=_is_alike(found),
        )
    ]


def _target(scene: Scene, found: Found, kind: str, row: Row, *, count: int) -> Target:
    indicator, value, day = row
    starts = _starts(scene, found)
    return Target(
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
        baseline=starts[0].value if starts else None,
        deadline=day,
        deadline_stated=scene.stated,
        aspirational=scene.aspirational,
        population=people_of(indicator),
        numerals=(scene.figure_span(value.quantity),),
        baseline_numerals=tuple(scene.figure_span(one) for one in starts),
        confidence=_confidence(found, count),
    )


def _services(found: Found, name: str, values: Sequence[Value]) -> list[str]:
    """Part services done once for the same people: 为老人进行一次筛查、体检."""
    if found.rule == "target.every_time_each":
        whom = clean(words_of(found, "subject") + words_of(found, "whom"))
        thing = words_of(found, "thing")
        return [whom + part + thing for part in heads(words_of(found, "where"))]
    if found.rule == "target.made_thing" and words_of(found, "thing").endswith("各"):
        return _each_named(name)
    if _OF_EACH.search(without_dates(words_of(found, "subject"))) and _is_counted(
        values
    ):
        return opposed(name) or heads(name)
    thing = clean_thing(words_of(found, "rest"))
    if found.rule != "target.made_count" or values[0].unit not in EVENTS:
        return [name]
    whom = name.removesuffix(thing)
    if "、" not in thing or whom == name or not whom:
        return [name]
    return [whom + part for part in heads(thing)]


_EACH_SO = re.compile("分别|依次|各(?=提高|提升|增加|增长|上升|下降|降低|减少)")
_SEASONS = re.compile("[春夏秋冬]季?[、和及与][春夏秋冬]")
_QUOTED = re.compile("((?:“[^“”]+”){2,})([^“”]*)")


def _each_named(name: str) -> list[str]:
    """Part things of which each has so many: “甲周”“乙周”活动各1次; not seasons."""
    if _SEASONS.search(name):
        return [name]
    if quoted := _QUOTED.fullmatch(name):
        return [f"“{one}”{quoted[2]}" for one in quoted[1].strip("“”").split("”“")]
    return complete_things(heads(name))


# So many of each of those named: 甲单位、乙单位每类不少于5个.
_OF_EACH = re.compile("(?!上、下)[^、]、[^、]+.*(?:每(?:一)?(?:类|种|样)|各类?|均)$")


def _is_counted(values: Sequence[Value]) -> bool:
    return len(values) == 1 and (values[0].unit or "%") not in words.SHARE_UNITS


def _is_controlled(scene: Scene, found: Found) -> bool:
    verb = found.folded.get("verb")
    return bool(verb and any(m.symbol == CONTROL for m in scene.marks(verb)))


def _direction(scene: Scene, found: Found) -> str | None:
    verb = found.folded.get("verb")
    symbols = {mark.symbol for mark in scene.marks(verb)} if verb else set()
    if move := move_of(words_of(found, "subject")):
        return move
    if FALL in symbols or "减半" in scene.text:
        return "down"
    return "up" if RISE in symbols or "翻" in scene.text else None


def _starts(scene: Scene, found: Found) -> list[Quantity]:
    place = found.folded.get("start")
    return scene.quantities(place) if place else []


def _peopled(value: Value, found: Found) -> Value:
    if value.unit is not None:
        return value
    after = words_of(found, "people") or words_of(found, "rest")
    if not is_people(after):
        return value
    return Value(value.value, value.value_max, "人", value.comparator, value.quantity)


_RATES = frozenset({"1/100k", "1/10k"})
_AMONG = re.compile("^每10?万(?:常住)?(?:人口|人)(?=.{2})")
# Cases among so many people are a rate: 甲死亡率降到每10万人口209例.
_PER_MANY = re.compile("[例人]/(?P<many>10)?万(?:常住)?(?:人口|人)?")
# Whose name says among how many has that base: 每千人口托位数达到4.8个.
_HELD = frozenset({"张", "个", "名", "人"})
_HELD_BY = re.compile(
    "(?:[^，；]{0,6}?)?每?((?:千|10万|万|百万)(?:常住)?人口)[^，；]*(?:数|量)$"
)
# What the name of a number counts gives a bare figure its unit: 人数达到160万.
_COUNTED_BY_NAME = (
    (re.compile("(?:人数|人口)(?:总?数|总量|规模)?$"), "人"),
    (re.compile("人次(?:总?数)?$"), "人次"),
    (re.compile("(?<!用)户数(?:总数)?$"), "户"),
)


def _counting(value: Value, name: str) -> Value:
    """Give a figure without a unit that of what its indicator counts.

    人均 may stand in the clause before: 人均样例面积达到2平方米，力争3平方米.
    """
    if value.unit in {"平方米", "平米", "册", "次"} and "人均" in name:
        return replace(value, unit=f"{value.unit}/人")
    if name.endswith("率") and (per := _PER_MANY.fullmatch(value.unit or "")):
        return replace(value, unit="1/100k" if per["many"] else "1/10k")
    if value.unit in _HELD and (base := _HELD_BY.match(name)):
        return replace(value, unit=f"{value.unit}/{base[1]}")
    for pattern, unit in _COUNTED_BY_NAME:
        if value.unit is None and pattern.search(name):
            return replace(value, unit=unit)
    return value


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
