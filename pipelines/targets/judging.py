"""What a statement is not: past, background, definition, payment, condition.

Settled before the rules of targets are asked. A fact told without a day to come makes
the descriptions that follow it in its paragraph background as well.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.grammar.measures import COUNTERS
from pipelines.grammar.needs import anchored
from pipelines.grammar.rules import Found, Grammar, compile_rule
from pipelines.model import Disposition
from pipelines.targets import exclusions, words
from pipelines.targets.conditions import is_conditional
from pipelines.targets.deadlines import is_reference
from pipelines.targets.exclusions_scopes import ABSTRACT
from pipelines.targets.heads import head_of
from pipelines.targets.scene import Memory, Scene
from pipelines.targets.symbols import DATE, QUALIFIER
from pipelines.targets.tokens import Mark, Tokens

# What no person does for himself: a promise also under a heading that names people.
_PROVIDED = re.compile(
    "建设|建成|新建|配备|改造|培训|新增|打造|设立|率(?:[达为不超高低在]|[0-9])|每个(?:社区|村|乡镇|街道|县)"
)
_PAST = re.compile(
    anchored(compile_rule(exclusions.PAST_FACT, exclusions.PHRASES).pattern)
)
# Done by its day: 2021年全省已完成8600户.
_DONE = re.compile(
    "年(?:底|末|度|内)?[^，；。0-9]{0,8}(?:已|共)(?:累计)?(?:完成|建成|达|有|新增|培训|改造)[^，；。]*$"
)
# How things stood, whatever day the task is due by: 截至去年底全省90%的….
_AS_OF = re.compile("截[至止]到?(?:去年|上年|目前|当前|现在)")
_YEAR = re.compile("20[0-9]{2}|今年|明年|年内|年底前")
# A year without 到 or 底, and what a rate is then, with no bound word.
_OF_ITS_YEAR = re.compile(
    "(20[0-9]{2})年，?(?:全[省市县区州国]|我[省市县区州]|辖区)[^，；。到至]*(?:率|比例|比重|占比|寿命|水平)(?:仅)?为"
    "[0-9.]+(?:%|‰|/10万|岁|个百分点)?$"
)
# What is done now to things of the past: 对2020年以来建成的9家进行复核.
_DONE_TO = re.compile(
    "[对将把][^，。；：]{0,12}(?:以来|已)[^，。；：]{0,16}的"
    "(?=[^，。；：]*(?:进行|开展|实施|纳入|完成|予以|加以|复|改造|提升))"
)
# What there is since then, and is used now: 用好2023年建成的样例平台.
_OF_THAT_YEAR = re.compile(
    "[^，；。0-9]{0,4}(?:建成|建立|成立|印发|出台|发布|启动|开通|投用|上线|开工|续建|命名|认定|获批|获评)的"
)
# How it was, whatever day the task is due by: 去年底为91.4%, 已于去年投放60台.
_AS_IT_IS = re.compile(
    "(?:去年|上年)(?:底|末)?(?:时)?为|去年[^，；0-9]{0,6}是(?=[0-9])|现(?:为|有)(?=[0-9])|已于(?:去年|上年|前年|20[0-9]{2}年)"
    "|(?<=[^，；])已(?:归集|公布|投放|汇聚|接入)(?=[^，；的]{0,8}[0-9])|已从[^，；]*[0-9][^，；]*(?:增|升|降|扩|减)"
)
_MOVED_ON = re.compile("(?:提高|提升|增加|增|扩|升|降|压减|压缩|减少)[到至]")
# From what it is now on: 在2024年79.4岁的基础上再增加0.6岁.
_BUILT_ON = re.compile("在[^，；。]{0,16}[0-9][^，；。0-9]{0,8}的?基础上")
# From the facts on: 2020年为30%，此后每年下降1个百分点. Facts are not told by what they
# may not fall below: 去年已投入800万元；用于样例的比例不低于60%.
_ONWARD = re.compile(
    "(?<=[，；])(?:此后|今后|以后|下一步|后续)"
    "|；(?:20[0-9]{2}年(?:起|开始)，?)?每年"
    f"|{words.MORE_NOW}"
    "|；[^；，0-9]{2,40}(?:比例|比重|占比|率)(?:不[低高少]于|不超过)[^；，]*$"
)
_TURN = re.compile(f"力争|确保|努力|争取|限期|计划|应当|须|将(?!近)|{_ONWARD.pattern}")
_DUTY = re.compile(
    "要|应|须|提倡|倡导|力争|确保|努力|争取|实现|推动|提高到|降低到|目标"
)
# 现有医师300名，每万人口医师数为2名: how things stand is told on.
_OF_TODAY = re.compile(
    "我国|每年因|人数约"
    "|(?:现有|共有|已有)[^；。]*，[^，；。]*(?:率|数|比例|占比|水平|寿命)[为是]约?[0-9.]+[^，；。0-9]{0,6}$"
)
# What people may ask for is no promise of so much: 可申请样例服务，每月不超过3次.
_OFFER = re.compile(
    "(?:人员|老年人|残疾人|家庭|居民|企业|者|的)，?可(?:以|自愿|按规定)*"
    "(?:申请|享受|领取|报名)"
)
_DEFINITION = re.compile(
    "是指|系指|指的是|计算公式|指标定义|指标说明|名词解释|注：|备注|例如|比如"
)
# What a place may have, by its size: 服务人口超过4000人的村可增设1个样例室.
_PERMITTED = re.compile(
    "(?:的[^，；。]{2,12}|原则上[^，；。]{0,20})可以?(?:增设|设置|设立|配备|核定|建设|新建)"
    "|按[^，；。]{2,14}核定$"
)
_STANDARDS = ((_DEFINITION, "standard.definition"), (_OFFER, "standard.offer"))


def _standards_said(scene: Scene) -> list[str]:
    """Name the rules by which the sentence only defines or offers something."""
    if _PERMITTED.search(scene.clause_text):
        return ["standard.permitted"]
    return [rule for said, rule in _STANDARDS if said.search(scene.before())]


@cache
def _grammar() -> Grammar:
    return Grammar(exclusions.EXCLUSION_RULES, exclusions.PHRASES)


class Judge:
    """Says of the statements of one passage what they are, if no target.

    *now* is the year before which a year lies in the past, *end* the plan's last year,
    None if unknown; *advice* says that the passage turns to persons.
    """

    def __init__(
        self,
        tokens: Tokens,
        now: int | None,
        *,
        end: int | None = None,
        advice: bool = False,
    ) -> None:
        self._tokens = tokens
        self._now = now
        self._end = end
        self._advice = advice
        self._background = False

    def begin_paragraph(self) -> None:
        """Forget the facts of the paragraph before."""
        self._background = False

    def exclude(self, scene: Scene, *, idle: bool) -> tuple[Disposition, str] | None:
        """Say what a statement's figures are, where they are no target.

        Raises:
            GrammarError: two rules of exclusion read the very same characters.
        """
        if self.advises(scene):
            return Disposition.STANDARD, exclusions.ADVICE.name
        if self.is_past(scene):
            return Disposition.PAST, exclusions.PAST_FACT.name
        if idle and not (scene.stated and scene.days):
            return Disposition.PAST, "past.background"
        if rules := _standards_said(scene):
            return Disposition.STANDARD, rules[0]
        if self._is_condition(scene):
            return Disposition.QUALIFIER, exclusions.CONDITION.name
        for found in _grammar().find_folded(scene.folded, self._tokens.text):
            if found.rule == ABSTRACT.name and _counts_real(scene):
                continue
            return Disposition(found.slots["disposition"]), found.rule
        return None

    def advises(self, scene: Scene) -> bool:
        """Say whether a statement turns to persons, and provides nothing for them."""
        return self._advice and not _PROVIDED.search(scene.clause_text)

    def _is_condition(self, scene: Scene) -> bool:
        """Say whether the clause ends in 的: 面积超1万平方米或客流超1万人的，应…."""
        last = self._tokens.folded.text[scene.clause.end - 1]
        return scene.clause.closer in "，：" and last == "的"

    def is_past(self, scene: Scene) -> bool:
        """Say whether a statement tells what is or was; remember it if so."""
        past = self._tells_a_fact(scene)
        promised = scene.stated and scene.days  # a day to come ends the description
        if past or promised or re.search(words.MORE_NOW, scene.before()):
            self._background = past
        return past

    def _tells_a_fact(self, scene: Scene) -> bool:
        if _AS_IT_IS.search(scene.clause_text) and not _MOVED_ON.search(scene.text):
            return True
        before = _BUILT_ON.sub("", _DONE_TO.sub("对", scene.before()))
        if told := _PAST.search(before):
            if _AS_OF.search(before) and not _YEAR.search(before, told.end("word")):
                return True
            turned = _TURN.search(before, told.end("word")) is not None
            due = scene.stated and scene.days and not _DONE.search(before)
            return not turned and not due
        if not scene.stated and _OF_TODAY.search(before):
            return not _DUTY.search(before)
        return self._tells_of_this_year(scene) or self._tells_of_a_past_year(scene)

    def _tells_of_this_year(self, scene: Scene) -> bool:
        """Say whether a plan for later years tells of its first: 2020年全县…为."""
        if self._now is None or self._end is None or self._end <= self._now:
            return False
        told = _OF_ITS_YEAR.match(scene.clause_text)
        return told is not None and int(told[1]) == self._now

    def _tells_of_a_past_year(self, scene: Scene) -> bool:
        if self._now is None or scene.stated:
            return False
        if self._ends_in_a_past_year(scene, self._now):
            return True
        within = self._tokens.between(scene.opening(), scene.statement.end)
        _, end = self._tokens.original(scene.statement.end, scene.statement.end)
        for place, mark in reversed(within):
            day = mark.date if mark.symbol == DATE else None
            if day is None or day.last is None or self._is_attribute(day.lead, mark):
                continue
            if day.last.year >= self._now and not is_reference(
                self._tokens.folded.text, place
            ):
                return False  # the last day told is one to come
            if day.last.year < self._now:
                if _TURN.search(self._tokens.text, mark.end, end):
                    return False
                return not is_reference(self._tokens.folded.text, place)
        return False

    def _is_attribute(self, lead: str, mark: Mark) -> bool:
        """Say whether a day tells only since when there is what is spoken of."""
        since = _OF_THAT_YEAR.match(self._tokens.text, mark.end)
        return lead == "自" or since is not None

    def _ends_in_a_past_year(self, scene: Scene, now: int) -> bool:
        """Say whether the last figure's own year is past: 从…升至2012年的9%."""
        marks = [
            mark for mark in scene.marks() if mark.quantity and mark.symbol != QUALIFIER
        ]
        day = marks[-1].date if marks else None
        return bool(day and day.last and day.last.year < now)

    def is_background(self, scene: Scene, found: Found) -> bool:
        """Say whether a description goes on from a fact told in its paragraph."""
        return (
            self._background
            and found.rule in _DESCRIPTIVE
            and not (scene.stated and scene.days)
            and not _DUTY.search(scene.before())
            and not _ONWARD.search(scene.before())
        )


