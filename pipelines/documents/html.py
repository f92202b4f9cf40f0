"""Pages: what a reader of the page would see, in blocks and tables.

Scripts, styles and hidden elements are left out, list numbers are written, tables
that only lay out the page are dissolved into their paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipelines.documents.charset import decode_text
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.writing import Draft, Pen, tidy
from pipelines.errors import Unreadable
from pipelines.model import Document

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "select",
        "option",
        "datalist",
        "textarea",
        "button",
        "audio",
        "video",
        "canvas",
        "map",
        "title",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
_HEADING = re.compile(r"h[1-6]\Z")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
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
_LONG_CELL = 400  # characters; a longer cell holds an article, not a value


def decode_html(
    data: bytes, limits: Limits = DEFAULT, charset: str | None = None
) -> Document:
    """Decode a page, or a saved piece of one; *charset* is what the server said.

    Raises:
        Unreadable: the bytes are no text, or the page shows no words.
        LimitExceeded: elements are nested deeper, or tables larger, than allowed.
    """
    from selectolax.lexbor import LexborHTMLParser

    limits.check("bytes of text", len(data), limits.text_bytes)
    text, encoding = decode_text(data, charset or _declared(data))
    _check_tags(text, limits)
    root = LexborHTMLParser(text.replace("\x00", "")).root
    if root is None:
        raise Unreadable("the page shows no words")
    _check_depth(root, limits)
    pen = Pen(limits)
    _Page(pen).write(root)
    document = pen.finish("text/html", encoding=encoding, meta=_meta(root))
    if not document.text:
        raise Unreadable("the page shows no words")
    return document


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


def _walk(
    root: LexborNode, is_closed: Callable[[LexborNode], bool] = lambda node: False
) -> Iterator[tuple[LexborNode, bool]]:
    """Yield each visible node when entered (True) and left (False).

    What lies below a closed node is passed over. No recursion: a page may be deep.
    """
    node, depth = root, 0
    while True:
        dropped = bool(depth) and _is_dropped(node)
        if not dropped:
            yield node, True
        child = None if dropped or is_closed(node) else node.child
        if child is not None:
            node, depth = child, depth + 1
            continue
        if not dropped:
            yield node, False
        while depth and node.next is None:
            parent = node.parent
            if parent is None:
                return
            node, depth = parent, depth - 1
            yield node, False
        if not depth or node.next is None:
            return
        node = node.next


def _check_tags(text: str, limits: Limits) -> None:
    """Refuse hopeless nesting before the parser, whose time grows with its square."""
    depth = 0
    for tag in _TAG.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        limits.check("depth of nested elements", depth, limits.depth)


def _check_depth(root: LexborNode, limits: Limits) -> None:
    depth = 0
    for _, entered in _walk(root):
        depth += 1 if entered else -1
        limits.check("depth of nested elements", depth, limits.depth)


def _is_dropped(node: LexborNode) -> bool:
    tag = node.tag
    if tag == "-text":
        return False
    if tag in _DROPPED or tag is None or not tag[0].isalpha():
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _words(node: LexborNode) -> str:
    """Give the visible words below *node*, a space where a block ends."""
    pieces = []
    for current, entered in _walk(node):
        if current.tag == "-text":
            pieces.append(current.text_content or "" if entered else "")
        elif current.tag in _BLOCKS:
            pieces.append(" ")
    return tidy("".join(pieces))


def _number(node: LexborNode, name: str, otherwise: int) -> int:
    value = (node.attributes.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() else otherwise


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """Give the table's own cells, row by row; a nested table is inside of its cell."""
    rows: list[list[LexborNode]] = []
    for node, entered in _walk(
        table, lambda node: node is not table and node.tag in ("td", "th", "caption")
    ):
        if not entered:
            continue
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            rows[-1].append(node)
    return rows


def _is_layout(table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    """Say whether a table only lays out the page.

    So it is where it says so, has no two cells side by side, or where one cell holds
    most of its words and these are an article or another table.
    """
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    if all(len(row) < 2 for row in rows):
        return True
    cells = [(cell, len(_words(cell))) for row in rows for cell in row]
    whole = sum(length for _, length in cells)
    largest, length = max(cells, key=lambda cell: cell[1])
    if 2 * length <= whole:
        return False
    return largest.css_first("table") is not None or (
        length > _LONG_CELL and len(largest.css("p, br, div")) > 2
    )


class _Page:
    """Writes a page's visible words; keeps what the walk has open."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen
        self._words: list[str] = []
        self._level: int | None = None
        self._tables: dict[int, list[list[LexborNode]]] = {}
        self._counts: dict[int, int] = {}

    def write(self, root: LexborNode) -> None:
        for node, entered in _walk(root, self._is_grid):
            tag = node.tag or ""
            if tag == "-text":
                if entered:
                    self._words.append(node.text_content or "")
            elif tag in _BLOCKS:
                self._flush()
                self._enter(node, tag) if entered else self._leave(node, tag)
        self._flush()

    def _is_grid(self, node: LexborNode) -> bool:
        """Close a table that holds data, and remember its rows."""
        if node.tag != "table":
            return False
        if node.mem_id not in self._tables:
            rows = _rows(node)
            if not rows or _is_layout(node, rows):
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
                [[_draft(cell) for cell in row] for row in rows],
                _words(caption) if caption is not None else None,
            )

    def _flush(self) -> None:
        self._pen.paragraph("".join(self._words), self._level)
        self._words.clear()

    def _list_number(self, item: LexborNode) -> str:
        """Give the number that a browser would show before an item of a list."""
        parent = item.parent
        if parent is None or parent.tag != "ol":
            return ""
        number = self._counts.get(parent.mem_id, _number(parent, "start", 1) - 1) + 1
        number = _number(item, "value", number)
        self._counts[parent.mem_id] = number
        return "" if _NUMBERED.match(_words(item)) else f"{number}. "


def _draft(cell: LexborNode) -> Draft:
    return Draft(
        _words(cell),
        _number(cell, "rowspan", 1) or 1000,
        _number(cell, "colspan", 1),
        cell.tag == "th",
    )
