"""What a printer puts around each page: running heads and feet, page numbers, URLs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.documents.layout import Line

_ZONE = 0.12  # share of the page's height at its top and bottom where chrome stands
_SHIFT = 8.0  # points that a running head may move from page to page
_NUMBER = re.compile(
    r"[-—–―·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[\s,，]*(?:/|共|of)\s*\d{1,4}\s*页?)?[-—–―·\s]*\Z",
    re.I,
)
_ADDRESS = re.compile(r"(https?://\S+|file:///\S+)(?:\s+\d{1,4}/\d{1,4})?\Z")
_PRINTED_AT = re.compile(r"\d{2,4}[/.-]\d{1,2}[/.-]\d{1,4},?\s*\d{1,2}:\d{2}")
_DIGITS = re.compile(r"\d+")


def cut_chrome(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], str | None]:
    """Give the pages' lines without their chrome, and the address that was printed.

    A line at a page's edge is chrome where it is a page number, a printed address or
    time, or stands at the same height with the same words (figures apart) on another
    page: on both pages of two, on half of the pages of more.
    """
    repeated = _repeated(pages, heights)
    address: str | None = None
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        edge = [line for line in lines if _at_edge(line, height)]
        printed = {line.middle for line in edge if _PRINTED_AT.match(line.text)}
        body = []
        for line in lines:
            found = _ADDRESS.match(line.text) if line in edge else None
            address = address or (found[1] if found else None)
            if line in edge and _is_chrome(line, repeated, printed, height):
                continue
            body.append(line)
        kept.append(body)
    return kept, address


def _is_chrome(
    line: Line, repeated: set[tuple[str, int]], printed: set[float], height: float
) -> bool:
    words = line.text.strip()
    if _NUMBER.match(words) or _ADDRESS.match(words) or _PRINTED_AT.match(words):
        return True
    if any(abs(line.middle - other) < line.size for other in printed):
        return True
    return any((_key(line), place) in repeated for place in _places(line))


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < _ZONE * height or line.top > (1 - _ZONE) * height


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.replace(" ", ""))


def _places(line: Line) -> tuple[int, int]:
    place = int(line.middle // _SHIFT)
    return place, place + 1


def _repeated(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> set[tuple[str, int]]:
    """Find words that stand at the same edge on many pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update(
            {
                (_key(line), place)
                for line in lines
                if _at_edge(line, height)
                for place in _places(line)
            }
        )
    needed = max(2, (len(pages) + 1) // 2)
    return {entry for entry, count in seen.items() if count >= needed}
