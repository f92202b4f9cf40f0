"""Read the targets of a notice, and account for the figures that are none.

The layers, in order: tokens of a passage; sentences, clauses and statements
(coordination); what a statement is not (exclusions); what it states (rules); by when
and how firmly (carrying over); rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from pipelines.errors import GrammarError
from pipelines.grammar.quantities import Quantity
from pipelines.grammar.rules import Folded, Found, Grammar, compile_rule
from pipelines.model import (
    Account,
    Consumed,
    Disposition,
    Finding,
    Item,
    ItemKind,
    Metadata,
    Outline,
    Target,
    TargetReading,
    TaskDeadline,
)
from pipelines.targets import exclusions, rules, rules_worded
from pipelines.targets.carrying import Carrier, is_aspirational, task_days
from pipelines.targets.coordination import (
    Stretch,
    clauses,
    head_of,
    sentences,
    statements,
)
from pipelines.targets.figures import read_figures
from pipelines.targets.scene import Memory, Scene
from pipelines.targets.symbols import BRACKET, FIGURES, NAME, QUALIFIER, RATE
from pipelines.targets.tokens import Tokens, tokenize
from pipelines.targets.worded import read_words

_UNREAD_KINDS = frozenset({ItemKind.FRONT, ItemKind.BACK, ItemKind.ROW})
_WORTH_READING = re.compile(
    "[0-9]|[一二两三四五六七八九十](?:余|多)?(?:个|家|所|项|次|名|人|期|场|支|处|条|批|倍|成)|百分之|分之|翻|减半"
    "|覆盖|全部|均|都|人人|所有|应.{1,3}尽|率|比例|比重|占比|人数|发生|趋势|势头|增速|达标|满意度|人均|寿命|水平"
    "|达到|位居|低于|高于|优于|进入|前列|总量|排放量"
)
_FIGURE = re.compile(f"[{FIGURES}]")
_AS_QUALIFIERS = {ord(symbol): QUALIFIER for symbol in FIGURES}
_WORDED = re.compile(
    "覆盖|全部|均|都|人人|所有|应|率|比例|比重|占比|人数|发生|趋势|势头|增速|达标情况|满意度|人均|寿命|水平"
    "|达到|位居|低于|高于|优于|进入|前列|总量|排放量|强度|起数|死亡|事故|案件"
)
_IDLE_HEADING = re.compile(
    "发展基础|现状|背景|形势|成效|成就|回顾|问题|挑战|发展趋势|指导思想|基本原则|重要意义|重大意义|总体思路|名词解释|工作基础|发展环境|机遇"
)
_PREAMBLE = re.compile(
    "^(?:为|为了|根据|按照|依据)[^。]*?(?:制定|提出|制订|印发|现就|通知如下|意见如下|方案如下)|^以习近平|^坚持以|^高举"
)
_PAST = compile_rule(exclusions.PAST_FACT, exclusions.PHRASES)
_DUTY = re.compile("要|应|须|力争|确保|努力|争取|实现|推动|提高到|降低到|目标")
_OF_TODAY = re.compile("我国|我省|我市|我县|我区|每年因|人数约")
_DEFINITION = re.compile(
    "是指|系指|指的是|计算公式|指标定义|指标说明|名词解释|注：|备注|例如|比如"
)


def read_targets(
    outline: Outline,
    metadata: Metadata,
    task_deadlines: Iterable[TaskDeadline],
    consumed: Consumed,
) -> TargetReading:
    """Read every target that the prose of a notice states.

    *consumed* are ranges of passages that other readers have read (responsibility
    lists, tables): nothing is read there. Figures that were understood as no target
    come back as accounts.
    """
    reader = _Reader(outline, metadata, task_deadlines)
    for item in outline.items:
        if item.kind not in _UNREAD_KINDS:
            reader.read(item, consumed.get(item.number, ()))
    return TargetReading(
        tuple(reader.targets), tuple(reader.accounts), tuple(reader.findings)
    )


_GOAL_YEAR = re.compile("到(20\\d\\d)年")


def _first_goal(outline: Outline) -> int | None:
    """Give the first year that an undated notice wants something reached by."""
    return min(
        (
            int(year)
            for item in outline.items
            for year in _GOAL_YEAR.findall(item.passage.text)
        ),
        default=None,
    )


@cache
def _grammars() -> tuple[Grammar, Grammar, Grammar]:
    return (
        Grammar(exclusions.EXCLUSION_RULES, exclusions.PHRASES),
        Grammar(rules.NUMERIC_RULES, rules.PHRASES),
        Grammar(rules_worded.WORDED_RULES, rules_worded.PHRASES),
    )


class _Reader:
    """Reads items one by one; holds what was found and what governs them."""

    def __init__(
        self,
        outline: Outline,
        metadata: Metadata,
        task_deadlines: Iterable[TaskDeadline],
    ) -> None:
        self.targets: list[Target] = []
        self.accounts: list[Account] = []
        self.findings: list[Finding] = []
        self._items: Mapping[str, Item] = {item.number: item for item in outline.items}
        self._task_days: dict[str, date | None] = {
            one.item: one.deadline for one in task_deadlines if one.deadline
        }
        self._metadata = metadata
        self._year = metadata.year
        self._plan_end = metadata.plan_end
        issued = metadata.issued_on or metadata.published_on
        years = [
            y for y in (metadata.period_start, issued.year if issued else None) if y
        ]
        self._now = min(years, default=None) or _first_goal(outline)

    def read(self, item: Item, consumed: tuple[tuple[int, int], ...]) -> None:
        """Read one item's own words."""
        text = _unconsumed(item, consumed)
        if not _WORTH_READING.search(text):
            return
        tokens = tokenize(text, year=self._year, period_end=self._metadata.period_end)
        headings = self._headings(item)
        idle = _IDLE_HEADING.search(headings) is not None
        carrier = Carrier(
            tokens,
            heading=headings,
            task_deadline=task_days(self._task_days, item.number),
            plan_end=self._plan_end,
            year=self._now,
        )
        passage = _Passage(self, item, tokens, carrier, idle)
        for sentence in sentences(tokens.folded.text):
            passage.read(sentence)
        passage.account_for_the_rest()

    def _headings(self, item: Item) -> str:
        names = [item.heading]
        parent = item.parent
        while parent is not None and (above := self._items.get(parent)):
            names.append(above.heading)
            parent = above.parent
        return "／".join(names)


