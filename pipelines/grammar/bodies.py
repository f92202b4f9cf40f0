"""Lists of bodies: which mentions they hold, groups kept whole.

Lists part at 、 ， ；, and at 和 及 与 会同 between two bodies that are whole in
themselves. A group stays whole: 各县市、区、特区人民政府.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipelines.grammar.needs import openings
from pipelines.lexicons.bodies import body_suffixes
from pipelines.model.records import record

OPENING = "（(〔[【{"
CLOSING = "）)〕]】}"


@record(frozen=True, slots=True)
class Mention:
    """One body as written; offsets are those of the list's text.

    ``stop`` is the character that parts it from the mention before ("" at the
    start); ``mark`` a star or a bracketed role word that stood with it.
    """

    text: str
    start: int
    end: int
    stop: str
    mark: str


_MARKS = re.compile(
    f"[{re.escape(OPENING + CLOSING)}、，；。,;\n]"
    "|(?<=[局委厅部办会府院联心队社校处站所])[/／](?=[一-龥]{3})"
)
# A saying within a name keeps its marks: 市“双随机、一公开”联席会议.
_QUOTED = re.compile("“[^“”。；\n]{1,20}”")
_NESTED = re.compile(r"[（(〔\[][^（）()〔〕\[\]]*[）)〕\]]")
_STRONG_ENDS = body_suffixes("strong")
_ANY_ENDS = _STRONG_ENDS + body_suffixes("weak")
_LAST = frozenset({suffix[-1] for suffix in _ANY_ENDS} | set(CLOSING))
_BARE = (
    "(?:(?:县级|设区的?|省直管|自治)?"
    "(?:县|区|市|州|旗|盟|乡|镇|街道|特区|新区|开发区|功能区|林区|苏木|场|地)"
    "(?:[（〔][^（）〔〕]*[）〕])?)+"
)
_GROUP_HEAD = re.compile(f"(?:各|有关|相关|其他)(?:级|有关|相关|设区的?)?{_BARE}$")
_GROUP_REST = re.compile(
    f"{_BARE}(?:人民政府|政府|党委|党工委|党（工）委|办事处|街道办|部门|单位)?$"
)
_JOINT = re.compile("以及|会同|联合|及(?!其|所属|下属|直属)|和|与|并")
_TAKING_ALONG = "会同"
_DEPARTMENT = re.compile("[一-龥]{2}[科股站所]$")  # weak alone: 财务科会同办公室
_COLLECTIVE = re.compile("各|有关|相关")
_OWN_HEAD = re.compile(
    "各|有关|相关|国家|中央|国务院|全国|省|市|县|区|州|盟|旗|自治区|自治州|团|驻"
)
_PREFIX = re.compile(
    "(?:具体)?(?:请|由|并由|以及|及|和(?![县田平布龙顺林静硕政])|与|并|会同|联合|其中)+(?=.{2})"
)
_SUFFIX = re.compile(
    "等(?:(?:市级|省级|县级|区级|州级|市直|省直|县直|区直|中央|各|有关|相关|多个|成员|"
    "行业|主管|[0-9]+个)*(?:部门|单位|机构|企业)?(?:和|及|、)?)*$"
    "|等(?!级)[^、，；]{4,40}成员单位$"
)
_GROUP_FIRST = openings(_GROUP_HEAD.pattern)
_PREFIX_FIRST = openings(_PREFIX.pattern)
_ROLE_MARK = re.compile("（(牵头|主办|牵头单位|牵头部门|配合|参与|协办)）$")
_STARS = "*★※☆#▲"


@lru_cache(maxsize=16384)
def is_body(mention: str, *, strong: bool = False) -> bool:
    """Say whether the words close as the name of a body does."""
    words = _NESTED.sub("", mention) or mention
    ends = _STRONG_ENDS if strong else _ANY_ENDS
    return len(mention) <= 40 and words.endswith(ends)


def may_end_body(character: str) -> bool:
    """Say whether the name of a body may close with this character."""
    return character in _LAST


@lru_cache(maxsize=8192)
def split_bodies(text: str) -> tuple[Mention, ...]:
    """Give the mentions of a list of bodies, in its order."""
    mentions = []
    joins = _JOINT.search(text) is not None
    for stop, start, end in _grouped(text, list(_pieces(text))):
        parts = _joined(text, start, end) if joins else ((start, end),)
        for first, last in parts:
            mention = _cleaned(text, first, last, stop)
            if mention is not None:
                mentions.append(mention)
            stop = "、"
    return tuple(mentions)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    depth, start, stop = 0, 0, ""
    quoted = _QUOTED.sub(_blank, text) if "“" in text else text
    for mark in _MARKS.finditer(quoted):
        character, at = mark[0], mark.start()
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0:
            if start < at:
                yield stop, start, at
            start, stop = at + 1, character
    if start < len(text):
        yield stop, start, len(text)


def _blank(quoted: re.Match[str]) -> str:
    return "“" * len(quoted[0])


def _grouped(
    text: str, pieces: list[tuple[str, int, int]]
) -> Iterator[tuple[str, int, int]]:
    """Put 各县、区人民政府 together again."""
    index = 0
    while index < len(pieces):
        stop, start, end = pieces[index]
        index += 1
        if text[start] in _GROUP_FIRST and _GROUP_HEAD.match(text[start:end]):
            while (
                index < len(pieces)
                and pieces[index][0] == "、"
                and _GROUP_REST.match(text[pieces[index][1] : pieces[index][2]])
            ):
                end = pieces[index][2]
                index += 1
                if not _GROUP_HEAD.match(text[start:end].replace("、", "")):
                    break
        yield stop, start, end


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a piece at 和 and its like, where both sides are whole bodies."""
    for match in _JOINT.finditer(text, start, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if _whole(left, match[0], right) and not _inside_bracket(
            text, start, match.start()
        ):
            yield start, match.start()
            yield from _joined(text, match.end(), end)
            return
    yield start, end


def _whole(left: str, joint: str, right: str) -> bool:
    if not left or not right or not is_body(right):
        return False
    if joint == _TAKING_ALONG and _DEPARTMENT.search(left):
        return True
    if _COLLECTIVE.match(left):
        return is_body(left) and bool(_OWN_HEAD.match(right))
    return is_body(left, strong=True)


def _inside_bracket(text: str, start: int, at: int) -> bool:
    depth = 0
    for character in text[start:at]:
        depth += (character in OPENING) - (character in CLOSING)
    return depth > 0


def _cleaned(text: str, start: int, end: int, stop: str) -> Mention | None:
    mark = ""
    while start < end and text[start] in _STARS:
        mark, start = "*", start + 1
    while start < end and text[end - 1] in _STARS:
        mark, end = "*", end - 1
    opens = start < end and text[start] in _PREFIX_FIRST
    prefix = _PREFIX.match(text, start, end) if opens else None
    if prefix:
        mark = mark or ("会同" if "会同" in prefix.group() else "")
        start = prefix.end()
    if text[end - 1] == "）" and (role := _ROLE_MARK.search(text, start, end)):
        mark, end = role.group(1), role.start()
    suffix = _SUFFIX.search(text, start, end) if "等" in text[start:end] else None
    if suffix and suffix.start() > start:
        end = suffix.start()
    words = text[start:end].strip("·•—- ")
    return Mention(words, start, end, stop, mark) if len(words) > 1 else None
