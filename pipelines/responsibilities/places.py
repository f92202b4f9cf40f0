"""Where a passage may say who is answerable: its brackets and its labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.model.records import record
from pipelines.responsibilities.asides import read_asides
from pipelines.responsibilities.fields import (
    ANY_FIELD,
    NOTHING,
    Said,
    read_words,
)
from pipelines.responsibilities.lists import CLOSING, OPENING, is_body, split_bodies
from pipelines.responsibilities.openly import duty_sentences
from pipelines.responsibilities.phrases import (
    DEADLINE_LABEL,
    DUTY_LABEL,
    HELP_LABEL,
    LEAD_LABEL,
    OTHER_LABEL,
)

_MARKS = re.compile(f"[{re.escape(OPENING + CLOSING)}]")
_MARKS_AND_STOPS = re.compile(f"[{re.escape(OPENING + CLOSING)}。\n；]")
_WORTH = re.compile(
    "牵头|责任|负责|配合|参与|参加|协助|协办|主办|统筹|承办|分工|不再|"
    "(?:落实|实施|推进|指导|支持|职责|监督)[，。；、）)〕\\]】]|"
    "[局委厅办府会部](?:共同|组织|联合|具体)?(?:落实|实施)$|时限|期限|时间"
)
# A bracket behind these says which body is meant: 主管部门（样例市教育局）.
_BODY_BEFORE = re.compile(
    "(?:部门|单位|机构|机关|政府|组织|企业|[局委厅办会院校司部处]|中心|公司|地区|市县|区县|试点|等地?|[组队]|电话)$"
)
_OFFICES = re.compile("(?!由)[^。；：]*?[局委厅办府会联](?:[、，][^。；：]*|等)?")
# A role alone is a label at the beginning of a line or sentence.
_ALONE = "(?<![^。\n])(?:牵头|责任|配合|主办|协办)(?=[:：])"
_LINE = re.compile(
    f"(?:{_ALONE}|{LEAD_LABEL}|{HELP_LABEL}|{DUTY_LABEL}|{DEADLINE_LABEL}"
    "|(?:责任|任务|职责|工作)分工)[:：]"
)
_ASIDE_WORD = re.compile("为(?:牵头|主办)|是牵头|不[再另]|恕不|单位均|部门均")
_OTHER = re.compile(f"(?:{OTHER_LABEL})[:：]")
_LABEL_ENDS = (
    "单位", "部门", "主体", "处室", "科室", "股室", "机构", "时限", "期限", "时间",
    "安排", "节点", "要求", "地区", "县区", "市县", "办局", "司局", "进度", "间表",
    "分工", "牵头", "责任", "配合", "主办", "协办", "单位）", "部门）", "责任人",
)  # fmt: skip
_LINE_HINT = re.compile(f"[:：](?:{'|'.join(f'(?<={w}.)' for w in _LABEL_ENDS)})")
_LONGEST_LABEL = 18
_ENDS = re.compile(
    f"[。\n]|(?:{_ALONE}|{LEAD_LABEL}|{HELP_LABEL}|{DUTY_LABEL}|{DEADLINE_LABEL}|{OTHER_LABEL})[:：]"
)


@record(frozen=True, slots=True)
class Place:
    """A range of a passage that says who is answerable, and what it says.

    ``inner`` is where the words begin that ``said`` counts from.
    """

    start: int
    end: int
    inner: int
    said: Said


def find_places(text: str) -> list[Place]:
    """Find all brackets and labelled lines of a passage that name bodies or times."""
    places = list(_brackets(text))
    places += _lines(text, places)
    places += _asides(text, places)
    taken = [(place.start, place.end) for place in places]
    for start, end in duty_sentences(text, taken):
        places.append(Place(start, end, start, read_words(text[start:end], bare=False)))
    return sorted(places, key=lambda place: place.start)


def _brackets(text: str) -> Iterator[Place]:
    for start, end, closed in _spans(text, 0, len(text)):
        yield from _bracket(text, start, end, closed)


def _bracket(text: str, start: int, end: int, closed: bool) -> Iterator[Place]:
    last = end - 1 if closed else end
    words = text[start + 1 : last]
    said = NOTHING
    if _WORTH.search(words) or _closes_sentence(text, start, end):
        bare = closed and _closes_sentence(text, start, end)
        said = read_words(words, bare=bare, last=end == len(text))
    elif closed and (
        (_closes_clause(text, end) and len(split_bodies(words)) > 1)
        or _closes_item(text, start, end)
    ):
        said = read_words(words, bare=True)
    if (closed or said.labelled) and _certain(said):
        yield Place(start, end, start + 1, said)
        return
    for inner in _spans(text, start + 1, last):
        yield from _bracket(text, *inner)


def _certain(said: Said) -> bool:
    """A time alone is none of ours unless a label says so."""
    facts = said.duties or said.defaults or said.conventions or said.labelled
    return bool(facts or said.ambiguous)


def _closes_sentence(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else "。"
    after = text[end] if end < len(text) else "。"
    return before in "。；！\n” " or (after in "。\n" and before in "，、")


def _closes_clause(text: str, end: int) -> bool:
    """Say whether a bracket ends one of several measures: …（市民政局、市财政局）；."""
    return text[end : end + 1] == "；" or (
        text[end : end + 1] == "。" and "）；" in text[:end]
    )


def _closes_item(text: str, start: int, end: int) -> bool:
    """Say whether a bracket ends an item, and explains no body before it."""
    return (
        not text[end:].strip("。； \n")
        and not _BODY_BEFORE.search(text, 0, start)
        and _OFFICES.fullmatch(text, start + 1, end - 1) is not None
    )


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Give the outermost brackets; one that never closes gives way to those in it."""
    marks = [
        (m.start(), m.group() in OPENING) for m in _MARKS.finditer(text, start, end)
    ]
    index = 0
    while index < len(marks):
        at, opens = marks[index]
        index += 1
        if not opens:
            continue
        depth, ahead = 1, index
        while ahead < len(marks) and depth:
            depth += 1 if marks[ahead][1] else -1
            ahead += 1
        if depth:
            if not any(opens for _, opens in marks[index:]):
                yield at, end, False
            continue
        yield at, marks[ahead - 1][0] + 1, True
        index = ahead


