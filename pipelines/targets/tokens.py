# ruff: noqa: E501 - a Chinese character counts as two columns
"""Tokens of a passage, folded to one character each, for the rules of targets.

A figure's symbol says its class (share, count, time, measure, ...), so that a rule
may ask for a count and not for a share. Names in quotes, titles and brackets are
folded too: what stands within them is not said by the clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from pipelines.grammar.choices import choice, guarded
from pipelines.grammar.dates import DateToken, find_dates
from pipelines.grammar.quantities import Quantity, find_quantities
from pipelines.grammar.rules import Folded, Token, fold
from pipelines.model.records import record
from pipelines.targets import words
from pipelines.targets.classes import WEAK_VERBS, classify, verb_before
from pipelines.targets.symbols import (
    BRACKET,
    CONTROL,
    DATE,
    EACH,
    EVERY,
    FALL,
    FIGURES,
    MAKE,
    MULTIPLE,
    NAME,
    POINT,
    QUALIFIER,
    RATE,
    REACH,
    RISE,
    SHARE,
)


@record(frozen=True, slots=True)
class Mark:
    """What a folded character stands for, beside its place."""

    symbol: str
    start: int
    end: int
    quantity: Quantity | None = None
    date: DateToken | None = None
    text: str = ""


@record(frozen=True, slots=True)
class Tokens:
    """A passage folded once, with the marks behind its symbols.

    ``marks`` maps folded positions to marks; ``places`` are the positions, ``placed`` both,
    in order; ``quantities`` are all figures of the passage, also those that a name or a
    bracket hides.
    """

    text: str
    folded: Folded
    marks: Mapping[int, Mark]
    places: tuple[int, ...]
    placed: tuple[tuple[int, Mark], ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateToken, ...]

    def between(self, start: int, end: int) -> tuple[tuple[int, Mark], ...]:
        """Give the marks of a folded range with their places, in order."""
        places = self.places
        return self.placed[bisect_left(places, start) : bisect_left(places, end)]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the passage range of the folded range ``[start, end)``."""
        return self.folded.offsets[start], self.folded.offsets[end]


def tokenize(text: str, *, year: int | None, period_end: int | None) -> Tokens:
    """Read the tokens of *text* (canonical passage text) and fold them."""
    quantities = find_quantities(text)
    dates = find_dates(text, year=year, period_end=period_end)
    covered = bytearray(len(text))  # 1 for each character that a mark holds
    marks = _without_overlaps(_marks(text, quantities, dates), covered)
    marks = [*marks, *_verbs(text, marks, covered)]
    marks.sort(key=attrgetter("start"))
    folded = fold(text, [Token(mark.start, mark.end, mark.symbol) for mark in marks])
    placed = {place: marks[index] for place, index in folded.tokens.items()}
    return Tokens(
        text,
        folded,
        placed,
        tuple(placed),
        tuple(placed.items()),
        tuple(quantities),
        tuple(dates),
    )


