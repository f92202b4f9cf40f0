"""What a rule's reading measures: one way of naming for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.grammar.choices import choice
from pipelines.grammar.rules import Found
from pipelines.targets import words
from pipelines.targets.again import graded
from pipelines.targets.completing import (
    announced,
    as_before,
    of_whom,
    undertaken,
)
from pipelines.targets.heads import heads, is_distributed
from pipelines.targets.indicators import clean, without_move
from pipelines.targets.joint_things import of_another_grade
from pipelines.targets.making import (
    FOR_EACH,
    made_count,
    made_thing,
)
from pipelines.targets.making_last import made_last
from pipelines.targets.naming_counted import (
    GRADE,
    by_norm,
    by_some,
    come_to,
    continued,
    every_time,
    in_each,
    in_places,
    made_dealt,
    per_head_has,
    served,
    served_free,
    share_of,
)
from pipelines.targets.scene import Memory, Scene, words_of


def name_of(scene: Scene, found: Found, memory: Memory) -> str:
    """Give the name of what a rule's reading measures, "" where it has none."""
    name = _NAMERS.get(found.rule, _subject)(scene, found, memory)
    return _again(scene, found, memory, name) or name


# More of the same, named but by where or that it goes on: 再建3个, 农村不超过60个.
_MORE = re.compile(
    "先行|其余|余下|每家平均|(?:再|先|又|另)(?:建|改|设|添|增|办|装|配|新建|新增|改造)"
)
_ELSEWHERE = re.compile("农村|乡村|老旧小区|城市|城区|城镇|县城|山区|小学|初中|高中")


def _again(scene: Scene, found: Found, memory: Memory, name: str) -> str:
    """Name what was told before, where a reading says nothing new but where."""
    quantities = scene.quantities(found.folded["value"])
    units = {one.unit for one in quantities if one.unit}
    if name in {"依次", "一律"}:
        return memory.subject
    if not memory.subject or memory.unit.partition("/")[0] not in units:
        return ""
    if _MORE.fullmatch(name):
        return memory.subject
    if whole := of_another_grade(name, memory.subject):
        return whole
    if _ELSEWHERE.fullmatch(name) and name not in memory.subject:
        return name + _ELSEWHERE.sub("", memory.subject, count=1)
    return ""


# What each of those named before has: …，每所托位不少于60个; …，每次不少于50人.
_EACH_OF_IT = re.compile(
    "^(?:且|并)?每(?:(?:所|家|座|处|支|场|次|期|批|班)(?=.{0,6}$)"
    "|个(?=(?:(?:建筑|占地|服务|使用)?面积|规模|床位|托位)?$))"
)


# Where a rate holds, said behind it: 样例覆盖率县级达到100%.
_THERE_LAST = re.compile(
    "^(?P<what>[^，；]{3,}(?:率|比例|占比|水平))"
    "(?:在(?P<there>[^，；在]{2,12})|(?P<where>城市|城镇|城区|县城|农村|乡村|乡镇|街道|社区|[省市县乡村]级|[一二三四]类(?:县|地区|区)))$"
)


def _there_first(name: str, scene: Scene) -> str:
    """Put where a rate holds before it, before each of several under 分别."""
    found = _THERE_LAST.match(name)
    if found is None:
        return name
    places = [found["where"] or found["there"]]
    if is_distributed(scene.text):
        places = heads(places[0])
    return "、".join(place + found["what"] for place in places)


def _of_each_or_all(said: str, before: str) -> str:
    """Name each of those named before, or all times of what was told for one."""
    if before and (of_it := _EACH_OF_IT.match(said)):
        return before + said[of_it.end() :]
    once = before.replace("每次", "单次")
    in_all = _IN_ALL.fullmatch(said) if "单次" in once else None
    return once.replace("单次", in_all[1]) if in_all else ""


def _pilots(said: str, memory: Memory) -> str:
    """Name of what there are so many pilots: 支持样例园开设样例班，…试点12所."""
    deed = undertaken(memory) if clean(said) == "试点" else ""
    return deed and f"{deed}试点"