# People and times are counted as such: 解决6万人样例问题, 开展1次样例行动.
_REAL = frozenset({"人", "户", "人次", "次", "场", "场次"})


def _counts_real(scene: Scene) -> bool:
    """Say whether a figure counts people or times, whatever noun stands behind it."""
    return all(one.unit in _REAL for one in scene.measured())


def judge_reading(
    judge: Judge, scene: Scene, found: Found, memory: Memory
) -> tuple[Disposition, str] | None:
    """Say of a rule's reading whether it goes on from a fact, payment or condition."""
    if judge.is_background(scene, found):
        return Disposition.PAST, "past.background"
    if _goes_on_paying(scene, found, memory):
        return Disposition.STANDARD, memory.kind
    if is_conditional(scene, found):
        return Disposition.QUALIFIER, exclusions.CONDITION.name
    if _is_estimate(scene, found):
        return Disposition.PAST, "past.background"
    if _is_stock_of_people(scene, found, memory):
        return Disposition.PAST, exclusions.PAST_STOCK.name
    if _is_occasion(scene, found):
        return Disposition.QUALIFIER, exclusions.CONDITION.name
    if _is_usual(scene, found):
        return Disposition.STANDARD, "standard.usual_size"
    return None


_THINGS = frozenset(unit for unit in COUNTERS if "元" not in unit and unit != "倍")


