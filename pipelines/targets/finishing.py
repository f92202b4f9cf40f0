"""The name of what a figure measures, finished by what the sentence said before."""

from __future__ import annotations

import re

from pipelines.grammar.rules import Found
from pipelines.targets.again import of_grade
from pipelines.targets.indicators import clean, without_dates
from pipelines.targets.making_last import ALL_TOLD
from pipelines.targets.scene import Memory, Scene, words_of
from pipelines.targets.symbols import RATE
from pipelines.targets.values import Value

_PERIOD = re.compile(
    "(?<=.)每(?:[2-9]|10|两|三|四|五|半)?(?:年|个?月|季度?|学期|学年|周|天|日)度?"
)
# Who comes to what was named before: 讲座10场，受众500人.
_ATTENDING = frozenset({"受众", "听众", "观众", "参与", "参加", "受益", "覆盖", "服务"})
_LED = re.compile("^(?:带动|帮助|促进|推动|实现|确保|使)+")
# Where some of those named before are: 新建样例点18个，其中农村不少于10个.
_WHERE = frozenset({"农村", "乡村", "城市", "城区", "城镇", "县城", "市区", "主城区"})
_NAME = 3  # characters; a shorter thing keeps its verb: 引进硕士
_STATE_ALONE = {"target.by_some": "who", "target.continued": "thing"}


def finished(
    scene: Scene, found: Found, memory: Memory, name: str, kind: str, value: Value
) -> str:
    """Give the whole name of what a reading measures; *value* is its first."""
    name = _of_rate(scene, found, _without_period(name, kind, value), value, kind)
    if kind == "output":
        name = _of_short(found, name, memory)
    if found.rule == "target.change" and words_of(found, "verb") == "增收":
        name = _LED.sub("", words_of(found, "subject")) + "增收"
    if scene.clause_text.startswith("其中"):
        name = _of_those(found, of_grade(name, memory), memory)
        name = _of_part(name, memory.subject) if kind == "output" else name
    return name


def _without_period(name: str, kind: str, value: Value) -> str:
    """Take the period off a name whose unit tells it."""
    unit = value.unit or ""
    if kind == "output" and "/" in unit:
        return _PERIOD.sub("", name)
    return (
        name.removesuffix("年") if kind == "change" and unit.endswith("/年") else name
    )


def _of_short(found: Found, name: str, memory: Memory) -> str:
    """Complete a short name: by where, by the verb, or by what was named before."""
    if name in _WHERE and memory.subject:
        return name + memory.subject
    if found.rule != "target.measured" or len(name) >= _NAME:
        return name
    goes_on = name in _ATTENDING or ALL_TOLD.fullmatch(name)
    before = memory.subject if goes_on else memory.verb
    name = "" if ALL_TOLD.fullmatch(name) else name
    return name if name.startswith(before) else before + name


# Where parts of what was named before are: 样例社区15个，其中城市社区9个.
_PART = re.compile(
    "(?P<where>城市|城镇|城区|农村|乡村|[省市县]级|国家级)(?P<thing>.{2,4})"
)


def _of_part(name: str, subject: str) -> str:
    """Name a part in full: 友好型社区15个，其中城市社区9个."""
    part = _PART.fullmatch(name)
    if part is None or not subject.endswith(part["thing"]):
        return name
    whole = subject.removesuffix(part["thing"])
    return re.sub("(?:城市|城镇|城区|农村|乡村)$", "", whole) + name


def _of_those(found: Found, name: str, memory: Memory) -> str:
    """Name some of those named before: 建设12个中心，其中4个年内完工."""
    hole = _STATE_ALONE.get(found.rule)
    if hole is None or memory.kind != "output" or not memory.subject:
        return name
    if without_dates(words_of(found, hole)) or clean(words_of(found, "subject")):
        return name
    return memory.subject + without_dates(name)


def _of_rate(scene: Scene, found: Found, name: str, value: Value, kind: str) -> str:
    """Give a level the population that its clause named before: 每千人口…、护士."""
    rate = scene.clause_mark(RATE)
    normed = found.rule == "target.by_norm"
    if kind != "level" or normed or rate is None or "/" not in (value.unit or ""):
        return name
    return name if "每" in name or rate.text in name else rate.text + name
