"""Find the title that stands after a verb of drafting, in 《》 or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.deliverables.words import EMPTY_WORDS, NOUNS, SUBJECT_LENGTH
from pipelines.grammar.clauses import clause_end
from pipelines.grammar.papers import Paper


@dataclass(frozen=True, slots=True)
class Title:
    """A title and its range in the passage, marks included."""

    start: int
    end: int
    text: str
    marked: bool


_JOINS = re.compile("(?:、|和|及|与|以及|，)?(?:《|$)")
_BEFORE_MARKS = re.compile(
    "^(?:我[省市县区州盟国]|全[省市县区]|本(?:地区?|级|单位|部门|校|院|系统|行政区域|[省市县区州])|各地|当地|新的?|地方|[一-龥]{0,6}版)?$"
)
_NOUN = "|".join(sorted(NOUNS, key=len, reverse=True))
_BRACKETS = "(?:（[^（）]{1,30}）)*"
# To whom a paper then goes: 编制样例规划报市政府审定.
_HANDED = "(?:上报|报送|提交|报(?!告|表|名|考|道|销|废|警|价|酬|备|批))"
_CLOSING_NOUN = re.compile(
    f"(?:(?<!解决)(?:{_NOUN})){_BRACKETS}(?=$|[、。；，！\n）]|和|及|与|并|以及|等|{_HANDED})"
)
_COMPARES = re.compile("高于|严于|优于|不符合|低于")
_STARTS_BADLY = re.compile("^(?:的|了|过|者|人|工作|和|与|、|，|好|中|时|后|前|之)")
# Papers of a kind, not one with its title: 一批地方标准, 甲、乙等产品标准.
_OF_A_KIND = re.compile(
    f"^(?:一批|一系列|若干|多项|有关|相关)|等[^、，]{{0,4}}(?:{_NOUN})$"
)


def titles_after(text: str, at: int, papers: Sequence[Paper]) -> list[Title]:
    """Give the titles that a verb ending at *at* orders; none where none is named."""
    if _STARTS_BADLY.match(text[at : at + 2]):
        return []
    first = next((p for p in papers if p.start >= at and p.title), None)
    if first is not None and _BEFORE_MARKS.match(text[at : first.start]):
        after = _noun_after_marks(text, first)
        return [after] if after else _run_of_marked(text, first, papers)
    return _without_marks(text, at)


# 完成样例镇保护规划编制工作: the title stands between the work's verb and its own.
_WORKED_ON = re.compile(
    "(?:完成|启动|开展|做好|抓好|推进|加快)(?P<title>[^，。；：《》]{4,60}?"
    f"(?<!有关)(?<!相关)(?<!配套)(?:{_NOUN}){_BRACKETS})的?$"
)


def title_worked_on(text: str, clause: int, end: int) -> Title | None:
    """Give the title without 《》 that stands right before *end*, work on it asked."""
    found = _WORKED_ON.search(text, clause, end)
    if found is None or _OF_A_KIND.search(found["title"]):
        return None
    if is_empty(re.split("[、和与及]", found["title"])[-1]):
        return None  # 建设项目设计和方案: no paper of its own
    start, last = found.span("title")
    return Title(start, last, found["title"], marked=False)


def is_empty(title: str) -> bool:
    """Say whether a title names no subject of its own: 相关实施方案."""
    left = _YEARS.sub("", title)
    return len(_empty().sub("", left)) < SUBJECT_LENGTH


_YEARS = re.compile(r"\d{4}(?:-\d{4})?年?|[（）“”‘’]")


@cache
def _empty() -> re.Pattern[str]:
    words = sorted((*EMPTY_WORDS, *NOUNS), key=len, reverse=True)
    return re.compile("|".join(words))


def _noun_after_marks(text: str, paper: Paper) -> Title | None:
    """Read 《…》实施方案: a title that begins with another's."""
    end = clause_end(text, paper.title_end)
    tail = text[paper.title_end : end]
    noun = re.match(f"(?:的|[一-龥]{{0,6}})(?:{_NOUN}){_BRACKETS}$", tail)
    if noun is None or tail[0] in "、和及与以并等":
        return None
    start, end = paper.title_start, paper.title_end + noun.end()
    return Title(start, end, text[start:end], marked=False)


def _run_of_marked(text: str, first: Paper, papers: Sequence[Paper]) -> list[Title]:
    found: list[Title] = []
    at = first.title_start
    for paper in papers:
        if paper.start < first.start:
            continue
        if found and not _JOINS.fullmatch(text[at : paper.start] + "《"):
            break
        title = Title(paper.title_start, paper.title_end, paper.title or "", True)
        found.append(title)
        at = paper.end
    return found


def _without_marks(text: str, at: int) -> list[Title]:
    end = clause_end(text, at)
    found: list[Title] = []
    times = _TIMES.match(text, at)
    at = times.end() if times else at
    start = at
    for noun in _CLOSING_NOUN.finditer(text, at, end):
        if text.count("《", start, noun.start()) > text.count(
            "》", start, noun.start()
        ):
            continue
        start = _after_editions(text, start, noun.start())
        words = text[start : noun.end()]
        if found and is_empty(words) and text[found[-1].end] == "等":
            continue  # 甲规范等技术规范: what kind of paper the last one is
        if found and is_empty(words):
            last = found.pop()
            words, start = text[last.start : noun.end()], last.start
        elif is_empty(words):
            continue
        if _COMPARES.search(words) or _OF_A_KIND.search(words):
            return found
        found.append(Title(start, noun.end(), words, marked=False))
        start = noun.end() + len(_conjunction(text, noun.end()))
    return found


# How often or how many, before the title: 每年发布一次样例报告.
_TIMES = re.compile("(?:[一两三四1-9]次|[一1][份部本期](?!的))")
# The edition that closes a title of another kind: 测量方法（第一、二阶段）、…标准.
_EDITION = re.compile(
    "（(?:[^（）]{0,8}第[^（）]{1,8}|试行|暂行|[^（）]{0,6}版)）(?:、|和|及|与)"
)


def _after_editions(text: str, start: int, end: int) -> int:
    """Give where a title begins behind those of a list that close in an edition."""
    for edition in _EDITION.finditer(text, start, end):
        start = edition.end()
    return start


def _conjunction(text: str, at: int) -> str:
    match = re.match("、|和|及其?|与|并|以及|等", text[at : at + 3])
    return match[0] if match else ""
