"""The visible nodes of a page, their words, and the tables among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipelines.documents.writing import Draft, tidy

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
BLOCKS = frozenset(
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
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_LONG_CELL = 400  # characters; a longer cell holds an article, not a value


def walk(
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


def _is_dropped(node: LexborNode) -> bool:
    tag = node.tag
    if tag == "-text":
        return False
    if tag in _DROPPED or tag is None or not tag[0].isalpha():
        return True
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def words_of(node: LexborNode) -> str:
    """Give the visible words below *node*, a space where a block ends."""
    pieces = []
    for current, entered in walk(node):
        if current.tag == "-text":
            pieces.append(current.text_content or "" if entered else "")
        elif current.tag in BLOCKS:
            pieces.append(" ")
    return tidy("".join(pieces))


def number_of(node: LexborNode, name: str, otherwise: int) -> int:
    """Give a whole-number attribute, or *otherwise* where it is none."""
    value = (node.attributes.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdigit() else otherwise


def rows_of(table: LexborNode) -> list[list[LexborNode]]:
    """Give the table's own cells, row by row; a nested table is inside of its cell."""
    rows: list[list[LexborNode]] = []
    for node, entered in walk(
        table, lambda node: node is not table and node.tag in ("td", "th", "caption")
    ):
        if not entered:
            continue
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th") and rows:
            rows[-1].append(node)
    return rows


def is_layout(table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    """Say whether a table only lays out the page.

    So it is where it says so, has no two cells side by side, or where one cell holds
    most of its words and these are an article or another table.
    """
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return True
    if all(len(row) < 2 for row in rows):
        return True
    cells = [(cell, len(words_of(cell))) for row in rows for cell in row]
    whole = sum(length for _, length in cells)
    largest, length = max(cells, key=lambda cell: cell[1])
    if 2 * length <= whole:
        return False
    return largest.css_first("table") is not None or (
        length > _LONG_CELL and len(largest.css("p, br, div")) > 2
    )


def draft_of(cell: LexborNode) -> Draft:
    """Give a cell as a draft; a row span of 0 reaches to the end of the table."""
    return Draft(
        words_of(cell),
        number_of(cell, "rowspan", 1) or 1000,
        number_of(cell, "colspan", 1),
        cell.tag == "th",
    )
