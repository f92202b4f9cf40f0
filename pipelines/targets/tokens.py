"""Tokens of a passage, folded to one character each, for the rules of targets.

A figure's symbol says its class (share, count, time, measure, ...), so that a rule
may ask for a count and not for a share. Names in quotes, titles and brackets are
folded too: what stands within them is not said by the clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipelines.grammar.choices import choice
from pipelines.grammar.dates import DateToken, find_dates
from pipelines.grammar.quantities import Quantity, find_quantities
from pipelines.grammar.rules import Folded, Token, fold
from pipelines.targets import words

SHARE, COUNT, TIME, MEASURE, BARE, POINT, MULTIPLE, MONEY = map(
    chr, range(0xE000, 0xE008)
)
REACH, CONTROL, RISE, FALL, MAKE = map(chr, range(0xE008, 0xE00D))
DATE, EVERY, RATE, EACH, BRACKET, NAME, QUALIFIER = map(chr, range(0xE00D, 0xE014))

FIGURES = SHARE + COUNT + TIME + MEASURE + BARE + POINT + MULTIPLE + MONEY
VERBS = REACH + CONTROL + RISE + FALL

_SHARES = frozenset({"%", "‰", "1/100k", "1/10k"})
_TIMES = frozenset(
    {"小时", "分钟", "秒", "天", "日", "年", "月", "周", "岁", "周岁", "个月", "个工作日",
     "工作日", "课时", "学时", "月龄"}
)  # fmt: skip
_MEASURES = frozenset(
    {"亩", "平方米", "平米", "公里", "平方公里", "吨", "立方米",
     "米", "公顷", "度", "千米", "厘米", "毫米", "微米", "千克", "公斤", "克", "毫克", "升", "毫升",
     "千瓦", "千瓦时", "兆瓦", "吉瓦", "瓦", "℃", "摄氏度", "分贝", "吨标准煤", "标准煤",
     "分", "折", "兆", "海里", "吨位", "微克", "步", "顷", "蒸吨", "标箱", "平方千米"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What a folded character stands for, beside its place."""

    symbol: str
    start: int
    end: int
    quantity: Quantity | None = None
    date: DateToken | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage folded once, with the marks behind its symbols.

    ``marks`` maps folded positions to marks; ``quantities`` are all figures of the
    passage, also those that a name or a bracket hides.
    """

    text: str
    folded: Folded
    marks: Mapping[int, Mark]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateToken, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the passage range of the folded range ``[start, end)``."""
        return self.folded.offsets[start], self.folded.offsets[end]


def tokenize(text: str, *, year: int | None, period_end: int | None) -> Tokens:
    """Read the tokens of *text* (canonical passage text) and fold them."""
    quantities = find_quantities(text)
    dates = find_dates(text, year=year, period_end=period_end)
    marks = _without_overlaps(_marks(text, quantities, dates))
    marks = sorted([*marks, *_verbs(text, marks)], key=lambda mark: mark.start)
    folded = fold(text, [Token(mark.start, mark.end, mark.symbol) for mark in marks])
    places = {place: marks[index] for place, index in folded.tokens.items()}
    return Tokens(text, folded, places, tuple(quantities), tuple(dates))


_NAMES = re.compile("“[^“”。\n]{1,40}”|《[^《》\n]{1,80}》(?:（[^（）]{1,20}）)?|「[^」\n]{1,40}」")
_BRACKETS = re.compile("（[^（）\n]{0,120}(?:（[^（）\n]{0,60}）[^（）\n]{0,60})?）")
_EVERY = re.compile("每(?:两|三|半)?(?:年|个?月|季度?|学期|学年|周|天|日)(?:度)?|年均|月均|日均")
_RATE = re.compile(
    "每(?:1?0?万|十万|百万|万|千|百)(?:名|个|户|辆)?"
    "(?:常住人口|户籍人口|老年人口?|人口|常住|居民|儿童|婴幼儿|学生|职工|幼儿|新生儿|农村人口"
    "|就业人员|活产|就业人口|平方公里|人|户|辆)?"
)
_PLACES = choice(
    ("县", "市", "区", "州", "旗", "乡", "镇", "村", "街道", "社区", "乡镇", "县区", "区县", "市州",
     "州市", "市县", "县市区", "盟市", "旗县", "街镇", "镇街", "行政村", "自然村", "片区", "设区市", "地市")
)  # fmt: skip
_EACH = re.compile(
    "每(?:个|所|家|支|座|处|位|条)?[^，。；、0-9每\ue000-\ue020]{0,8}?"
    f"(?:{_PLACES}(?:、{_PLACES})*|医院|学校|中心|机构|委员会|村委会|居委会|企业|园区|单位|卫生院|卫生室|小区|班级|高校|中小学)"
    "(?:（[^（）]{1,12}）(?:民?委员会)?)?"
    f"|各{_PLACES}(?:（[^（）]{{1,12}}）)?(?:、{_PLACES})*(?!级)"
)
_AFTER_REACH = re.compile(f"[，。；、：）\n和及与并以或且\ue011左]|$")
_WEAK = frozenset({"为", "到", "至", "在", "占", "控制", "处于", "跨越", "保持", "增", "完成", "实现"})
_BEFORE = re.compile(
    f"(?:(?P<control>{choice(words.CONTROL)})|(?P<reach>{choice(words.REACH)})"
    f"|(?P<up>{choice(words.CHANGE_UP)})|(?P<down>{choice(words.CHANGE_DOWN)}))"
    "(?P<filler>了|约|近|幅度)?$"
)
_MAKES = re.compile(
    f"新?(?:{choice(words.MAKE)}|{choice(words.MAKE_OR_NOUN)}(?!{choice(words.NOUN_AFTER)})"
    f"|{words.SHORT_MAKE})+"
)


