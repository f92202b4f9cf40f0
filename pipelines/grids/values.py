"""What a value cell says: a figure with its bound, a direction, a whole, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.grammar.quantities import Quantity, find_quantities
from pipelines.grids.words import signs
from pipelines.model import Kind

_NOTHING = re.compile(r"[-/\\\s.…]*\Z|无\Z|暂无\Z")
_SIGN = re.compile(r"(≥|≤|>=|<=|>|<|=|≈|约)?\s*(?=[\d〔（])")
_COMPARATORS = {"≥": ">=", "≤": "<=", "≈": "~", "约": "~", "": ""}
_CUMULATIVE = re.compile(r"[〔（](?P<inner>[^〔〕（）]*\d[^〔〕（）]*)[〕）]\Z")
_TWO_SIDED = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)[≤<][A-Za-z\u4e00-\u9fff]+[≤<](?P<high>\d+(?:\.\d+)?)\Z"
)
_MARK = re.compile(r"[#*※△]\d?\Z")
_WHOLE = re.compile(r"全覆盖|所有.+均|全部|应\S尽\S|实现\Z|达标\Z|完成\Z|100%实现")
_CHANGE = re.compile(
    r"(?:(?:比|较)(?P<base>.*?)|(?P<each>每年|年均|每学年)|累计|\A(?=[^\d]{2}\d))"
    r"(?P<way>提高|提升|增长|增加|上升|降低|下降|减少|缩短)"
)
_UP = re.compile(r"提高|提升|增长|增加|上升|改善|优化|扩大|好转|向好|增强")
_DOWN = re.compile(r"消除|下降|降低|减少|减缓|遏制|控制|缩短|缩小")
_HOLD = re.compile(r"保持|稳定|维持|持平|不变")
_NAMED = re.compile(
    r"(?:达到|优于|不低于|高于|低于)(?P<base>.*(?:平均|水平|标准|要求).*)\Z"
)
# In step with a yardstick: 与GDP增长基本同步.
_IN_STEP = re.compile(
    r"[与同和](?P<base>[^，；]{2,20}?)(?:基本|保持)*(?:同步|一致|持平)(?:增长)?\Z"
)
_BASE_YEAR = re.compile(r"\d{4}(?:-\d{4})?年(?:为|平均每年|的)?")


@dataclass(frozen=True, slots=True)
class Value:
    """What a target cell states; offsets are those of the cell's passage."""

    kind: Kind
    start: int
    end: int
    rule: str
    comparator: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: str | None = None
    reference: str | None = None
    cumulative: bool = False


def is_empty(words: str) -> bool:
    """Say whether a value cell says nothing: empty, a dash, 无."""
    return bool(_NOTHING.match(signs(words)))


def read_value(words: str) -> Value | None:
    """Read a target cell; None where it says nothing or nothing that we understand."""
    plain = _MARK.sub("", signs(words))
    if is_empty(plain):
        return None
    for reader in (_two_sided, _change, _figure, _relative, _in_words):
        found = reader(plain)
        if found is not None:
            return found
    return None


def read_baseline(words: str) -> tuple[Quantity, int] | None:
    """Read a baseline cell: its figure, after a year such as 2013年为, or None.

    The second value is where the figure's own words begin within the cell.
    """
    plain = signs(words)
    begin = 0
    year = _BASE_YEAR.search(plain)
    if year and year.end() < len(plain):
        begin = year.end()
    found = [q for q in find_quantities(plain[begin:]) if not q.joined]
    if len(found) != 1:
        return None
    return found[0], begin


def _two_sided(words: str) -> Value | None:
    found = _TWO_SIDED.match(words)
    if found is None:
        return None
    return Value(
        Kind.LEVEL,
        0,
        len(words),
        "cell: bounds on both sides",
        "between",
        Decimal(found["low"]),
        Decimal(found["high"]),
    )


def _change(words: str) -> Value | None:
    found = _CHANGE.search(words)
    if found is None:
        return None
    figures = [q for q in find_quantities(words[found.end() :]) if not q.joined]
    way = "up" if _UP.search(found["way"]) else "down"
    if len(figures) != 1:
        return Value(Kind.TREND, 0, len(words), "cell: change in words", direction=way)
    figure = figures[0]
    return Value(
        Kind.CHANGE,
        found.end() + figure.figure_start,
        found.end() + figure.figure_end,
        "cell: change against a year",
        figure.comparator,
        figure.value,
        figure.value_max,
        f"{figure.unit}/年" if figure.unit and found["each"] else figure.unit,
        way,
        found["base"] or None,
    )


def _figure(words: str) -> Value | None:
    bracket = _CUMULATIVE.search(words)
    shown = bracket["inner"] if bracket else words
    offset = bracket.start("inner") if bracket else 0
    sign = _SIGN.match(shown)
    begin = sign.end() if sign else 0
    figures = [q for q in find_quantities(shown[begin:]) if not q.ordinal]
    if len(figures) != 1 or not _is_bare(shown[begin:], figures[0]):
        return None
    figure = figures[0]
    mark = (sign[1] or "") if sign else ""
    return Value(
        Kind.LEVEL,
        offset + begin + figure.figure_start,
        offset + begin + figure.figure_end,
        "cell: figure",
        _COMPARATORS.get(mark, mark) or figure.comparator,
        figure.value,
        figure.value_max,
        figure.unit,
        cumulative=bracket is not None,
    )


def _is_bare(words: str, figure: Quantity) -> bool:
    """Say whether a cell holds its figure and hardly anything else."""
    before, after = words[: figure.bound_start], words[figure.end :]
    leads = re.fullmatch(r"(?:达到?|提高到|力争|控制在|累计|新增)?", before)
    trails = re.fullmatch(r"(?:（[^（）]*）|\*|左右|以上|以下|以内)?", after)
    return leads is not None and trails is not None


def _relative(words: str) -> Value | None:
    found = _NAMED.search(words) or _IN_STEP.search(words)
    if found is None:
        return None
    return Value(
        Kind.RELATIVE,
        0,
        len(words),
        "cell: compared with a reference",
        "=",
        reference=found["base"],
    )


def _in_words(words: str) -> Value | None:
    if _WHOLE.search(words):
        return Value(
            Kind.COVERAGE, 0, len(words), "cell: whole", None, Decimal(100), unit="%"
        )
    for pattern, way in ((_DOWN, "down"), (_UP, "up"), (_HOLD, "hold")):
        if pattern.search(words) and len(words) <= 16:
            return Value(Kind.TREND, 0, len(words), "cell: direction", direction=way)
    return None
