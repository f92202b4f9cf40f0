"""Complete a name that says too little with what the sentence said before."""

from __future__ import annotations

import re

from pipelines.grammar.choices import choice
from pipelines.targets import words
from pipelines.targets.elsewhere import as_elsewhere
from pipelines.targets.heads import head_of, heads, population_of
from pipelines.targets.indicators import clean, without_dates
from pipelines.targets.scene import Memory, Scene

# Names of a measure alone: what they measure was said before.
_BARE_RATE = re.compile("^[^城乡县市省区校镇村户人家]{1,3}率$")


def of_whom(name: str, memory: Memory, *, beside: bool = False) -> str:
    """Complete the bare name of a measure with what the sentence spoke of before.

    *beside* says that a figure of the same clause was read before it.
    """
    if bare := _again(name, memory) or _of_subject(name, memory):
        return bare
    head = head_of(memory.subject)
    if _BARE_RATE.match(name) and beside and len(head) > 1:
        return _TOWARDS.sub("", memory.subject.removesuffix(head)) + name
    if held := held_by(name, memory):
        return held
    if len(name) <= _SHORT and beside_of(name, memory.subject):
        return memory.subject
    if _BARE_RATE.match(name) and (deed := _deed(memory)):
        return _joined(deed.removeprefix(name.removesuffix("率")), name)
    if _OF_A_DISEASE.search(name) or _of_the_people(name, memory):
        return name
    if all(map(_is_short_rate, heads(name))) and not population_of(name):
        return population_of(memory.subject) + name
    return name


# To whom the rate before was told is no part of the next: 档案向居民开放率…，调阅率….
_TOWARDS = re.compile("(?:面?向)[^，；]{2,4}$")


def held_by(name: str, memory: Memory) -> str:
    """Name what a place holds that was just built: 建成样例中心，设置床位50张."""
    held = memory.holder and name in words.PARTS_OF_PLACE
    return memory.holder + name if held else ""


def held_there(name: str, scene: Scene) -> str:
    """Name what the place holds that the item's heading builds: 建设样例中心."""
    built = _BUILT.match(scene.item.heading) if name in words.PARTS_OF_PLACE else None
    return built["place"] + name if built else ""


def deed_of_heading(scene: Scene, verb: str) -> str:
    """Name the deed of the item's heading where *verb* counts it: 完成改造500户."""
    deed = _TO_DO.sub("", scene.item.heading)
    done = verb.removeprefix("完成")
    return deed if len(done) > 1 and deed.endswith(done) and deed != done else ""


def holder_of(clause: str, before: str) -> str:
    """Name the place that a clause builds, or goes on to tell of; "" for neither."""
    if built := _BUILT.match(clause) or _OPENED.match(without_dates(clause)):
        return built["place"]
    opens = _OPENS.fullmatch(without_dates(clause))
    goes_on = opens or any(part in clause for part in words.PARTS_OF_PLACE)
    return before if goes_on else ""


def _again(name: str, memory: Memory) -> str:
    """Give in full the rate that the sentence names again: …覆盖率，2025年覆盖率."""
    same = _BARE_RATE.match(name) and memory.subject.endswith(name)
    return memory.subject if same else ""


def _of_subject(name: str, memory: Memory) -> str:
    """Complete a bare measure, and the 覆盖率 of what was just delivered."""
    is_bare = name in words.BARE_MEASURES or _SHARE_OF.fullmatch(name)
    if is_bare and memory.subject:
        return memory.subject.removesuffix(head_of(memory.subject)) + name
    told = _TOLD_OF.match(without_dates(memory.clause))
    if name in words.BARE_MEASURES and told and memory.closer == "，":
        return told["what"] + name
    base = memory.unit.partition("/")[2]
    delivered = memory.kind == "output" and base in {"", "年"}
    of_it = name == "覆盖率" or (name == "接种率" and memory.subject.endswith("疫苗"))
    return memory.subject + name if of_it and delivered else ""