class _Passage:
    """Reads the sentences of one item."""

    def __init__(
        self, reader: _Reader, item: Item, tokens: Tokens, carrier: Carrier, idle: bool
    ) -> None:
        self._reader = reader
        self._item = item
        self._tokens = tokens
        self._carrier = carrier
        self._idle = idle
        self._settled: set[int] = set()
        self._background = False
        self._memory = Memory()

    def read(self, sentence: Stretch) -> None:
        """Read one sentence, clause by clause."""
        folded = self._tokens.folded.text
        words_ = folded[sentence.start : sentence.end]
        if folded[max(0, sentence.start - 1) : sentence.start] == "\n":
            self._background = False
        idle = self._idle or _PREAMBLE.match(words_) is not None
        self._memory = Memory()
        for clause in clauses(folded, sentence):
            if self._tokens.folded.offsets[clause.end] <= self._item.heading_end:
                continue
            if _FIGURE.search(folded, clause.start, clause.end):
                parts = statements(folded, clause)
                scenes = [
                    self._scene(sentence, clause, statement, parts.scopes)
                    for statement in parts.statements
                ]
                for scene in _dealt_out(scenes):
                    self._figures(scene, idle=idle)
                self._settle_scopes(parts.scopes)
            elif not idle and _WORDED.search(folded, clause.start, clause.end):
                self._words(sentence, clause)
            start, end = self._tokens.original(clause.start, clause.end)
            self._memory.clause = self._tokens.text[start:end]

    def _settle_scopes(self, scopes: Iterable[int]) -> None:
        marks = (self._tokens.marks[place] for place in sorted(scopes))
        inner = [mark.quantity for mark in marks if mark.quantity]
        self._settle(inner, Disposition.QUALIFIER, "qualifier.scope")

    def _scene(
        self,
        sentence: Stretch,
        clause: Stretch,
        statement: Stretch,
        scopes: frozenset[int] = frozenset(),
    ) -> Scene:
        term = self._carrier.term(sentence, clause, statement)
        return Scene(
            self._item,
            self._tokens,
            sentence,
            clause,
            statement,
            term.days,
            term.stated,
            is_aspirational(self._tokens, sentence, statement),
            scopes,
        )

    def _words(self, sentence: Stretch, clause: Stretch) -> None:
        scene = self._scene(sentence, clause, clause)
        if self._is_past(scene):
            self._background = True
            return
        for found in self._find(_grammars()[2], scene):
            if self._is_background(scene, found):
                continue
            self._reader.targets += read_words(scene, found, self._memory)

    def _figures(self, scene: Scene, *, idle: bool) -> None:
        measured = scene.measured()
        before = len(self._settled)
        excluded = self._excluded(scene, idle=idle)
        if excluded is not None:
            self._settle(measured, *excluded)
            self._memory.kind = excluded[1]
            self._background |= excluded[0] is Disposition.PAST
            return
        for found in self._find(_grammars()[1], scene):
            if self._is_background(scene, found):
                self._settle(measured, Disposition.PAST, "past.background")
                continue
            if self._goes_on_paying(found):
                self._settle(measured, Disposition.STANDARD, self._memory.kind)
                continue
            if _is_conditional(found):
                self._settle(measured, Disposition.QUALIFIER, "standard.condition")
                continue
            if found.slots.get("needs") == "chain" and not self._is_chained(scene):
                continue
            targets = read_figures(scene, found, self._memory)
            self._lend(scene, found, targets)
            self._reader.targets += targets
            self._memory.place = scene.clause
            if targets:
                self._settled.update(one.start for one in measured)
        if len(self._settled) == before:
            self._words_with_figures(scene, measured)

    def _is_background(self, scene: Scene, found: Found) -> bool:
        """Say whether a description goes on from a fact told in its paragraph."""
        return (
            self._background
            and found.rule in _DESCRIPTIVE
            and not (scene.stated and scene.days)
            and not _DUTY.search(scene.before())
        )

    def _goes_on_paying(self, found: Found) -> bool:
        """Say whether a share goes on from a rule of payment: 甲报70%，乙达到60%."""
        return (
            self._memory.kind == "standard.paid_share"
            and found.rule in {"target.reach", "target.share"}
            and not head_of(found.slots["subject"])
        )

    def _words_with_figures(self, scene: Scene, measured: list[Quantity]) -> None:
        """Read coverage and trend where figures only say of what: 40个村均有卫生室."""
        folded = scene.folded
        plain = replace(folded, text=folded.text.translate(_AS_QUALIFIERS))
        targets: list[Target] = []
        for found in self._find(_grammars()[2], scene, plain):
            targets += read_words(scene, found, self._memory)
        if targets:
            self._reader.targets += targets
            self._settle(measured, Disposition.QUALIFIER, "qualifier.scope")

    def _lend(self, scene: Scene, found: Found, targets: list[Target]) -> None:
        """Lend the words that close an enumeration to the member before.

        创建2个国家级、9个省级示范县: both are 示范县. 30%甲医院、10%乙医院开设老年科:
        both open one.
        """
        known = self._reader.targets
        if not targets or not known or known[-1].rule not in _LENDING:
            return
        if known[-1].item != self._item.number or self._memory.place != scene.clause:
            return
        closing = _closing(known[-1], targets[0], found)
        if closing:
            known[-1] = replace(known[-1], indicator=known[-1].indicator + closing)

    def _is_chained(self, scene: Scene) -> bool:
        """Say whether a statement goes on from a verb of making before it."""
        return self._memory.kind == "output" or _GOES_ON.match(scene.text) is not None

    def _excluded(self, scene: Scene, *, idle: bool) -> tuple[Disposition, str] | None:
        """Say what a statement's figures are, where they are no target."""
        if self._is_past(scene):
            return Disposition.PAST, exclusions.PAST_FACT.name
        if idle:
            return Disposition.PAST, "past.background"
        if _DEFINITION.search(scene.before()):
            return Disposition.STANDARD, "standard.definition"
        for found in self._find(_grammars()[0], scene):
            return Disposition(found.slots["disposition"]), found.rule
        return None

    def _is_past(self, scene: Scene) -> bool:
        before = scene.before()
        said = _PAST.search(before)
        if said is None and not scene.stated and _OF_TODAY.search(before):
            return not _DUTY.search(before)
        if said is None:
            return self._tells_of_a_past_year(scene)
        return not (scene.stated and scene.days)

    def _tells_of_a_past_year(self, scene: Scene) -> bool:
        now = self._reader._now
        if now is None or scene.stated:
            return False
        marks = self._tokens.marks
        for place in range(scene.sentence.start, scene.statement.end):
            mark = marks.get(place)
            day = mark.date if mark else None
            if day and day.last and day.last.year < now and day.lead != "自":
                return not self._is_reference(place)
        return False

    def _is_reference(self, place: int) -> bool:
        folded = self._tokens.folded.text
        return folded[max(0, place - 1) : place] in {"比", "较", "与", "以", "从"} or (
            folded[place + 1 : place + 2] in {"起", "以"}
        )

    def _find(
        self, grammar: Grammar, scene: Scene, folded: Folded | None = None
    ) -> list[Found]:
        try:
            return grammar.find_folded(folded or scene.folded, self._tokens.text)
        except GrammarError as tie:
            self._reader.findings.append(
                Finding("ambiguous", str(tie), scene.span(), self._item.number)
            )
            return []

    def _settle(
        self, quantities: Iterable[Quantity], disposition: Disposition, rule: str
    ) -> None:
        for quantity in quantities:
            if quantity.start not in self._settled:
                self._settled.add(quantity.start)
                self._account(quantity, disposition, rule)

    def _account(self, quantity: Quantity, disposition: Disposition, rule: str) -> None:
        span = self._item.passage.span(
            quantity.start, quantity.start + max(1, len(quantity.text))
        )
        self._reader.accounts.append(Account(span, disposition, rule))

    def _is_dated(self, quantity: Quantity) -> bool:
        """Say whether a figure is part of a phrase of time."""
        return any(
            day.start < quantity.end and quantity.start < day.end
            for day in self._tokens.dates
        )

    def account_for_the_rest(self) -> None:
        """Account for qualifiers, and for the figures that names and brackets hide."""
        for mark in self._tokens.marks.values():
            if mark.symbol == QUALIFIER and mark.quantity:
                self._settle([mark.quantity], Disposition.QUALIFIER, "qualifier.scope")
            elif mark.symbol in _HIDING:
                inner = [
                    one
                    for one in self._tokens.quantities
                    if mark.start <= one.start < mark.end and not self._is_dated(one)
                ]
                self._settle(inner, *_HIDING[mark.symbol])


