"""Lines of a page, and which line ends are paragraph ends.

A text file says where its lines end, not where its paragraphs do. Three layouts are
told apart: one paragraph a line (ends stand as they are), lines wrapped at a width,
and lines broken anywhere (flattened PDF pages).
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.model.records import record

LABEL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百]{1,4}(?:部分|[篇编章节条])"
    r"|\d{1,3}[.、](?!\d)|（\d{1,2}）|[①-⑳]|[•·]|[—–-]{1,2}(?=[^\d—–-])|专栏\d|附件\d?|附表\d?)"
)
_CLOSING = "。；：！？"
_CLOSING_BRACKETS = "”’）"
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|第[一二三四五六七八九十百]{1,4}(?:部分|[篇编章节])|\d{1,2} ?[.、]|（\d{1,2}）)"
    r"(?=[\u4e00-\u9fff“《])"
)
_STOPS = "。；：！？…”’）"
_OPEN = "，、（《“‘〔—-"
_TITLE_REACH = 24  # characters at a line's end in which a title's last noun stands
_CONTINUES = re.compile(r"[，。；：、！？）》”’〕%‰]")
# A unit before a mark belongs to the figure that ends the line before it.
_COUNTED = re.compile(
    "(?:[张个家名所项人次台辆座处套场期户元亩种例条支件份门节床]|人次|个百分点|万[元人名个户]?|平方米)"
    "(?:以上|以下|以内|左右)?[，。；、）]"
)
_DATE = re.compile(r"(?:19|20|二[〇○])[^，。；]{3,12}日?$")
_TITLE_END = re.compile(
    r"(?:通知|方案|意见|规划|计划|要点|措施|清单|办法|细则|纲要|决定|分工|分解表|目录)(?:（.{1,12}）)?$"
)
_OPENING_WORDS = re.compile(r"为|根据|按照|近年|各|现将|经|按|依据|《|“")
_KEYED = re.compile(
    r"(?:牵头|责任|配合|参与|参加|落实|主管|协办|主办)(?:单位|部门)|完成时[限间]|行动目标"
)

# A title sentence that a broken line cut: its few words behind the line end close with
# a full stop, before a text begins.
_TITLE_GOES_ON = re.compile(
    r"[^，。；：！？]{1,5}。|“[^，。；：！？”]{1,16}”[^，。；：！？]{0,12}。"
)

# A page is wrapped at a width where at least this many lines reach it.
_FULL_LINES = 4
_FULL = 0.85
_RAGGED = 2  # characters by which full lines differ
_WIDEST = 100  # no printed line holds more characters
_BROKEN_SHARE = 0.25


@record(frozen=True, slots=True)
class Line:
    """One line without its outer white space; ``[start, end)`` in the text."""

    start: int
    end: int
    indent: int
    text: str
    after_blank: bool


def split_lines(folded: str) -> list[Line]:
    """Cut folded text into its lines; blank ones are only remembered."""
    lines = []
    start, blank = 0, False
    for raw in folded.split("\n"):
        text = raw.strip(" \u200b")
        if text:
            indent = len(raw) - len(raw.lstrip(" \u200b"))
            at = start + indent
            lines.append(Line(at, at + len(text), indent, text, blank))
        blank = not text
        start += len(raw) + 1
    return lines


@record(frozen=True, slots=True)
class Layout:
    """How a page's lines are broken: ``width`` 0 where they are not wrapped."""

    width: int
    broken: bool
    spaced: bool