# A share that says of what, and not whose: 甲投入年均增长10%，占样例总值比重达到2%.
# …建成40个，占村庄总数的15%.
_SHARE_OF = re.compile("占[^，；、]{2,16}")
# Of what a clause without a figure tells: 样例病种全市同价，数量达到40个.
_TOLD_OF = re.compile(
    "(?P<what>(?!建|推|实施|开展|加|完善|健全|持续|积极|支持|组织)[^，；、0-9]{2,14}?)"
    "(?:全[国省市县区]|实[现行施]|纳入|扩[大展]|均|全部|逐[步年]|持续|不断|进一步|稳步)"
)


# What befalls people is no rate of the hospital named before: 三级医院…，住院率….
_OF_PEOPLE = re.compile(
    "(?:[县市区]域内)?(?:住院|参保|死亡|发病|患病|知晓|就业|吸烟|近视)率"
)


def _of_the_people(name: str, memory: Memory) -> bool:
    whose = population_of(memory.subject)
    return whose.endswith(("医院", "机构")) and _OF_PEOPLE.fullmatch(name) is not None


def _is_short_rate(name: str) -> bool:
    return len(name) <= 6 and name.endswith("率")


_SHORT = 2
# How often a disease strikes is told of all: 5岁以下儿童死亡率…，样例结核发病率….
_OF_A_DISEASE = re.compile(
    "(?:.病|结核|[肝炎癌瘤]|疟疾|流感)(?:报告)?(?:发病|死亡|病死)率$"
)
# One place that is built, and how large it shall be: 建成样例中心，床位达500张.
_BUILT = re.compile(
    "^[^，；]{0,12}?(?:建成|新建|建设|改扩建|扩建|迁建|改建)(?P<place>[^，；、0-9一二三四五六七八九十]{3,24}"
    "(?:中心|医院|院区|院|馆|基地|学校|园|站|场|所))$"
)
_OPENED = re.compile(
    "^(?P<place>[^，；、0-9一二三四五六七八九十]{3,24}(?:中心|医院|院区|院|学校|园))(?:建设|迁建|改造)?(?:项目|工程)?"
    "(?:全面|正式)?(?:建成投用|建成|投用|投入使用|启用|开园|开诊)$"
)
_OPENS = re.compile(
    "(?:全面|正式|建成|并|基本|[^，；]{1,4}竣工)*(?:投入使用|投入运营|投用|启用|开园|开诊|开业|开放|运营|竣工|建成|完工)"
)
# 到2025年这一比例达到…: what was measured before.
_POINTING = re.compile(
    "(?:(?:这一|该|此)|(?:上述|以上|这)?[两三四五2-9](?:项|个|类)(?=[比指数])"
    "|(?:上述|以上)(?:[两三四五2-9](?:项|个|类))?)"
    "(?:比例|比率|占比|数字|数据|指标|数量|水平)?$"
)


def points_back(name: str) -> bool:
    """Say whether a name only points to what was measured before: 两项指标分别."""
    return _POINTING.match(name) is not None


def beside_of(name: str, subject: str) -> bool:
    """Say whether a short name is part of what was measured before: 开放时间, 开放."""
    return len(subject) > len(name) and name in subject


_TO_DO = re.compile(
    f"^(?:{choice((*words.LEADS, *words.URGING))}|一[一-龥]一[一-龥])*"
    f"(?:{choice(words.UNDERTAKE)})?"
    "(?:[为向给](?=[^，]{2,}(?:提供|免费|开展|实施|接种|筛查)))?"
)
_AGES = re.compile("[0-9]+(?:-[0-9]+)?周?岁(?:及?以[上下])?")
_ASIDE = re.compile("（[^（）]*）")
_SETTING_UP = re.compile(choice(words.SET_UP))