_HIDING = {
    NAME: (Disposition.NAME, "name.quoted"),
    BRACKET: (Disposition.QUALIFIER, "qualifier.bracket"),
    RATE: (Disposition.QUALIFIER, "qualifier.rate"),
}
_SPREAD = ("展到", "展至", "大到", "大至", "覆盖")
_OF_A_MEASURE = ("的比例", "的速度", "的目标", "的标准", "的水平", "的要求", "的增速")


def _dealt_out(scenes: list[Scene]) -> list[Scene]:
    """Deal several days out over as many statements: 分别在…提高10%和在…提高20%."""
    count = len(scenes)
    if count < 2 or any(len(scene.days) != count for scene in scenes):
        return scenes
    if "分别" not in scenes[0].text or len(scenes[0].measured()) != 1:
        return scenes
    return [
        replace(scene, days=(scene.days[index],)) for index, scene in enumerate(scenes)
    ]


def _is_conditional(found: Found) -> bool:
    """Say whether a value only says who is meant: 营业收入增长10%以上的企业."""
    rest = found.slots.get("rest", "")
    if not rest.startswith("的"):
        return False
    if found.rule == "target.share_of":
        return not _STATE.search(rest)
    if found.rule not in {"target.reach", "target.change"}:
        return False
    return not (found.slots["verb"].endswith(_SPREAD) or rest.startswith(_OF_A_MEASURE))


