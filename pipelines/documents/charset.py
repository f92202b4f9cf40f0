"""Bytes to characters by a fixed rule.

The rule: byte order mark, the encoding that the file declares, strict UTF-8, then
GB18030 (which holds GBK and GB2312), then UTF-16 without a mark. What none of them
reads without a fault, or reads as control characters, is no text.
"""

from __future__ import annotations

import codecs
import re

from pipelines.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that browsers read as GBK are all parts of GB18030 (WHATWG Encoding).
_ALIASES = {
    name: "gb18030"
    for name in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312")
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_CONTROL_SHARE = 0.001  # a stray form feed of a print is no binary file
_PRIVATE_SHARE = 0.02
_EVERYDAY_SHARE = 0.5
_SAMPLE = 65_536


def decode_text(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Give the characters of *data*, its mark taken off, and the encoding's name.

    Raises:
        Unreadable: the bytes are empty, or text in none of the encodings.
    """
    if not data.strip(b"\t\n\r\x0c "):
        raise Unreadable("the file is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    for encoding in _candidates(data, declared):
        text = _strictly(data, encoding)
        if text is None or not is_text(text):
            continue
        if _is_certain(encoding) or _is_chinese(text):
            return text, encoding
    raise Unreadable("the bytes are text in no known encoding")


def is_text(text: str) -> bool:
    """Say whether *text* is made of words, not of control and private characters."""
    size = len(text)
    if not text.strip():
        return False
    if len(_PRIVATE.findall(text)) > _PRIVATE_SHARE * size:
        return False
    return len(_CONTROLS.findall(text)) <= _CONTROL_SHARE * size


def known_encoding(label: str | None) -> str | None:
    """Give the codec of a declared *label*, or None where there is no such codec."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return codec.name if codec._is_text_encoding else None


def _marked(data: bytes, encoding: str) -> tuple[str, str]:
    text = _strictly(data, encoding)
    if text is None or not is_text(text):
        raise Unreadable(f"the byte order mark says {encoding}, the bytes are not")
    return text, encoding


def _candidates(data: bytes, declared: str | None) -> list[str]:
    """List the encodings to try, in their order, each once."""
    named = known_encoding(declared)
    order = [named] if named else []
    return list(dict.fromkeys([*order, "utf-8", "gb18030", "utf-16-le", "utf-16-be"]))


def _is_certain(encoding: str) -> bool:
    """Say whether bytes that decode in *encoding* can hardly be anything else."""
    return encoding == "utf-8"


def _is_chinese(text: str) -> bool:
    """Say whether most characters beyond ASCII are of the everyday set GB 2312.

    Nearly every pair of bytes is *some* character of GB18030 and of UTF-16; random
    ones are in GB 2312 once in four, those of a notice nearly always.
    """
    beyond = [char for char in text[:_SAMPLE] if char > "\x7f"]
    everyday = len("".join(beyond).encode("gb2312", "ignore")) // 2
    return everyday >= _EVERYDAY_SHARE * len(beyond)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, ValueError):
        return None
