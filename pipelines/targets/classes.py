# ruff: noqa: E501 - a Chinese character counts as two columns
"""Classes of figures: what a figure counts, or that it measures nothing.

65岁以上老年人 and 二级医院 say who is meant; 12所 counts, 3% is a share.
"""

from __future__ import annotations

import re

from pipelines.grammar.choices import choice
from pipelines.grammar.quantities import Quantity
from pipelines.targets import words
from pipelines.targets.symbols import (
    BARE,
    COUNT,
    MEASURE,
    MONEY,
    MULTIPLE,
    POINT,
    QUALIFIER,
    SHARE,
    TIME,
)

_SHARES = frozenset({"%", "‰", "1/100k", "1/10k", "/100万", "/100万人", "/100万人口"})
_TIMES = frozenset(
    {"小时", "分钟", "秒", "天", "日", "年", "月", "周", "岁", "周岁", "个月", "个工作日",
     "工作日", "月龄"}
)  # fmt: skip
_MEASURES = frozenset(
    {"亩", "平方米", "平米", "公里", "平方公里", "吨", "立方米",
     "米", "公顷", "度", "千米", "厘米", "毫米", "微米", "千克", "公斤", "克", "毫克", "升", "毫升",
     "千瓦", "千瓦时", "兆瓦", "吉瓦", "瓦", "℃", "摄氏度", "分贝", "吨标准煤", "标准煤",
     "分", "折", "兆", "核", "Gbps", "Mbps", "海里", "吨位", "微克", "微克每立方米", "毫克每升", "步", "顷", "蒸吨", "标箱", "平方千米"}
)  # fmt: skip
_MONEY = frozenset({"元", "美元", "港元", "欧元"})
_BY_UNIT = {
    **dict.fromkeys(_SHARES, SHARE),
    **dict.fromkeys(_TIMES, TIME),
    **dict.fromkeys(_MEASURES, MEASURE),
    **dict.fromkeys(_MONEY, MONEY),
    "percentage point": POINT,
    "倍": MULTIPLE,
}

# Verbs of a value only where nothing follows the figure.
WEAK_VERBS = frozenset(
    {"为", "到", "至", "在", "占", "控制", "处于", "跨越", "保持", "增", "完成", "实现"}
)
# A verb right before a figure, and of which kind it is.
_VERB_BEFORE = re.compile(
    f"(?:(?P<control>{choice(words.CONTROL)})|(?P<reach>{choice(words.REACH)})"
    f"|(?P<up>(?<!新)(?<!改造)(?:{choice(words.CHANGE_UP)}))|(?P<down>{choice(words.CHANGE_DOWN)}))"
    "(?P<filler>了|约|近|幅度)?$"
)
_VERB_ENDS = frozenset("了约近度").union(
    word[-1]
    for word in (*words.CONTROL, *words.REACH, *words.CHANGE_UP, *words.CHANGE_DOWN)
)
_LONGEST_VERB = 7  # characters, with what stands between it and the figure


def verb_before(text: str, at: int) -> re.Match[str] | None:
    """Find the verb that stands right before a place."""
    if text[max(0, at - 1) : at] not in _VERB_ENDS:
        return None
    return _VERB_BEFORE.search(text, max(0, at - _LONGEST_VERB), at)


_BOUNDS = ("不低于", "不高于", "不超过", "高于", "低于")


def is_speed(text: str, verb: re.Match[str], at: int) -> bool:
    """Say whether how fast something grows is measured: 年均增速不低于8%.

    Or a yardstick is named, and how far past it: 快于全市平均增速0.5个百分点.
    """
    yardstick = text.endswith("平均", 0, verb.start())
    return verb["up"] == "增速" and (yardstick or text.startswith(_BOUNDS, at))


# Kinds, sessions and tiers say which, not how many.
_KINDS = frozenset({"届", "度", "千伏"})
# A range of these in Chinese numerals orders: 第一至四批.
_RANKS = frozenset({"批", "期", "轮", "次", "号", "组", "部", "节"})
_AGES = frozenset({"岁", "周岁", "月龄"})
_NOT_A_VALUE = re.compile(
    "级|制|届|号|周年|代|强|大|型|版|楼|路|生存率|年生存|后|前(?!，)|期工程|维|化|位一体|位数|孩|胎|中全会|星"
)
_SHAPES = re.compile("制|级|年制|座(?!养|新|公)|位数|圈|生活圈")
# What a figure says of a noun, not of the plan: 工龄不足5年的, 150张床位以上的.
_NOT_OF = "的(?!市|比例|速度|目标|规模|增速|标准|要求|任务|服务|建设)"
_OF = re.compile(f"(?:[一-龥]{{1,4}}?(?:以上|以下|以内))?{_NOT_OF}")
_BOUNDED_OF = re.compile(f"[一-龥]{{0,4}}?(?:以上|以下|以内)?{_NOT_OF}")
_MADE_BEFORE = re.compile(
    f"(?:{choice((*words.MAKE, *words.MAKE_OR_NOUN))}|[建设])(?:好|了|出|一批)?$"
)


