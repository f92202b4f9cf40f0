"""Stretches of a notice that are not its row of items.

The table of contents, tables flattened into running text, annexes with a numbering of
their own, and the closing words: signature, annex list, when the notice takes effect.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.outline.labels import Label, Style

Range = tuple[int, int]
_OUTER = Style.BRACKETED  # labels of this style or an outer one end a row of notes

_BEFORE = "\n。）”〕"  # behind these a new stretch can begin


def _free(text: str, at: int) -> bool:
    """Say whether a stretch of its own can begin at *at*."""
    return at == 0 or text[at - 1] in _BEFORE


_CONTENTS = re.compile(r"目录\n?")
_FIRST_HEADING = re.compile(
    r"(?:第[一1](?:部分|[篇编章])|一、|（一）)[^\n第一二三四五六七八九十（]{4,24}"
)
_CONTENTS_LENGTH = 6000


def contents(text: str) -> Range | None:
    """Find the table of contents: it ends where its first heading is said again."""
    opens = _CONTENTS.search(text, 0, _CONTENTS_LENGTH)
    if not opens or not _free(text, opens.start()):
        return None
    first = _FIRST_HEADING.match(text, opens.end())
    if not first:
        return None
    again = text.find(first[0][:10], first.end(), first.end() + _CONTENTS_LENGTH)
    return (opens.start(), again) if again >= 0 else None


# In a compilation each notice is headed by its number, title and date.
_COMPILED = re.compile(r"\d{1,4}[.、][^。；]{6,90}(?:（[^（）]{6,16}[日月]）|\n)")


def compiled_title(text: str) -> int:
    """Give the end of the numbered title that a compilation puts before a notice."""
    found = _COMPILED.match(text)
    if not found or not re.search("通知|意见|方案|决定|办法|规定|函", found[0]):
        return 0
    return found.end()


_HEADER = (
    r"(?:名称|内容|指标|任务|目标|单位|部门|责任|项目|措施|时限|时间|备注|类别|属性|性质"
    r"|事项|年份|进度|举措)"
)
_CAPTION = re.compile(
    r"表(?P<number>\d{1,2})(?=[：:]?[^，。；\n（）]{2,50}(?:表|情况|目标|指标|\n))"
)
# A group's column may stand before the numbers: 领域 序号 指标.
_SERIAL = re.compile(
    r"(?:(?<=\n)(?:领域|类别|类型|分类|板块|方面|维度|一级指标)\n?)?"
    rf"序号(?=[^。；]{{0,40}}?{_HEADER}[^。；]{{0,30}}?{_HEADER})"
)
_CAPTION_REACH = 90  # characters between a caption and its header row


def tables(text: str) -> list[Label]:
    """Find tables in running text: a caption 表1 …, or a header row 序号 …."""
    found: list[Label] = []
    captions = [
        (found.start(), int(found["number"]))
        for found in _CAPTION.finditer(text)
        if _free(text, found.start())
    ]
    for at, number in captions:
        found.append(_table(at, number))
    headers = set()
    for serial in _SERIAL.finditer(text):
        header = text[serial.start() : serial.start() + 8]
        place = bisect_right(captions, (serial.start(), 0))
        above = captions[place - 1][0] if place else -_CAPTION_REACH - 1
        near = serial.start() - above <= _CAPTION_REACH
        if not near and header not in headers:
            found.append(_table(serial.start(), 0))
        headers.add(header)
    return sorted(found, key=lambda label: label.start)


def _table(at: int, number: int) -> Label:
    name = f"表{number}" if number else "表"
    return Label(Style.TABLE, number, at, at, name, firm=True)


_ANNEX = re.compile(
    r"附件(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?[：:]?\n?"
    r"(?=[^\d\n：、，。；.][^：，。；\n]{3,60})"
)
_FILE = re.compile(r"[^\n]{0,80}\.(?:docx?|pdf|xlsx?|wps|rar|zip)")
_SHORTEST_ANNEX = 40


def annexes(text: str, since: int) -> list[Label]:
    """Find the annexes that stand in the text itself, behind *since*."""
    heads = [
        found
        for found in _ANNEX.finditer(text, since)
        if _free(text, found.start())
        and not _FILE.match(text, found.end())
        and not _listed(found)
    ]
    borders = [*(head.start() for head in heads), len(text)]
    return [
        Label(
            Style.PART,
            0,
            found.start(),
            found.end(),
            f"附件{found['number'] or ''}",
            firm=True,
        )
        for found, until in zip(heads, borders[1:], strict=True)
        if until - found.end() >= _SHORTEST_ANNEX
    ]


_ANNEX_LIST = re.compile(r"附件?[：:]")
_ANNEX_LIST_ENDS = re.compile(r"\n(?!\d)|附件|[。；]|(?:20|19)\d\d年")


def annex_lists(text: str) -> list[Range]:
    """Find the lists that name the annexes: their numbers are no items."""
    found = []
    for opens in _ANNEX_LIST.finditer(text):
        if _free(text, opens.start()):
            ends = _ANNEX_LIST_ENDS.search(text, opens.end() + 1)
            found.append((opens.start(), ends.start() if ends else len(text)))
    return found


_NOTES = re.compile(r"(?:备?注|说明)：\n?(?=1[.、]|（1）|①)")


def notes(text: str, candidates: list[Label]) -> list[Range]:
    """Find numbered notes (注：1.… 2.…): they end where an outer label opens a line."""
    if not ("注：" in text or "说明：" in text):
        return []
    outer = [c.start for c in candidates if c.style <= _OUTER and c.opens_line]
    found = []
    for note in _NOTES.finditer(text):
        if _free(text, note.start()):
            place = bisect_right(outer, note.end())
            until = outer[place] if place < len(outer) else len(text)
            found.append((note.start(), until))
    return found


def outside(labels: list[Label], ranges: list[Range]) -> list[Label]:
    """Keep the labels that begin in none of the ranges."""
    kept = []
    left = sorted(ranges)
    place, until = 0, 0
    for label in labels:
        while place < len(left) and left[place][0] <= label.start:
            until = max(until, left[place][1])
            place += 1
        if label.start >= until:
            kept.append(label)
    return kept


def _listed(found: re.Match[str]) -> bool:
    """Say whether this is an entry of the annex list (附件：1.… 2.…)."""
    return bool(re.match(r"附件[\d一二三四五六七八九十]*[：:]", found[0]))


_DATE = re.compile(r"(?:20|19)\d\d年\d{1,2}月\d{1,2}日")
_SIGNER = re.compile(
    r"[^，。；：、\n（）]{2,50}(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|会|中心|署|领导小组)\n?$"
)
_SIGNER_REACH = 54
_BACK = (
    re.compile(r"附件?[：:]"),
    re.compile(r"附件\n"),
    re.compile(
        r"[本此](?:方案|意见|计划|办法|措施|文件|通知|政策|规划|规定|实施意见)[^。]{0,30}"
        r"自[^。]{2,40}(?:施行|实施|起|执行)"
    ),
    re.compile(r"（(?:此件|本件|联系人|此文)"),
    re.compile(r"抄送[：:]"),
    re.compile(r"(?:备注|注)[：:]"),
)


def signature(text: str, since: int, until: int) -> int | None:
    """Find where the first signature begins: a body's name and a date, or a date."""
    for date in _DATE.finditer(text, since, until):
        reach = max(since, date.start() - _SIGNER_REACH)
        signer = _SIGNER.search(text[reach : date.start()])
        start = reach + signer.start() if signer else date.start()
        closes = date.end() == until or text[date.end()] in "\n（印"
        if (signer or closes) and _free(text, start):
            return start
    return None


