"""What a rule's reading measures: one way of naming for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.grammar.choices import choice
from pipelines.grammar.rules import Found
from pipelines.targets import words
from pipelines.targets.completing import (
    announced,
    as_before,
    held_by,
    is_nameless,
    of_whom,
    undertaken,
)
from pipelines.targets.indicators import clean, clean_thing, without_dates, without_move
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.values import is_people

EVENTS = frozenset({"次", "场", "场次", "期", "轮", "届", "人次", "课时", "学时"})
STATES = (
    "率", "比例", "占比", "比重", "水平", "时间", "面积", "寿命", "总数", "总量",
    "浓度", "企业数", "户数", "家数",
)  # fmt: skip
# Verbs of what befalls a thing: 上市企业数 counts a stock, 新增企业 a delivery.
BEFALLING = (
    "上市",
    "挂牌",
    "入库",
    "注册",
    "参加",
    "参与",
    "投产",
    "落户",
    "入选",
    "获批",
)
# Verbs that only say that an event takes place; others belong to its name.
_LIGHT = re.compile(
    "(?:开展|进行|举办|举行|召开|组织|实施|启动|完成|安排|承办|提供|推进|播放|刊登|刊播|录制|发布|制作|播出|推出|刊发|编印|出版|接受)+$"
)
_RECIPIENT = re.compile("(?:为|向|对|给)([^，。；]{2,})$")


def name_of(scene: Scene, found: Found, memory: Memory) -> str:
    """Give the name of what a rule's reading measures, "" where it has none."""
    return _NAMERS.get(found.rule, _subject)(scene, found, memory)


# For each of which at least so many are due: 保洁人员每市场不少于2名.
_FOR_EACH = re.compile("(?<=..)每(?:个|所|家)?[^每，、年月日天周]{1,8}$")


# What each of those named before has: …，每所托位不少于60个; …，每次不少于50人.
_EACH_OF_IT = re.compile("^(?:且|并)?每(?:所|家|座|处|支|场|次|期|批|班)(?=.{0,6}$)")


def _subject(scene: Scene, found: Found, memory: Memory) -> str:
    said = words_of(found, "subject")
    if memory.subject and (of_it := _EACH_OF_IT.match(said)):
        return memory.subject + said[of_it.end() :]
    name = clean(_FOR_EACH.sub("", said))
    if found.rule in {"target.share", "target.reach"}:
        moved = without_move(name)
        name = name if moved in words.BARE_MEASURES else moved
    if found.rule == "target.measured":
        name = _VISITED.sub("", name)
    if memory.subject and _EACH_ALONE.fullmatch(name):
        return memory.subject
    rest = words_of(found, "rest")
    whole = _GRADED.match(memory.subject)
    if _GRADE.match(name) and whole:
        return name + whole[1]
    if len(name) >= 2:
        unit = scene.measured()[-1].unit
        beside = memory.place == scene.clause
        name = of_whom(as_before(name, unit, memory), memory, beside=beside)
        return name + rest if rest.startswith("的") and rest[1:2] else name
    if memory.place == scene.clause and memory.subject:
        return memory.subject
    return announced(memory) or memory.subject or undertaken(memory) or clean(rest)


# What is done to those counted, where no rule of making saw it: 曝光典型案例50例.
_VISITED = re.compile(f"^(?:{choice(words.BEFORE_COUNT)})(?=.{{3,}})")
_EACH_ALONE = re.compile(
    "每个?(?:县|市|区|乡|镇|村|乡镇|街道|社区|县区|行政村)(?:（[^（）]+）)?"
)
_GRADE = re.compile("^(?:国家|部|省|市|县|区|州|乡|村)级$")
_GRADED = re.compile("^(?:(?:国家|部|省|市|县|区|州|乡|村)级|全国|全省|国家)(.{2,})")


# What is done besides is no part of the name: 存量清偿50%并杜绝新增.
_AND_MORE = re.compile("^并(?:杜绝|防止|严禁|逐步|持续|不再|全面)[^，；]*$")


def _share_of(scene: Scene, found: Found, memory: Memory) -> str:
    whole = clean(words_of(found, "subject"))
    if whole in {"覆盖", "覆盖到", "惠及"}:
        whole = memory.subject.partition("覆盖")[0] + whole
    rest = words_of(found, "rest").removeprefix("的")
    return whole + (_AND_MORE.sub("", rest) if whole else rest)


