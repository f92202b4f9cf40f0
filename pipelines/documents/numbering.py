"""The paragraph numbers of Word files, which stand in no text: made here as printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_HOLE = re.compile(r"%([1-9])")
_LEVELS = 9


def chinese(number: int) -> str:
    """Write a number below 1,000 as Chinese outlines do: 十二, 一百零三."""
    if not 0 < number < 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def _formal(number: int) -> str:
    plain = chinese(number).translate(str.maketrans(_DIGITS, _FORMAL))
    return plain.translate(str.maketrans("十百", "拾佰"))


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        words += sign * count
    return words


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


def _one_by_one(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


# ECMA-376 part 1, 17.18.59 ST_NumberFormat: those that Chinese documents use.
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number),
    "decimalHalfWidth": str,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": _one_by_one,
    "chineseLegalSimplified": _formal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a file, and how far each of them has counted."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph of a list and give the label that Word prints."""
        if list_id not in self.lists or not 0 <= depth < _LEVELS:
            return ""
        shared, levels = self.lists[list_id]
        level = levels.get(depth, Level())
        counts = self._counts.setdefault(shared, [None] * _LEVELS)
        counts[depth] = self._next(list_id, depth, level, counts[depth])
        for deeper in range(depth + 1, _LEVELS):
            counts[deeper] = None
        if level.form == "bullet":
            return "•" if level.text else ""
        if level.form == "none":
            return ""
        return _HOLE.sub(lambda hole: _shown(hole, levels, counts), level.text)

    def _next(self, list_id: str, depth: int, level: Level, last: int | None) -> int:
        """Count on; a list that restarts a level does so the first time it is used."""
        first = (list_id, depth) not in self._started
        self._started.add((list_id, depth))
        restarts = first and level.restarts
        return level.start if last is None or restarts else last + 1


def _shown(
    hole: re.Match[str], levels: dict[int, Level], counts: list[int | None]
) -> str:
    depth = int(hole[1]) - 1
    level = levels.get(depth, Level())
    count = counts[depth]
    number = level.start if count is None else count
    return _FORMATS.get(level.form, str)(number)


def read_numbering(root: _Element) -> Numbering:
    """Read ``word/numbering.xml``: lists with their levels and overrides."""
    abstract = {
        _value(element, "abstractNumId"): {
            int(_value(level, "ilvl") or 0): _level(level)
            for level in element.iterfind(f"{W}lvl")
        }
        for element in root.iterfind(f"{W}abstractNum")
    }
    lists = {}
    for element in root.iterfind(f"{W}num"):
        base = element.find(f"{W}abstractNumId")
        shared = _value(base, "val") if base is not None else ""
        levels = dict(abstract.get(shared, {}))
        for override in element.iterfind(f"{W}lvlOverride"):
            depth = int(_value(override, "ilvl") or 0)
            levels[depth] = _overridden(override, levels.get(depth, Level()))
        lists[_value(element, "numId")] = (shared, levels)
    return Numbering(lists)


def _level(element: _Element) -> Level:
    start = _child(element, "start")
    return Level(
        _child(element, "numFmt") or "decimal",
        _child(element, "lvlText") or "",
        int(start) if start.isdigit() else 1,
    )


def _overridden(element: _Element, level: Level) -> Level:
    own = element.find(f"{W}lvl")
    level = _level(own) if own is not None else level
    start = _child(element, "startOverride")
    if not start.isdigit():
        return level
    return Level(level.form, level.text, int(start), True)


def _child(element: _Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return _value(found, "val") if found is not None else ""


def _value(element: _Element, name: str) -> str:
    return str(element.get(f"{W}{name}") or "")
