"""Where on a page the notice stands: head, body, and what is neither.

The notice begins at its title: the lines without break above its first sentence that
are no page words. It ends before the first line of the page's foot. Lines of the page
that state facts (索引号, 发布时间, 来源) are the head, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.text.lines import LABEL, Line
from pipelines.text.page_words import PageWords, page_words

# The first sentence of a notice is sought among this many lines, its title among
# this many lines above it.
_FRONT_LINES = 400
_TITLE_LINES = 24
_PROSE = 60  # characters: a line this long is a sentence, whatever it says
_LONGEST_PAGE_LINE = 400  # characters: what is longer and has sentences is notice
_FEW_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of the head, of the body, and those that are left out."""

    head: list[Line]
    body: list[Line]
    skipped: list[Line]


_ADDRESSEES = re.compile(r"[^。；]{2,300}：$")
_LETTER = re.compile(
    r"^[^。；]{2,200}[府局委厅位门会司处办院]：|印发给?你们|(?:制定|提出)(?:本|以下|如下)|通知如下"
    r"|结合.{0,12}实际|贯彻(?:落实|执行)"
)
_ADDRESSED = re.compile(r"各|委|局|厅|政府|单位|部门|公司|处|机构|办|院|会")
_ENDS = re.compile(r"[。；！？”）]$")
_TITLE = 6  # characters: no title is shorter
_ITEM = 30  # characters: a labelled line this long is an item, no link
_MENU = 12  # characters: no words of a menu are longer
_TITLE_WORDS = re.compile(
    r"关于|通知|意见|方案|规划|计划|要点|措施|办法|行动|纲要|决定|清单|分解|细则|规定|号$"
    r"|政府|委员会|办公[厅室]|国务院|附件"
)
_PRINT_ENDS = frozenset("0123456789页：—–-~·#=*") | frozenset(
    "abcdefghijklmnopqrstuvwxyz/"
)
_SENTENCE = re.compile(r"[。；！？]$")
_STAMP = re.compile(
    r"(?:附件|附：|附表)|（?[此本]件|（?此文|（联系|(?:19|20)\d\d ?年 ?\d"
    r"|二[〇○].{4,9}日$|抄送|.{0,40}印发$"
)
_SIGNATURE = re.compile(
    r"[^，。；：]{2,40}(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|会|中心|署|行|社)$"
)
# 样例县教育局, 样例市样例工作领导小组: the title of several lines begins with bodies.
_BODY_LINE = re.compile(
    r"[^，。；：《》]{2,30}[省市县区旗州国][^，。；：《》]{1,30}(?:[局厅委部院署会]|领导小组|指挥部)$"
)
_FILE_NAME = re.compile(r"\.(?:docx?|pdf|wps|xlsx?|rtf|txt)$")


def read_page(lines: list[Line]) -> Page:
    """Tell the notice's lines from the page's."""
    words = page_words()
    printed = [line for line in lines if _is_printed(line.text, words)]
    if printed:
        lines = [line for line in lines if not _is_printed(line.text, words)]
    first = _first_sentence(lines, words)
    if first is None:
        return Page([], [], printed + lines)
    head, front, skipped = _front(lines, first, words)
    end = _end(lines, first, words, {line.text for line in (*front, *head)})
    behind = lines[end:]
    head += [line for line in behind if _is_fact(line.text, words)]
    skipped += [line for line in behind if not _is_fact(line.text, words)]
    body = front + lines[first:end]
    return Page(head, body, sorted(skipped + printed, key=_by_place))


def _is_printed(text: str, words: PageWords) -> bool:
    """Say whether a printer or converter wrote a line; such lines end in few ways."""
    return text[-1] in _PRINT_ENDS and bool(words.print.match(text))


def _dense(text: str) -> str:
    """The line without white space: portals space the letters of their labels."""
    return text.replace(" ", "").replace("\u200b", "")


