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
        url = entry.url
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
    return joined(base, target) or None if target else None


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
            url = joined(base, node.attributes.get("href") or "")
            if ATTACHMENTS.search(urlsplit(url).path):
                found.setdefault(url, Found(url, node.text().strip()))
    return tuple(found.values())


def joined(base: str, target: str) -> str:
    """Give the address that a link on the page *base* leads to, without its fragment.

    Empty for what is no address (``http://[here]/``): editors write links by hand.
    """
    try:
        url = urldefrag(urljoin(base, target))[0]
        _ = urlsplit(url).port
    except ValueError:
        return ""
    return url


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
            yield Found(joined(base, target), " ".join(title.split()))


def _of_feed(source: Source, base: str, body: bytes) -> Iterator[Found]:
    import feedparser

    for entry in feedparser.parse(body, sanitize_html=False).entries:
        if entry.get("link"):
            yield Found(joined(base, entry.link), entry.get("title", ""))


def _of_sitemap(source: Source, base: str, body: bytes) -> Iterator[Found]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:  # nothing at all
        return
    if root is None:
        return
    for node in root.iter("{*}loc"):
        if node.text:
            yield Found(joined(base, node.text.strip()), "")