def find_layout(lines: list[Line]) -> Layout:
    """Tell how the lines of a page are broken, from their lengths and ends."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < _FULL_LINES * 2:
        return Layout(0, False, False)
    width = lengths[int(len(lengths) * 0.95)]
    widest = [line for line in lines if line.end - line.start >= width - _RAGGED]
    closed = sum(line.text[-1] in _STOPS for line in widest)
    if width > _WIDEST or len(widest) < _FULL_LINES or 4 * closed > 3 * len(widest):
        width = 0
    flows = [
        _flows_on(line, after)
        for line, after in pairwise(lines)
        if not after.after_blank and not after.indent
    ]
    broken = bool(width) and sum(flows) > _BROKEN_SHARE * len(lines)
    blanks = sum(line.after_blank for line in lines)
    return Layout(width, broken, blanks > 0.8 * len(lines))


def _is_closed(text: str) -> bool:
    """Say whether a sentence ends with the line."""
    last = text[-1]
    if last in _CLOSING_BRACKETS:
        return text[-2:-1] in tuple(_CLOSING)
    return last in _CLOSING or last == "…"


def _flows_on(line: Line, after: Line) -> bool:
    """Say whether a sentence seems to run over the line end."""
    if _is_closed(line.text) or LABEL.match(after.text):
        return False
    return line.text[-1] in _OPEN or len(line.text) > 8


def is_full(line: Line, layout: Layout) -> bool:
    """Say whether a line reaches the width at which its page wraps lines."""
    return bool(layout.width) and line.end - line.start >= _FULL * layout.width


def ends_paragraph(line: Line, after: Line, layout: Layout) -> bool:
    """Say whether a paragraph ends with *line*."""
    full = is_full(line, layout)
    if _item_begins(line, after):
        return True
    if _is_closed(line.text):
        return not full or after.after_blank or bool(after.indent)
    if _runs_over(line, after):
        return False
    if _KEYED.match(after.text) or after.indent >= max(2, line.indent - 7):
        return True
    if full:
        return _title_before(line, after)
    if after.after_blank and not layout.spaced:
        return True
    if layout.broken:
        titled = _heading(line, layout) and not _TITLE_GOES_ON.match(after.text)
        return titled or _title_before(line, after)
    return True


def _item_begins(line: Line, after: Line) -> bool:
    """Say whether an item begins on the next line, whatever the layout."""
    if line.text[-1] in _STOPS:
        return bool(LABEL.match(after.text))
    return line.text[-1] not in _OPEN and bool(_ITEM.match(after.text))


# What only a figure behind words can open: 保持100%, 至4.6%以下.
_VALUE_GOES_ON = re.compile(
    "(?!\\d)(?:提高|提升|降低?|下降|上?升|增[加长]?|减少|达|保持|稳定|控制|维持|压减|扩大|缩短)?(?:到|至|在|为)?"
    r"(?:不低于|不少于|不超过|不高于|超过|高于|低于|大于|小于|于)?\d+(?:\.\d+)?(?:[%％‰]|个百分点|[万亿]|/)"
)
# A figure with its unit, of which the words before it are told: 培训样例员不少于|500人.
_FIGURE_FIRST = re.compile(
    r"\d+(?:\.\d+)?(?:[%％‰]|个百分点|[万亿]|人次|平方米|[张个家名所项人次台辆座处套场期户元亩种例条支件份门节床])"
)


def _breaks_off(line: Line, after: Line) -> bool:
    """Say whether a line breaks off in a clause whose figure the next one begins."""
    prose = "，" in line.text or "。" in line.text
    told = prose and not after.after_blank and not after.indent
    goes_on = _VALUE_GOES_ON.match(after.text) or _FIGURE_FIRST.match(after.text)
    return told and goes_on is not None


def _runs_over(line: Line, after: Line) -> bool:
    """Say whether punctuation shows that a sentence goes on over the line end."""
    if _breaks_off(line, after):
        return True
    if line.text[-1] in _OPEN and not LABEL.match(after.text):
        return True
    if line.text[-1].isdigit() and _COUNTED.match(after.text):
        return True
    return bool(_CONTINUES.match(after.text))


def _heading(line: Line, layout: Layout) -> bool:
    """A short labelled line without punctuation: its text begins on the next line."""
    label = LABEL.match(line.text)
    words = line.text[label.end() :] if label else ""
    short = len(line.text) <= 0.7 * layout.width
    return bool(len(words) >= 2 and short and not re.search("[，。；、：]", words))


def _title_before(line: Line, after: Line) -> bool:
    """A title, date or signature before a line of another kind."""
    if _DATE.match(after.text) or _DATE.match(line.text):
        return True
    reach = max(0, len(line.text) - _TITLE_REACH)
    title = _OPENING_WORDS.match(after.text) and _TITLE_END.search(line.text, reach)
    return bool(title)
