"""The values of Chinese numerals: 二十三, 两千五百, 二〇二五, 三点五."""

from __future__ import annotations

from decimal import Decimal

from pipelines.grammar.measures import (
    CHINESE_DIGITS,
    CHINESE_MYRIADS,
    CHINESE_POWERS,
)


def chinese_number(numeral: str) -> Decimal | None:
    """Give the value of a Chinese numeral (二十三, 两千五百, 二〇二五), None if none.

    A fraction after 点 is read too: 三点五 is 3.5.
    """
    whole, _, fraction = numeral.partition("点")
    if fraction:
        digits = [CHINESE_DIGITS.get(character) for character in fraction]
        head = chinese_number(whole)
        if head is None or None in digits:
            return None
        return Decimal(f"{head}.{''.join(map(str, digits))}")
    if len(whole) > 1 and all(character in CHINESE_DIGITS for character in whole):
        return Decimal("".join(str(CHINESE_DIGITS[character]) for character in whole))
    return _positional(whole)


def _positional(numeral: str) -> Decimal | None:
    total = section = digit = 0
    for character in numeral:
        if character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
        elif character in CHINESE_POWERS:
            section += (digit or 1) * CHINESE_POWERS[character]
            digit = 0
        elif character in CHINESE_MYRIADS:
            total = (total + section + digit) * CHINESE_MYRIADS[character]
            section = digit = 0
        else:
            return None
    return Decimal(total + section + digit) if numeral else None