def back(text: str, since: int, until: int) -> int | None:
    """Find where the closing words of ``text[since:until]`` begin."""
    starts = [signature(text, since, until)]
    for rule in _BACK:
        for found in rule.finditer(text, since, until):
            if _free(text, found.start()):
                starts.append(found.start())
                break
    return min((start for start in starts if start is not None), default=None)


_DUTY = re.compile(r"[（〔](?:牵头|责任)(?:单位|部门)：")
_DUTY_TAIL = re.compile(
    r"[（〔](?:[^（）〔〕。；]|（[^（）]{1,12}）){2,120}(?:牵头|负责|落实|配合|参与)[）〕]"
)
_BRACKET = re.compile("[（〔）〕]")


def behind_duties(text: str, since: int, until: int) -> int | None:
    """Find the end of an item's bracket of responsibilities, where words follow it."""
    opened = _DUTY.search(text, since, until)
    if not opened:
        return None
    closed = close_of(text, opened.start(), until)
    return closed if closed is not None and closed < until else None


def behind_last_duties(text: str, since: int, until: int) -> int | None:
    """Find the end of the last bracket that names bodies and then their role."""
    end = None
    for found in _DUTY_TAIL.finditer(text, since, until):
        end = found.end()
    return end if end is not None and end < until else None


def ends_with_duties(text: str, since: int, until: int) -> bool:
    """Say whether words close with a bracket that names bodies and then their role."""
    while until > since and text[until - 1] in " \n":
        until -= 1
    reach = max(since, until - _DUTY_REACH)
    return any(f.end() == until for f in _DUTY_TAIL.finditer(text, reach, until))


_DUTY_REACH = 180


def close_of(text: str, opened: int, until: int) -> int | None:
    """Give the place behind the bracket that closes the one at *opened*."""
    depth = 0
    for found in _BRACKET.finditer(text, opened, until):
        depth += 1 if found[0] in "（〔" else -1
        if depth == 0:
            return found.end()
    return None
