"""Names of indicators: what a statement measures, freed of the words around it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.grammar.choices import choice
from pipelines.grammar.dates import find_dates
from pipelines.targets import words

_LEAD = re.compile(f"(?:{choice(words.LEADS)}|[，、：—-])+")
_TAIL = re.compile(
    f"(?<!初)(?<!高)(?<!集)(?<!岁)(?<!岁及)(?<!岁以)(?<!岁及以)(?:{choice(words.TAILS)})+$"
)
_REFERENCE = re.compile(
    "(?:比|较|与)(?:20\\d\\d年|上年|去年|上一年|同期|基期|“?十[一二三四五六]五”?)"
    "(?:末|底|期末|期间|同期|水平|年)?(?:（[^（）]*）)?(?:相比|相较)?"
)
_BASIS = re.compile("在[^，在]{0,12}基础上|以[^，以]{0,12}为(?:基数|基准|基期)")
# The verb of a value whose figure a base parts from it: 下降到每10万人45例.
_UP_TO = choice(w for w in words.REACH if w[-1:] in "到至达" and len(w) > 1)
_HELD = re.compile(f"(?:{_UP_TO})(?:每.{{1,8}})?$")
# 5年样例生存率 says how long.
_SPAN_OF_YEARS = re.compile(
    "^(?:[二两三四五]|[2-5])年(?![^，；]{0,12}生存率)(?:内|来)?(?:累计|共|力争)*"
)
_PERIOD = re.compile(
    "^(?:(?:至少)?每(?:[2-9]|10|两|三|四|五|半)?(?:年|个?月|季度?|学期|学年|周|天|日)度?|[年月日]均(?!供|[^，；]{0,6}能力)|年(?=接待|服务|接诊|诊疗|培训|处理|处置|收治|举办|开展)|上、?下半年各?)"
    # 每周参加样例活动的人数 counts those who do so each week.
    "(?![^，；]{2,}的(?:人数|人口|人群|居民|学生|比例|占比))"
)
_ENUMERATION = re.compile("^[一二三四五六七八九]是|^第?[一二三四五六七八九]、")
_KEEP = re.compile(
    "及时|即办|各项|高标准(?=农田|基本农田)|各级|各类|共建|共产|共青|共有|再生|再就业|再利用|各地|各市|各县|各区|各乡|各州|均等|都市|总体癌症|共同|和谐|对外|对口|对接|使用|让利|并发|并网|应急|应届|应用|要素|要求|计划生育|重点(?=[一-龥]{2})|新生|新型|新能源|新建|新增|新发|新媒体|新材料|新时代|新农|新一代|新质|新产品|新业态|新兴|通过率|全面无烟|基本医|基本养|基本公|基本农|基本体|基本建|基本卫|组织(?:化|机构)|规划(?:建|住)|支持(?:机构|者)|统筹(?:区|基金)|完成率|平均|持续发展|总体|共享|实现率|和平|努力程度|经过|统一(?:管|规|收|采)|全部(?:入|家)|严格|强化班|稳定性|指导(?:员|站|中心)|有序|带动(?!全[国省市县区州])|加强版|推动力|启动"
)


@lru_cache(maxsize=2048)
def clean(name: str) -> str:
    """Free a subject of dates, leading verbs and adverbs, and closing adverbs."""
    name = _HELD.sub("", _REFERENCE.sub("", _BASIS.sub("", name)))
    name = _ENUMERATION.sub("", without_dates(name))
    name = _SPAN_OF_YEARS.sub("", _PERIOD.sub("", _strip_leads(name)))
    name = _strip_leads(name)
    kept = name
    while (tail := _TAIL.search(name)) and tail.start() > 0:
        name = name[: tail.start()]
    return _balanced(_ASIDE.sub("", name).strip("，、。：；-— ") or kept)


# A closing bracket with a figure or a date tells more of the plan, not of the name.
_ASIDE = re.compile("（[^（）]*(?:[0-9]|前|含|包括|其中)[^（）]*）$")
_OPENING_ASIDE = re.compile("^（[^（）]*）(?=.)")
_TRIFLES = re.compile(
    "^(?:了|好|出|约|共|共计|合计|总计|不少于|至少|各|一批|以及)+(?!级|类|地)"
)


# What comes besides without a count: 6个样例园、若干样例点.
_AND_SOME = re.compile("(?<=..)(?:[、和及]|以及)(?:若干|一批|一些)[^，；]+$")
# By which norm a thing is held out is no part of it: 每百名…1名样例员的标准配备.
_BY_NORM = re.compile(
    "的(?:标准|比例|要求|原则)(?:配备|配置|配齐|配足|落实|执行|设置|核定|安排|充实|建设)[^，；]{0,4}$"
)


def counted(name: str) -> str:
    """Free a thing of those that come besides without a count."""
    return _AND_SOME.sub("", name)


@lru_cache(maxsize=2048)
def clean_thing(name: str) -> str:
    """Free a thing that is made of dates and trifles; its adjectives are its own."""
    name = without_dates(_REFERENCE.sub("", name))
    name = _BY_NORM.sub("", counted(name))
    name = _TRIFLES.sub("", _OPENING_ASIDE.sub("", name))
    kept = name
    while (tail := _TAIL.search(name)) and tail.start() > 0:
        name = name[: tail.start()]
    if name.endswith("级及") and kept.startswith(f"{name}以上"):
        name += "以上"
    return _balanced(_ASIDE.sub("", name).strip("，、。：；-— ") or kept)


def _strip_leads(name: str) -> str:
    """Take leading words off, unless they begin the indicator itself."""
    while name:
        lead = _LEAD.match(name)
        if lead is None:
            return name
        at = _end_of_leads(name, lead.end())
        if at == 0:
            return name
        name = name[at:]
    return name


def _end_of_leads(name: str, longest: int) -> int:
    """Step over single leads up to *longest*, stopping at a word that is kept."""
    at = 0
    while at < longest:
        if _KEEP.match(name, at):
            return at
        step = _ONE.match(name, at)
        if step is None:
            return at
        at = step.end()
    return at


_ONE = re.compile(f"{choice(words.LEADS)}|[，、：—-]")


_FROM_THEN_ON = re.compile("^(?:开始|起(?![草重步降诉止付点跑伏飞底源]))，?")


# Not by when, but how old: 6个月内婴儿.
_OLD = re.compile("婴|幼儿|新生儿")


def without_dates(name: str) -> str:
    """Take phrases of time out of a name, those that recur left in."""
    for day in reversed(find_dates(name, year=2000)):
        if day.precision not in {"recurring", "open"}:
            after = name[day.end :]
            if _OLD.match(after) and name[: day.end].endswith("内"):
                continue
            name = name[: day.start] + _FROM_THEN_ON.sub("", after)
    return name


def _balanced(name: str) -> str:
    """Drop an opening bracket or quotation mark that nothing closes."""
    for opener, closer in ("（）", "“”", "《》"):
        if name.count(opener) != name.count(closer):
            name = (
                name.replace(opener, "") if opener in name else name.replace(closer, "")
            )
    return name


_PEOPLE = re.compile(
    "^(?:全[国省市县区州])?(?P<who>[^，。；的率]{0,12}?(?:儿童|青少年|老年人|孕产妇|人群|患者|学生|居民|妇女"
    "|婴幼儿|新生儿|婴儿|职工|劳动者|残疾人|公众|孕妇|教师|医师|护士|村医))"
)


def people_of(name: str) -> str | None:
    """Give the people whom an indicator measures (65岁以上老年人), None if none."""
    found = _PEOPLE.match(name)
    return found["who"] if found else None


_MOVE = re.compile(
    f"^(?:{choice(words.LEADS)})*"
    "(?:(?P<up>提高|提升(?!工程|行动|改造)|增加(?![值额])|扩大)|(?P<down>降低|减少|压减|压缩|缩短|下降|削减))"
)


def move_of(subject: str) -> str | None:
    """Give the direction with which a subject begins: 提高…水平2个百分点."""
    found = _MOVE.match(subject)
    if found is None:
        return None
    return "up" if found["up"] else "down"


def without_move(name: str) -> str:
    """Take the verb of change off a name that begins with it."""
    return _MOVE.sub("", name)
