"""Everything in a text that could be the label of an outline item.

A candidate says of which style it is, its value, and how well it stands: behind a full
stop or a break (``firm``), or inside running words (``loose``). Whether it is a label
is decided by ``pipelines.outline.sequence``, where the whole row of numbers is seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import IntEnum

from pipelines.model.records import record
from pipelines.outline.numerals import read_numeral


class Style(IntEnum):
    """The styles of labels, from the outermost to the innermost."""

    PART = 0  # 第一篇
    CHAPTER = 1  # 第一章
    SECTION = 2  # 第一节
    ARTICLE = 3  # 第一条
    BOX = 4  # 专栏1
    CHINESE = 5  # 一、
    BRACKETED = 6  # （一）
    LEAD = 7  # ——个人： where a row of numbers follows
    ARABIC = 8  # 1.
    DECIMAL = 9  # 1.1
    ROUND = 10  # （1）
    HALF = 11  # 1）
    CIRCLED = 12  # ①
    BULLET = 13  # —— •
    ORDINAL = 14  # 一是
    LOST = 15  # an item that lost its number
    TABLE = 16  # a table in running text


@record(frozen=True, slots=True)
class Label:
    """One candidate: ``text[start:end]`` is the label with its punctuation."""

    style: Style
    value: int
    start: int
    end: int
    name: str
    firm: bool
    opens_line: bool = False


_CHINESE = "一二三四五六七八九十百零〇"
_CANDIDATE = re.compile(
    rf"(?P<unit>第(?P<unit_value>[{_CHINESE}]{{1,5}}|\d{{1,3}})(?P<unit_name>部分|[篇编章节条]))(?!第)"
    rf"|(?P<chinese>(?<![{_CHINESE}第])[{_CHINESE}]{{1,4}})[、.](?![{_CHINESE}]{{1,2}}[级类线档期季批产孩个年者是])"
    rf"|（(?P<bracketed>[{_CHINESE}]{{1,4}})）、?"
    r"|（(?P<round>\d{1,2})）[、.]?"
    r"|(?<![\d.A-Za-z-])(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,2})(?!周?岁|个月|分钟)[、.]?(?=[\u4e00-\u9fff“《])"
    rf"|(?<![\d.A-Za-z%-])(?P<arabic>\d{{1,3}})[.、](?=[^\d.、]|20\d\d年|\d{{1,3}}(?:-\d{{1,3}})?(?:周?岁|个月|分钟))"
    r"|(?<![\d.A-Za-z（-])(?P<half>\d{1,2})）(?=[\u4e00-\u9fff“《])"
    r"|(?P<circled>[①-⑳])"
    r"|(?P<box>专栏(?P<box_value>[\d一二三四五六七八九十]{1,3}))[：:]?"
    r"|(?P<bullet>——|•)(?=[^\d—])"
    rf"|(?P<ordinal>[一二三四五六七八九十]{{1,2}})是(?!否)"
    r"|(?P<lost>(?<=[）。\n])\.)(?=[\u4e00-\u9fff“《])"
)
# Every candidate begins with one of these: only there is the long pattern tried.
_NUMERALS = f"{_CHINESE}0-9"
_OTHERS = "①-⑳第（专•.—"
_MARKS = "、）是"  # of labels that begin with their numeral
# A numeral with neither such a mark nor another start behind it is a figure.
_START = re.compile(
    f"[{_NUMERALS}{_OTHERS}]"
    f"(?:(?<=[{_NUMERALS}])[{_NUMERALS}]*+(?=[{_MARKS}{_OTHERS}])|(?<=[{_OTHERS}]))"
    f"[{_NUMERALS}{_OTHERS}]*"
)
_UNIT_STYLES = {
    "部分": Style.PART,
    "篇": Style.PART,
    "编": Style.PART,
    "章": Style.CHAPTER,
    "节": Style.SECTION,
    "条": Style.ARTICLE,
}
_GROUPS = {
    "chinese": Style.CHINESE,
    "bracketed": Style.BRACKETED,
    "round": Style.ROUND,
    "decimal": Style.DECIMAL,
    "arabic": Style.ARABIC,
    "half": Style.HALF,
    "circled": Style.CIRCLED,
    "box": Style.BOX,
    "bullet": Style.BULLET,
    "ordinal": Style.ORDINAL,
    "lost": Style.LOST,
}
_FIRM = "\n。；！？：）〕”’"
# Words before a number that is named, not counted on: 见附件1、 第（一）项
_REFERENCE = re.compile(
    r"(?:附件|附表|附录|第|见|表|图|按|照|至|到|和|及|与|或|述|前款|条|—|-|/)$"
)


def find_labels(text: str, paragraphs: Collection[int] = ()) -> list[Label]:
    """Find every candidate, in text order; *paragraphs* are where paragraphs begin."""
    opens = frozenset(paragraphs)
    labels = []
    done = 0
    for run in _START.finditer(text):
        start, end = run.span()
        for at in range(max(start, done), end):
            found = _CANDIDATE.match(text, at)
            if found is None:
                continue
            label = _label(text, found, opens)
            if label is not None:
                labels.append(label)
            done = found.end()
            break
    return labels


def _label(text: str, found: re.Match[str], opens: frozenset[int]) -> Label | None:
    group = found.lastgroup or ""
    group = "unit" if group.startswith("unit") else group
    group = "box" if group == "box_value" else group
    start = found.start()
    before = text[start - 1 : start]
    firm = not before or before in _FIRM
    if not firm and _REFERENCE.search(text[max(0, start - 3) : start]):
        return None
    if not firm and (_inside_title(text, start) or _heads_rows(text, found)):
        return None
    if group == "unit":
        style = _UNIT_STYLES[found["unit_name"]]
        value, name = read_numeral(found["unit_value"]), found["unit"]
    else:
        style = _GROUPS[group]
        value, name = _read(style, found, group)
    opens_line = before in ("", "\n") or start in opens
    return Label(style, value, start, found.end(), name, firm, opens_line)


def _read(style: Style, found: re.Match[str], group: str) -> tuple[int, str]:
    """Give the value and the name by which an item's path calls it."""
    words = found[group]
    if style in (Style.BRACKETED, Style.ROUND):
        return read_numeral(words), f"({words})"
    if style is Style.CIRCLED:
        return ord(words) - ord("①") + 1, words
    if style is Style.BOX:
        return read_numeral(found["box_value"]), words
    if style is Style.DECIMAL:
        return int(words.rpartition(".")[2]), words
    if style in (Style.BULLET, Style.LOST):
        return 0, ""
    return read_numeral(words), words


# The nature of the indicator that ends a table's row, glued to the next group's name.
_ROW_END = re.compile("(?:约束性|预期性|倡导性|指导性)$")
_FIRST_ROW = re.compile(r"[一-龥]{2,10}\d{1,2}(?=[一-龥\d])")


def _heads_rows(text: str, found: re.Match[str]) -> bool:
    """Say whether this heads a group of a table's rows: …预期性二、样例生活6样例率."""
    start, end = found.span()
    ended = _ROW_END.search(text[max(0, start - 3) : start])
    return ended is not None and _FIRST_ROW.match(text, end) is not None


def _inside_title(text: str, at: int) -> bool:
    """Say whether a 《title》 is open here."""
    opened = text.rfind("《", max(0, at - 80), at)
    return opened >= 0 and text.find("》", opened, at) < 0
