"""Pictures that stand for a page where it is shared: its name, and what it holds.

Drawn over the shared card of ``site/images`` for the few kinds of pages that people
share by name (home, indicators, regions, versions). They need the fonts of Debian's
``fonts-noto-cjk``; on a machine without them, and for all other pages, the shared card
stands for the page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 600, 315
HEAD = 95
"""Pixels of the shared card that are kept: its bar and its name."""
LEFT, RIGHT = 42, 42
LINES = 3
"""Lines of a title at most; the rest gives way to an ellipsis."""
PAPER, INK, SOFT = "#fdfcf9", "#1b1a17", "#5b574f"
COLOURS = 24
"""Colours of a card: ink, paper and accent, and what lies between them at edges."""
FONTS = Path("/usr/share/fonts/opentype/noto")
SERIF, SANS = FONTS / "NotoSerifCJK-Bold.ttc", FONTS / "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2
"""Place of the simplified Chinese face in both font collections."""


def can_draw() -> bool:
    """Say whether this machine has the fonts."""
    return SERIF.is_file() and SANS.is_file()


def card(shared: Path, title: str, words: str) -> bytes:
    """Draw *title* and, below it, *words* over the *shared* card; give a PNG."""
    from PIL import Image, ImageDraw

    picture = _ground(shared).copy()
    pen = ImageDraw.Draw(picture)
    size = 40 if len(list(_lines(title, _font(SERIF, 40)))) <= LINES else 32
    font = _font(SERIF, size)
    lines = list(_lines(title, font))
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1][:-1]}…"]
    _write(pen, lines, HEAD + 18, size * 1.3, font, INK)
    small = _font(SANS, 18)
    last = list(_lines(words, small))[:2]
    _write(pen, last, HEIGHT - 26 - 26 * len(last), 26, small, SOFT)
    held = io.BytesIO()
    picture.quantize(COLOURS, Image.Quantize.FASTOCTREE).save(held, "PNG")
    return held.getvalue()


def _write(
    pen: ImageDraw.ImageDraw,
    lines: list[str],
    top: float,
    step: float,
    font: ImageFont.FreeTypeFont,
    colour: str,
) -> None:
    for place, line in enumerate(lines):
        pen.text((LEFT, top + place * step), line, fill=colour, font=font)


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Cut *text* where the card ends: between words, or between Chinese characters."""
    line = ""
    for word in _words(text):
        if line and font.getlength(line + word.rstrip()) > WIDTH - LEFT - RIGHT:
            yield line.rstrip()
            line = ""
        line += word
    if line:
        yield line.rstrip()


def _words(text: str) -> Iterator[str]:
    """Give Latin words with the space behind them, and other characters one by one."""
    word = ""
    for char in text:
        word += char
        if char == " " or ord(char) > 0x2E7F:
            yield word
            word = ""
    if word:
        yield word


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size, index=SIMPLIFIED)


@cache
def _ground(shared: Path) -> Image.Image:
    """Give the shared card at half its size, with nothing below its head."""
    from PIL import Image

    with Image.open(shared) as held:
        whole = held.convert("RGB").resize((WIDTH, HEIGHT))
    ground = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    ground.paste(whole.crop((0, 0, WIDTH, HEAD)), (0, 0))
    return ground