def classify(text: str, quantity: Quantity) -> str:
    """Give the symbol of a figure's class, QUALIFIER where it measures nothing."""
    if quantity.ordinal or quantity.joined or _is_rank(text, quantity):
        return QUALIFIER
    if quantity.unit == "分" and _says_score(text, quantity):
        return QUALIFIER
    if _is_kind(quantity) and not (_reached(text, quantity) or _held(text, quantity)):
        return QUALIFIER
    if quantity.unit in _AGES and _says_who(text, quantity):
        return QUALIFIER
    if quantity.unit not in _SHARES and _is_condition(text, quantity):
        return QUALIFIER
    if quantity.unit == "级":
        return COUNT if _GRADED.search(text, 0, quantity.bound_start) else QUALIFIER
    if quantity.unit is None:
        return QUALIFIER if _NOT_A_VALUE.match(text, quantity.end) else BARE
    return _measured(text, quantity)


def _says_score(text: str, quantity: Quantity) -> bool:
    """Say whether points are given or taken, or say who is meant: 低于80分的."""
    scored = _SCORED.search(text, 0, quantity.bound_start) is not None
    return scored or text.startswith("的", quantity.end)


# Points given or taken in an assessment: 每次扣2分.
_SCORED = re.compile("(?:[扣加减计记]|扣除|倒扣|加计|占比?|分值为?|权重为?)$")
# A grade that is measured: 分级评价平均级别不低于4级, but 2级医院.
_GRADED = re.compile(
    "(?:级别|等级|平均级|分级评价|应用水平|成熟度)(?:均|都|分别)?(?:达到|达|不低于|为|提升到|提高到)?"
    "(?:[0-9.]+级(?:以上)?[、和及])*$"
    "|(?:分级评价|应用水平|成熟度)[^。；]{2,30}(?:医院|机构|单位)(?:均|都|分别)?"
    "(?:达到|达|不低于|提升到|提高到)$"
)


def _is_kind(quantity: Quantity) -> bool:
    ranked = quantity.value_max is not None and quantity.unit in _RANKS
    named = quantity.unit in _KINDS or (quantity.unit == "类" and quantity.chinese)
    return named or (ranked and quantity.chinese)


def _is_condition(text: str, quantity: Quantity) -> bool:
    if _SHAPES.match(text, quantity.end) or _is_of_body(text, quantity):
        return True
    if _is_of_issuers(text, quantity) or _is_kept(text, quantity):
        return True
    if _SIZED.match(text, quantity.end):
        return True
    if quantity.unit not in _SHARES and _OR_ELSE.match(text, quantity.end):
        return True
    if quantity.comparator != "=" and _BOUND_TO.match(text, quantity.end):
        return True
    bounded = quantity.comparator not in "=~" and quantity.bound  # 余 bounds nobody
    condition = _BOUNDED_OF if bounded else _OF
    if not condition.match(text, quantity.end):
        return False
    if quantity.unit in _AREAS:
        return True
    start = quantity.bound_start
    return not _MADE_BEFORE.search(text, max(0, start - 6), start)


# How large those are who are meant: 支持80张床位以上的样例院.
_SIZED = re.compile(f"[一-龥]{{1,4}}?(?:以上|以下){_NOT_OF}(?=[一-龥])")
# Or what else they must have: 职工满1000人且有需求的样例院.
_OR_ELSE = re.compile("(?:且|或者?)[^，。；]{2,30}?的(?=[一-龥]{2})")
# Which of them have a duty: 设有90张以上床位的样例院应设立样例室.
_BOUND_TO = re.compile("[一-龥]{1,4}的[^，；。]{2,10}?(?:应当?|须|必须)(?=[一-龥])")
# What was reached before and is kept: 巩固3个样例县创建成果.
_KEPT = re.compile("[一-龥“”]{0,14}(?:成果|成效)(?=[，。；、]|$)")


def _is_kept(text: str, quantity: Quantity) -> bool:
    kept = text[: quantity.bound_start].endswith(("巩固", "巩固提升", "巩固拓展"))
    return kept and _KEPT.match(text, quantity.end) is not None


# How many bodies issued a paper: 样例部等十五部门《样例方案》, 5部门联合印发.
_ISSUED = re.compile(
    "(?:单位)?(?:《|关于|联合|印发|共同|办公厅|办公室|文件|通知|有关文件|要求)"
)
# So many departments that work together: 样例委等12个部门建立样例机制.
_MEETS = re.compile("部门(?:建立|组成|参加|参与)[^，；。]{0,10}(?:制度|机制|专班|会议)")
_ISSUERS = frozenset({"部门", "部", "部委", "单位", "家"})


