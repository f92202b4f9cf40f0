"""How officials write the names of documents: titles in 《》 and document numbers.

Knows spelling, not meaning: whether a document is cited, issued or promised is for
the stages to say. Number forms follow the State standard for official documents,
GB/T 9704-2012 (a 发文字号 is a code word, the year in 〔〕, a number and 号), with the
faults that recognition of scanned pages makes of the brackets.
"""

from __future__ import annotations

import re

from pipelines.model.records import record

# Nouns that close the name of a document, as the annotation guideline lists them, and
# those of the same kind that the 公文 regulations name.
PAPER_NOUNS = (
    "实施意见", "指导意见", "办法", "方案", "规划", "细则", "标准", "规范", "意见",
    "条例", "指南", "计划", "目录", "清单", "报告", "纲要", "预案", "规程", "章程",
    "导则", "指引", "规定", "规则", "白皮书", "蓝皮书", "要点",
)  # fmt: skip

# Nouns that close the title of a notice as such.
NOTICE_NOUNS = ("通知", "意见", "决定", "公告", "通告", "通报", "批复", "函", "令")

_OPEN = "[〔\\[【(（「﹝［]"
_CLOSE = "[〕\\]】)）」﹞］]"
_WORD = "[一-龥]{1,14}"

# 样政办发〔2021〕36号; the brackets may be of any kind, lost on one side or on both.
_BRACKETED = (
    f"(?P<code>{_WORD}){_OPEN}(?P<year>(?:19|20)\\d\\d){_CLOSE}{{1,2}}"
    "第?(?P<serial>\\d{1,4})号"
)
_HALF_LEFT = (
    f"(?P<code1>{_WORD})(?P<year1>(?:19|20)\\d\\d){_CLOSE}第?(?P<serial1>\\d{{1,4}})号"
)
_HALF_RIGHT = (
    f"(?P<code2>{_WORD}){_OPEN}(?P<year2>(?:19|20)\\d\\d)第?(?P<serial2>\\d{{1,4}})号"
)
_BARE = (
    "(?P<code3>[一-龥]{1,12}[发函办字文规])(?P<year3>20[0-3]\\d)(?P<serial3>\\d{1,3})号"
)
_ORDER = "(?P<order>[一-龥]{1,40}?(?:令|公告)(?:(?:19|20)\\d\\d年)?第\\d{1,4}号)"
NUMBER = re.compile(f"{_BRACKETED}|{_HALF_LEFT}|{_HALF_RIGHT}|{_BARE}")
_LAST_NUMBER = re.compile(f"(?:{NUMBER.pattern})$")
_SERIAL = re.compile("号(?<=\\d号)")
_LONGEST_NUMBER = 32
ORDER_NUMBER = re.compile(_ORDER)

# GB 50016-2014, GB/T 2260-2007, 建标143-2010: what stands in brackets after a standard.
STANDARD_NUMBER = re.compile(r"(?:[A-Z]{2,4}(?:/[A-Z]{1,2})?|建标)\s?\d[\d.]*-\d{4}")

# Words before a code word that are not of it, in text that lost its line breaks.
_NOT_OF_THE_CODE = re.compile(
    "^.*(?:通知|意见|方案|办法|规定|决定|根据|按照|依据|贯彻|落实|执行|文件|精神|文号|"
    "字号|编号|空间|印发|关于|以及)(?=[一-龥]{2})"
)


@record(frozen=True, slots=True)
class Paper:
    """One document named in a passage; offsets are those of the passage's text.

    ``title`` is without its outer 《》 and ``number`` mended; at least one is given.
    ``title_start``/``title_end`` bound the title with its marks.
    """

    start: int
    end: int
    title: str | None
    number: str | None
    title_start: int = 0
    title_end: int = 0


@record(frozen=True, slots=True)
class NumberToken:
    """One document number; ``text`` is its mended form."""

    start: int
    end: int
    text: str


