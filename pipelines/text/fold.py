"""One spelling for each character, one character for each character.

``fold`` never changes the length of a text, so every offset stays what it was: the
offset map of the later steps starts from the identity. What needs more or fewer
characters (white space, ``㈠``) is left to ``pipelines.text.canonical``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

SPACE = " "
NOTHING = "\u200b"  # marks a character that stands for nothing; squeezed out later

_SPACES = "\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u303f\u3164"
_NOTHINGS = "\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc\ue5e5"
_PUNCTUATION = {
    ",": "，",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "!": "！",
    "?": "？",
    "﹐": "，",
    "﹔": "；",
    "﹕": "：",
    "﹙": "（",
    "﹚": "）",
    "﹑": "、",
    "､": "、",
    "｡": "。",
    "﹒": ".",
    "∶": "：",
    "︰": "：",
    "︓": "：",
    "﹗": "！",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹁": "“",
    "﹂": "”",
    "〝": "“",
    "〞": "”",
    "＂": '"',
    "〈": "《",
    "〉": "》",
    "﹝": "〔",
    "﹞": "〕",
    "﹪": "%",
    "―": "—",
    "─": "—",
    "━": "—",
    "‒": "–",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "﹣": "-",
    "－": "-",
    "～": "~",
    "∼": "~",
    "〜": "~",
    "‧": "·",
    "・": "·",
    "･": "·",
    "∙": "·",
    "⋅": "·",
    "●": "•",
    "◦": "•",
    "‣": "•",
    "▪": "•",
    "■": "•",
    "◆": "•",
    "◇": "•",
    "★": "•",
    "▲": "•",
    "►": "•",
    "➢": "•",
    "\uf06c": "•",
    "\uf0b7": "•",
    "\uf06e": "•",
    "\uf0d8": "•",
    "\uf075": "•",
    "\uf0a7": "•",
}
_COMPATIBLE = "\uff01-\uff5e\uffe5\u2e80-\u2fdf\uf900-\ufaff"


def _one_character(character: str) -> str:
    """Give the NFKC form where it is one character, else the character."""
    normal = unicodedata.normalize("NFKC", character)
    normal = normal if len(normal) == 1 else character
    return _PUNCTUATION.get(normal, normal)


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    """The characters that are folded, as one class, and what each becomes."""
    table = dict(_PUNCTUATION)
    for pattern, value in ((_SPACES, SPACE), (_NOTHINGS, NOTHING)):
        table.update(dict.fromkeys(_members(pattern), value))
    for character in _members(_COMPATIBLE):
        table.setdefault(character, _one_character(character))
    table = {was: now for was, now in table.items() if was != now}
    return re.compile(f"[{re.escape(''.join(sorted(table)))}]"), table


def _members(ranges: str) -> list[str]:
    """Spell out a character class."""
    found = re.compile(f"[{ranges}]").findall(
        "".join(map(chr, range(0x80, 0x10000))) + "\t\v\f"
    )
    return [character for character in found if not "\ud800" <= character <= "\udfff"]


_PLANE_END = "\uffff"  # beyond it a character class is searched one by one


@cache
def _traditional() -> tuple[re.Pattern[str], dict[str, str]]:
    """Traditional characters with one simplified form, after OpenCC's table."""
    source = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    table = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        was, _, forms = line.partition("\t")
        now = forms.split(" ")[0]
        if len(was) == 1 and len(now) == 1 and was != now and was <= _PLANE_END:
            table[was] = now
    return re.compile(f"[{''.join(sorted(table))}]"), table


# A simplified text holds a few characters that are simplified forms elsewhere (著, 乾);
# only a text with this share of traditional characters is taken to be traditional.
_TRADITIONAL_SHARE = 0.04
_SAMPLE = 20_000
_HAN = re.compile("[\u4e00-\u9fff]")


def _replace_all(text: str, pattern: re.Pattern[str], table: dict[str, str]) -> str:
    """Replace each character by its entry: one scan, then one pass a spelling."""
    for character in sorted(set(pattern.findall(text))):
        text = text.replace(character, table[character])
    return text


def fold(text: str) -> str:
    """Give *text* in one spelling, of the same length."""
    pattern, table = _table()
    text = _replace_all(text.replace("\r", SPACE), pattern, table)
    sample = text[:_SAMPLE]
    traditional, forms = _traditional()
    found = len(traditional.findall(sample))
    if found and found > _TRADITIONAL_SHARE * len(_HAN.findall(sample)):
        text = _replace_all(text, traditional, forms)
    points = len(_POINT.findall(text))
    if points >= _FEWEST_POINTS and points > text.count("。"):
        return _POINT.sub(_full_stop, text)
    return text


# A point behind a Chinese word, and before another or the end of a line, is the full
# stop of a text that has more of them than full stops; behind a label ((一).) it is
# none.
_FEWEST_POINTS = 3
_POINT = re.compile(
    r"\.(?<=[\u4e00-\u9fff%‰）”》]\.)(?<![一二三四五六七八九十]\.)"
    r"(?= ?(?:[\u4e00-\u9fff（“《]|$))|\.(?<=[:：]\d\.)(?=（|$)",
    re.MULTILINE,
)
_LABEL_END = re.compile(r"（[一二三四五六七八九十\d]{1,3}）$")


def _full_stop(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 5) : found.start()]
    return "." if _LABEL_END.search(before) else "。"