_TITLE = "《[^《》\n]{1,80}》(?:（[^（）]{1,20}）)?"
_TITLES = re.compile("《[^《》\n“（]{0,80}[“（][^《》\n]{1,80}》(?:（[^（）]{1,20}）)?")
_NAMES = re.compile(f"“(?!双下?降”)[^“”。\n]{{1,40}}”|{_TITLE}|「[^」\n]{{1,40}}」")
# A bracket that parts a count states the part: 床位2万张（其中护理型1万张）.
_BRACKETS = re.compile(
    "（(?!其中[^（）]*[0-9])[^（）\n]{0,120}(?:（[^（）\n]{0,60}）[^（）\n]{0,60})?）"
)
_EVERY = re.compile(
    "每(?:[2-9]|10|两|三|四|五|半)?(?:学年|学期|年|个?月|季度?|周|天|日)(?:度)?|全年|上、?下半年(?=各)|(?:(?<![^，。；：、\n])|(?<=[场站点所心院室馆园校企家医户员队）]))年(?=(?:检查|筛查|培训|资助|救助|补助|招收|服务|体检|接待|处理|处置|收治|接诊|诊疗|惠及|更新|新增|发放|举办|开展)[^，。；]{0,10}[0-9])|(?<![0-9一二三四五六七八九十])年(?=增幅|增长率|增速)|(?<![0-9一二三四五六七八九十上去往常逐近历今明后])年(?=均?递[增减])|(?:年均|月均|日均)(?!浓度|值|气温|降水|温度|水平)"
    "|(?:单次|每次)(?=[^，。；0-9]{0,14}[0-9]+个?(?:分钟|小时))"
)
# Of what was named before, each has so much: 每所托位不少于60个, 每次不少于50人.
_OF_IT = (
    "每(?:所|家|座|处|支|场|次|期|批|班)(?=(?:(?:建筑|占地|服务|使用)?面积|托位|床位|(?:参[加与训]|受训|培训)?人数|规模)?"
    "(?:不少于|不低于|不超过|不小于|至少)[0-9])"
)
# In each round so many are reached: 每轮覆盖3个县, 每期培训50人.
_ROUND = "每(?:轮|批次?|期|场次?|次)(?=(?:覆盖|抽查|抽取|检查|培训|轮训|组织|选派|招收|遴选)(?:不少于|不低于|至少|约)?[0-9])"
_RATE = re.compile(
    f"{_OF_IT}|{_ROUND}|(?<![每0-9])[千万](?:常住)?人口(?=[一-龥（）]{{2,12}}(?:数|人员|医师|护士)达)|"
    "每[0-9]{1,3}万(?:常住)?人口(?=[0-9])|每平方公里(?=[0-9])|"
    "每[0-9]{1,4}万?(?:名|户|张|人|个)?[一-龥]{0,8}?(?=配备|配置|配建|拥有|设置|建设|至少|不少于|不低于)"
    "|每(?:1?0?万|十万|百万|万|千|百)(?:名|个|户|辆)?(?:[0-9]{2}周?岁及?以上(?=老年人))?"
    "(?:常住人口|户籍人口|分娩产妇|孕产妇|产妇|育龄妇女|适龄儿童|适龄妇女|在校学生|在校生|参保人员?|从业人员|劳动者|残疾人|青少年|服务人口|患者|病人|床位|老年人口?|人口|常住|居民|儿童|婴幼儿|学生|职工|幼儿|新生儿|农村人口"
    "|就业人员|活产|就业人口|平方公里|人|户|辆)?"
)
_PLACES = choice(
    ("省", "县", "市", "区", "州", "旗", "乡", "镇", "村", "街道", "社区", "乡镇", "县区", "区县", "市州",
     "州市", "市县", "县市", "区市县", "市区县", "县市区", "盟市", "旗县", "街镇", "镇街", "行政村", "自然村", "片区", "设区市", "地市")
)  # fmt: skip
# Two kinds of places: 市辖区街道和县（市）城关镇.
_PART = f"[^，。；、和及0-9（）\ue000-\ue020]{{0,5}}{_PLACES}(?:（[^（）]{{1,12}}）[^，。；、和及0-9（）\ue000-\ue020]{{0,4}}{_PLACES})?"
_JOINED = f"{_PART}[、和及]{_PART}"
_EACH = re.compile(
    "每个[^，。；每]{2,16}?以上的(?:县|乡镇|街道|社区|村)(?=[^，。；]{0,6}[0-9])|"
    "每(?:个|所|家|支|座|处|位|条)?[^，。；、0-9每\ue000-\ue020]{0,8}?"
    f"(?:{_PLACES}(?![场级])(?:、{_PLACES})*(?:(?:社区)?卫生服务中心(?:（[^（）]{{2,8}}）)?|卫生服务站|卫生院|卫生室|敬老院|中心校|幼儿园|服务中心|文化站)?|医院|学校|幼儿园|敬老院|养老院|福利院|中心|机构|委员会|村委会|居委会|企业|园区|单位|卫生院|卫生室|小区|班级|高校|中小学|市场|网点|门店|站点|场馆|家庭(?!医生)|团队|楼栋|车间|窗口|园所|村居|基地|项目|科室)"
    "(?:（[^（）]{1,12}）(?:民?委员会|区(?![域级]))?)?"
    f"|所有{_JOINED}(?=至少)|所有{_PLACES}(?:（[^（）]{{1,12}}）)?(?=[均都]|至少|[^，。；0-9]{{0,5}}[0-9一两][0-9]*(?:个|所|家|处|座|名|支))|各{_PLACES}(?:（[^（）]{{1,12}}）(?:区(?![域级]))?)?(?:、{_PLACES})*(?!级)"
)
# The level alone, of which each must have so many: 市、县至少建立1家.
_LEVEL = f"{_PLACES}(?:（[^（）]{{1,12}}）)?"
_EACH_LEVEL = re.compile(
    f"(?<![^，。；：\n]){_LEVEL}(?:、{_LEVEL})*(?=(?:均|都|要|应|须|应当|原则上)*至少(?:要|应)?[建设配培开有打创组举])"
)
_AFTER_REACH = re.compile("[，。；、：）\n和及与并以或且\ue011左]|$")
_MAKES = re.compile(
    f"新?(?:(?!(?<=力)争创|(?<=机)构建|(?<=全)覆盖|新增(?:劳动力|病例|感染|患者|确诊|近视|耕地占用)){guarded(words.MAKE)}(?!率)|{guarded(words.MAKE_OR_NOUN)}(?!{choice(words.NOUN_AFTER)})"
    f"|{words.SHORT_MAKE}|{choice(words.BEFORE_COUNT)}(?=(?:至少|不少于|约|近)?[0-9一二两三四五六七八九十]))+"
)