def _is_fact(text: str, words: PageWords) -> bool:
    """Say whether a line states a fact about the notice."""
    return not _is_prose(text) and bool(words.meta.match(_dense(text)))


def _is_prose(text: str) -> bool:
    """Say whether a line is text, whatever words of a page it begins with."""
    return len(text) > _LONGEST_PAGE_LINE and text.count("。") >= _FEW_SENTENCES


def _is_chrome(text: str, words: PageWords) -> bool:
    """Say whether a line is the page's; its letters may be spaced."""
    if _is_prose(text):
        return False
    if words.chrome.match(text):
        return True
    dense = _dense(text)
    return dense != text and bool(words.chrome.match(dense))


def fields_of(line: Line) -> list[int]:
    """Give where the fields begin that stand side by side in a line of the head.

    发布机构: …  公开方式: …: a field begins behind a space with a label, whose letters
    may themselves be spaced.
    """
    meta = page_words().meta
    starts, until = [0], 0
    for gap in _GAP.finditer(line.text):
        rest = line.text[gap.end() : gap.end() + _LABEL_REACH]
        label = rest.find("：")
        is_field = rest.startswith("【") or (label > 0 and meta.match(_dense(rest)))
        if gap.end() >= until and is_field:
            starts.append(gap.end())
            until = gap.end() + max(label, 0)
    return starts


_GAP = re.compile(" +(?=[\u4e00-\u9fff【])")
_LABEL_REACH = 12  # characters of a label, spaces and colon included


def _by_place(line: Line) -> int:
    return line.start


def _first_sentence(lines: list[Line], words: PageWords) -> int | None:
    """Find the first line that only the notice can have: addressees, label, prose."""
    for opens in (_opens, _addresses):
        for place, line in enumerate(lines[:_FRONT_LINES]):
            if opens(line) and not _is_page(line.text, words):
                return place
    return None


def _is_page(text: str, words: PageWords) -> bool:
    return _is_chrome(text, words) or _is_fact(text, words)


def _addresses(line: Line) -> bool:
    """A letter whose lines are wrapped: its addressees, and words behind them."""
    return bool(_LETTER.search(line.text))


def _opens(line: Line) -> bool:
    text = line.text
    if _ADDRESSEES.match(text) and _ADDRESSED.search(text):
        return True
    if LABEL.match(text) and text[0] not in "•·" and len(text) > 3:
        return "：" not in text and not re.match(r"\d+、", text)
    if _LETTER.search(text) and _ENDS.search(text):
        return True
    return len(text) >= _PROSE and bool(re.search("[，。]", text))


def _front(
    lines: list[Line], first: int, words: PageWords
) -> tuple[list[Line], list[Line], list[Line]]:
    """Share out the lines above the first sentence: head, title page, neither."""
    top = max(0, first - _TITLE_LINES)
    start = first
    for place in range(first - 1, top - 1, -1):
        text = lines[place].text
        if _is_fact(text, words):
            continue
        if _is_chrome(text, words) or _SENTENCE.search(text):
            break
        start = place
    apart = _headline(lines, start, first)
    head, front, skipped = [], [], []
    for place, line in enumerate(lines[:first]):
        if _is_fact(line.text, words):
            head.append(line)
        elif place >= start or place == apart:
            front.append(line)
        else:
            skipped.append(line)
    front = _without_doubles(front, head)
    title = _title_of(front)
    if title is None:
        menu = [line for line in front if len(line.text) < _MENU]
        return head, [line for line in front if line not in menu], skipped + menu
    return head, front[title:], skipped + front[:title]


# A title that the page's tools part from the letter below: 关于…的通知, 字体：大 中 小.
_HEADLINE = re.compile(
    r"[^。；：]{0,60}关于[^。；：]{4,100}(?:通知|意见|决定|通告|公告)$"
)
_TOOLS = 3  # lines of tools at most


