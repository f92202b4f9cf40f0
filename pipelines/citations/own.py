"""Which titles in a notice are its own: never citations of another document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.grammar.papers import (
    NOTICE_NOUNS,
    PAPER_NOUNS,
    Paper,
    find_papers,
    plain_title,
)
from pipelines.model import ItemKind, Metadata, Outline

_ISSUES = re.compile(
    "(?:印发|发布|公布|转发|下发|颁布|修订)(?:了|修订后的|新修订的)?(?=《)"
)
_ISSUED_WITHOUT_MARKS = re.compile(
    "关于(?:印发|发布|公布|下发)(.+?)的(?:通知|公告|通告)$"
)
_HERE_ISSUED = re.compile(
    "^(?:》|已|业|经|修订)*.{0,60}?(?:现|予以|特)?.{0,12}(?:印发|发布|公布|下发|转发)给?(?:你们|实施|执行)?"
)
_NOW = re.compile("(?:现|兹)(?:特)?将(?:新修订的|修订后的|市里制定的)?$")
_APPROVED = re.compile(
    "^(?!精神|要求|规定)(?:和|、|等.{0,10})?已?经?.{0,60}?(?:同意|通过|审定|批准|研究(?!制[定订]|起草|编制|拟定|提出|形成))"
)
_ALIAS = re.compile('(?:简称|统称)[:：]?(?:为)?[《“"]([^》”"]{1,30})[》”"]')
_GENERIC = frozenset((*PAPER_NOUNS, *NOTICE_NOUNS, "管理办法", "实施方案"))


def own_titles(metadata: Metadata, items: Outline) -> frozenset[str]:
    """Give the notice's own title and those of what it issues, in plain spelling."""
    titles = set()
    if metadata.title:
        titles.add(plain_title(metadata.title))
        titles |= _issued_by_title(metadata.title)
    for item in items.items:
        if item.kind is ItemKind.FRONT:
            titles |= _issued_by_letter(item.passage.text)
    return frozenset(titles)


def aliases(texts: Iterable[str]) -> frozenset[str]:
    """Give the short names (以下简称《通用目录》) that stand for other titles."""
    return frozenset(
        plain_title(match[1])
        for text in texts
        if "称" in text
        for match in _ALIAS.finditer(text)
    )


def is_generic(title: str) -> bool:
    """Say whether a title is a noun alone: 《规划》 stands for what was named."""
    return title in _GENERIC


def _issued_by_title(title: str) -> set[str]:
    found = set()
    papers = find_papers(title)
    for match in _ISSUES.finditer(title):
        found |= _run_of(papers, match.end(), title)
    if whole := _ISSUED_WITHOUT_MARKS.search(title):
        found.add(plain_title(whole[1]))
    return found


def _issued_by_letter(text: str) -> set[str]:
    """Read 现将《…》印发给你们 and 《…》《…》已经…同意，现印发."""
    found: set[str] = set()
    for run in _runs(find_papers(text), text):
        before = text[max(0, run[0].start - 12) : run[0].start]
        after = text[run[-1].end : run[-1].end + 120].split("。")[0]
        now = _NOW.search(before) and _HERE_ISSUED.match(after)
        own = after.split("《")[0]  # 《甲》精神，制定了《乙》，经同意，现印发: 乙 alone
        approved = _APPROVED.match(own) and "印发" in after
        if now or approved:
            found |= {plain_title(paper.title) for paper in run if paper.title}
    return found


def _runs(papers: Sequence[Paper], text: str) -> list[list[Paper]]:
    """Part titles into lists such as 《A》、《B》和《C》."""
    runs: list[list[Paper]] = []
    for paper in papers:
        joined = runs and not text[runs[-1][-1].end : paper.start].strip("、和及与以，")
        if joined:
            runs[-1].append(paper)
        else:
            runs.append([paper])
    return runs


def _run_of(papers: Sequence[Paper], start: int, text: str) -> set[str]:
    """Give the titles of the list that begins at *start*."""
    return {
        plain_title(paper.title)
        for run in _runs(papers, text)
        if run[0].start <= start <= run[-1].start
        for paper in run
        if paper.start >= start and paper.title
    }
