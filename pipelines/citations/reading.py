"""Read the documents that a notice cites by title or by number.

By the annotation guideline: once for each distinct document, at its first mention;
never the notice's own title, what it issues, what it orders to be written, nicknames
without 《》 or number, and short names of documents named before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.citations.own import aliases, is_generic, own_titles
from pipelines.citations.rules import BARE_TITLE, NUMBER, TITLE
from pipelines.grammar.papers import Paper, find_numbers, find_papers, plain_title
from pipelines.model import (
    Citation,
    Deliverable,
    Item,
    ItemKind,
    Metadata,
    Outline,
    Span,
)

# What follows a name in 《》 that is no document.
_NO_DOCUMENT = re.compile(
    "(?:栏目|节目|专栏|专题|杂志|期刊|专刊|画册|歌曲|影片|一书|电视剧|纪录片|微电影|剧目)"
)
# What follows a title that is a part of the notice itself.
_ANNEXED = re.compile("[（(](?:详见|见|参见|附)?(?:附件|附表|附后|附录)")
_ANNEX_LIST = re.compile("附件?\\s*\\d*\\s*[:：.]?\\s*(?:\\d+\\s*[.．、])?\\s*$")
_LOADED_FILE = re.compile("\\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar)")
_LEANS_ON = re.compile(
    "(?:根据|按照|依据|落实|贯彻|执行|参照|遵照|符合|[（(〔])[^，。；]{0,12}$"
)
_AS_PAPER = re.compile("^[）)〕]?(?:号)?(?:文件|文|规定|要求|精神|明确)")
# A short title tells one document only from so many characters on.
_TELLING = 6
_ABOUT = "关于"
_ENDS_TITLE = re.compile(
    "(?:通知|意见|方案|办法|规定|决定|公告|规划|计划|纲要|细则)[（(〔]?$"
)


@dataclass(frozen=True, slots=True)
class _Mention:
    title: str | None
    number: str | None
    span: Span
    rule: str


def read_citations(
    items: Outline, metadata: Metadata, deliverables: Sequence[Deliverable] = ()
) -> tuple[Citation, ...]:
    """Read every document cited in *items*, in the order of first mention."""
    barred = own_titles(metadata, items)
    ordered = [plain_title(deliverable.title) for deliverable in deliverables]
    barred |= set(ordered)
    barred |= aliases(item.passage.text for item in items.items)
    mentions = (
        mention
        for item in items.items
        for mention in _mentions(item)
        if not _stands_in(metadata.title, item, mention)
        if mention.title is None or not _is_own(mention.title, barred, ordered)
        if mention.number is None or mention.number != metadata.document_number
    )
    return tuple(_once_each(mentions))


def _is_own(title: str, barred: frozenset[str], ordered: Sequence[str]) -> bool:
    """Say whether a title is the notice's own, or ends one that it orders."""
    plain = plain_title(title)
    return plain in barred or any(
        other.endswith(plain) for other in ordered if len(plain) >= _TELLING
    )


_BESIDE = 4


def _stands_in(own: str | None, item: Item, mention: _Mention) -> bool:
    """Say whether only the own title cites a title: 落实《甲》的分工方案.

    The plan below it and the letter repeat the words on both its sides.
    """
    at = own.find(f"《{mention.title}》") if own and mention.title else -1
    if own is None or at < _BESIDE:
        return False
    end = at + len(mention.title or "") + 2
    before, after = own[at - _BESIDE : at], own[end : end + _BESIDE]
    first = bisect_left(item.passage.origins, mention.span.start)
    last = bisect_left(item.passage.origins, mention.span.end)
    text = item.passage.text
    return text[:first].endswith(before) and text.startswith(after, last)