def _deed(memory: Memory) -> str:
    """Give what the clause before does, where the next one only measures it.

    县级医院设立样例科，设置率达到80%: 县级医院设立样例科设置率.
    """
    clause = _AGES.sub("", _ASIDE.sub("", without_dates(memory.clause)))
    counts = any(map(str.isdigit, clause))
    sets_up = _SETTING_UP.search(memory.clause) is not None
    return undertaken(memory) if sets_up and not counts else ""


def undertaken(memory: Memory) -> str:
    """Name an undertaking that is to be done by a share: 实施改厕，年内完成30%."""
    deed = clean(_TO_DO.sub("", _ASIDE.sub("", without_dates(memory.clause))))
    fits = memory.closer == "，" and 4 <= len(deed) <= _LONGEST_DEED
    return deed if fits and not _SHARED_OUT.search(deed) else ""


_LONGEST_DEED = 30
# How much of a deed is done is no name of it: 完成不少于50%.
_SHARED_OUT = re.compile("%|不少于|不低于|不超过")


# An announcement that names nothing itself.
_NAMELESS = re.compile(
    "(?:分)?(?:年度|阶段|步骤?|批次?)*(?:推进|实施|目标|任务|完成|计划)*$"
)


def is_dated_only(memory: Memory) -> bool:
    """Say whether the clause before is but a day: …不低于30%；到2030年，不低于50%."""
    dated = without_dates(memory.clause)
    return bool(memory.subject) and memory.closer == "，" and len(dated) <= 1


def is_nameless(words: str) -> bool:
    """Say whether words only announce what comes: 分年度推进."""
    return bool(words) and _NAMELESS.match(words) is not None


def announced(memory: Memory) -> str:
    """Give the name that stands before a colon or comma alone: 样例率：达到30%."""
    name = clean(memory.clause)
    if is_nameless(name):
        return memory.theme
    known = memory.closer == "：" or head_of(name)
    has_figure = any(character.isdigit() for character in memory.clause)
    return name if known and not has_figure and 2 <= len(name) <= 30 else ""


_WHERE = re.compile(
    "^.*?(?:地级市|县级市|设区市|城市|县城|地区|区域|[省市县区乡]级|全[省市县区国]|以上|医院|机构|企业|人群|农村|城镇|年级|(?:中小?|小|初中|高中|大)学?生|高中阶段(?:学生)?|小学|初中|高中|幼儿园|学生|学校|场所|用人单位|[一二三四]类(?:县|地区|区))"
)


def as_before(name: str, unit: str | None, memory: Memory) -> str:
    """Complete a bare place or group with the measure before it.

    全省污水处理率达到90%，样例地区达到95%: the second figure is the same rate, there.
    """
    if _POINTING.match(name) and memory.subject:
        return memory.subject
    if there := as_elsewhere(name, memory):
        return there
    where = _WHERE.match(memory.subject)
    if _lasts(unit, memory) and where and _WHO.search(name):
        return _joined(name, memory.subject[where.end() :])
    measured = name.endswith(words.MEASURES) or not head_of(memory.subject)
    if unit not in {"%", "‰"} or measured or len(name) > 12 or memory.unit != unit:
        return name
    return _joined(name, memory.subject[where.end() :] if where else memory.subject)


_WHO = re.compile(
    "^[^，；]{0,6}(?:年级|小学生|初中生|高中生|中学生|大学生|幼儿|小学|初中|高中|幼儿园|学生|学校|医院|机构|企业|人群|老年人|儿童)$"
)


def _lasts(unit: str | None, memory: Memory) -> bool:
    """Say whether two figures tell how long the same thing lasts, for two groups."""
    plain = memory.unit.partition("/")[0]
    return unit in {"小时", "分钟", "天"} and plain == unit


def _joined(name: str, lent: str) -> str:
    """Join a name and what is lent to it, saying once what both say."""
    for size in range(min(len(name), len(lent)), 1, -1):
        if name.endswith(lent[:size]):
            return name + lent[size:]
    return name + lent