_PERIOD_HINT = re.compile(
    "每|人口|均|全年|下半年|单次|^年|[，。；：、\n场站点所心院室馆园校企家医户员队）]年|年[增递]"
)
_EACH_HINT = re.compile("每|各|所有")


def _marks(
    text: str, quantities: list[Quantity], dates: list[DateToken]
) -> Iterator[Mark]:
    """Give all marks, the strongest kind first: names hide what stands in them."""
    places = _matches(EACH, _EACH, text) if _EACH_HINT.search(text) else []
    if "至少" in text:
        places += _matches(EACH, _EACH_LEVEL, text)
    yield from (mark for mark in places if "（" in mark.text)
    yield from (_figure(text, one) for one in quantities if "（" in one.unit_text)
    # “十四五” is a time, not a name, save within the name of a document; what stands
    # in brackets there dates nothing: 《样例方案（2021-2025年）》.
    brackets = _matches(BRACKET, _BRACKETS, text)
    titles = _matches(NAME, _TITLES, text) if "《" in text else []
    yield from (mark for mark in titles if not _within(mark, brackets))
    yield from brackets
    days = [_day(text, day) for day in dates if day.precision not in _DAYLESS]
    yield from (mark for mark in days if "“" in mark.text)
    yield from _dated_figures(text, quantities, days)
    yield from _matches(NAME, _NAMES, text)
    yield from days
    if _PERIOD_HINT.search(text):
        yield from _matches(RATE, _RATE, text)
        yield from _matches(EVERY, _EVERY, text)
    yield from places
    yield from (_figure(text, one) for one in quantities)


def _within(mark: Mark, others: list[Mark]) -> bool:
    return any(one.start < mark.start and mark.end <= one.end for one in others)


def _dated_figures(
    text: str, quantities: list[Quantity], days: list[Mark]
) -> Iterator[Mark]:
    """Give the figures whose own year stands before them: 从2020年的23%提高到…."""
    ends = {mark.end: mark for mark in days}
    for one in quantities:
        at = one.bound_start
        day = ends.get(at - 1) if text[at - 1 : at] == "的" else None
        if day is None:
            continue
        start = day.start + len(day.date.lead if day.date else "")
        if text[max(0, start - 1) : start] in _MOVED:
            symbol = classify(text, one)
            yield Mark(symbol, start, one.end, one, day.date, one.text)