_DESCRIPTIVE = frozenset(
    f"target.{form}"
    for form in (
        "reach", "share", "change", "measured", "from_to", "relation",
        "trend_rising", "trend_falling", "trend_steady",
    )
)  # fmt: skip
_GOES_ON = re.compile("以及|及|和|确保|实现|力争|争取|推动|使|年内")
_LENDING = frozenset({"target.made_count", "target.continued", "target.share_of"})
_GRADED = re.compile("^[^级]{1,4}级")


def _closing(before: Target, after: Target, found: Found) -> str:
    """Give the words that *after* lends to *before*, "" where it needs none."""
    if found.rule == "target.share_of" and before.rule == found.rule:
        rest = found.slots.get("rest", "")
        verb = _STATE.search(rest)
        return (
            rest[verb.start() :] if verb and not _STATE.search(before.indicator) else ""
        )
    grade = _GRADED.match(after.indicator)
    if grade and before.indicator.endswith("级"):
        return after.indicator[grade.end() :]
    return ""


_STATE = re.compile(
    "开设|设立|设置|建成|建立|达到|开展|建有|配备|完成|成为|实现|创建|通过"
)


def _unconsumed(item: Item, consumed: tuple[tuple[int, int], ...]) -> str:
    """Give an item's words with line ends in the place of what is read already."""
    text = item.passage.text
    for start, end in consumed:
        text = text[:start] + "\n" * (end - start) + text[end:]
    return text