def _mentions(item: Item) -> Iterator[_Mention]:
    text = item.passage.text
    papers = find_papers(text) if "《" in text else []
    found: list[tuple[int, _Mention]] = []
    for paper in papers:
        if not _is_citation(text, paper, item):
            continue
        span = item.passage.span(paper.start, paper.end)
        found.append((paper.start, _Mention(paper.title, paper.number, span, TITLE)))
    found += _numbers_alone(item, papers)
    return (mention for _, mention in sorted(found, key=lambda pair: pair[0]))


def _is_citation(text: str, paper: Paper, item: Item) -> bool:
    title = paper.title or ""
    if is_generic(title) or len(title) < 3:
        return False
    after = text[paper.title_end : paper.title_end + 12]
    if _NO_DOCUMENT.match(after) or _ANNEXED.match(after):
        return False
    if item.kind is ItemKind.BACK and _is_in_annex_list(text, paper):
        return False
    return not _LOADED_FILE.search(text[paper.end : paper.end + 16])


def _is_in_annex_list(text: str, paper: Paper) -> bool:
    line = text.rfind("\n", 0, paper.start) + 1
    return _ANNEX_LIST.search(text[line : paper.start]) is not None


def _numbers_alone(item: Item, papers: Sequence[Paper]) -> list[tuple[int, _Mention]]:
    """Read numbers without 《》, with the words 关于…的通知 before them if any."""
    text = item.passage.text
    found = []
    last = 0
    for token in find_numbers(text):
        if any(paper.start < token.end and token.start < paper.end for paper in papers):
            last = token.end
            continue
        start = _bare_title(text, last, token.start)
        last = token.end
        if start is not None:
            title = text[start : token.start].rstrip("（(〔")
            span = item.passage.span(start, token.end)
            mention = _Mention(title, token.text, span, BARE_TITLE)
            found.append((start, mention))
        elif _is_leaned_on(text, token.start, token.end):
            span = item.passage.span(token.start, token.end)
            mention = _Mention(None, token.text, span, NUMBER)
            found.append((token.start, mention))
    return found


def _bare_title(text: str, since: int, number_start: int) -> int | None:
    """Give where 关于…的通知 begins that stands right before a number in brackets."""
    sentence = max(since, text.rfind("。", 0, number_start) + 1)
    words = text[sentence:number_start]
    if not _ENDS_TITLE.search(words) or "》" in words[-4:]:
        return None
    at = words.rfind(_ABOUT)
    while (before := words.rfind(_ABOUT, 0, max(at, 0))) >= 0 and words[
        at - 2 : at
    ] in ("印发", "转发", "实施", "贯彻"):
        at = before
    return sentence + at if at >= 0 else None


def _is_leaned_on(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 16) : start]
    return bool(_LEANS_ON.search(before) or _AS_PAPER.match(text[end : end + 4]))


def _once_each(mentions: Iterator[_Mention]) -> list[Citation]:
    """Join mentions of one document: alike in title or in number."""
    kept: list[_Mention] = []
    for mention in mentions:
        same = [other for other in kept if _is_same(mention, other)]
        if not same:
            kept.append(mention)
            continue
        first = same[0]
        joined = _Mention(
            next((row.title for row in (*same, mention) if row.title), None),
            next((row.number for row in (*same, mention) if row.number), None),
            first.span,
            first.rule,
        )
        kept = [
            joined if row is first else row
            for row in kept
            if row is first or row not in same
        ]
    return [Citation(row.title, row.number, row.span, row.rule) for row in kept]


def _is_same(one: _Mention, other: _Mention) -> bool:
    if one.number and one.number == other.number:
        return one.title is None or other.title is None or _alike(one, other)
    if one.number and other.number:
        return False
    return bool(one.title and other.title) and _alike(one, other)


def _alike(one: _Mention, other: _Mention) -> bool:
    """Say whether two titles are one, the issuer's name before 关于 aside."""
    short, long = sorted(
        (plain_title(one.title or ""), plain_title(other.title or "")), key=len
    )
    if short == long:
        return True
    return long.endswith(short) and (
        short.startswith(_ABOUT) or long.removesuffix(short) == "中华人民共和国"
    )