def _goes_on_paying(scene: Scene, found: Found, memory: Memory) -> bool:
    """Say whether a value goes on from a rule of payment: 甲报70%，乙达到60%.

    What is counted in things is none: 给予20万元补贴；企业达到22家.
    """
    if memory.kind not in {"standard.paid_share", "standard.paid_sum"}:
        return False
    if found.rule not in {"target.reach", "target.share"}:
        return False
    units = {one.unit for one in scene.quantities(found.folded["value"])}
    return not units <= _THINGS and not head_of(found.slots["subject"])


def _is_estimate(scene: Scene, found: Found) -> bool:
    """Say whether a measure is told as about so much: 每年新发病例约90万例."""
    bounds = {one.bound for one in scene.quantities(found.folded["value"])}
    told = found.rule == "target.measured" and bounds <= _ABOUT
    return told and not scene.stated and not _DUTY.search(scene.before())


# Who lives in a place, told of the whole of it: 全市持证样例人7.2万人.
_PEOPLE_OF_PLACE = re.compile(
    "(?:全[省市县区州旗国]|我[省市县区州旗]|辖区)[^，；]{0,14}(?:人|者|员|患者|儿童|家庭|人口)(?:共|约|共计)?"
    "|[^，；]{0,14}(?:常住|户籍|总)人口(?:总?数|总量)?(?:共|约|共计)?"
)


