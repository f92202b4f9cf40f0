"""Whether a page still says the same, whatever has changed around its notice.

Portals print counters, dates, tokens and recommended links into every answer, so two
visits rarely give the same bytes. What counts is what a reader of the notice would
read: its words and tables, and the facts that the page states of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.documents import decode
from pipelines.errors import Unreadable
from pipelines.model import Document, NoticeText
from pipelines.notices.fields import day_of, from_meta, labelled
from pipelines.sources.discovery import ATTACHMENTS, parsed
from pipelines.text import mend
from pipelines.text.fold import fold
from pipelines.text.page_words import page_words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_WORDS = re.compile(r"[\u4e00-\u9fff]")
_BLOCKS = frozenset(
    ("p", "li", "dd", "dt", "td", "th", "div", "section", "article", "ul", "ol", "body")
)
_BLANK = re.compile(r"[\s\u200b]+")
# A line that names a document or says a sentence; what else stands on a page without a
# notice is mostly the portal's, and its figures are counters, clocks and dates.
_SAYS = re.compile(
    "[。；！？《》]|关于|通知|公告|意见|方案|规划|计划|要点|措施|办法|决定|细则|规定|清单|附件"
)
_FIGURES = re.compile(r"\d+|(?<=星期)[一二三四五六日天]")


def says_the_same(before: bytes, now: bytes, article: str | None = None) -> bool:
    """Say whether two answers of one address, both HTML, hold the same notice.

    *article* selects the part of the page that counts where it holds no notice by
    itself, as one that only points to its file.
    """
    first = fingerprint(before, article)
    return first is not None and first == fingerprint(now, article)


def fingerprint(page: bytes, article: str | None = None) -> str | None:
    """Give a digest of what a page says; None where it cannot be read."""
    try:
        document = decode(_without_links(page), "page.html", "text/html")
        facts = [*_facts(from_meta(document.meta))]
        parts = [*_notices(document)] or [*_article(page, article, document)]
    except Unreadable:
        return None
    return hashlib.sha256("\x1f".join(facts + parts).encode()).hexdigest()


def _notices(document: Document) -> Iterator[str]:
    for notice in mend(document):
        yield from _facts(labelled(notice.head.text))
        yield notice.body.text
        yield from _cells(notice)


def _facts(facts: dict[str, str]) -> Iterator[str]:
    """Give the facts of a page; its own address may carry a token.

    Behind a day portals go on with what they have counted: only the day is the fact.
    """
    for name, value in sorted(facts.items()):
        if name != "source_url":
            day = day_of(value) if name.endswith("_on") else None
            yield f"{name}={day or value}"


def _cells(notice: NoticeText) -> Iterator[str]:
    for grid in notice.grids:
        for cell in grid.cells:
            yield cell.text


def _article(page: bytes, article: str | None, document: Document) -> Iterator[str]:
    """Give the words of a page without a notice: those of its article, else all.

    Lines that are the page's own, such as those of its counters, do not count, nor do
    the figures of lines that say nothing.
    """
    found = parsed(page).css(article) if article else []
    words = "\n".join(node.text(separator="\n") for node in found) or document.text
    others = set()
    for line in fold(words).split("\n"):
        dense = _BLANK.sub("", line)
        if not dense or page_words().chrome.match(dense):
            continue
        if _SAYS.search(dense):
            yield dense
        else:
            others.add(_FIGURES.sub("0", dense))
    yield from sorted(others)
    yield from _facts(labelled(words))


def _without_links(page: bytes) -> bytes:
    """Take out the links that stand alone in their block: menus, recommendations."""
    tree = parsed(page)
    blocks: dict[int, tuple[LexborNode, list[LexborNode]]] = {}
    for link in tree.css("a"):
        block = link.parent
        while block is not None and block.tag not in _BLOCKS:
            block = block.parent
        if block is not None and not _is_file(link):
            blocks.setdefault(block.mem_id, (block, []))[1].append(link)
    alone = [
        link
        for block, links in blocks.values()
        if _words(block) <= sum(map(_words, links))
        for link in links
    ]
    for link in alone:
        link.decompose()
    return (tree.html or "").encode()


def _is_file(link: LexborNode) -> bool:
    return bool(ATTACHMENTS.search(link.attributes.get("href") or ""))


def _words(node: LexborNode) -> int:
    return len(_WORDS.findall(node.text()))
