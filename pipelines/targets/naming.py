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
from pipelines.targets.conditions import REACHED_TOO
from pipelines.targets.indicators import clean, counted, without_move
from pipelines.targets.making import (
    EVENTS,
    FOR_EACH,
    made_count,
    made_thing,
)
from pipelines.targets.making_last import made_last
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.values import is_people


def name_of(scene: Scene, found: Found, memory: Memory) -> str:
    """Give the name of what a rule's reading measures, "" where it has none."""
    name = _NAMERS.get(found.rule, _subject)(scene, found, memory)
    return _again(scene, found, memory, name) or name


# More of the same, named but by where or that it goes on: 再建3个, 农村不超过60个.
_MORE = re.compile(
    "先行|其余|余下|每家平均|(?:再|先|又|另)(?:建|改|设|添|增|办|装|配|新建|新增|改造)"
)
_ELSEWHERE = re.compile("农村|城市|城区|城镇|县城|山区|小学|初中|高中")


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
    if _ELSEWHERE.fullmatch(name) and name not in memory.subject:
        return name + _ELSEWHERE.sub("", memory.subject, count=1)
    return ""


# What each of those named before has: …，每所托位不少于60个; …，每次不少于50人.
_EACH_OF_IT = re.compile(
    "^(?:且|并)?每(?:(?:所|家|座|处|支|场|次|期|批|班)(?=.{0,6}$)"
    "|个(?=(?:(?:建筑|占地|服务|使用)?面积|规模|床位|托位)?$))"
)


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
    if found.rule in {"target.share", "target.reach"}:
        moved = without_move(name)
        name = name if moved in words.BARE_MEASURES else moved
    if found.rule == "target.measured":
        name = _VISITED.sub("", name)
    if _EACH_ALONE.fullmatch(name) and (of_each := _of_each(memory)):
        return of_each
    rest = words_of(found, "rest")
    whole = _GRADED.match(memory.subject)
    if _GRADE.match(name) and whole:
        return name + whole[1]
    if len(name) >= 2:
        return _in_full(scene, rest, memory, name)
    if memory.place == scene.clause and memory.subject:
        return memory.subject
    return announced(memory) or memory.subject or undertaken(memory) or clean(rest)


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
_GRADE = re.compile("^(?:国家|部|省|市|县|区|州|乡|村)级$")
_GRADED = re.compile("^(?:(?:国家|部|省|市|县|区|州|乡|村)级|全国|全省|国家)(.{2,})")


# How many a share comes to is told aside: 50%的样例学校（约21所）达到标准.
_SO_MANY = re.compile("（(?:约|共|计|近|即)?[0-9]+[^（）0-9]{0,3}）")
# What is done besides is no part of the name: 存量清偿50%并杜绝新增.
_AND_MORE = re.compile("^并(?:杜绝|防止|严禁|逐步|持续|不再|全面)[^，；]*$")


def _share_of(scene: Scene, found: Found, memory: Memory) -> str:
    whole = clean(words_of(found, "subject"))
    reached = REACHED_TOO.search(scene.words_up_to()) if not whole else None
    if reached:
        whole = memory.subject.partition(reached[1])[0] + reached[1]
    elif whole.startswith(("覆盖", "惠及")):
        whole = memory.subject.partition(whole[:2])[0] + whole
    whole = _ALL_AND.sub(r"\g<reach>", whole)
    rest = _SO_MANY.sub("", words_of(found, "rest").removeprefix("的"))
    if not whole and (again := _REACHING.match(rest)):
        return memory.subject.partition(again[0])[0] + rest
    return whole + (_AND_MORE.sub("", rest) if whole else rest)


# All of one and a share of another: 覆盖所有县和80%的乡, 所有样例院以及70%的样例室.
_ALL_AND = re.compile(
    "(?P<reach>.*(?:覆盖|惠及)|^)(?:所有|全部|全体)[^，；]{1,24}(?:以及|[和、及与])$"
)
# What others of the same reach: 80%的样例院达到基本标准、40%达到推荐标准.
_REACHING = re.compile("达到|建成|实现|通过|成为")


def _in_places(scene: Scene, found: Found, memory: Memory) -> str:
    place, done = words_of(found, "place"), words_of(found, "object")
    if not done:
        return place + words_of(found, "verb")
    done = words_of(found, "verb") + done
    return f"{done}的{_first(place).removesuffix('中').removesuffix('各')}"


_SECOND_COUNT = re.compile(
    "(?:、|和|及|与|以及)(?:[^，；、]{2,40}等)?[0-9一二两三四五六七八九十].*$"
)


def _first(whom: str) -> str:
    """Give the first of several who share a deed: 部门和10个县 gives 部门."""
    return _SECOND_COUNT.sub("", whom)


_COUNTED_THING = re.compile(
    "^(?:不少于|至少|约)?[0-9一两二三四五六七八九十.]+(?:万|余|多)?(?:台|套|名|个|所|张|辆|支|人|家|处)?"
)


def _served_free(scene: Scene, found: Found, memory: Memory) -> str:
    return _first(words_of(found, "people")) + words_of(found, "object")