def _subject(scene: Scene, found: Found, memory: Memory) -> str:
    said = words_of(found, "subject")
    if of_it := _of_each_or_all(said, memory.subject) or _pilots(said, memory):
        return of_it
    name = _COMPARED.sub("", clean(FOR_EACH.sub("", said)))
    name = _there_first(name, scene)
    if found.rule in {"target.share", "target.reach"}:
        moved = without_move(name)
        name = name if moved in words.BARE_MEASURES else moved
    if found.rule == "target.measured":
        name = _VISITED.sub("", name)
    if _EACH_ALONE.fullmatch(name) and (of_each := _of_each(memory)):
        return of_each
    rest = words_of(found, "rest")
    whole = _GRADED.match(memory.subject)
    if GRADE.match(name) and whole:
        return name + whole[1]
    if len(name) >= 2:
        return _in_full(scene, rest, memory, name)
    if memory.place == scene.clause and memory.subject:
        return memory.subject
    told = _of_which(scene, memory)
    return announced(memory) or told or undertaken(memory) or clean(rest)


# What a rate is told of is what is then given so long: 开课率达到100%，每学期6课时.
_GIVEN = re.compile("(?:开课|开设|开出|实施|普及|覆盖)(?:率|比例)$")
_LESSONS = frozenset({"课时", "学时", "小时", "分钟", "次", "节"})


def _of_which(scene: Scene, memory: Memory) -> str:
    """Give what was measured before, or what its rate was told of."""
    lasts = scene.measured()[-1].unit in _LESSONS
    return _GIVEN.sub("", memory.subject) if lasts else memory.subject


def _of_each(memory: Memory) -> str:
    """Name what each has: what was measured before, or is done there."""
    return _FOR_SO_MANY.sub("", memory.subject) or undertaken(memory)


# With when it is compared says nothing of what: …，同比增长12%.
_COMPARED = re.compile("^(?:同比|环比|较上年(?:同期)?|比上年(?:同期)?)+$")


def _in_full(scene: Scene, rest: str, memory: Memory, name: str) -> str:
    """Complete a name by what was told before, and by what stands behind its figure."""
    unit = scene.measured()[-1].unit
    if unit == "级":
        return graded(name, memory)
    beside = memory.place == scene.clause
    name = of_whom(as_before(name, unit, memory), memory, beside=beside)
    told = rest.startswith("的") and not rest.startswith(words.OF_A_MEASURE)
    return name + rest if told and rest[1:2] else name


# All times together, of what was told for one: …单次不超过20分钟，每天累计不超过1小时.
_IN_ALL = re.compile(
    "(每[天日周](?:累计|合计|总计)?)(?:使用|时间|时长)?(?:不宜|原则上)?"
)

# What is done to those counted, where no rule of making saw it: 曝光典型案例50例.
_VISITED = re.compile(f"^(?:{choice(words.BEFORE_COUNT)})(?=.{{3,}})")
_FOR_SO_MANY = re.compile(
    "^每[十百千万]{1,2}(?:名|个)?[^，；]{0,6}?(?:人口?|老年人|学生)(?:拥有|配备)"
)
_EACH_ALONE = re.compile(
    "每人|每个?(?:县|市|区|乡|镇|村|乡镇|街道|社区|县区|行政村)(?:（[^（）]+）)?"
)
_GRADED = re.compile("^(?:(?:国家|部|省|市|县|区|州|乡|村)级|全国|全省|国家)(.{2,})")


_NAMERS: dict[str, Callable[[Scene, Found, Memory], str]] = {
    "target.share_of": share_of,
    "target.made_count": made_count,
    "target.made_dealt": made_dealt,
    "target.made_thing": made_thing,
    "target.made_last": made_last,
    "target.in_places": in_places,
    "target.served": served,
    "target.served_free": served_free,
    "target.in_each": in_each,
    "target.by_some": by_some,
    "target.come_to": come_to,
    "target.continued": continued,
    "target.each_has": continued,
    "target.at_least_has": continued,
    "target.per_head_has": per_head_has,
    "target.every_time": every_time,
    "target.every_count": every_time,
    "target.every_time_each": every_time,
    "target.by_norm": by_norm,
}
