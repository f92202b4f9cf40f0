"""Chinese numerals of labels, from 一 to 九百九十九."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


def read_numeral(text: str) -> int:
    """Give the value of a label's numeral, Chinese or Arabic; 0 where it is none."""
    if text.isdecimal():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return 0
    return total + digit


def write_numeral(value: int) -> str:
    """Give the Chinese numeral of a label's value below a hundred."""
    tens, ones = divmod(value, 10)
    words = "〇一二三四五六七八九"
    lead = "" if tens == 0 else "十" if tens == 1 else words[tens] + "十"
    return lead + (words[ones] if ones or not tens else "")
