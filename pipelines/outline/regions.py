"""Stretches of a notice that are not its row of items.

The table of contents, tables flattened into running text, annexes with a numbering of
their own, and the closing words: signature, annex list, when the notice takes effect.
"""

from __future__ import annotations

import re

from pipelines.outline.labels import Label, Style

_CONTENTS = re.compile(r"(?:^|(?<=[\n。）]))目录\n?")
_FIRST_HEADING = re.compile(
    r"(?:第[一1][篇编章]|一、|（一）)[^\n第一二三四五六七八九十（]{4,24}"
)
_CONTENTS_LENGTH = 6000


def contents(text: str) -> tuple[int, int] | None:
    """Find the table of contents: it ends where its first heading is said again."""
    opens = _CONTENTS.search(text)
    if not opens:
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
    r"(?:(?<=[\n。）])|^)表(?P<number>\d{1,2})(?=[：:]?[^，。；\n（）]{2,50}(?:表|情况|目标|指标|\n))"
)
_SERIAL = re.compile(rf"序号(?=[^。；]{{0,40}}?{_HEADER}[^。；]{{0,30}}?{_HEADER})")
_CAPTION_REACH = 90  # characters between a caption and its header row


def tables(text: str) -> list[Label]:
    """Find tables in running text: a caption 表1 …, or a header row 序号 …."""
    found: list[Label] = []
    captions = [(m.start(), int(m["number"])) for m in _CAPTION.finditer(text)]
    for at, number in captions:
        found.append(_table(at, number))
    headers = set()
    for serial in _SERIAL.finditer(text):
        header = text[serial.start() : serial.start() + 8]
        near = any(0 <= serial.start() - at <= _CAPTION_REACH for at, _ in captions)
        if not near and header not in headers:
            found.append(_table(serial.start(), 0))
        headers.add(header)
    return sorted(found, key=lambda label: label.start)


def _table(at: int, number: int) -> Label:
    name = f"表{number}" if number else "表"
    return Label(Style.TABLE, number, at, at, name, firm=True)


_ANNEX = re.compile(
    r"(?:(?<=[\n。）])|^)附件(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?[：:]?\n?"
    r"(?=[^\d\n：、，。；.][^：，。；\n]{3,60})"
)
_FILE = re.compile(r"[^\n]{0,80}\.(?:docx?|pdf|xlsx?|wps|rar|zip)")
_SHORTEST_ANNEX = 40


def annexes(text: str, since: int) -> list[Label]:
    """Find the annexes that stand in the text itself, behind *since*."""
    heads = [
        found
        for found in _ANNEX.finditer(text, since)
        if not _FILE.match(text, found.end()) and not _listed(text, found)
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


_ANNEX_LIST = re.compile(
    r"(?:(?<=[\n。）”])|^)附件?[：:](?P<list>(?:\n?\d{1,2}[.、][^\n。；]{2,90}?)*?)"
    r"(?=\n(?!\d)|附件|$|[^\n。；]{0,50}(?:20|19)\d\d年\d)"
)


def annex_lists(text: str) -> list[tuple[int, int]]:
    """Find the lists that name the annexes: their numbers are no items."""
    return [found.span() for found in _ANNEX_LIST.finditer(text)]


_NOTES = re.compile(r"(?:^|(?<=[\n。）”]))(?:备?注|说明)[：:]\n?(?=1[.、]|（1）|①)")


def notes(text: str, candidates: list[Label]) -> list[tuple[int, int]]:
    """Find numbered notes (注：1.… 2.…): they end where an outer label opens a line."""
    found = []
    for note in _NOTES.finditer(text):
        outer = (
            c.start
            for c in candidates
            if c.start > note.end() and c.style <= Style.BRACKETED and c.opens_line
        )
        found.append((note.start(), next(outer, len(text))))
    return found


def _listed(text: str, found: re.Match[str]) -> bool:
    """Say whether this is an entry of the annex list (附件：1.… 2.…)."""
    return bool(re.match(r"附件[\d一二三四五六七八九十]*[：:]", found[0]))


_BODY = r"(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|会|中心|署|领导小组|国务院)"
_DATE = r"(?:20|19)\d\d年\d{1,2}月\d{1,2}日"
SIGNATURE = re.compile(rf"(?<=[\n。）”])[^，。；：\n]{{2,50}}{_BODY}\n?{_DATE}")
_BACK = (
    re.compile(r"(?<=[\n。）”])附件?[：:]"),
    re.compile(r"(?<=[\n。）”])附件\n"),
    re.compile(
        r"(?<=[\n。）”〕])(?:本|此)(?:方案|意见|计划|办法|措施|文件|通知|政策|规划|规定|实施意见)[^。]{0,30}自[^。]{2,40}(?:施行|实施|起|执行)"
    ),
    re.compile(r"(?<=[\n。）”])（(?:此件|本件|联系人|此文)"),
    re.compile(rf"(?<=[\n。）”]){_DATE}(?=\n|（|$)"),
    re.compile(r"(?<=[\n。）”])抄送[：:]"),
    re.compile(r"(?<=[\n。）”])(?:备注|注)[：:]"),
)


def back(text: str, since: int, until: int) -> int | None:
    """Find where the closing words of ``text[since:until]`` begin."""
    found = [rule.search(text, since, until) for rule in (*_BACK, SIGNATURE)]
    return min((match.start() for match in found if match), default=None)


_DUTY = re.compile(r"[（〔](?:牵头|责任)(?:单位|部门)：")
_BRACKET = re.compile("[（〔）〕]")


def behind_duties(text: str, since: int, until: int) -> int | None:
    """Find the end of an item's bracket of responsibilities, where words follow it."""
    opened = _DUTY.search(text, since, until)
    if not opened:
        return None
    closed = close_of(text, opened.start(), until)
    return closed if closed is not None and closed < until else None


def close_of(text: str, opened: int, until: int) -> int | None:
    """Give the place behind the bracket that closes the one at *opened*."""
    depth = 0
    for found in _BRACKET.finditer(text, opened, until):
        depth += 1 if found[0] in "（〔" else -1
        if depth == 0:
            return found.end()
    return None