def find_numbers(text: str) -> list[NumberToken]:
    """Find every 发文字号 of *text*, brackets mended, in reading order."""
    found: list[NumberToken] = []
    for mark in _SERIAL.finditer(text):
        start = max(0, mark.end() - _LONGEST_NUMBER)
        match = _LAST_NUMBER.search(text, start, mark.end())
        if match is None:
            continue
        for index in ("", "1", "2", "3"):
            if code := match[f"code{index}"]:
                cut = _NOT_OF_THE_CODE.match(code)
                skip = cut.end() if cut else 0
                year, serial = match[f"year{index}"], match[f"serial{index}"]
                mended = f"{code[skip:]}〔{year}〕{serial}号"
                found.append(NumberToken(match.start() + skip, match.end(), mended))
    return found


def find_papers(text: str) -> list[Paper]:
    """Find every 《title》 of *text* with the number in brackets after it.

    Titles within titles are not found again; a title whose closing mark was lost ends
    with its bracket of years or before the next mark of punctuation.
    """
    found = []
    at = 0
    while (start := text.find("《", at)) >= 0:
        inner, at = _title_end(text, start)
        title = _closed(text[start + 1 : inner].strip())
        if title:
            number, end = _number_after(text, at)
            found.append(Paper(start, end, title, number, start, at))
    return found


def plain_title(title: str) -> str:
    """Give the spelling in which two mentions of one document are equal."""
    return _NOISE.sub("", title)


_NOISE = re.compile("[\\s《》〈〉“”‘’\"'（）()〔〕\\[\\]、，,。：:·.—－–~-]")
_STOPS = re.compile("[，。；！？\n]")
_BRACKETS = {"(": ")", "（": "）", "〔": "〕"}


def _closed(title: str) -> str:
    """Put the brackets that recognition lost at the end of a title."""
    missing: list[str] = []
    for character in title:
        if character in _BRACKETS:
            missing.append(_BRACKETS[character])
        elif missing and character == missing[-1]:
            missing.pop()
    return title + "".join(reversed(missing))


def _title_end(text: str, start: int) -> tuple[int, int]:
    """Give where the title's words end, and where reading goes on."""
    depth = 0
    limit = min(len(text), start + 160)
    for at in range(start, limit):
        character = text[at]
        if character == "《":
            depth += 1
        elif character == "》":
            depth -= 1
            if depth == 0:
                return at, at + 1
    return _without_closing_mark(text, start, limit)


def _without_closing_mark(text: str, start: int, limit: int) -> tuple[int, int]:
    """End a title whose 》 is missing or stands once for two: at its first stop."""
    closing = text.find("》", start, limit)
    stop = _STOPS.search(text, start, limit)
    if closing >= 0 and (stop is None or closing < stop.start()):
        return closing, closing + 1
    end = stop.start() if stop else limit
    return end, end


_IN_BRACKETS = re.compile(
    "[（(〔]([^（）()《》]{2,60}(?:[（(][^（）()]{1,12}[）)][^（）()]{0,12})?)[）)]"
)
_LOOSE = re.compile("[（(]([一-龥]{2,12}[发函办字文规].{0,4}20\\d\\d.{0,4}号)[）)]?")


def _number_after(text: str, at: int) -> tuple[str | None, int]:
    """Read the number in the bracket that follows a title, if one does."""
    for form in (_IN_BRACKETS, _LOOSE):
        bracket = form.match(text, at)
        number = number_in(bracket[1]) if bracket else None
        if bracket and number:
            return number, bracket.end()
    return None, at


def number_in(words: str) -> str | None:
    """Give the document number that *words* consist of or begin with, mended."""
    tokens = find_numbers(words)
    if tokens and tokens[0].start == 0:
        return tokens[0].text
    for form in (ORDER_NUMBER, STANDARD_NUMBER):
        if match := form.match(words):
            return match[0]
    return None
