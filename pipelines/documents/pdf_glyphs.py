"""The printed characters of a PDF page, and the lines they stand in."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipelines.documents.layout import Line

# Fonts of browsers' prints name the forms of the CJK Radicals Supplement instead of
# the characters they look like; NFKC leaves them (Unicode 15, U+2E80).
_RADICALS = str.maketrans(
    "⺁⺄⺆⺈⺊⺍⺓⺗⺝⺟⺠⺢⺣⺤⺩⺪⺬⺭⺮⺶⺷⺸⺻⺼⻁⻄⻅⻆⻉⻋⻌⻍⻎⻓⻔⻘⻙⻚⻛⻜⻝⻠⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "厂乙冂刀卜小幺心月母民水火爪王疋示示竹羊羊羊聿肉虎西见角贝车辶辶辶长门青韦页风飞食饣马鬼鱼鸟卤麦黄齐齿龙龟",
)
_SAMPLE = 200  # characters of a page whose angle is measured
_SAME_LINE = 0.45  # of the letters' size; baselines nearer than that are one line
_WORD_GAP = 0.25  # of the letters' size; a wider gap is a space
_FAR = 4.0  # of the letters' size; pieces of print further apart are several lines
_NARROW_GAP = 0.12  # the same between two letters or digits of Latin print


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character with its box; y runs downwards from the page's top."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float


def read_glyphs(page: Any) -> list[Glyph]:
    """Give the characters of a pypdfium2 page in the order of the file."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    raw = text_page.raw
    turn = _Turn(page)
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs = []
    for index in range(text_page.count_chars()):
        char = _character(pdfium.FPDFText_GetUnicode(raw, index))
        if not char or pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        x0, top = turn.point(box.left, box.top)
        x1, bottom = turn.point(box.right, box.bottom)
        glyphs.append(
            Glyph(
                char,
                min(x0, x1),
                min(top, bottom),
                max(x0, x1),
                max(top, bottom),
                turn.point(x.value, y.value)[1],
                abs(bottom - top) or 1.0,
            )
        )
    text_page.close()
    return glyphs


def print_angle(page: Any) -> int | None:
    """Give the clockwise turn (0, 90, 180, 270) that sets most characters upright.

    None where the page has no print.
    """
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    count = text_page.count_chars()
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // _SAMPLE)):
        if pdfium.FPDFText_IsGenerated(text_page.raw, index) == 0:
            angle = math.degrees(pdfium.FPDFText_GetCharAngle(text_page.raw, index))
            turns[round(-angle / 90) * 90 % 360] += 1  # measured clockwise
    text_page.close()
    return turns.most_common(1)[0][0] if turns else None


class _Turn:
    """From a page's own coordinates to those of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, right, top = page.get_bbox()
        self._width, self._height = right - self._left, top - self._bottom
        self._rotation = page.get_rotation()

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, y - self._bottom
        if self._rotation == 90:
            return y, x
        if self._rotation == 180:
            return self._width - x, y
        if self._rotation == 270:
            return self._height - y, self._width - x
        return x, self._height - y


def _character(code: int) -> str:
    """Give a code point as text: radicals as characters, nothing for controls."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xF8FF:
        return ""  # private characters are the pictures of icon fonts
    char = chr(code)
    if "\u2f00" <= char <= "\u2fd5":
        return unicodedata.normalize("NFKC", char)
    if char in "\u00ad\u200b\u200c\u200d\ufeff" or unicodedata.category(char) == "Cc":
        return ""
    return char.translate(_RADICALS)


def glyph_lines(glyphs: Sequence[Glyph], gap: float = _FAR) -> list[Line]:
    """Set glyphs into lines by their baselines; far pieces of a line stay apart.

    *gap* is the white, in letters, that parts the pieces of a line.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(_once(glyphs), key=lambda glyph: (glyph.baseline, glyph.x0)):
        row = rows[-1] if rows else None
        if row is not None and _on_line(glyph, row[-1]):
            row.append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows for line in _pieces(row, gap)]


def _on_line(glyph: Glyph, last: Glyph) -> bool:
    return glyph.baseline - last.baseline <= _SAME_LINE * min(glyph.size, last.size)


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Leave out the second print of a character, by which some programs make bold."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    for glyph in glyphs:
        if glyph.text.isspace():
            continue
        key = (glyph.text, round(glyph.x0 / 2), round(glyph.baseline / 2))
        near = [
            seen.get((key[0], key[1] + right, key[2] + down))
            for right in (-1, 0, 1)
            for down in (-1, 0, 1)
        ]
        if any(other is not None and _covers(other, glyph) for other in near):
            continue
        seen[key] = glyph
        yield glyph


def _covers(other: Glyph, glyph: Glyph) -> bool:
    limit = 0.2 * (glyph.x1 - glyph.x0)
    return abs(other.x0 - glyph.x0) <= limit and abs(other.top - glyph.top) <= limit


def _pieces(row: list[Glyph], gap: float) -> Iterator[Line]:
    """Cut a row where a wide gap parts its glyphs, and write each piece."""
    row.sort(key=lambda glyph: glyph.x0)
    piece: list[Glyph] = []
    for glyph in row:
        if piece and glyph.x0 - piece[-1].x1 > gap * max(glyph.size, piece[-1].size):
            yield _line(piece)
            piece = []
        piece.append(glyph)
    if piece:
        yield _line(piece)


def _line(glyphs: list[Glyph]) -> Line:
    words = glyphs[0].text
    for last, glyph in pairwise(glyphs):
        words += " " + glyph.text if _is_gap(last, glyph) else glyph.text
    return Line(
        words,
        glyphs[0].x0,
        min(glyph.top for glyph in glyphs),
        glyphs[-1].x1,
        max(glyph.bottom for glyph in glyphs),
        _letter_size(glyphs),
    )


def _is_gap(last: Glyph, glyph: Glyph) -> bool:
    narrow = last.text.isascii() and glyph.text.isascii()
    share = _NARROW_GAP if narrow else _WORD_GAP
    return glyph.x0 - last.x1 > share * max(glyph.size, last.size)


def _letter_size(glyphs: list[Glyph]) -> float:
    """Measure letters by the width of wide characters: heights differ by font."""
    widths = sorted(glyph.x1 - glyph.x0 for glyph in glyphs if glyph.text > "\u2e80")
    if widths:
        return max(widths[len(widths) // 2], 1.0)
    return 0.8 * sorted(glyph.size for glyph in glyphs)[len(glyphs) // 2]