def _marks(
    text: str, quantities: list[Quantity], dates: list[DateToken]
) -> Iterator[Mark]:
    """Give all marks, the strongest kind first: names hide what stands in them."""
    places = list(_EACH.finditer(text)) if "每" in text or "各" in text else []
    for match in places:
        if "（" in match[0]:
            yield Mark(EACH, *match.span(), text=match[0])
    for symbol, pattern in ((BRACKET, _BRACKETS), (NAME, _NAMES)):
        for match in pattern.finditer(text):
            yield Mark(symbol, *match.span(), text=match[0])
    for date in dates:
        if date.precision not in {"recurring", "open"}:
            yield Mark(DATE, date.start, date.end, date=date, text=text[date.start : date.end])
    if "每" in text or "均" in text:
        for symbol, pattern in ((RATE, _RATE), (EVERY, _EVERY)):
            for match in pattern.finditer(text):
                yield Mark(symbol, *match.span(), text=match[0])
    for match in places:
        yield Mark(EACH, *match.span(), text=match[0])
    for quantity in quantities:
        symbol = classify(text, quantity)
        start = quantity.bound_start if symbol != QUALIFIER else quantity.start
        yield Mark(symbol, start, quantity.end, quantity=quantity, text=quantity.text)


def _without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """Keep each mark that touches none before it in strength."""
    taken: list[Mark] = []
    covered: set[int] = set()
    for mark in marks:
        places = range(mark.start, mark.end)
        if covered.isdisjoint(places):
            taken.append(mark)
            covered.update(places)
    return taken


_MONEY = frozenset({"元", "美元", "港元", "欧元"})
# Kinds, sessions and tiers say which, not how many.
_KINDS = frozenset({"类", "届"})
_AGES = frozenset({"岁", "周岁", "月龄"})
_NOT_A_VALUE = re.compile(
    "级|制|届|号|周年|代|强|大|型|版|楼|路|生存率|年生存|后|前(?!，)|期工程|维|化|位一体|位数|孩|胎|中全会|星"
)
_SHAPES = re.compile("制|级|年制|座(?!养|新|公)|位数|圈|生活圈")
# What a figure says of a noun, not of the plan: 工龄不足5年的, 150张床位以上的.
_NOT_OF = "的(?!市|比例|速度|目标|规模|增速|标准|要求|任务|服务|建设)"
_OF = re.compile(_NOT_OF)
_BOUNDED_OF = re.compile(f"[一-龥]{{0,4}}?(?:以上|以下|以内)?{_NOT_OF}")
_MADE_BEFORE = re.compile(
    f"(?:{choice((*words.MAKE, *words.MAKE_OR_NOUN))}|[建设])(?:好|了|出|一批)?$"
)


def classify(text: str, quantity: Quantity) -> str:
    """Give the symbol of a figure's class, QUALIFIER where it measures nothing."""
    if quantity.ordinal or quantity.joined or _is_rank(text, quantity):
        return QUALIFIER
    if quantity.unit in _KINDS and not _reached(text, quantity):
        return QUALIFIER
    if quantity.unit in _AGES and not _reached(text, quantity):
        return QUALIFIER
    if quantity.unit not in _SHARES and _is_condition(text, quantity):
        return QUALIFIER
    if quantity.unit is None:
        return QUALIFIER if _NOT_A_VALUE.match(text, quantity.end) else BARE
    return _measured(text, quantity)