def _is_stock_of_people(scene: Scene, found: Found, memory: Memory) -> bool:
    """Say whether people are counted who are there already, with no verb or day."""
    if found.rule != "target.measured" or scene.stated or memory.kind == "output":
        return False
    values = scene.quantities(found.folded["value"])
    counted = all(one.unit in _HEADS and one.comparator == "=" for one in values)
    return counted and _PEOPLE_OF_PLACE.fullmatch(found.slots["subject"]) is not None


_HEADS = frozenset({"人", "名", "户"})


def _is_occasion(scene: Scene, found: Found) -> bool:
    """Say whether a time passed is when something is due: 会议超过2小时，休息."""
    values = scene.quantities(found.folded["value"])
    late = all(one.comparator == ">" and one.unit in _HOURS for one in values)
    told = found.rule == "target.measured" and late
    return told and not _DUTY.search(scene.before())


# How many a class may hold is a norm of running one: 托大班班额不超过20人.
_CLASS = re.compile("(?:(?<!大)班额|每个?班级?(?:人数)?)(?:分别|均|原则上|都)*$")
# As it mostly is, no promise: 进修时间一般为6个月.
_MOSTLY = re.compile("(?:一般|通常)$")


def _is_usual(scene: Scene, found: Found) -> bool:
    if found.rule == "target.reach" and _MOSTLY.search(found.slots["subject"]):
        return found.slots["verb"] == "为"
    return _is_class_size(scene, found)


def _is_class_size(scene: Scene, found: Found) -> bool:
    values = scene.quantities(found.folded["value"])
    held = found.rule == "target.measured" and values[0].comparator == "<="
    counted = all(one.unit in _HEADS for one in values)
    return held and counted and _CLASS.search(found.slots["subject"]) is not None


_ABOUT = frozenset({"约", "大约", "约为", "近", "将近", "接近"})
_HOURS = frozenset({"小时", "分钟", "天", "日", "年", "个月"})
_DESCRIPTIVE = frozenset(
    f"target.{form}"
    for form in (
        "reach", "share", "change", "measured", "from_to", "relation",
        "trend_rising", "trend_falling", "trend_steady",
    )
)  # fmt: skip