def _lines(text: str, taken: list[Place]) -> Iterator[Place]:
    """Read fields that stand in the open: 责任单位：X、Y up to the next stop."""
    at = 0
    for colon in _LINE_HINT.finditer(text):
        if colon.start() < at or _lies_in(colon.start(), taken):
            continue
        match = _LINE.search(text, max(at, colon.start() - _LONGEST_LABEL), colon.end())
        if not match or _lies_in(match.start(), taken):
            continue
        end = _line_end(text, match.end())
        other = _OTHER.search(text, match.end(), end)
        end = other.start() if other else end
        said = read_words(text[match.start() : end], bare=False)
        if said.times and _tells_steps(text, match.end(), end):
            continue
        if said.times or _names_bodies(said):
            yield Place(match.start(), end, match.start(), said)
            at = end


# Steps with their own days date no task: 一季度举办样例会9场；二季度建成样例站3处.
_NEXT_STEP = re.compile(
    "；(?:\\d{1,2}月|[一二三四]季度|第[一二三四]季度|[上下]半年|年底|全年|20\\d\\d年)"
)
_COUNTED = re.compile("\\d万?(?:[个场户人所处条家名项次套台辆件亩座%％]|公里)")


def _tells_steps(text: str, start: int, end: int) -> bool:
    """Say whether a field of times tells what is done by when, step by step."""
    counted = _COUNTED.search(text, start, end) is not None
    return counted or _NEXT_STEP.match(text, end) is not None


def _lies_in(at: int, places: list[Place]) -> bool:
    return any(place.start <= at < place.end for place in places)


def _asides(text: str, taken: list[Place]) -> Iterator[Place]:
    """Read what stands in the open of all lists or all tasks."""
    if not _ASIDE_WORD.search(text):
        return
    asides = read_asides(text)
    for start, end in asides.ranges:
        if any(place.start < end and start < place.end for place in taken):
            continue
        inside = tuple(duty for duty in asides.defaults if start <= duty.start < end)
        yield Place(start, end, 0, Said((), inside, asides.conventions))


def _names_bodies(said: Said) -> bool:
    return any(is_body(duty.mention) for duty in said.duties)


def _line_end(text: str, at: int) -> int:
    """Give the end of a field's value; stops within brackets do not end it."""
    depth = 0
    for mark in _MARKS_AND_STOPS.finditer(text, at):
        character = mark[0]
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth -= 1
        if depth < 0 or (depth == 0 and _stops(text, mark.start())):
            return mark.start()
    return len(text)


def _stops(text: str, at: int) -> bool:
    return text[at] in "。\n" or (text[at] == "；" and not _goes_on(text, at + 1))


def _goes_on(text: str, at: int) -> bool:
    """Say whether after ； another label or nothing but bodies follows."""
    stop = _ENDS.search(text, at)
    if stop and ANY_FIELD.match(text, at):
        return True
    end = stop.start() if stop else len(text)
    mentions = split_bodies(text[at:end])
    return bool(mentions) and all(is_body(m.text, strong=True) for m in mentions)
