"""Pages: what a reader of the page would see, in blocks and tables.

Scripts, styles and hidden elements are left out, list numbers are written, tables
that only lay out the page are dissolved into their paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.documents.charset import decode_text
from pipelines.documents.html_nodes import (
    BLOCKS,
    draft_of,
    is_layout,
    number_of,
    rows_of,
    walk,
    words_of,
)
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.writing import Pen, tidy
from pipelines.errors import Unreadable
from pipelines.model import Document

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADING = re.compile(r"h[1-6]\Z")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_XML_CHARSET = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I
)
# Elements that need their end tag (HTML, 13.1.2): the others may stay open by right.
_TAG = re.compile(
    r"<(/?)(?:a|article|b|blockquote|center|code|dl|div|em|fieldset|font|form|h[1-6]|i|"
    r"main|nav|o:p|ol|section|small|span|strong|sub|sup|table|u|ul)\b[^<>]*>",
    re.I,
)
_NUMBERED = re.compile(r"\s*[(（]?[0-9０-９一二三四五六七八九十①-⑳]+[)）.．、]?")
_SNIFFED = 4096  # bytes; where a page must declare its encoding (HTML, 1024) and more
_META_LENGTH = 1000  # characters of one meta value that are kept


def decode_html(
    data: bytes, limits: Limits = DEFAULT, charset: str | None = None
) -> Document:
    """Decode a page, or a saved piece of one; *charset* is what the server said.

    Raises:
        Unreadable: the bytes are no text, or the page shows no words.
        LimitExceeded: elements are nested deeper, or tables larger, than allowed.
    """
    from selectolax.lexbor import LexborHTMLParser

    text, encoding = page_text(data, limits, charset)
    root = LexborHTMLParser(text).root
    if root is None:
        raise Unreadable("the page shows no words")
    _check_depth(root, limits)
    pen = Pen(limits)
    _Page(pen).write(root)
    document = pen.finish("text/html", encoding=encoding, meta=_meta(root))
    if not document.text:
        raise Unreadable("the page shows no words")
    return document


def page_text(
    data: bytes, limits: Limits = DEFAULT, charset: str | None = None
) -> tuple[str, str]:
    """Give a page's markup as text that may be parsed, and its encoding.

    Raises:
        Unreadable: the bytes are no text.
        LimitExceeded: the page is larger, or nested deeper, than allowed.
    """
    limits.check("bytes of text", len(data), limits.text_bytes)
    text, encoding = decode_text(data, charset or _declared(data))
    _check_tags(text, limits)
    return text.replace("\x00", ""), encoding


def _declared(data: bytes) -> str | None:
    head = data[:_SNIFFED]
    found = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return found[1].decode("ascii", "replace") if found else None


def _meta(root: LexborNode) -> dict[str, str]:
    """Give what the page says of itself: its title, meta tags, canonical address."""
    meta: dict[str, str] = {}
    for node in root.css("title"):
        meta.setdefault("title", tidy(node.text())[:_META_LENGTH])
    for node in root.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        content = tidy(node.attributes.get("content") or "")
        if name and content:
            meta.setdefault(tidy(name)[:100], content[:_META_LENGTH])
    for node in root.css('link[rel="canonical"]'):
        meta.setdefault("canonical", (node.attributes.get("href") or "")[:_META_LENGTH])
    return {name: value for name, value in meta.items() if value}


def _check_tags(text: str, limits: Limits) -> None:
    """Refuse hopeless nesting before the parser, whose time grows with its square."""
    depth = 0
    for tag in _TAG.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        limits.check("depth of nested elements", depth, limits.depth)


def _check_depth(root: LexborNode, limits: Limits) -> None:
    depth = 0
    for _, entered in walk(root):
        depth += 1 if entered else -1
        limits.check("depth of nested elements", depth, limits.depth)


class _Page:
    """Writes a page's visible words; keeps what the walk has open."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._words: list[str] = []
        self._level: int | None = None
        self._tables: dict[int, list[list[LexborNode]]] = {}
        self._counts: dict[int, int] = {}

    def write(self, root: LexborNode) -> None:
        for node, entered in walk(root, self._is_grid):
            tag = node.tag or ""
            if tag == "-text":
                if entered:
                    self._words.append(node.text_content or "")
            elif tag in BLOCKS:
                self._flush()
                self._enter(node, tag) if entered else self._leave(node, tag)
        self._flush()

    def _is_grid(self, node: LexborNode) -> bool:
        """Close a table that holds data, and remember its rows."""
        if node.tag != "table":
            return False
        if node.mem_id not in self._tables:
            rows = rows_of(node)
            if not rows or is_layout(node, rows):
                return False
            self._tables[node.mem_id] = rows
        return True

    def _enter(self, node: LexborNode, tag: str) -> None:
        if _HEADING.match(tag):
            self._level = int(tag[1])
        elif tag == "li":
            self._words.append(self._list_number(node))

    def _leave(self, node: LexborNode, tag: str) -> None:
        if _HEADING.match(tag):
            self._level = None
        rows = self._tables.pop(node.mem_id, None) if tag == "table" else None
        if rows is not None:
            caption = node.css_first("caption")
            self._pen.table(
                [[draft_of(cell) for cell in row] for row in rows],
                words_of(caption) if caption is not None else None,
            )

    def _flush(self) -> None:
        self._pen.paragraph("".join(self._words), self._level)
        self._words.clear()

    def _list_number(self, item: LexborNode) -> str:
        """Give the number that a browser would show before an item of a list."""
        parent = item.parent
        if parent is None or parent.tag != "ol":
            return ""
        number = self._counts.get(parent.mem_id, number_of(parent, "start", 1) - 1) + 1
        number = number_of(item, "value", number)
        self._counts[parent.mem_id] = number
        return "" if _NUMBERED.match(words_of(item)) else f"{number}. "
