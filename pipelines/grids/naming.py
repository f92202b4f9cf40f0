"""What a row measures: its name completed, its unit in the published form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.grids.model import Column, Row, Table
from pipelines.grids.values import is_empty
from pipelines.model import Passage

_UNIT = re.compile(r"（(?P<unit>[^（）]{1,12})）(?=\d?\Z)")
_AFTER_COMMA = re.compile(r"[，,](?P<unit>[%‰\u4e00-\u9fff/\dA-Za-z]{1,8})\Z")
_BASE = re.compile(
    r"每(?P<count>\d*[十百千万]+)(?P<who>常住人口|人口|户|名[\u4e00-\u9fff]{0,6}?(?:人员|人口|人|儿童|公众|学生)|"
    r"(?:新生儿|活产|居民|老年人|儿童|职工|人))"
)
_LABEL = re.compile(r"(?:\d{1,3}[.．、]|[（(]\d{1,3}[）)]|[一二三四五六七八九十]+、)")
_FOOTNOTE = re.compile(
    r"(?<=[\u4e00-\u9fff）])[1-9](?=\Z|[\u4e00-\u9fff（])(?![岁年个种类级项周月天次条十百千万亿])"
)
_GENERIC = re.compile(r"(?:主要|重点|区域性|各类)*(?:污染物|指标|产品|品种)")
# What a bracket may say of a figure beside its unit: 样例人数（累计）.
_ASIDE = re.compile(
    "街道|社区|林场|农场|市、区|累计|合计|总计|总数|新增|当年|年末|年均|上限|下限|试行|约束性|预期性"
)
_UNITS = {
    "1/10万": "1/100k",
    "/10万": "1/100k",
    "10万分之一": "1/100k",
    "1/万": "1/10k",
    "/万": "1/10k",
    "百分点": "percentage point",
    "个百分点": "percentage point",
    "百分比": "%",
}
_AREAS = frozenset({"平方米", "平米"})
_MANY = {"万": Decimal(10**4), "亿": Decimal(10**8)}


@dataclass(frozen=True, slots=True)
class Named:
    """What a row measures: its words, unit and factor, and where they stand."""

    words: str
    unit: str | None
    factor: Decimal
    place: Passage


def named_by_head(words: str, place: Passage) -> Named:
    """Give what a column measures whose head names it with its unit."""
    unit = own_unit(words)
    name = words[: -len(unit[0])] if unit else words
    plain, factor = _unit(unit[1] if unit else None, name)
    return Named(name, plain, factor, place)


def named_by(table: Table, row: Row) -> Named | None:
    """Give what the row measures; the last of several name columns names it."""
    columns = table.columns(Column.INDICATOR) or table.columns(Column.TEXT)
    filled = [at for at in columns if at in row.cells and row.cells[at].text]
    if not filled:
        return None
    cell = row.cells[filled[-1]]
    words = cell.text
    unit = own_unit(words)
    columned = _column_unit(table, row)
    if unit and columned and unit[1] != columned:
        unit = None  # the column has the unit; the bracket says of what: 乡镇（街道）
    if unit:
        words = words[: -len(unit[0])]
    label = _LABEL.match(words)
    words = _FOOTNOTE.sub("", words[label.end() if label else 0 :]).strip("：: ")
    written = unit[1] if unit else columned
    heading = None if unit else own_unit(row.group)
    if heading:
        words = _under(words, row.group, heading[0])
        written = written or heading[1]
    plain, factor = _unit(written, words)
    return Named(words, plain, factor, cell) if words else None


def _under(words: str, group: str, bracket: str) -> str:
    """Complete a name by the heading that holds its unit: 氨氮 + 排放总量减少."""
    words = words.removeprefix(group)
    stem = group[: -len(bracket)]
    generic = _GENERIC.match(stem)
    return words + stem[generic.end() :] if generic else stem + words


def own_unit(words: str) -> tuple[str, str] | None:
    """Give the unit that closes an indicator's words: with its brackets, and bare."""
    found = _UNIT.search(words)
    if found and _is_unit(found["unit"]):
        return words[found.start() :], found["unit"]
    found = _AFTER_COMMA.search(words)
    return (found[0], found["unit"]) if found else None


def _is_unit(words: str) -> bool:
    """Tell a unit in brackets from an aside: 公里, 万人, %, 不含大豆."""
    if _ASIDE.fullmatch(words):
        return False
    return len(words) <= 8 and not re.search(r"[含指其即不]|、|年\Z.{3}", words)


def _column_unit(table: Table, row: Row) -> str | None:
    columns = table.columns(Column.UNIT)
    cell = row.cells.get(columns[0]) if columns else None
    return None if cell is None or is_empty(cell.text) else cell.text


def _unit(written: str | None, indicator: str) -> tuple[str | None, Decimal]:
    """Give a unit in the guideline's form, and what its figures are multiplied by.

    A ratio keeps its base (每千人口…数（个） is 个/千人口), and 万人 counts people.
    """
    if written is None:
        return None, Decimal(1)
    plain = _UNITS.get(written, written)
    base = _BASE.search(indicator)
    if base and "/" not in plain and plain not in ("%", "‰"):
        return f"{plain}/{base['count']}{base['who']}", Decimal(1)
    if plain in _AREAS and "人均" in indicator:
        return f"{plain}/人", Decimal(1)
    many = _MANY.get(plain[:1])
    if many and len(plain) > 1:
        return plain[1:], many
    return plain, Decimal(1)
