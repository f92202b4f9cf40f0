# ruff: noqa: E501 - a Chinese character counts as two columns
"""The words of a cell in canonical form, each character with its original place."""

from __future__ import annotations

import re
import unicodedata

from pipelines.model import Cell, Passage

_FULL = str.maketrans(
    {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}
)
_PLAIN = {
    "≧": "≥",
    "⩾": "≥",
    "≦": "≤",
    "⩽": "≤",
    "‹": "<",
    "〈": "<",
    "﹤": "<",
    "›": ">",
    "〉": ">",
    "﹥": ">",
    "～": "-",
    "~": "-",
    "—": "-",
    "–": "-",
    "−": "-",
    "﹣": "-",
    "―": "-",
    "─": "-",
    "％": "%",
    "﹪": "%",
    "[": "〔",
    "]": "〕",
    "［": "〔",
    "］": "〕",
    "【": "〔",
    "】": "〕",
}
_SIGN = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
_LATIN = re.compile("[A-Za-z]")


def cell_passage(cell: Cell) -> Passage:
    """Give a cell's words in canonical form: no white space, one width, plain signs."""
    if cell.span is None:
        return Passage("", ())
    chars: list[str] = []
    origins: list[int] = []
    for offset, char in enumerate(cell.text):
        at = min(cell.span.start + offset, cell.span.end - 1)
        for plain in unicodedata.normalize("NFKC", char):
            chars.append(plain)
            origins.append(at)
    return _spaced(chars, origins)


def _spaced(chars: list[str], origins: list[int]) -> Passage:
    """Drop white space but between Latin words; make marks full-width in Chinese."""
    kept: list[str] = []
    places: list[int] = []
    for index, char in enumerate(chars):
        if char.isspace():
            if not _between_words(chars, index, kept):
                continue
            char = " "
        elif not _in_figure(chars, index):
            char = char.translate(_FULL)
        kept.append(char)
        places.append(origins[index])
    return Passage("".join(kept), places)


def _between_words(chars: list[str], index: int, kept: list[str]) -> bool:
    following = chars[index + 1] if index + 1 < len(chars) else ""
    before = kept[-1] if kept else ""
    two_words = _LATIN.match(following) and _LATIN.match(before)
    return bool(two_words) or (following.isdigit() and before.isdigit())


def _in_figure(chars: list[str], index: int) -> bool:
    if chars[index] not in ",:":
        return False
    around = chars[max(index - 1, 0) : index + 2]
    return len(around) == 3 and around[0].isdigit() and around[2].isdigit()


def signs(words: str) -> str:
    """Give the words of a value cell with every sign in its plain form, no length lost."""
    for sign in sorted(set(_SIGN.findall(words))):
        words = words.replace(sign, _PLAIN[sign])
    return words