def _is_of_issuers(text: str, quantity: Quantity) -> bool:
    others = text[: quantity.bound_start].endswith(
        ("等", "中央", "国家", "省级", "市级")
    )
    issued = _ISSUED.match(text, quantity.end) is not None
    meets = _MEETS.match(text, quantity.end) is not None
    return others and ((quantity.unit in _ISSUERS and issued) or meets)


# How many a body has says which one is meant: 600人以上学校, 100张以上养老机构.
_BODIES = re.compile("[一-龥]{0,4}?(?:学校|企业|单位|机构|中小学|幼儿园|工地|公司)")


def _is_of_body(text: str, quantity: Quantity) -> bool:
    sized = quantity.unit in {"人", "张"} and quantity.bound.endswith("以上")
    return sized and _BODIES.match(text, quantity.end) is not None


def _measured(text: str, quantity: Quantity) -> str:
    if quantity.text.startswith(("翻", "减半")):
        return MULTIPLE
    unit = quantity.unit or ""
    plain = unit.partition("/")[0]
    named = _NOT_A_VALUE.match(text, quantity.end) or _is_schooling(quantity)
    if unit in _TIMES and named and not _reached(text, quantity):
        return QUALIFIER
    sized = _is_size(text, quantity) or _is_distance(text, quantity)
    if plain in _MEASURES and (sized or _TOOL.match(text, quantity.end)):
        return QUALIFIER
    if unit.startswith(":"):
        return MEASURE
    return _BY_UNIT.get(unit) or _BY_UNIT.get(plain, COUNT)


def _is_schooling(quantity: Quantity) -> bool:
    """Say whether years in Chinese numerals name a thing: 九年义务教育."""
    return quantity.chinese and quantity.unit == "年"


# Areas before 的 tell the size of the thing made: 新建800平方米的文化馆.
_AREAS = frozenset({"平方米", "平米", "米", "分贝"})
_OUTPUTS = frozenset({"千瓦", "兆瓦", "吉瓦", "千伏安"})
_PROJECT = re.compile("[一-龥“”]{0,14}?(?:项目|工程|电站|电厂|基地|输变电)")
# How far around a place something holds: 学校周边100米内.
_AROUND = re.compile(
    "(?:周边|周围|附近|四周|外围|沿线|两侧|方圆|半径)(?:直线)?(?:距离)?$"
)


# How much a tool holds says which one is meant: 推广6克样例勺.
_TOOL = re.compile("[一-龥]{0,4}?(?:勺|壶|杯|瓶|量具)")


def _is_distance(text: str, quantity: Quantity) -> bool:
    start = quantity.bound_start
    around = _AROUND.search(text, max(0, start - 8), start)
    return around is not None and _NOUN.match(text, quantity.end) is not None


_SIZES = frozenset({"度", "千瓦", "蒸吨", "米", "平方米", "分", "公里", "吨"})
_NOUN = re.compile("[一-龥](?<![和及与并或以且的、])")


def _is_size(text: str, quantity: Quantity) -> bool:
    """Say whether a measure only tells the kind of a thing: 35蒸吨以下燃煤锅炉."""
    plain = (quantity.unit or "").partition("/")[0]
    if quantity.unit in _OUTPUTS and _PROJECT.match(text, quantity.end):
        return True
    bounded = quantity.bound.endswith(("以上", "以下")) and plain in _SIZES
    return bounded and _NOUN.match(text, quantity.end) is not None


_RANKED = re.compile("前$|排名$|末$|倒数$|(?<![今之以最课术产])后$")


def _is_rank(text: str, quantity: Quantity) -> bool:
    """Say whether a figure is a rank: 前10位, 末3位, or a session: 第五届三次全会.

    The last one (每月最后一个星期五) is none that is counted.
    """
    before = text[max(0, quantity.bound_start - 2) : quantity.bound_start]
    if before == "最后" or (before.endswith("届") and quantity.unit == "次"):
        return True
    return _RANKED.search(before) is not None and quantity.unit in {
        "位",
        "名",
        "个",
        "家",
    }


def _says_who(text: str, quantity: Quantity) -> bool:
    """Say whether an age only tells who is meant: 由0-6岁扩大至0-14岁."""
    before = text[max(0, quantity.bound_start - 12) : quantity.bound_start]
    spans = quantity.value_max is not None and "寿命" not in before
    return spans or not _reached(text, quantity)


def _held(text: str, quantity: Quantity) -> bool:
    """Say whether sessions are counted that shall be held: 举办两届样例会."""
    holds = text.endswith(("举办", "承办", "举行"), 0, quantity.bound_start)
    return quantity.unit == "届" and holds


# An age that is measured: 人均预期寿命力争超过79岁.
_AGE_MEASURED = re.compile("(?:寿命|年龄)(?:力争|争取|努力|稳定|预计)?$")


def _reached(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.bound_start - 6) : quantity.bound_start]
    found = verb_before(before, len(before))
    strong = found is not None and found[0] not in WEAK_VERBS
    return _AGE_MEASURED.search(before) is not None or strong