_MOVED = frozenset("从由到至为")


def _figure(text: str, quantity: Quantity) -> Mark:
    symbol = classify(text, quantity)
    start = quantity.bound_start if symbol != QUALIFIER else quantity.start
    return Mark(symbol, start, quantity.end, quantity=quantity, text=quantity.text)


_DAYLESS = frozenset({"recurring", "open"})


def _day(text: str, day: DateToken) -> Mark:
    return Mark(DATE, day.start, day.end, None, day, text[day.start : day.end])


def _matches(symbol: str, pattern: re.Pattern[str], text: str) -> list[Mark]:
    return [Mark(symbol, *m.span(), text=m[0]) for m in pattern.finditer(text)]


def _without_overlaps(marks: Iterable[Mark], covered: bytearray) -> list[Mark]:
    """Keep each mark that touches none before it in strength; fill *covered*."""
    taken: list[Mark] = []
    for mark in marks:
        start, end = mark.start, mark.end
        if 1 not in covered[start:end]:
            taken.append(mark)
            covered[start:end] = b"\1" * (end - start)
    return taken


def _verbs(text: str, marks: list[Mark], covered: bytearray) -> Iterator[Mark]:
    """Give the verbs right before figures, and the verbs of making elsewhere."""
    figures = [mark for mark in marks if mark.symbol in FIGURES]
    if not figures:
        return
    brackets = {mark.start for mark in marks if mark.symbol == BRACKET}
    for mark in figures:
        found = verb_before(text, mark.start)
        if found is None:
            continue
        start, end = found.span()
        symbol = None if 1 in covered[start:end] else _verb(text, mark, found, brackets)
        if symbol:
            covered[start:end] = b"\1" * (end - start)
            yield Mark(symbol, start, end, text=found[0])
    for start, end in _figured_clauses(text, figures):
        yield from _makes(text, start, end, covered)


_CLOSERS = re.compile("[，。；：\n]")


def _figured_clauses(text: str, figures: list[Mark]) -> Iterator[tuple[int, int]]:
    """Give the ranges of the clauses that hold a figure: only these are parted."""
    edges = [-1, *map(re.Match.start, _CLOSERS.finditer(text)), len(text)]
    at = 0
    for mark in sorted(figures, key=attrgetter("start")):
        if mark.start < at:
            continue
        right = bisect_right(edges, mark.start)
        at = edges[right]
        yield edges[right - 1] + 1, at


# What closes a clause after 开展轮训 is what is done, not a second verb.
_LIGHT = re.compile("(?:开展|进行|实施|组织)(?=..)")
_ENDS = frozenset({"", "，", "。", "；", "\n"})


def _makes(text: str, start: int, end: int, covered: bytearray) -> Iterator[Mark]:
    for match in _MAKES.finditer(text, start, end):
        at, stop = match.span()
        if _LIGHT.match(match[0]) and text[stop : stop + 1] in _ENDS:
            stop = at + 2
        if 1 not in covered[at:stop]:
            yield Mark(MAKE, at, stop, text=text[at:stop])


def _verb(
    text: str, mark: Mark, found: re.Match[str], brackets: set[int]
) -> str | None:
    """Say which kind of verb stands before a figure, None where it is none.

    为, 在 and their like are verbs of a value only where nothing follows it; a verb of
    change needs a share, points, a multiple, or nothing after the figure.
    """
    closed = bool(_AFTER_REACH.match(text, mark.end)) or mark.end in brackets
    if found["control"]:
        return CONTROL if closed or found["control"] != "控制" else None
    if found["reach"]:
        return REACH if closed or found["reach"] not in WEAK_VERBS else None
    if mark.symbol in SHARE + POINT + MULTIPLE or closed:
        return RISE if found["up"] else FALL
    return None
