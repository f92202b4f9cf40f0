"""What a figure of a statement is: a measure at all, and of which kind of target."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.grammar.quantities import Quantity
from pipelines.grammar.rules import Found
from pipelines.targets import words
from pipelines.targets.indicators import clean, move_of
from pipelines.targets.making import BEFALLING, STATES, counts_doers
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.symbols import COUNT, EACH, EVERY, TIME

# 按病组付费的病种 is a thing; 按照规定 opens a condition.
_OPENING = re.compile(
    "^(?:在|对|为|以|按(?![^，、；每]{2,8}的[^，；的]{2,8}$)|从|由|向|距|于|凡|经|满|如|因)"
)
_OUTLAYS = ("总投资", "投资额", "计划投资", "资金", "经费", "投资约", "专款")
# What is spent on what follows: 投资300万元改造2所样例院.
_OUTLAY = re.compile("(?:共|累计|计划|预计)?(?:投资|投入)")
_TERMS = ("周期", "期限", "工期", "年限", "有效期", "期")
_PLACES = frozenset({"省", "市", "县", "州", "区", "镇", "乡", "村"})


def _is_term(found: Found) -> bool:
    """Say whether a time tells how long an arrangement runs: 试点期限为2年."""
    verb = words_of(found, "verb")
    told = found.rule == "target.measured" or verb == "为"
    return told and _DEALT.sub("", words_of(found, "subject")).endswith(_RUNNING)


# What is told of a share counts nothing: 提供4类以上服务的比例不断提高.
_SHARE_OF = re.compile(
    "的(?:比例|占比|比重)(?:(?:不断|逐步|持续|稳步|明显)?(?:提高|提升|上升|增加))?$"
)
_SPANS = frozenset({"年", "个月", "月", "周", "天", "日"})
_RUNNING = ("期限", "有效期", "服务期", "聘期", "建设期", "试点期", "过渡期", "任期")


def is_measure(
    scene: Scene, found: Found, quantities: Sequence[Quantity], memory: Memory
) -> bool:
    """Say whether a figure without a verb states a measure or a stock."""
    rest = words_of(found, "rest")
    if found.rule == "target.made_count" and (
        rest.startswith("、") or _SHARE_OF.search(rest)
    ):
        return False
    lasts = any(mark.symbol == TIME for mark in scene.marks(found.folded["value"]))
    if lasts and _is_term(found):
        return False
    if found.rule == "target.made_thing" and lasts:
        thing = _DEALT.sub("", words_of(found, "thing"))
        return thing.endswith(words.MEASURES) and not thing.endswith(_TERMS)
    if found.rule == "target.made_last" and quantities[0].unit in _SPANS:
        return False
    if found.rule != "target.measured":
        return True
    subject, unit = words_of(found, "subject"), quantities[0].unit
    if _OPENING.match(subject) or unit in _PLACES:
        return False
    if unit == "元" and (subject.endswith(_OUTLAYS) or _OUTLAY.fullmatch(subject)):
        return False
    recurs = any(mark.symbol == EVERY for mark in scene.marks_before_figure())
    goes_on = memory.kind == "level" and (
        quantities[0].bound.startswith("不")
        or (memory.place == scene.clause and memory.unit.startswith(f"{unit}/"))
    )
    bounded = quantities[0].comparator != "="
    vague = (quantities[0].chinese and not bounded) or (
        lasts and not recurs and not goes_on
    )
    return not vague or _DEALT.sub("", subject).endswith(words.MEASURES)


# What stands behind what is measured: 甲、乙办理时间分别不超过3天和4天.
_DEALT = re.compile("(?:分别|依次|均|都|力争|争取|努力|原则上|一般|最长)+$")


_PER_KIND = re.compile("每(?:一)?(?:类|种|样)$")


def kind_of(scene: Scene, found: Found, memory: Memory, name: str) -> str:
    """Give the kind of a statement's targets: what its rule says, or its words say."""
    kind = found.slots["kind"]
    quantities = scene.quantities(found.folded["value"])
    if moved := _kind_of_move(found, quantities):
        return moved
    if found.rule == "target.share" and move_of(words_of(found, "subject")):
        return "change"
    if found.rule == "target.measured" and clean(words_of(found, "subject")) == "试点":
        return "output"
    if found.rule == "target.measured" and _is_for_each(scene, found, quantities):
        return "output"
    if found.rule == "target.made_thing" and all(
        mark.symbol == TIME for mark in scene.marks(found.folded["value"])
    ):
        return "level"  # 办理时间不超过40分钟
    if found.rule == "target.reach" and _is_done_again(scene, found, memory):
        return "output"
    if found.rule == "target.measured" and memory.kind == "output":
        return "level" if name.endswith(words.MEASURES) else "output"
    return "level" if _is_stock(found, name) else kind


_HEADS = re.compile("(?:员|师|者|医生|护士)(?:人数|数)$")


def _is_stock(found: Found, name: str) -> bool:
    """Say whether a thing and its verb name a measure: 全市参加样例人数9万人."""
    verb = words_of(found, "verb")
    if found.rule != "target.made_thing":
        return False
    if counts_doers(verb, words_of(found, "thing")) or _HEADS.search(name):
        return True
    if not name.endswith(STATES):
        return False
    first = not clean(words_of(found, "subject"))
    return verb.endswith(BEFALLING) or not first or verb in _UPHOLDING


def _kind_of_move(found: Found, quantities: Sequence[Quantity]) -> str | None:
    """Tell what points, doublings and halvings are; None for other figures."""
    if quantities and quantities[0].unit in {"percentage point"}:
        return "level" if found.rule == "target.reach" else "change"
    if quantities and quantities[0].text.startswith(("翻", "减半")):
        return "change"
    return None


def _is_for_each(scene: Scene, found: Found, quantities: Sequence[Quantity]) -> bool:
    """Say whether so many are due for each place or kind: 每市场不少于2名."""
    if _PER_KIND.search(words_of(found, "subject")):
        return True
    marks = scene.marks_before_figure()
    counted = bool(quantities) and (quantities[0].unit or "") not in words.SHARE_UNITS
    return counted and any(mark.symbol == EACH for mark in marks)


def _is_done_again(scene: Scene, found: Found, memory: Memory) -> bool:
    """Say whether further ones are done: 完成改造36条，2023年完成52条."""
    counted = all(mark.symbol == COUNT for mark in scene.marks(found.folded["value"]))
    told = memory.kind == "output" or memory.kind.startswith("past.")
    again = told and not clean(words_of(found, "subject"))
    return counted and again and words_of(found, "verb") == "完成"


_UPHOLDING = frozenset(
    {"落实", "保障", "保护", "巩固", "优化", "考核", "监测", "完成", "实行"}
)
