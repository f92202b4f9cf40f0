"""Numbers that stand in no item: labels, the page's head and foot, second copies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipelines.model import (
    Disposition,
    Document,
    NoticeText,
    Numeral,
    Outline,
    Passage,
    Span,
)

_NUMERAL = re.compile(r"[0-9０-９][0-9０-９]*(?:[.．,:/-][0-9０-９]+)*")
_LABEL = re.compile("[0-9０-９一二三四五六七八九十百]+(?:\\.[0-9]+)*")

_HALF_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
_UNREAD, _READ, _HEAD, _SKIPPED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Places:
    """For each character of the document: what holds it; and the notice's reach."""

    kinds: bytearray
    first: int
    last: int


def map_places(notice: NoticeText, document: Document, items: Outline) -> Places:
    """Mark what is read by items, stands in the page's head, or was skipped."""
    kinds = bytearray(len(document.text) + 1)
    for span in notice.skipped:
        kinds[span.start : span.end] = bytes([_SKIPPED]) * (span.end - span.start)
    _mark(kinds, notice.head.origins, _HEAD)
    for item in items.items:
        _mark(kinds, item.passage.origins, _READ)
        if item.label_span is not None:
            label = item.label_span
            kinds[label.start : label.end] = bytes([_READ]) * (label.end - label.start)
    return Places(kinds, *_reach(notice))


def cells(
    notice: NoticeText, document: Document, places: Places
) -> Iterator[tuple[Passage, bool]]:
    """Give the words of table cells that no item holds, and if they open a row.

    The cells count as read from here on.
    """
    for grid in notice.grids:
        for cell in grid.cells:
            span = cell.span
            if span is None or span.start == span.end:
                continue
            if places.kinds[span.start] != _UNREAD:
                continue
            for at in range(span.start, span.end):
                places.kinds[at] = places.kinds[at] or _READ
            yield _bare(document.text, span), cell.column == 0


def _bare(text: str, span: Span) -> Passage:
    """Give the words of a cell without white space, figures in half width."""
    origins = [at for at in range(span.start, span.end) if not text[at].isspace()]
    words = "".join(text[at] for at in origins).translate(_HALF_WIDTH)
    return Passage(words, origins)


def numerals_outside(
    document: Document, items: Outline, places: Places
) -> Iterator[Numeral]:
    """Give the numbers of labels, and those that nothing read holds."""
    yield from _labels(document, items)
    for match in _NUMERAL.finditer(document.text, places.first, places.last):
        place = places.kinds[match.start()]
        if place != _READ:
            yield _numeral(match, place)


def _labels(document: Document, items: Outline) -> Iterator[Numeral]:
    for item in items.items:
        span = item.label_span
        if span is None:
            continue
        words = document.text[span.start : span.end]
        match = _LABEL.search(words)
        if match:
            start = span.start + match.start()
            yield Numeral(
                text=match[0],
                value=None,
                unit=None,
                disposition=Disposition.OUTLINE,
                rule="outline.label",
                span=Span(start, start + len(match[0])),
                item=item.number,
            )


def _reach(notice: NoticeText) -> tuple[int, int]:
    """Give the stretch of the document that this notice takes."""
    edges = [span.start for span in notice.skipped]
    edges += [span.end for span in notice.skipped]
    for grid in notice.grids:
        edges += [grid.span.start, grid.span.end]
    for passage in (notice.head, notice.body):
        if passage.text:
            edges += [passage.origins[0], passage.origins[-1] + 1]
    return min(edges, default=0), max(edges, default=0)


def _mark(kinds: bytearray, origins: Sequence[int], what: int) -> None:
    """Mark the characters of a passage: a stretch that runs on is marked at once."""
    if origins and origins[-1] - origins[0] + 1 == len(origins):
        kinds[origins[0] : origins[-1] + 1] = bytes([what]) * len(origins)
        return
    for at in origins:
        kinds[at] = what


_RULES = {
    _UNREAD: (Disposition.UNEXPLAINED, "unexplained.unread"),
    _HEAD: (Disposition.PAGE, "page.head"),
    _SKIPPED: (Disposition.PAGE, "page.skipped"),
}


def _numeral(match: re.Match[str], place: int) -> Numeral:
    disposition, rule = _RULES[place]
    return Numeral(
        text=match[0],
        value=_value(match[0]),
        unit=None,
        disposition=disposition,
        rule=rule,
        span=Span(match.start(), match.end()),
    )


def _value(figure: str) -> Decimal | None:
    return Decimal(figure) if re.fullmatch(r"\d+(?:\.\d+)?", figure) else None
