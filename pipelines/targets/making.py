"""Names of what is made, trained or held: counts with a verb of making."""

from __future__ import annotations

import re

from pipelines.grammar.choices import choice
from pipelines.grammar.rules import Found
from pipelines.targets import words
from pipelines.targets.again import worked_on
from pipelines.targets.completing import (
    held_by,
    held_there,
    undertaken,
)
from pipelines.targets.indicators import clean, clean_thing
from pipelines.targets.scene import Memory, Scene, words_of

EVENTS = frozenset({"次", "场", "场次", "期", "轮", "届", "人次", "课时", "学时"})
STATES = (
    "率", "比例", "占比", "比重", "水平", "时间", "时长", "面积", "寿命", "总数",
    "总量", "浓度", "企业数", "户数", "家数",
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


# For each of which at least so many are due: 保洁人员每市场不少于2名.
FOR_EACH = re.compile("(?<=..)每(?![十百千万])(?:个|所|家)?[^每，、年月日天周]{1,8}$")


def _of_others(thing: str, middle: str, memory: Memory) -> str:
    """Name those who are chosen to do something, or of whom a group is made."""
    if _CHOSEN.search(memory.verb) and (chosen := _TO_DO.match(thing)):
        return f"{chosen['deed']}的{chosen['whom']}"
    if _CHOSEN.search(memory.verb) and (chosen := _SAID_OF.match(thing)):
        return chosen["said"] + chosen["whom"]
    if _SENT.search(memory.verb) and (sent := _GOES.match(thing)):
        return f"{sent['goes']}的{sent['whom']}"
    if middle.endswith("对") and (at := _DONE_AT.match(thing)):
        return f"{at['deed']}的{at['who']}"
    if middle == "由" and (group := _MADE_OF.match(thing)):
        return group["group"] + group["whom"]
    return ""


def _told_again(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what goes on from what the sentence told before, "" where it does not."""
    thing = clean_thing(words_of(found, "rest").removeprefix("的"))
    if thing == "会议" and (meeting := _MEETING.search(scene.before())):
        return meeting["which"]
    if words_of(found, "middle") == "的" and memory.kind == "output":
        return f"{memory.verb}的{memory.subject}"
    rounds = in_rounds(words_of(found, "subject"), memory.verb, memory)
    return rounds + thing if rounds and memory.verb in REACHING_PEOPLE else ""


# Verbs that tell how many what was named before reaches: 讲座50场，覆盖5000人.
REACHING_PEOPLE = frozenset({"覆盖", "惠及", "服务", "参与", "参加", "培训", "宣讲"})


def in_rounds(subject: str, verb: str, memory: Memory) -> str:
    """Name what each round of what was told before reaches: …2轮，每轮覆盖3个县."""
    goes_on = _ROUND.fullmatch(subject) and memory.subject
    return memory.subject + verb if goes_on else ""


def made_count(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what follows its count: 新建12所乡镇卫生院."""
    thing = clean_thing(words_of(found, "rest").removeprefix("的"))
    middle = words_of(found, "middle")
    subject = words_of(found, "subject")
    unit = scene.quantities(found.folded["value"])[0].unit
    recipient = _RECIPIENT.search(subject)
    memory.verb = words_of(found, "verb")
    if memory.verb in {"覆盖", "惠及"} and len(thing) <= _SHORT and not subject:
        return undertaken(memory) + memory.verb + thing
    if recipient and middle == "的":
        return f"{recipient[1]}{memory.verb}的{thing}"
    if recipient and not recipient[1].startswith("每"):
        return clean(recipient[1]) + thing
    named = _of_others(thing, middle, memory) or _told_again(scene, found, memory)
    if named := named or worked_on(scene, thing, unit):
        return named
    if unit in EVENTS:
        verb = words_of(found, "verb")
        light = _LIGHT.search(verb) and len(thing) > _SHORT
        act = "" if light or thing.endswith(verb) else verb
        return clean(subject) + act + _plain(middle) + thing
    return _plain(middle) + thing


# The meeting of which a sentence tells: 建立市级联席会议制度，…，每半年召开1次会议.
_MEETING = re.compile(
    "(?:建立|健全|完善|落实|实行|坚持)+(?:由[^，；。、]{2,20}的)?(?P<which>[^，；。、]{0,10}(?:联席|协调|调度|专题|领导小组|工作)会议)(?:制度|机制)"
)
# In each round of what was told before: 样例检查每年2轮，每轮覆盖3个县.
_ROUND = re.compile("每(?:轮|批次?|期|场次?|次)")
# 选择5个卫生院开展试点 counts those who do it: 开展试点的卫生院.
_CHOSEN = re.compile(
    "(?:选择|选取|遴选|选定|确定|选派|抽调|支持|推动|推进|指导|引导|鼓励|督促|帮助|扶持)$"
)
_TO_DO = re.compile(
    "(?P<whom>[^，；、]{2,12}?)(?P<deed>(?:开展|实施|进行|承担|参与|参加|完成|开设|开办|争创|创建|设立|达到|增设|引进|转型从事|入库|接入|加入|应用|推广|推行|通过|申报|纳入|入驻|成为"
    "|与(?=[^，；]*(?:建设|共建|运营|合作|合办|签约|毗邻)))[^，；的]{2,})$"
)
# Those who are sent are told by where they go: 选派50名医师赴样例院进修.
_SENT = re.compile("(?:选派|派出|派驻|组织|选聘|安排|抽调|遴选|选拔|委派)$")
_GOES = re.compile(
    "(?P<whom>[^，；]{2,12}?)(?P<goes>(?:赴|前往|(?:到|进)[^，；]{2,14}(?:服务|工作|挂职|进修|坐诊|锻炼|任职|任教|学习|支教|指导|坐班|研修|志愿服务|服务活动|工作))[^，；]*)$"
)
# 组织专家对10个县开展评估 counts those at whom it is done.
_DONE_AT = re.compile("(?P<who>[^，；、]{1,12}?)(?P<deed>(?:开展|进行)[^，；的]{2,})$")
# What is said of those chosen, in quotes: 推动20个样例项目“即到即办”.
_SAID_OF = re.compile("(?P<whom>[^，；、的]{2,12})(?P<said>“[^“”]+”)$")
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


def made_thing(scene: Scene, found: Found, memory: Memory) -> str:
    """Name what stands between its verb and its count: 培训乡村医生1200名."""
    memory.verb = words_of(found, "verb")
    thing = words_of(found, "thing")
    name = FOR_EACH.sub("", clean_thing(_SECOND_VERB.sub("", thing)))
    subject = clean(words_of(found, "subject"))
    if thing.startswith("的"):
        return subject + memory.verb + thing
    if _PERIOD.fullmatch(name) and len(subject) > 1:
        return subject + memory.verb
    if verb_alone := _DEED.fullmatch(words_of(found, "verb") + name):
        deed = "" if subject else undertaken(memory)
        if deed:
            return deed if deed.endswith(verb_alone[1]) else deed + verb_alone[1]
    if memory.verb in _GAINED:
        return _AT.sub(r"\g<at>", subject) + name
    if counts_doers(words_of(found, "verb"), thing):
        return subject + words_of(found, "verb") + thing
    if subject in _ABLE and (held := _held(name, scene, memory)):
        return held
    return _with_verb(subject, memory.verb, name)


def _with_verb(subject: str, verb: str, name: str) -> str:
    """Name a thing made, with its verb and who makes it where the name needs them."""
    befalls = name.endswith(STATES) and verb.endswith(BEFALLING)
    if len(name) >= _NAMED and not (name.endswith(STATES) and subject) and not befalls:
        return name
    added = len(name) < _NAMED and verb in _ADDED and not subject
    return f"{name}（{verb}）" if added else subject + verb + name


# What stands between a deed and its count: 县级检查每季度1次, 甲、乙落地分别9个和5个.
_PERIOD = re.compile("每个?(?:学年|学期|半?年|季度|月|周|天|日)(?:至少|最少)?|分别")


def _held(name: str, scene: Scene, memory: Memory) -> str:
    """Name what the place just built holds, or the place that the heading builds."""
    alone = memory.kind not in {"output", "level"}
    return held_by(name, memory) or (held_there(name, scene) if alone else "")


_NAMED = 3  # characters, at least, of a name that needs no verb
# What a short name says besides: 床位（新增）.
_ADDED = frozenset({"新增", "新建", "新建改建", "新改建", "新改扩建", "增设", "新设"})
_GAINED = frozenset({"获得", "夺得", "摘得", "荣获", "赢得", "取得"})
_AT = re.compile("^[在于](?P<at>[^，；]{2,}?)[上中]?$")


# Of a place just built it is told what it can hold: …，可提供托位60个.
_ABLE = frozenset({"", "可", "可以", "预计可", "能够"})
_OF_DOERS = re.compile(
    "的(?:[^，；的]{0,8})(?:病种|机构|医院|卫生院|中心|学校|幼儿园|企业|单位|社区|村|乡镇|街道|县|家庭)$"
)
_DOES = frozenset(
    {"实行", "实施", "开展", "提供", "开设", "设置", "设立", "设有", "建有",
     "配备", "参加", "参与"}
)  # fmt: skip


def counts_doers(verb: str, thing: str) -> bool:
    """Say whether those who do something are counted: 开设样例科的医院不少于9家."""
    return verb in _DOES and _OF_DOERS.search(thing) is not None


# A deed of which only the number is told; whose it is, the clause before says.
_DEED = re.compile("完成(招生|招录|招聘|签约|改造|培训|建设|整治|搬迁|鉴定|登记|注册)")
