"""Names of shares, of those who are served, and of what a counted number does."""

from __future__ import annotations

import re

from pipelines.grammar.rules import Found
from pipelines.targets.conditions import REACHED_TOO
from pipelines.targets.heads import heads
from pipelines.targets.indicators import clean, counted
from pipelines.targets.making import EVENTS, made_count
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.values import is_people

GRADE = re.compile("^(?:国家|部|省|市|县|区|州|乡|村)级$")
"""A grade alone, of something said before or after."""
# How many a share comes to is told aside: 50%的样例学校（约21所）达到标准.
_SO_MANY = re.compile("（(?:约|共|计|近|即)?[0-9]+[^（）0-9]{0,3}）")
# What is done besides is no part of the name: 存量清偿50%并杜绝新增.
_AND_MORE = re.compile("^并(?:杜绝|防止|严禁|逐步|持续|不再|全面)[^，；]*$")


def share_of(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what a share of a whole shall be or have: 80%以上的样例院设立样例科."""
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


def in_places(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what is done in so many places: 在4个区推开."""
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


def served_free(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what so many get free of charge: 为300名学生免费配镜."""
    return _first(words_of(found, "people")) + words_of(found, "object")


def served(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what so many people get, or who gets it: 为3万老人提供助餐."""
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


def in_each(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what so many of each place do or have: 每县2个乡镇建设样例站."""
    who, done = words_of(found, "who"), words_of(found, "verb")
    done += words_of(found, "object")
    return who + done if who in _GONE_THROUGH else f"{done}的{who}"


def by_some(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what a counted number of bodies does, and who: 3家医院开展试点."""
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
    unit = scene.quantities(found.folded["value"])[0].unit
    looked_at = _LOOKS_AT.search(words_of(found, "subject")) and _AT.search(who)
    if looked_at and unit in _SITES and not _WORKED_ON.search(deed):
        return f"{deed}的{who}"
    plainly = words_of(found, "subject") == "对"
    done = who + (deed.removeprefix("进行") if plainly else deed)
    if unit in EVENTS:
        return clean(words_of(found, "subject")) + done
    return done


_BODIES = "医院|机构|学校|院校|幼儿园|企业|中心|[县市区乡镇旗]|（[^（）]+）"
_LOOKS_AT = re.compile("对(?:全[省市县区州])?$")
_WORKED_ON = re.compile("治理|整治|改造|整改|帮扶|修缮|升级")
# At whom something is done, where they are places or bodies: 对50家医院开展督导.
_AT = re.compile(f"(?:{_BODIES}|部门|[州村])$")
_SITES = frozenset({"家", "个", "所", "座", "处"})


# What those counted can do tells them apart: 至少有1家样例院能够开展样例检查.
_ABLE = re.compile("(?P<who>[^，；]{2,}?)(?P<able>能够|可以|具备条件)")
_TO_WHOM = re.compile("[对为给向]")
# Those counted who do something themselves: 3家样例医院开展试点.
_ACTS = re.compile("开展|启动|进入|承担|设立|建设|建立|争创|达到|通过|跻身|.{0,6}位居")
_ACTING = re.compile(f"(?:{_BODIES})$")
# Those counted may stand before their number: 对样例家庭90户实施改造.
_DONE_TO = re.compile("[对为给]([^，；等]{3,})")
_LIGHT = re.compile("^(?:组织)?(?:实施|开展|进行|提供)(?=..)")


def come_to(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what a counted number comes to, and who: 30个事项实现网办."""
    who, state = words_of(found, "who"), words_of(found, "state")
    return who + state if "的" in state else f"{state}的{who}"


def continued(scene: Scene, found: Found, memory: Memory) -> str:
    """Name a further thing that is counted: 以及6个样例点建设."""
    grade = clean(words_of(found, "subject"))
    thing = words_of(found, "thing").removeprefix("的") + words_of(found, "last")
    thing = counted(thing.removesuffix("或"))
    return grade + thing if GRADE.match(grade) else thing


def made_dealt(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what each of several makes: 甲院和乙院分别建成3个、2个样例点."""
    made = made_count(scene, found, memory)
    whose = heads(clean(words_of(found, "subject")))
    dealt = len(whose) == len(scene.quantities(found.folded["value"]))
    return "、".join(each + made for each in whose) if dealt else made


def per_head_has(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what so many people have: 每万名居民有3名样例医生."""
    whose = clean(words_of(found, "subject")) + words_of(found, "base")
    thing = words_of(found, "thing").removeprefix("合格的").removeprefix("合格")
    return whose + clean(words_of(found, "scope").rstrip("拥具")) + counted(thing)


def every_time(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what is given so often or so long: 每天2小时户外活动."""
    lead = words_of(found, "lead")
    doing = lead if lead in {"参加", "参与"} else ""
    whom = clean(words_of(found, "subject"))
    return whom + doing + continued(scene, found, memory)


_OF_NORM = re.compile("(?:的|标准|规划|要求|[、，和与])+$")


def by_norm(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what is built by a norm: 按每千人口10个托位配建."""
    built = words_of(found, "verb") + words_of(found, "object")
    thing = _OF_NORM.sub("", words_of(found, "thing"))
    return clean(words_of(found, "subject")).removeprefix("在") + built + thing