def _headline(lines: list[Line], start: int, first: int) -> int | None:
    """Find the title above the page's tools, where none stands below them."""
    if any("关于" in line.text for line in lines[start:first]):
        return None
    above = range(start - 1, max(-1, start - 2 - _TOOLS), -1)
    return next((at for at in above if _HEADLINE.match(lines[at].text)), None)


def _title_of(front: Sequence[Line]) -> int | None:
    """Find the line that opens the title page; who issues it stands above."""
    title = next((k for k, line in enumerate(front) if _titles(line.text)), None)
    while title and _issues(front[title - 1].text, front[title].text):
        title -= 1
    return title


def _issues(text: str, below: str) -> bool:
    """Say whether a line names a body that issues what the title below it names."""
    opens = below.startswith("关于") or bool(_BODY_LINE.match(below))
    return opens and len(text) >= _TITLE and bool(_BODY_LINE.match(text))


def _titles(text: str) -> bool:
    """Say whether a line can open a title page; a menu's words cannot."""
    return len(text) >= _TITLE and bool(_TITLE_WORDS.search(text))


def _without_doubles(front: list[Line], head: list[Line]) -> list[Line]:
    """Keep the last standing of a title that the page repeats; the others are head."""
    kept = []
    plain = [re.sub(r"[ \u200b]", "", _FILE_NAME.sub("", line.text)) for line in front]
    for place, line in enumerate(front):
        if plain[place] in plain[place + 1 :]:
            head.append(line)
        else:
            kept.append(line)
    head.sort(key=_by_place)
    return kept


def _end(lines: list[Line], first: int, words: PageWords, titles: set[str]) -> int:
    """Find the line behind the notice's last; the page may say its title again."""
    last = len(lines) - 1
    while last > first and not _ends_notice(lines[last].text, titles, words):
        last -= 1
    while last + 1 < len(lines) and (
        _opens_annex(lines, last + 1)
        or not _foreign(lines[last + 1].text, titles, words)
    ):
        last += 1
    for place in range(last, first, -1):
        text = lines[place].text
        if LABEL.match(text) and len(text) > _ITEM:
            break
        if words.end.match(text):
            last = place - 1
    return last + 1


# 附件 alone opens a table whose head row stands a few lines below; else it is a link.
_ANNEX_ALONE = re.compile(r"附件\Z")
_TABLE_HEAD = re.compile(
    r"(?:序号|编号|领域|类别|(?:主要|具体|重点)?(?:指标|任务|项目)(?:名称|内容)?)(?=\s|\Z|指标|任务|项目)"
)
_HEAD_REACH = 6  # lines: the title of an annex may take several


def _opens_annex(lines: Sequence[Line], place: int) -> bool:
    """Say whether a line opens an annex that is a table, not the name of a link."""
    if not _ANNEX_ALONE.match(_dense(lines[place].text)):
        return False
    below = lines[place + 1 : place + 1 + _HEAD_REACH]
    return any(_TABLE_HEAD.match(line.text) for line in below)


def _ends_notice(text: str, titles: set[str], words: PageWords) -> bool:
    return text not in titles and _belongs(text, words)


def _foreign(text: str, titles: set[str], words: PageWords) -> bool:
    """Say whether the page speaks here, not the notice."""
    page = _is_chrome(text, words) or _is_fact(text, words) or words.end.match(text)
    return bool(page) or text in titles


def _belongs(text: str, words: PageWords) -> bool:
    """Say whether a line can be the notice's last."""
    if _is_chrome(text, words) or _is_fact(text, words):
        return False
    if _STAMP.match(text) or LABEL.match(text) or _SIGNATURE.match(text):
        return True
    if _ENDS.search(text):
        return len(text) > 4
    return len(text) > _PROSE and bool(re.search("[，。；]", text))


def part_facts(trimmed: list[Line]) -> tuple[list[Line], list[Line]]:
    """Tell trimmed lines that state facts about the notice from page words."""
    words = page_words()
    facts = [line for line in trimmed if _is_fact(line.text, words)]
    return facts, [line for line in trimmed if line not in facts]