def _made_count(scene: Scene, found: Found, memory: Memory) -> str:
    thing = clean_thing(words_of(found, "rest").removeprefix("的"))
    middle = words_of(found, "middle")
    subject = words_of(found, "subject")
    unit = scene.quantities(found.folded["value"])[0].unit
    recipient = _RECIPIENT.search(subject)
    memory.verb = words_of(found, "verb")
    if memory.verb in {"覆盖", "惠及"} and len(thing) <= _SHORT and not subject:
        return undertaken(memory) + memory.verb + thing
    if recipient:
        return clean(recipient[1]) + thing
    if _CHOSEN.search(memory.verb) and (chosen := _TO_DO.match(thing)):
        return f"{chosen['deed']}的{chosen['whom']}"
    if middle == "由" and (group := _MADE_OF.match(thing)):
        return group["group"] + group["whom"]
    if unit in EVENTS:
        verb = words_of(found, "verb")
        light = _LIGHT.search(verb) and len(thing) > _SHORT
        act = "" if light or thing.endswith(verb) else verb
        return clean(subject) + act + _plain(middle) + thing
    return _plain(middle) + thing


# 选择5个卫生院开展试点 counts those who do it: 开展试点的卫生院.
_CHOSEN = re.compile("(?:选择|选取|遴选|选定|确定|选派|抽调)$")
_TO_DO = re.compile(
    "(?P<whom>[^，；、]{2,12}?)(?P<deed>(?:开展|实施|进行|承担|参与|参加)[^，；的]{2,})$"
)
# 组建由30名专家组成的样例团 counts the 样例团专家.
_MADE_OF = re.compile("(?P<whom>[^，；]{1,14}?)(?:组成|构成)的(?P<group>.{2,})")
# A thing of so few characters needs the verb of its event: 召开会议.
_SHORT = 2


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
    name = _FOR_EACH.sub("", clean_thing(_SECOND_VERB.sub("", thing)))
    subject = clean(words_of(found, "subject"))
    if thing.startswith("的"):
        return subject + words_of(found, "verb") + thing
    if verb_alone := _DEED.fullmatch(words_of(found, "verb") + name):
        deed = "" if subject else undertaken(memory)
        if deed:
            return deed if deed.endswith(verb_alone[1]) else deed + verb_alone[1]
    befalls = name.endswith(STATES) and words_of(found, "verb").endswith(BEFALLING)
    if not subject and (held := held_by(name, memory)):
        return held
    if len(name) < 3 or (name.endswith(STATES) and subject) or befalls:
        return subject + words_of(found, "verb") + name
    return name


# A deed of which only the number is told; whose it is, the clause before says.
_DEED = re.compile("完成(招生|招录|招聘|签约|改造|培训|建设|整治|搬迁|鉴定|登记|注册)")
_FIRST_VERB = re.compile(
    "^(?:并|继续|持续|深入|积极|全面|认真)*(?:组织开展|组织实施|做好|开展|实施|加强|抓好|推进|启动|落实)"
)


# Verbs that tell how many what was named before reaches: 讲座50场，覆盖5000人.
_REACHING_PEOPLE = frozenset({"覆盖", "惠及", "服务", "参与", "参加", "培训", "宣讲"})
# Verbs that speak again of what was named before: …3个，2025年建成2个.
_ANEW = frozenset(
    {
        "新增",
        "新建",
        "建成",
        "完成",
        "开工",
        "新开工",
        "投产",
        "竣工",
        "建设",
        "创建",
        "改造",
        "改造提升",
        "改建",
        "扩建",
    }
)


# All together: …至少1个，全省建成50个.
ALL_TOLD = re.compile("全(?:[国省市县区州]|自治区)(?:共|累计)?")
_SERVING = re.compile("^有(?:需求|需要|意愿)的(?=.{4,})|提供(?=[^，]{2,}$)")
_ALL_DUE = re.compile("(?:实现|做到|确保|达到)?应[^应尽，]{1,3}尽[^应尽的]{1,3}$")


def _told_before(verb: str, memory: Memory) -> str:
    """Name what was told before and is counted now.

    All get it who are due (…应救尽救，救助200人), or so many had it (完成筛查6万人).
    """
    done = verb.removeprefix("完成")
    counted = memory.kind == "output" and done != verb and len(done) > 1
    if counted and memory.subject.endswith(done):
        return memory.subject
    due = memory.kind == "coverage" and _ALL_DUE.search(memory.clause)
    return _SERVING.sub("", memory.subject) if due else ""


def _is_same_thing(scene: Scene, verb: str, memory: Memory) -> bool:
    """Say whether another deed counts the same thing: 抢救古树60株、复壮30株."""
    if memory.place != scene.clause or memory.kind != "output" or len(verb) < 2:
        return False
    alike = scene.measured()[-1].unit == memory.unit
    return alike and verb not in _ANEW and verb not in _REACHING_PEOPLE


