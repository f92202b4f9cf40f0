"""What a statement is not: past, background, definition, payment, condition.

Settled before the rules of targets are asked. A fact told without a day to come makes
the descriptions that follow it in its paragraph background as well.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.grammar.rules import Found, Grammar, compile_rule
from pipelines.model import Disposition
from pipelines.targets import exclusions
from pipelines.targets.carrying import is_reference
from pipelines.targets.coordination import head_of
from pipelines.targets.scene import Memory, Scene
from pipelines.targets.tokens import Tokens

_IDLE_HEADING = re.compile(
    "发展基础|现状|背景|形势|成效|成就|回顾|问题|挑战|发展趋势|指导思想|基本原则|重要意义|重大意义|总体思路|名词解释|工作基础|发展环境|机遇"
)
_PREAMBLE = re.compile(
    "^(?:为|为了|根据|按照|依据)[^。]*?(?:制定|提出|制订|印发|现就|通知如下|意见如下|方案如下)|^以习近平|^坚持以|^高举"
)
_PAST = compile_rule(exclusions.PAST_FACT, exclusions.PHRASES)
_DUTY = re.compile("要|应|须|力争|确保|努力|争取|实现|推动|提高到|降低到|目标")
_OF_TODAY = re.compile("我国|每年因|人数约")
_DEFINITION = re.compile(
    "是指|系指|指的是|计算公式|指标定义|指标说明|名词解释|注：|备注|例如|比如"
)


@cache
def _grammar() -> Grammar:
    return Grammar(exclusions.EXCLUSION_RULES, exclusions.PHRASES)


def is_idle_heading(headings: str) -> bool:
    """Say whether headings announce facts or principles: 发展基础, 基本原则."""
    return _IDLE_HEADING.search(headings) is not None


def is_preamble(sentence: str) -> bool:
    """Say whether a sentence only leads up to the plan: 为…，制定本方案."""
    return _PREAMBLE.match(sentence) is not None


class Judge:
    """Says of the statements of one passage what they are, if no target.

    *now* is the year before which a year lies in the past, None if unknown.
    """

    def __init__(self, tokens: Tokens, now: int | None) -> None:
        self._tokens = tokens
        self._now = now
        self._background = False

    def begin_paragraph(self) -> None:
        """Forget the facts of the paragraph before."""
        self._background = False

    def exclude(self, scene: Scene, *, idle: bool) -> tuple[Disposition, str] | None:
        """Say what a statement's figures are, where they are no target.

        Raises:
            GrammarError: two rules of exclusion read the very same characters.
        """
        if self.is_past(scene):
            return Disposition.PAST, exclusions.PAST_FACT.name
        if idle:
            return Disposition.PAST, "past.background"
        if _DEFINITION.search(scene.before()):
            return Disposition.STANDARD, "standard.definition"
        for found in _grammar().find_folded(scene.folded, self._tokens.text):
            return Disposition(found.slots["disposition"]), found.rule
        return None

    def is_past(self, scene: Scene) -> bool:
        """Say whether a statement tells what is or was; remember it if so."""
        past = self._tells_a_fact(scene)
        self._background |= past
        return past

    def _tells_a_fact(self, scene: Scene) -> bool:
        before = scene.before()
        if _PAST.search(before):
            return not (scene.stated and scene.days)
        if not scene.stated and _OF_TODAY.search(before):
            return not _DUTY.search(before)
        return self._tells_of_a_past_year(scene)

    def _tells_of_a_past_year(self, scene: Scene) -> bool:
        if self._now is None or scene.stated:
            return False
        marks = self._tokens.marks
        for place in range(scene.opening(), scene.statement.end):
            mark = marks.get(place)
            day = mark.date if mark else None
            if day and day.last and day.last.year < self._now and day.lead != "自":
                return not is_reference(self._tokens.folded.text, place)
        return False

    def is_background(self, scene: Scene, found: Found) -> bool:
        """Say whether a description goes on from a fact told in its paragraph."""
        return (
            self._background
            and found.rule in _DESCRIPTIVE
            and not (scene.stated and scene.days)
            and not _DUTY.search(scene.before())
        )


def judge_reading(
    judge: Judge, scene: Scene, found: Found, memory: Memory
) -> tuple[Disposition, str] | None:
    """Say of a rule's reading whether it goes on from a fact, payment or condition."""
    if judge.is_background(scene, found):
        return Disposition.PAST, "past.background"
    if _goes_on_paying(found, memory):
        return Disposition.STANDARD, memory.kind
    if _is_conditional(scene, found):
        return Disposition.QUALIFIER, "standard.condition"
    return None


def _goes_on_paying(found: Found, memory: Memory) -> bool:
    """Say whether a share goes on from a rule of payment: 甲报70%，乙达到60%."""
    return (
        memory.kind == "standard.paid_share"
        and found.rule in {"target.reach", "target.share"}
        and not head_of(found.slots["subject"])
    )


def _is_conditional(scene: Scene, found: Found) -> bool:
    """Say whether a value only says who is meant: 营业收入增长10%以上的企业."""
    rest = found.slots.get("rest", "")
    if not rest.startswith("的"):
        return False
    if found.rule == "target.share_of":
        whole = found.slots["value"].startswith("100%")
        following = scene.clause_text.partition(rest)[2]
        return not whole and not STATE.search(rest + following)
    if found.rule not in {"target.reach", "target.change"}:
        return False
    spreads = found.slots["verb"].endswith(_SPREAD)
    return not (spreads or rest.startswith(_OF_A_MEASURE))


_SPREAD = ("展到", "展至", "大到", "大至", "覆盖")
_OF_A_MEASURE = ("的比例", "的速度", "的目标", "的标准", "的水平", "的要求", "的增速")
_DESCRIPTIVE = frozenset(
    f"target.{form}"
    for form in (
        "reach", "share", "change", "measured", "from_to", "relation",
        "trend_rising", "trend_falling", "trend_steady",
    )
)  # fmt: skip

# Verbs of a state to which a share of a whole shall come.
STATE = re.compile(
    "得到|纳入|接受|掌握|参与|参加|拥有|享有|具备|退出|覆盖|安装|注册|使用|采用|配套|开设|设立"
    "|设置|建成|建立|达到|开展|建有|配备|完成|成为|实现|创建|通过"
)
