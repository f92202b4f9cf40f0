"""Who signs a notice and when: the lines that close its letter or its text.

The signature stands above the date of issue: 发文机关署名 and 成文日期 of the standard
for official documents, GB/T 9704-2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日|"
    "([一二][〇零○九][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
# Where such a date may stand: four characters before its 年.
_YEAR_MARK = re.compile(r"年(?=[\d一二三四五六七八九十])")
_YEAR_DIGITS = 4
# A date with one of these behind it is the day of something else.
_OTHER_DAY = re.compile(
    "(?:之?前|以前|起|至|到|-|以来|期间|，|、|召开|时|止|开始|上午|下午|印发|审议|通过|研究|发布|公布|实施|第)"
)
_BODY_END = (
    "(?:政府|办公厅|办公室|委员会|管委会|指挥部|领导小组|[局厅委部办署院会司所组])"
)
_BODY_LINE = re.compile(
    f"[一-龥（）、\\s]{{2,120}}?{_BODY_END}(?:（[^（）]{{2,20}}）)?$"
)
_DUTIES = re.compile("[、，：]|牵头|负责|配合|落实")
_SHORT_BODY = frozenset({"国务院"})
_STAMP = re.compile("（(?:代章|盖章|公章|章|印章|签章)）")
_EDITION = re.compile("^（[^（）]*[0-9][^（）]*）")
_NO_BODY = re.compile("[，。；：！？《》]|(?:的|了|等)$")
_CHINESE = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
# 中共样例市委样例市人民政府, and the offices of both
_PARTY_AND_GOVERNMENT = re.compile(
    "(中共[一-龥]{2,12}?委(?:员会)?(?:办公[厅室])?)([一-龥]{2,12}?人民政府(?:办公[厅室])?)"
)
_BEFORE_TITLE = re.compile("(?:关于|印发|转发|公布)")
_BEFORE_YEAR = re.compile("(?:19|20)\\d\\d年")  # 样例市教育局2023年工作要点


@dataclass(frozen=True, slots=True)
class Signature:
    """The body that signs (None where the date stands alone) and the day."""

    issuer: str | None
    day: date


def find_signature(text: str) -> Signature | None:
    """Give the first signature with a body, else the first date that stands alone."""
    alone = None
    for match in _dates(text):
        day = _day(match)
        if day is None or _OTHER_DAY.match(text, match.end()):
            continue
        issuer = _issuer_above(text, match.start())
        if issuer:
            return Signature(issuer, day)
        if alone is None and _stands_alone(text, match.start(), match.end()):
            alone = Signature(None, day)
    return alone


def _dates(text: str) -> Iterator[re.Match[str]]:
    for mark in _YEAR_MARK.finditer(text, _YEAR_DIGITS):
        if match := _DATE.match(text, mark.start() - _YEAR_DIGITS):
            yield match


def issuer_of_title(title: str | None) -> str | None:
    """Give the body that a title names before 关于 or 印发."""
    if not title:
        return None
    about = _BEFORE_TITLE.search(title) or _BEFORE_YEAR.search(title)
    if about is None or about.start() < 3:
        return None
    words = title[: about.start()]
    if not (words in _SHORT_BODY or _is_body(words)):
        return None
    return "、".join(_parted(words))


def _parted(words: str) -> tuple[str, ...]:
    """Part party and government, whose names a title sets side by side."""
    both = _PARTY_AND_GOVERNMENT.fullmatch(words)
    return both.groups() if both else (words,)


def day_in_brackets(text: str) -> date | None:
    """Give the date in the bracket behind a title in a compilation."""
    match = re.match("[^。]{6,160}?通知（([^（）]{8,12})）", text[:240])
    found = _DATE.match(match[1]) if match else None
    return _day(found) if found else None


def _issuer_above(text: str, at: int) -> str | None:
    """Read the lines of bodies that end where the date begins."""
    start = max(0, at - 160)
    words = text[start:at]
    cut = max(words.rfind(mark) for mark in "。！？；：") + 1
    lines = [
        _EDITION.sub("", _STAMP.sub("", line)).strip()
        for line in words[cut:].split("\n")
    ]
    lines = [line for line in lines if line]
    bodies: list[str] = []
    for line in reversed(lines):
        in_brackets = line.startswith("（") and line.endswith("）")
        line = line if in_brackets else _behind_bracket(line)
        if not (in_brackets and len(line) > 4) and not _is_body(line):
            break
        bodies.insert(0, line)
    return _joined(bodies)


def _behind_bracket(line: str) -> str:
    """Cut off the bracket of the last item, to which a signature may be glued."""
    cut = max(line.rfind(mark) for mark in "）〕") + 1
    behind = line[cut:]
    opens = max(line.find(mark) for mark in "（〔")
    named = 0 <= opens < cut and not _DUTIES.search(line[:cut])
    return line if named or not _is_body(behind) else behind


def _is_body(line: str) -> bool:
    if line in _SHORT_BODY:
        return True
    return bool(_BODY_LINE.match(line)) and not _NO_BODY.search(line)


def _joined(bodies: Sequence[str]) -> str | None:
    """Join the lines of one signature: a bracket belongs to the body above it."""
    joined: list[str] = []
    for body in bodies:
        if body.startswith("（") and joined:
            joined[-1] += body
        elif not body.startswith("（"):
            joined += _parted(body)
    return "、".join(joined) or None


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 1) : start]
    after = text[end : end + 1]
    return before in ("", "\n", "。") and after in ("", "\n", "（")


def _day(match: re.Match[str]) -> date | None:
    try:
        if match[1]:
            return date(int(match[1]), int(match[2]), int(match[3]))
        year = int("".join(_CHINESE[character] for character in match[4]))
        return date(year, _number(match[5]), _number(match[6]))
    except ValueError:
        return None


def _number(numeral: str) -> int:
    """Read a Chinese number below a hundred."""
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return int(_CHINESE[numeral])
    return 10 * int(_CHINESE[tens] if tens else 1) + int(_CHINESE[ones] if ones else 0)


_SIGNED_LINE = re.compile(
    r"(?:^|\n|号)([\u4e00-\u9fff]{2,30}?(?:人民政府|委员会|厅|局|办公室|委))\s?"
    r"((?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?=\n)"
)


def signed_above(front: str) -> Signature | None:
    """Give a body and its day that stand on one line above the text."""
    match = _SIGNED_LINE.search(front)
    found = _DATE.search(match[2]) if match else None
    day = _day(found) if found else None
    return Signature(match[1], day) if match and day else None
