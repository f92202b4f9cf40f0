"""The private characters that stand for numbers and dates in folded sentences."""

from __future__ import annotations

import re
from datetime import date

from pipelines.grammar.figure_patterns import TIME_OF_DAY
from pipelines.numerals.scan import Expression

WHOLE = "\ue000"  # a whole number in digits
HAN = "\ue001"  # a Chinese numeral
DECIMAL = "\ue002"  # a decimal, or a range or ratio
SHORT_CODE = "\ue003"  # a number formed as a service line is: 110, 12345
LONG_CODE = "\ue004"  # seven digits or more, formed as a telephone or index number
PAST = "\ue005"  # a date before the year of issue
AHEAD = "\ue006"  # any other date

TIME = "\ue007"  # a time of day: 20:30

OPEN_SYMBOLS = re.compile("[\ue000-\ue004\ue007]")

# Service lines have three digits after the police's 110, or five after 12 and 96
# (numbering plan of the Ministry of Industry and Information Technology, 2017).
_SHORT_CODE = re.compile("1[0-2][0-9]|12[0-9]{3}|9[56][0-9]{3}")
_LONG_CODE = re.compile("[0-9]{7,}")
_WHOLE = re.compile("[0-9]+")
_DIGIT = re.compile("[0-9]")


def open_symbol(figure: str) -> str:
    """Give the character for a figure, by how it is formed."""
    if _SHORT_CODE.fullmatch(figure):
        return SHORT_CODE
    if _LONG_CODE.fullmatch(figure):
        return LONG_CODE
    if _WHOLE.fullmatch(figure):
        return WHOLE
    if TIME_OF_DAY.fullmatch(figure):
        return TIME
    return DECIMAL if _DIGIT.search(figure) else HAN


def date_symbol(row: Expression, issued: date | None) -> str:
    """Give the character for a date: behind the year of issue, or not."""
    if issued is None or row.last is None:
        return AHEAD
    return PAST if row.last.year < issued.year else AHEAD
