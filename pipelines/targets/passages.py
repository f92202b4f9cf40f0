"""Read one passage: sentences, clauses, statements, and what each of them states."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipelines.errors import RulesTie
from pipelines.grammar.choices import choice
from pipelines.grammar.quantities import Quantity
from pipelines.grammar.rules import Folded, Found, Grammar
from pipelines.lexicons.findings import finding
from pipelines.model import Disposition, Finding, Item, Target
from pipelines.targets import exclusions, rules, rules_worded, words
from pipelines.targets.carrying import Carrier, is_aspirational
from pipelines.targets.completing import holder_of, is_dated_only
from pipelines.targets.coordination import (
    Stretch,
    clauses,
    comparisons,
    sentences,
    statements,
)
from pipelines.targets.facts import built_on, of_fact, theme_of
from pipelines.targets.figures import read_figures
from pipelines.targets.judging import Judge, judge_reading
from pipelines.targets.ledger import Ledger
from pipelines.targets.lending import deal_out, lend, lend_back
from pipelines.targets.naming import name_of
from pipelines.targets.openings import is_preamble, names_goals
from pipelines.targets.scene import Memory, Scene
from pipelines.targets.symbols import (
    COUNT,
    DATE,
    EACH,
    EVERY,
    FIGURES,
    MAKE,
    MEASURE,
    QUALIFIER,
    VERBS,
)
from pipelines.targets.tokens import Tokens
from pipelines.targets.worded import read_words

# A longer stretch without a comma is a table that lost its cells, not a clause.
_LONGEST_CLAUSE = 600
_LONGEST_MOVE = 8  # of a clause that only says which way: 并逐年下降
_FIGURE = re.compile(f"[{FIGURES}]")
_AS_QUALIFIERS = {ord(symbol): QUALIFIER for symbol in FIGURES}
# What a clause without figures must hold to be worth the rules of words: a word of
# totality or relation, or a measure and a word by which it moves.
_WORDED = re.compile(
    "覆盖|全部|全量|均|都|人人|所有|应.{1,3}尽|达到|达[一二三四五]级|居全[国省市县区州]|位居|稳居|居于|走在|走到|跻身|迈入|跨入|挺进|排在|排名|位列|进入|处于|保持|维持|低于|不高|高于|优于|好于|超过|接近|高出|快于|同步|持平|一致|稳定在|有效控制|完成[省国市上下区县]"
)
_MOVES = re.compile(choice((*words.UP, *words.DOWN, *words.HOLD)))
# A feeling (获得感) alone is no measure.
_MEASURES = re.compile(f"{choice(sorted({*words.TREND_NOUNS} - {'获得感'}))}|人均")
# A sentence without a figure and without one of these states nothing.
_PROMISING = re.compile(
    f"[{FIGURES}率比重数势速况度命平量均都所应覆全人到居入于过近出持生故件亡亩]"
)
_ORDER = "（[一二三四五六七八九十]{1,3}）"
_INLINE_TITLE = re.compile(
    f"(?:专栏[0-9]*[^，。；]{{0,40}})?{_ORDER}[^，。；：0-9]{{2,30}}。(?!{_ORDER}|\\n|$)"
)
# The title of a bullet bids what its figures say: 降低甲率。乙率控制在5%以下.
_BULLET_TITLE = re.compile(
    f"(?:进一步|持续|逐步|稳步)?{choice((*words.UP, *words.DOWN))}"
    "[^，。；：0-9\n]{2,16}。(?=[^。]{0,60}[0-9])"
)
_OF_IT = re.compile("其中|占|比|较|同比|高于|低于|包括|另有|平均|约|共")
# What else a place has: 现有样例田3万亩，样例户4100户.
_STOCK = re.compile(f"[^{FIGURES}{VERBS}{MAKE}{DATE}{EVERY}{EACH}]+[{COUNT}{MEASURE}]")
# A clause that goes on from a forecast describes: 死亡占总死亡的80%.
_AS_IT_IS = re.compile("占(?!比)|约|平均|高达|已")
_GOES_ON = re.compile("以及|及|和|确保|实现|力争|争取|推动|使|年内|其中")


@cache
def _grammars() -> tuple[Grammar, Grammar]:
    """Give the rules of figures and those of words, compiled once."""
    return (
        Grammar(rules.NUMERIC_RULES, rules.PHRASES),
        Grammar(rules_worded.WORDED_RULES, rules_worded.PHRASES),
    )


def _may_state(folded: str, sentence: Stretch, *, idle: bool) -> bool:
    """Say whether a sentence holds a figure, or words that may state a target."""
    if not _PROMISING.search(folded, sentence.start, sentence.end):
        return False
    if _FIGURE.search(folded, sentence.start, sentence.end):
        return True
    return not idle and _is_worded(folded, sentence)


def _is_worded(folded: str, stretch: Stretch) -> bool:
    """Say whether a clause or sentence without figures may state a target."""
    start, end = stretch.start, stretch.end
    if _WORDED.search(folded, start, end):
        return True
    moves = _MOVES.search(folded, start, end)
    return moves is not None and _MEASURES.search(folded, start, end) is not None


class PassageReader:
    """Reads the sentences of one item; ``targets`` and ``findings`` hold the result."""

    def __init__(
        self, item: Item, tokens: Tokens, carrier: Carrier, judge: Judge
    ) -> None:
        self.targets: list[Target] = []
        self.findings: list[Finding] = []
        self.ledger = Ledger(item, tokens)
        self._item = item
        self._tokens = tokens
        self._carrier = carrier
        self._judge = judge
        self._memory = Memory()

    def read(self, *, idle: bool, front: bool = False) -> None:
        """Read the whole passage; *idle* ones tell facts or principles only.

        The words in *front* of a plan do so too, but for lines that name goals.
        """
        folded = self._tokens.folded.text
        for sentence in sentences(folded):
            if folded[max(0, sentence.start - 1) : sentence.start] == "\n":
                self._judge.begin_paragraph()
            if _may_state(folded, sentence, idle=idle) and not self._titles(sentence):
                words = folded[sentence.start : sentence.end]
                start, end = self._tokens.original(sentence.start, sentence.end)
                goals = not front or names_goals(self._tokens.text, start, end)
                self._sentence(sentence, idle=idle or not goals or is_preamble(words))
        self.ledger.close()

    def _sentence(self, sentence: Stretch, *, idle: bool) -> None:
        folded = self._tokens.folded.text
        self._memory = Memory()
        for clause in clauses(folded, sentence):
            if clause.end - clause.start > _LONGEST_CLAUSE:
                continue
            if self._tokens.folded.offsets[clause.end] <= self._item.heading_end:
                continue
            if _FIGURE.search(folded, clause.start, clause.end):
                self._clause_with_figures(sentence, clause, idle=idle)
            elif not idle and self._may_move(clause):
                for part in comparisons(folded, clause):
                    self._words(self._scene(sentence, clause, part))
            start, end = self._tokens.original(clause.start, clause.end)
            self._memory.clause = self._tokens.text[start:end]
            self._memory.theme = self._memory.theme or theme_of(self._memory.clause)
            self._memory.holder = holder_of(self._memory.clause, self._memory.holder)
            self._memory.closer = clause.closer

    def _may_move(self, clause: Stretch) -> bool:
        """Say whether a clause without figures may state a target or go on from one."""
        folded = self._tokens.folded.text
        if _is_worded(folded, clause):
            return True
        short = clause.end - clause.start <= _LONGEST_MOVE
        level = short and self._memory.kind == "level"
        return level and _MOVES.search(folded, clause.start, clause.end) is not None

    def _titles(self, sentence: Stretch) -> bool:
        """Say whether a sentence is the title of the next: （七）设施全覆盖。以…."""
        start, _ = self._tokens.original(sentence.start, sentence.end)
        text = self._tokens.text
        if start == 0 and "#" in self._item.number and _BULLET_TITLE.match(text):
            return True
        return _INLINE_TITLE.match(text, start) is not None

    def _clause_with_figures(
        self, sentence: Stretch, clause: Stretch, *, idle: bool
    ) -> None:
        parts = statements(self._tokens.folded.text, clause)
        scenes = [
            self._scene(sentence, clause, statement, parts.hidden(statement))
            for statement in parts.statements
        ]
        for scene in deal_out(scenes):
            self._figures(scene, idle=idle)
        self.ledger.settle_scopes(parts.scopes)

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

    def _words(self, scene: Scene) -> None:
        if self._judge.is_past(scene) or self._judge.advises(scene):
            return
        for found in self._find(_grammars()[1], scene, scene.folded):
            if not self._judge.is_background(scene, found):
                self.targets += read_words(scene, found, self._memory)

    def _figures(self, scene: Scene, *, idle: bool) -> None:
        measured = scene.measured()
        excluded = self._still_told(scene) or self._excluded(scene, idle=idle)
        if excluded is not None:
            self.ledger.settle(measured, *excluded)
            self._memory.kind = excluded[1]
            if excluded[0] is Disposition.PAST and not idle:
                self._remember(scene)
            return
        for found in self._find(_grammars()[0], scene, scene.folded):
            self._reading(scene, found, measured)
        if self.ledger.is_open(measured):
            self._words_with_figures(scene, measured)

    def _still_told(self, scene: Scene) -> tuple[Disposition, str] | None:
        """Say whether a clause goes on about a stock: 现有5家，其中公办3家."""
        told = self._memory.kind == exclusions.PAST_STOCK.name and not scene.stated
        if told and (_OF_IT.match(scene.text) or _STOCK.fullmatch(scene.folded.text)):
            return Disposition.PAST, exclusions.PAST_STOCK.name
        if self._memory.kind == exclusions.FORECAST.name and _AS_IT_IS.search(
            scene.text
        ):
            return Disposition.PAST, exclusions.FORECAST.name
        return None

    def _remember(self, scene: Scene) -> None:
        """Keep of what a fact is told: 2023年为30%，到2025年达到35%."""
        self._memory.subject = built_on(scene.clause_text) or self._memory.subject
        for found in self._find(_grammars()[0], scene, scene.folded):
            name = of_fact(name_of(scene, found, self._memory))
            self._memory.subject = name or self._memory.subject

    def _reading(self, scene: Scene, found: Found, measured: list[Quantity]) -> None:
        """Take a rule's reading: as an account, as nothing, or as targets."""
        other = judge_reading(self._judge, scene, found, self._memory)
        if other is not None:
            self.ledger.settle(measured, *other)
            if other[1] == exclusions.PAST_STOCK.name:
                self._memory.kind = other[1]
            return
        needs = found.slots.get("needs")
        if needs == "chain" and not self._is_chained(scene):
            return
        if needs == "day" and not is_dated_only(self._memory):
            return
        targets = read_figures(scene, found, self._memory)
        if targets and self.targets and self._memory.place == scene.clause:
            self.targets[-1] = lend(self.targets[-1], targets[0], found)
            lend_back(self.targets, targets[0])
        self.targets += targets
        self._memory.place = scene.clause
        if targets:
            self.ledger.use(measured)

    def _is_chained(self, scene: Scene) -> bool:
        """Say whether a statement goes on from a verb of making before it."""
        if self._memory.kind == "output":
            return True
        kinds = any(quantity.unit in {"类", "种"} for quantity in scene.measured())
        return not kinds and _GOES_ON.match(scene.text) is not None

    def _words_with_figures(self, scene: Scene, measured: list[Quantity]) -> None:
        """Read coverage and trend where figures only say of what: 40个村均有卫生室."""
        targets: list[Target] = []
        for stretch in comparisons(self._tokens.folded.text, scene.statement):
            part = replace(scene, statement=stretch)
            folded = part.folded
            plain = replace(folded, text=folded.text.translate(_AS_QUALIFIERS))
            for found in self._find(_grammars()[1], part, plain):
                targets += read_words(part, found, self._memory)
        if targets:
            self.targets += targets
            self.ledger.settle(measured, Disposition.QUALIFIER, "qualifier.scope")

    def _excluded(self, scene: Scene, *, idle: bool) -> tuple[Disposition, str] | None:
        try:
            return self._judge.exclude(scene, idle=idle)
        except RulesTie as tie:
            self._doubt(scene, tie)
            return None

    def _find(self, grammar: Grammar, scene: Scene, folded: Folded) -> list[Found]:
        try:
            return grammar.find_folded(folded, self._tokens.text)
        except RulesTie as tie:
            self._doubt(scene, tie)
            return []

    def _doubt(self, scene: Scene, tie: RulesTie) -> None:
        self.findings.append(
            finding(
                "ambiguous",
                scene.span(),
                self._item.number,
                tie=tie,
                first=tie.first,
                second=tie.second,
                words=tie.words,
            )
        )
