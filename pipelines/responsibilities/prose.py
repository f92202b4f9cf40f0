"""Sentences of the running text that make a named body answerable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.grammar.rules import Found, Grammar
from pipelines.model import Role
from pipelines.responsibilities.duties import Duty
from pipelines.responsibilities.lists import is_body, split_bodies
from pipelines.responsibilities.phrases import PHRASES
from pipelines.responsibilities.rules_assigned import ASSIGNED
from pipelines.responsibilities.rules_prose import PROSE

_TRIGGER = re.compile(
    "牵头|负责(?!人|同志)|统[筹一]|提供技术支|责任(?:单位|部门|主体)|(?<=由)(?<!自由)[^，。；：\\n]{2,60}(?:实施|承担|承办|组织开展|落实)"
)
_FOUNDING = re.compile("成立|设立|组建|下设")
_STOP = re.compile("[。\n]")
# Bodies of no name: they are answerable only beside one that has a name.
_NAMELESS = re.compile(
    "各级|有关|相关|所在|当地|地方|属地|县级以上|上级|下级|同级|本级|所属|其他|专人|企业|单位|部门|"
    "学校|机构|医院|社会(?!事业|保障|保险|工作|救助)|村|主要|用人|项目|试点|建设单位|(?:[省市县区州旗乡镇、]|区县|市县)+级?(?:人民政府|政府|党委)$"
)
# The department of a sector is one body of each place: 卫生健康部门, 审计机关.
_SECTOR = (
    "(?:卫生健康|卫生计生|卫生|卫健|疾控|中医药|医疗保障|医保|教育|民政|财政|公安|司法(?:行政)?|人力资源(?:和)?社会保障|人社"
    "|发展(?:和)?改革|工业和信息化|工信|科技|商务|农业农村|自然资源|生态环境|住房(?:和)?城乡建设|住建|交通运输|水利|林业|文化(?:和)?旅游|文旅"
    "|文化|体育|审计|税务|应急(?:管理)?|市场监(?:督管理|管)|药品监(?:督管理|管)|药监|退役军人|民族|宗教|统计|机关事务|网信|宣传|组织|编制"
    "|金融(?:监管)?|残联|海关|消防|城市管理|数据|大数据|广电|广播电视|乡村振兴)"
)
_SECTORS = re.compile(
    f"{_SECTOR}(?:[和、]{_SECTOR})*(?:行政|主管|行政主管|监管)?(?:部门|机关)"
)
# A house of one place's own: 市中心血站, 县妇幼保健院; not 市级医院, 区域医疗中心.
_OWN_HOUSE = re.compile(
    "[省市县区州旗](?![级域内外际场直属辖])[一-龥]{1,12}(?:保健院|血站|中心|医院|研究院|研究所)"
)
# A department of the notice's own bureau, told by 由 or 牵头: 由待遇保障科负责.
_DEPARTMENT = re.compile(
    "[一-龥（）]{2,16}(?<!服务)(?:(?<![本专学全内外儿妇各])科|股|(?<![网车])站|(?<![场厕住处])所|[处司室]|中心|[大支中总]队)"
)
_HANDED = re.compile("由$")
# What says when or that something shall be done names nobody: 各样例县要于9月底前….
_CLAUSE_WORDS = re.compile("\\d年|\\d月|要[于在按]|应当|应于|必须|需要")
# Whoever is concerned is only called in: 会同有关部门.
_ANY_OF = re.compile("有关|相关")
# Words before 牵头 and 负责 that are no bodies: 主任负责, 党政主要领导牵头.
_PERSON = re.compile(
    "领导(?!小组|机构)|同志|主任|书记|市长|县长|省长|局长|组长|院长|人$|各负|分别|全面|并$|要$|为$"
)


# What a bracket says of a body: how it is called below, where it has its seat.
_SHORT_FORM = re.compile("（(?:以下(?:统称|简称)|设在)[^（）]*）$")


@cache
def _grammar() -> Grammar:
    return Grammar(PROSE, PHRASES)


@cache
def _assigned() -> Grammar:
    return Grammar((ASSIGNED,), PHRASES)


_ASSIGNS = re.compile(
    "(?:职责|责任|任务)分工|(?:明确|落实|细化|强化)(?:部门|工作)?职责"
)
_FEWEST = 2  # bodies: one that is told what to do is no division of duties


def read_assigned(text: str, heading: str) -> list[Duty]:
    """Read what each body is told to do in an item that deals out duties.

    None where the *heading* announces no division of duties, or *text* names but one.
    """
    if not _ASSIGNS.search(heading):
        return []
    found = [duty for one in _assigned().find(text) for duty in _duties(one, 0)]
    named = [duty for duty in found if _named(duty)]
    return named if len({duty.mention for duty in named}) >= _FEWEST else []


def read_prose(text: str) -> list[Duty]:
    """Read the duties that sentences of *text* state; offsets are those of *text*."""
    duties = [
        duty
        for start, end in _stretches(text)
        for found in _grammar().find(text[start:end])
        for duty in _duties(found, start)
    ]
    if any(_named(duty) or _is_department(duty, text) for duty in duties):
        return duties
    return []


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Give the sentences with a word of duty, from the founding of a body on."""
    done = 0
    for trigger in _TRIGGER.finditer(text):
        if trigger.start() < done:
            continue
        start = _sentence_start(text, trigger.start())
        before = _sentence_start(text, max(0, start - 1))
        if before >= done and _FOUNDING.search(text, before, start):
            start = before
        stop = _STOP.search(text, trigger.end())
        done = stop.end() if stop else len(text)
        yield start, done


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1


def _duties(found: Found, offset: int) -> Iterator[Duty]:
    words = found.slots["organizations"]
    at = offset + found.spans["organizations"].start
    mentions = [m for m in split_bodies(words) if is_body(m.text)]
    if any(_PERSON.search(m.text) or _CLAUSE_WORDS.search(m.text) for m in mentions):
        return
    if found.rule.endswith(".joins") and any(_ANY_OF.search(m.text) for m in mentions):
        return
    for rank, mention in enumerate(mentions, 1):
        yield Duty(
            role=Role(found.slots["role"]),
            term=found.slots["term"],
            mention=_SHORT_FORM.sub("", mention.text),
            start=at + mention.start,
            end=at + mention.end,
            rule=found.rule,
            rank=rank,
            before_comma=True,
            mark="",
        )


def _is_department(duty: Duty, text: str) -> bool:
    """Say whether a duty is handed to a department, whose house is the notice's own."""
    led = duty.role is Role.LEAD
    handed = duty.role is Role.RESPONSIBLE and _HANDED.search(text, 0, duty.start)
    named = _DEPARTMENT.fullmatch(duty.mention) and not _NAMELESS.match(duty.mention)
    return bool(named) and (led or bool(handed))


def _named(duty: Duty) -> bool:
    supports = duty.role is Role.COOPERATING and duty.rule.endswith(".supports")
    strong = is_body(duty.mention, strong=True) or _OWN_HOUSE.fullmatch(duty.mention)
    named = bool(strong) and not _NAMELESS.match(duty.mention)
    sector = _SECTORS.fullmatch(duty.mention) is not None
    return (named or sector) and not supports
