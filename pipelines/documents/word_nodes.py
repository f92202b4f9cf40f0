"""What of a Word file's XML is shown: blocks, rows and cells, words, text boxes.

Deleted and hidden words, codes of fields and all properties are passed over. Written
for WordprocessingML, ECMA-376 part 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.documents.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "pPr",
        "rPr",
        "tblPr",
        "tblGrid",
        "sectPr",
        "commentReference",
        "footnoteReference",
        "endnoteReference",
        "fldData",
    )
) | {f"{_ALTERNATIVE}Fallback"}
_TEXT = {
    f"{W}t": None,
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "",
}


def blocks(element: _Element) -> Iterator[_Element]:
    """Yield paragraphs and tables, looking through content controls and insertions."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        else:
            yield from blocks(child)


def below(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table, or the cells of a row, but none of a nested table."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag == tag:
            yield child
        elif child.tag not in (f"{W}tbl", f"{W}tc", f"{W}p"):
            yield from below(child, tag)


def runs(element: _Element) -> Iterator[_Element]:
    """Yield the text nodes and field marks of a paragraph, in order."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag == f"{W}txbxContent":
            continue
        if child.tag == f"{W}r" and _is_hidden(child):
            continue
        if child.tag in _TEXT or child.tag == f"{W}fldChar":
            yield child
        else:
            yield from runs(child)


def boxes(element: _Element) -> Iterator[_Element]:
    """Yield what the text boxes of a paragraph hold; not of boxes inside them."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            continue
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from boxes(child)


def text_of(node: _Element) -> str:
    """Give the words of a text node; a page break has none."""
    if node.tag == f"{W}br" and node.get(f"{W}type") in ("page", "column"):
        return ""
    fixed = _TEXT[str(node.tag)]
    return (node.text or "") if fixed is None else fixed


def _is_hidden(run: _Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")
