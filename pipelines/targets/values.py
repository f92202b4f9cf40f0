"""Values of a statement: comparators of lists, units with their base and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipelines.grammar.measures import BOUNDS_AFTER
from pipelines.grammar.quantities import Quantity
from pipelines.model.records import record
from pipelines.targets.scene import Scene
from pipelines.targets.symbols import EACH, EVERY, RATE
from pipelines.targets.tokens import Mark


@record(frozen=True, slots=True)
class Value:
    """One figure as it is published."""

    value: Decimal
    value_max: Decimal | None
    unit: str | None
    comparator: str
    quantity: Quantity


# “最多跑一次” is a name and bounds nothing.
_QUOTED = re.compile("“[^“”]*”")
_LEAST = re.compile("至少|最少|不少于|不低于|原则上不少于")
_MOST = re.compile("不超过|至多|最多|不高于")
_PEOPLE = re.compile(
    "^[一-龥0-9（）、”“-]{0,16}?(?:人|者|员|学生|女生|男生|女孩|医生|医师|儿童|群众|居民|妇女|职工|患者|人才|劳动力"
    "|农民|教师|护士|老年|青年|家长|干部|师生|村医)"
)
_PERIODS = {
    "全年": "年",
    "逐年": "年",
    "年": "年",
    "年均": "年",
    "月均": "月",
    "日均": "日",
    "每年度": "年",
    "每个月": "月",
    "每季": "季度",
    "单次": "次",
    "上、下半年": "半年",
    "上下半年": "半年",
}


def read_values(
    scene: Scene, quantities: Sequence[Quantity], *, controlled: bool, kind: str
) -> list[Value]:
    """Give the values of a statement's figures, in order.

    One bound word at either end of a list binds all of it: 不低于22%和30%; 12、8及以下.
    The unit of the last figure is that of those without one. 控制在 bounds from above.
    """
    bounds = _comparators(quantities, controlled=controlled)
    last_unit = quantities[-1].unit
    words = _QUOTED.sub("", scene.words_before(quantities[0]))
    values = []
    for quantity, bound in zip(quantities, bounds, strict=True):
        if bound == "=":
            bound = _distant_bound(words, bound)
        shared = quantity.unit == "个" and last_unit in _OF_SEVERAL
        unit = last_unit if shared else quantity.unit or last_unit
        values.append(
            Value(
                quantity.value,
                quantity.value_max,
                _with_base(scene, unit, kind),
                bound,
                quantity,
            )
        )
    return values


# Units that begin with the classifier that stands alone before: 3个、4个工作日.
_OF_SEVERAL = frozenset({"percentage point", "个工作日", "个月"})


def _comparators(quantities: Sequence[Quantity], *, controlled: bool) -> list[str]:
    bounds = [quantity.comparator for quantity in quantities]
    if len(bounds) > 1:
        if bounds[-1] != "=" and quantities[-1].bound in BOUNDS_AFTER:
            bounds = [b if b != "=" else bounds[-1] for b in bounds]
        elif bounds[0] != "=" and quantities[0].bound not in BOUNDS_AFTER:
            bounds = [b if b != "=" else bounds[0] for b in bounds]
    if controlled:
        bounds = ["<=" if b == "=" else b for b in bounds]
    return bounds


def _distant_bound(words: str, bound: str) -> str:
    """Read a bound word that a verb parts from its figure: 至少培养1名."""
    if _LEAST.search(words):
        return ">="
    return "<=" if _MOST.search(words) else bound


def _with_base(scene: Scene, unit: str | None, kind: str) -> str | None:
    """Add what a unit is counted against: 名/10万人口, 次/年, 所/县区, 平方米/人.

    A place (每个县) and the population of a level (每千人口) govern the rest of their
    clause, a period (每年) the statement in which it stands, before the figure.
    """
    if unit is None or "/" in unit:
        return unit
    if unit == "克" and kind != "change" and _EATEN.search(scene.clause_text):
        return "克/天"
    marks = {mark.symbol: mark for mark in reversed(scene.marks_before_figure())}
    if kind == "level" and RATE not in marks and (rate := scene.clause_mark(RATE)):
        marks[RATE] = rate
    if unit not in _RELATIVE and RATE in marks:
        return f"{unit}/{_ONE_MYRIAD.sub('', marks[RATE].text.removeprefix('每'))}"
    every = _every(scene, marks.get(EVERY), kind)
    if every is not None and _counts_by_period(every, unit, kind):
        return f"{unit}{_beside(marks.get(EACH), every)}/{_period(every)}"
    if kind == "output" and (place := _each(scene, unit, marks.get(EACH))):
        return f"{unit}/{place}"
    if unit in {"平方米", "平米", "册", "次"} and "人均" in scene.text:
        return f"{unit}/人"
    return unit


def _every(scene: Scene, mark: Mark | None, kind: str) -> Mark | None:
    """Give the period of a figure; a year that is set beside another is none."""
    every = mark or (scene.earlier_mark(EVERY) if kind == "output" else None)
    compared = every is not None and every.text == "年" and _AGAINST.search(scene.text)
    return None if compared else every


def _beside(each: Mark | None, every: Mark) -> str:
    """Give the place right before a period as a base: 每村每月."""
    placed = each and each.end == every.start and _EACH_PLACE.match(each.text)
    return f"/{_place(each)}" if each and placed else ""


def _each(scene: Scene, unit: str, mark: Mark | None) -> str:
    """Give the place of which each has what is counted, "" where none is said."""
    if places := _EACH_OF_THOSE.search(scene.words_up_to()):
        return str(places[1])
    if such := _EACH_SUCH.search(scene.text):
        return str(such["named"] or such["level"])
    place = mark or scene.clause_mark(EACH) or _each_before(scene)
    return _place(place) if place and unit not in _RELATIVE else ""


def _each_before(scene: Scene) -> Mark | None:
    """Give the places of the sentence for each of which at least so many are due."""
    if _OVERALL.match(scene.text) or not _LEAST.search(scene.text):
        return None
    return scene.sentence_mark(EACH)


# All together have so many, not each: 各县至少建成1个，全省不少于50个.
# Nor where the words name their own levels: 每县确定1家，市、县两级分别不少于8名、4名.
_LEVEL = "[省市州县区乡镇村](?:（[^（）]{1,8}）)?级?"
_OVERALL = re.compile(
    "其中|(?:力争|确保|争取)?全(?:[国省市县区州]|自治区)"
    f"|{_LEVEL}(?:[、和及]{_LEVEL})+(?:[两二三四]级|(?<=级))"
)


_ONE_MYRIAD = re.compile("^1(?=万)")
_RELATIVE = frozenset({"%", "‰", "percentage point", "倍"})


# A year's count set beside that of the year before: 年样例人次比上年增长5%.
_AGAINST = re.compile("[比较](?:上年|去年|上一年)")


def _counts_by_period(every: Mark, unit: str, kind: str) -> bool:
    if kind == "change" and every.text.endswith(("日", "天", "周")):
        return False  # 每日食盐摄入量下降20%: what is taken each day
    return kind in {"change", "output"} or unit not in {"%", "‰"}


def _period(mark: Mark) -> str:
    return _PERIODS.get(mark.text, mark.text.removeprefix("每"))


# What one eats: 人均每日食盐摄入量, 食用油人均日摄入量.
_EATEN = re.compile("(?:每[日天]|人均日|日均)[^，；]{0,8}(?:摄入|食用|用)量")


# Of so many places each gets some: 为12个县各配备1台.
_EACH_OF_THOSE = re.compile(
    "[0-9一二两三四五六七八九十](?:个|家|所|座|支)([^，；0-9]{1,6}?)(?:各|分别)(?:至少)?$"
)
# Each of those named, or of a size: 甲县、乙县各打造1个, 30万人以上的县至少有1家.
_EACH_SUCH = re.compile(
    "(?:[一-龥]{1,8}(?P<named>[县市区镇乡村]|街道)[、和])+[一-龥]{1,8}(?P=named)各(?!类|级|项)"
    "|(?:以上|以下)的(?P<level>(?:县|市|区|乡镇|街道|社区|村)(?:（[市区]）)?)(?:要|应)?至少"
)
_EACH_PLACE = re.compile(
    "每个?[^，]{0,8}(?:县|市|区|乡|镇|村|街道|社区|旗|州)(?:（[^（）]{1,6}）)?$"
)
_EACH_WORD = re.compile("^(?:每|各|所有)(?:个|所|家|名|支|座|处|位|条)?")


def _place(mark: Mark) -> str:
    return _EACH_WORD.sub("", mark.text)


def is_people(words: str) -> bool:
    """Say whether the words after a bare figure name people: 12万老年人."""
    return _PEOPLE.match(words) is not None


_LABELLED = ("表", "附件", "专栏", "附图")


def stated(scene: Scene, quantities: list[Quantity]) -> list[Quantity]:
    """Give the figures, none where one numbers a table: 样例指标表1样例妇女."""
    for quantity in quantities:
        before = scene.tokens.text[: quantity.bound_start].rstrip()
        if quantity.unit is None and before.endswith(_LABELLED):
            return []
    return quantities