def _made_last(scene: Scene, found: Found, memory: Memory) -> str:
    verb = words_of(found, "verb")
    subject = clean(words_of(found, "subject"))
    if len(subject) < 2 and (told := _told_before(verb, memory)):
        return told
    if len(subject) < 2 and _is_same_thing(scene, verb, memory):
        return memory.subject + verb
    if len(subject) < 2:
        counted = any(character.isdigit() for character in memory.clause)
        subject = "" if counted else _FIRST_VERB.sub("", without_dates(memory.clause))
        subject = memory.theme if is_nameless(subject) else subject
    if ALL_TOLD.fullmatch(subject) and memory.kind == "output" and verb in _ANEW:
        return memory.subject
    if not subject and memory.kind == "output" and verb in _REACHING_PEOPLE:
        return memory.subject + verb
    if not subject and memory.kind == "output" and verb in _ANEW:
        again = memory.subject.endswith(verb) or verb.startswith("新")
        return memory.subject if again else memory.subject + verb
    if not subject:
        return verb if len(verb) > 1 else ""
    done = verb.removeprefix("完成") or verb
    return subject if subject.endswith(done) else subject + done


def _in_places(scene: Scene, found: Found, memory: Memory) -> str:
    place, done = words_of(found, "place"), words_of(found, "object")
    if not done:
        return place + words_of(found, "verb")
    done = words_of(found, "verb") + done
    return f"{done}的{_first(place).removesuffix('中')}"


_SECOND_COUNT = re.compile(
    "(?:、|和|及|与|以及)(?:[^，；、]{2,40}等)?[0-9一二两三四五六七八九十].*$"
)


def _first(whom: str) -> str:
    """Give the first of several who share a deed: 部门和10个县 gives 部门."""
    return _SECOND_COUNT.sub("", whom)


_COUNTED_THING = re.compile(
    "^(?:不少于|至少|约)?[0-9一两二三四五六七八九十.]+(?:万|余|多)?(?:台|套|名|个|所|张|辆|支|人|家|处)?"
)


def _served(scene: Scene, found: Found, memory: Memory) -> str:
    people, thing = _first(words_of(found, "people")), words_of(found, "object")
    people = people.removesuffix("免费")
    if people.endswith(("各", "分别")):
        made = words_of(found, "verb") + _COUNTED_THING.sub("", thing)
        return f"{made}的{people.removesuffix('各').removesuffix('分别')}"
    if is_people(people):
        return people + thing
    return f"{words_of(found, 'verb')}{thing}的{people}"


def _in_each(scene: Scene, found: Found, memory: Memory) -> str:
    done = words_of(found, "verb") + words_of(found, "object")
    return f"{done}的{words_of(found, 'who')}"


def _by_some(scene: Scene, found: Found, memory: Memory) -> str:
    who = _first(words_of(found, "who"))
    deed = words_of(found, "verb") + words_of(found, "object")
    beside = memory.subject.startswith(deed + "的")
    if beside or words_of(found, "subject").endswith(("与", "同")):
        return f"{deed}的{who}"
    done = who + deed
    if scene.quantities(found.folded["value"])[0].unit in EVENTS:
        return clean(words_of(found, "subject")) + done
    return done


def _come_to(scene: Scene, found: Found, memory: Memory) -> str:
    return words_of(found, "who") + words_of(found, "state")


def _continued(scene: Scene, found: Found, memory: Memory) -> str:
    grade = clean(words_of(found, "subject"))
    thing = words_of(found, "thing").removeprefix("的") + words_of(found, "last")
    return grade + thing if _GRADE.match(grade) else thing


def _every_time(scene: Scene, found: Found, memory: Memory) -> str:
    return clean(words_of(found, "subject")) + _continued(scene, found, memory)


_OF_NORM = re.compile("(?:的|标准|规划|要求|[、，和与])+$")


def _by_norm(scene: Scene, found: Found, memory: Memory) -> str:
    built = words_of(found, "verb") + words_of(found, "object")
    thing = _OF_NORM.sub("", words_of(found, "thing"))
    return clean(words_of(found, "subject")).removeprefix("在") + built + thing


_NAMERS: dict[str, Callable[[Scene, Found, Memory], str]] = {
    "target.share_of": _share_of,
    "target.made_count": _made_count,
    "target.made_thing": _made_thing,
    "target.made_last": _made_last,
    "target.in_places": _in_places,
    "target.served": _served,
    "target.in_each": _in_each,
    "target.by_some": _by_some,
    "target.come_to": _come_to,
    "target.continued": _continued,
    "target.each_has": _continued,
    "target.at_least_has": _continued,
    "target.every_time": _every_time,
    "target.every_time_each": _every_time,
    "target.by_norm": _by_norm,
}
