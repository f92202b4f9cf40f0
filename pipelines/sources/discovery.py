"""Addresses of notices in list pages, feeds and sitemaps; of attachments in pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from pipelines.documents.html import page_text
from pipelines.sources.config import Source

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

ATTACHMENTS = re.compile(r"\.(pdf|docx?|wps|xlsx?|csv|zip|txt)$", re.IGNORECASE)
# Words of links to files that portals put beside a notice to explain it.
_ABOUT = re.compile("解读|图解|读懂|问答|新闻发布|征求意见")


@dataclass(frozen=True, slots=True)
class Found:
    """One address that a source lists, and the words of its link."""

    url: str
    title: str


def notices_of(source: Source, base: str, body: bytes) -> tuple[Found, ...]:
    """Give the notices that one page of *source* lists, each once, in its order.

    Raises:
        Unreadable: the page is no text, or nested deeper than allowed.
    """
    readers = {"list": _of_list, "feed": _of_feed, "sitemap": _of_sitemap}
    wanted = re.compile(source.match) if source.match else None
    found: dict[str, Found] = {}
    for entry in readers[source.kind](source, base, body):
        url = urldefrag(entry.url)[0]
        if not url.startswith(("http://", "https://")):
            continue
        if wanted and not (wanted.search(entry.title) or wanted.search(url)):
            continue
        found.setdefault(url, Found(url, entry.title))
    return tuple(found.values())


def next_page(source: Source, base: str, body: bytes) -> str | None:
    """Give the address of the list's next page, where the source names a selector."""
    if source.kind != "list" or not source.next:
        return None
    node = parsed(body).css_first(source.next)
    target = node.attributes.get("href") if node else None
    return urldefrag(urljoin(base, target))[0] if target else None


def attachments_of(source: Source, base: str, body: bytes) -> tuple[Found, ...]:
    """Give the files that a notice's page links to, each once.

    Raises:
        Unreadable: the page is no text, or nested deeper than allowed.
    """
    tree = parsed(body)
    roots = tree.css(source.article) if source.article else [tree.root or tree]
    found: dict[str, Found] = {}
    for root in roots:
        for node in root.css("a[href]"):
            url = urldefrag(urljoin(base, node.attributes.get("href") or ""))[0]
            if ATTACHMENTS.search(urlsplit(url).path):
                found.setdefault(url, Found(url, node.text().strip()))
    return tuple(found.values())


def belongs(found: Found) -> bool:
    """Say whether a file is an annex of the notice, or only speaks about it."""
    return not _ABOUT.search(found.title)


def parsed(page: bytes) -> LexborHTMLParser:
    """Parse a page whatever its encoding, within the limits of the decoder.

    Raises:
        Unreadable: the page is no text, or nested deeper than allowed.
    """
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(page_text(page)[0])


def _of_list(source: Source, base: str, body: bytes) -> Iterator[Found]:
    for node in parsed(body).css(source.select):
        target = node.attributes.get("href")
        if target:
            title = node.attributes.get("title") or node.text()
            yield Found(urljoin(base, target), " ".join(title.split()))


def _of_feed(source: Source, base: str, body: bytes) -> Iterator[Found]:
    import feedparser

    for entry in feedparser.parse(body, sanitize_html=False).entries:
        if entry.get("link"):
            yield Found(urljoin(base, entry.link), entry.get("title", ""))


def _of_sitemap(source: Source, base: str, body: bytes) -> Iterator[Found]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(body, parser)
    if root is None:
        return
    for node in root.iter("{*}loc"):
        if node.text:
            yield Found(urljoin(base, node.text.strip()), "")