def _served(scene: Scene, found: Found, memory: Memory) -> str:
    people, thing = _first(words_of(found, "people")), words_of(found, "object")
    if not thing:
        return people + words_of(found, "verb")
    if not people:
        counted = scene.quantities(found.folded["value"])[0].unit
        return thing if counted in {"人", "名", "户"} else ""
    people = people.removesuffix("免费")
    if people.endswith(("各", "分别")):
        made = words_of(found, "verb") + _COUNTED_THING.sub("", thing)
        return f"{made}的{people.removesuffix('各').removesuffix('分别')}"
    if is_people(people) and words_of(found, "verb") not in _HANDED:
        return people + thing
    return f"{words_of(found, 'verb')}{thing}的{people}"


# What is handed out says who gets it: 配发样例仪的患者.
_HANDED = frozenset({"配发", "派发", "分发", "赠送", "捐赠"})

# A deed gone through is told of the thing: 至少1名经过培训的样例医生.
_GONE_THROUGH = frozenset({"经", "经过", "通过", "受过", "接受过"})


def _in_each(scene: Scene, found: Found, memory: Memory) -> str:
    who, done = words_of(found, "who"), words_of(found, "verb")
    done += words_of(found, "object")
    return who + done if who in _GONE_THROUGH else f"{done}的{who}"


def _by_some(scene: Scene, found: Found, memory: Memory) -> str:
    who = _first(words_of(found, "who"))
    deed = words_of(found, "verb") + words_of(found, "object")
    if able := _ABLE.fullmatch(who):
        return f"{able['able']}{deed}的{able['who']}"
    whom = _DONE_TO.fullmatch(words_of(found, "subject"))
    if whom and not who:
        return clean(whom[1]) + _LIGHT.sub("", deed)
    beside = memory.subject.startswith(deed + "的")
    acts = bool(_ACTS.match(deed) and _ACTING.search(who))
    clause = scene.before().rpartition("，")[2]
    acts = acts and not _TO_WHOM.match(clause)
    if beside or acts or words_of(found, "subject").endswith(("与", "同")):
        return f"{deed}的{who}"
    plainly = words_of(found, "subject") == "对"
    done = who + (deed.removeprefix("进行") if plainly else deed)
    if scene.quantities(found.folded["value"])[0].unit in EVENTS:
        return clean(words_of(found, "subject")) + done
    return done


# What those counted can do tells them apart: 至少有1家样例院能够开展样例检查.
_ABLE = re.compile("(?P<who>[^，；]{2,}?)(?P<able>能够|可以|具备条件)")
_TO_WHOM = re.compile("[对为给向]")
# Those counted who do something themselves: 3家样例医院开展试点.
_ACTS = re.compile("开展|启动|进入|承担|设立|建设|建立|争创|达到|通过|跻身|.{0,6}位居")
_ACTING = re.compile(
    "(?:医院|机构|学校|院校|幼儿园|企业|中心|[县市区乡镇旗]|（[^（）]+）)$"
)
# Those counted may stand before their number: 对样例家庭90户实施改造.
_DONE_TO = re.compile("[对为给]([^，；等]{3,})")
_LIGHT = re.compile("^(?:组织)?(?:实施|开展|进行|提供)(?=..)")


def _come_to(scene: Scene, found: Found, memory: Memory) -> str:
    who, state = words_of(found, "who"), words_of(found, "state")
    return who + state if "的" in state else f"{state}的{who}"


def _continued(scene: Scene, found: Found, memory: Memory) -> str:
    grade = clean(words_of(found, "subject"))
    thing = words_of(found, "thing").removeprefix("的") + words_of(found, "last")
    thing = counted(thing.removesuffix("或"))
    return grade + thing if _GRADE.match(grade) else thing


def _every_time(scene: Scene, found: Found, memory: Memory) -> str:
    lead = words_of(found, "lead")
    doing = lead if lead in {"参加", "参与"} else ""
    whom = clean(words_of(found, "subject"))
    return whom + doing + _continued(scene, found, memory)


_OF_NORM = re.compile("(?:的|标准|规划|要求|[、，和与])+$")


def _by_norm(scene: Scene, found: Found, memory: Memory) -> str:
    built = words_of(found, "verb") + words_of(found, "object")
    thing = _OF_NORM.sub("", words_of(found, "thing"))
    return clean(words_of(found, "subject")).removeprefix("在") + built + thing


_NAMERS: dict[str, Callable[[Scene, Found, Memory], str]] = {
    "target.share_of": _share_of,
    "target.made_count": made_count,
    "target.made_thing": made_thing,
    "target.made_last": made_last,
    "target.in_places": _in_places,
    "target.served": _served,
    "target.served_free": _served_free,
    "target.in_each": _in_each,
    "target.by_some": _by_some,
    "target.come_to": _come_to,
    "target.continued": _continued,
    "target.each_has": _continued,
    "target.at_least_has": _continued,
    "target.every_time": _every_time,
    "target.every_count": _every_time,
    "target.every_time_each": _every_time,
    "target.by_norm": _by_norm,
}