def _is_condition(text: str, quantity: Quantity) -> bool:
    if _SHAPES.match(text, quantity.end):
        return True
    condition = _OF if quantity.comparator in "=~" else _BOUNDED_OF
    if not condition.match(text, quantity.end):
        return False
    start = quantity.bound_start
    return not _MADE_BEFORE.search(text, max(0, start - 6), start)


def _measured(text: str, quantity: Quantity) -> str:
    unit = quantity.unit or ""
    if unit in _SHARES:
        return SHARE
    if unit == "percentage point":
        return POINT
    if unit == "倍":
        return MULTIPLE
    if unit.partition("/")[0] in _MONEY:
        return MONEY
    if unit in _TIMES or unit.partition("/")[0] in _TIMES:
        qualifies = _NOT_A_VALUE.match(text, quantity.end) and unit in _TIMES
        return QUALIFIER if qualifies else TIME
    if unit.startswith((":", "1:")):
        return MEASURE
    if unit.partition("/")[0] in _MEASURES:
        return QUALIFIER if _is_size(text, quantity) else MEASURE
    return COUNT


_SIZES = frozenset({"度", "千瓦", "蒸吨", "米", "平方米", "分", "公里", "吨"})
_NOUN = re.compile("[一-龥](?<![和及与并或以且的、])")


def _is_size(text: str, quantity: Quantity) -> bool:
    """Say whether a measure only tells the kind of a thing: 35蒸吨以下燃煤锅炉."""
    bounded = quantity.bound.endswith(("以上", "以下")) and quantity.unit in _SIZES
    return bounded and _NOUN.match(text, quantity.end) is not None


def _is_rank(text: str, quantity: Quantity) -> bool:
    """Say whether a figure is a rank: 前10位."""
    before = text[max(0, quantity.bound_start - 2) : quantity.bound_start]
    return before.endswith(("前", "排名")) and quantity.unit in {"位", "名", "个", "家"}


def _reached(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.bound_start - 6) : quantity.bound_start]
    found = _BEFORE.search(before)
    strong = found is not None and found[0] not in _WEAK
    return before.endswith(("寿命", "年龄")) or strong


def _verbs(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """Give the verbs right before figures, and the verbs of making elsewhere."""
    brackets = {mark.start for mark in marks if mark.symbol == BRACKET}
    covered = {place for mark in marks for place in range(mark.start, mark.end)}
    for mark in marks:
        if mark.symbol not in FIGURES:
            continue
        found = _BEFORE.search(text, max(0, mark.start - 7), mark.start)
        if found and covered.isdisjoint(range(*found.span())):
            symbol = _verb(text, mark, found, brackets)
            if symbol:
                covered.update(range(*found.span()))
                yield Mark(symbol, *found.span(), text=found[0])
    for start, end in _figured_clauses(text, marks):
        yield from _makes(text, start, end, covered)


_CLOSERS = re.compile("[，。；：\n]")


def _figured_clauses(text: str, marks: list[Mark]) -> Iterator[tuple[int, int]]:
    """Give the ranges of the clauses that hold a figure: only these are parted."""
    edges = [-1, *(m.start() for m in _CLOSERS.finditer(text)), len(text)]
    at = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.symbol not in FIGURES or mark.start < at:
            continue
        right = bisect_right(edges, mark.start)
        at = edges[right]
        yield edges[right - 1] + 1, at


def _makes(text: str, start: int, end: int, covered: set[int]) -> Iterator[Mark]:
    for match in _MAKES.finditer(text, start, end):
        if covered.isdisjoint(range(*match.span())):
            yield Mark(MAKE, *match.span(), text=match[0])


def _verb(text: str, mark: Mark, found: re.Match[str], brackets: set[int]) -> str | None:
    """Say which kind of verb stands before a figure, None where it is none.

    为, 在 and their like are verbs of a value only where nothing follows it; a verb of
    change needs a share, points, a multiple, or nothing after the figure.
    """
    closed = bool(_AFTER_REACH.match(text, mark.end)) or mark.end in brackets
    if found["control"]:
        return CONTROL if closed or found["control"] != "控制" else None
    if found["reach"]:
        return REACH if closed or found["reach"] not in _WEAK else None
    if mark.symbol in SHARE + POINT + MULTIPLE or closed:
        return RISE if found["up"] else FALL
    return None
