"""A page in one line: its words before and behind the notice get lines of their own."""

from __future__ import annotations

from itertools import pairwise

from pipelines.text.lines import Line
from pipelines.text.page_words import page_words

_REACH = 800  # characters searched at the ends of a text of one line
_PROSE = 60  # characters: what stands behind must be a text


def part_inline(lines: list[Line]) -> list[Line]:
    """Give page words at the start of a very long line, each, a line of their own."""
    parted: list[Line] = []
    for line in lines:
        if len(line.text) <= _PROSE:
            parted.append(line)
            continue
        borders = _borders(line.text[:_REACH])
        if not borders or len(line.text) <= borders[-1] + _PROSE:
            parted.append(line)
            continue
        places = pairwise([0, *borders, len(line.text)])
        parted += [cut for place in places if (cut := _cut(line, *place)).text]
    return parted


def trim_end(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Cut page words at the end of the last line: (lines, skipped)."""
    if not lines:
        return lines, []
    line = lines[-1]
    found = page_words().inline_end.search(line.text, max(0, len(line.text) - _REACH))
    if not found or not found.start():
        return lines, []
    kept, cut = _cut(line, 0, found.start()), _cut(line, found.start(), len(line.text))
    return [*lines[:-1], kept], [cut]


def _borders(text: str) -> list[int]:
    """Give where the words of a page begin and end: at the start, or behind a title."""
    found = _run(text, 0)
    title = page_words().inline_title.match(text, found[-1] if found else 0)
    if title:
        behind = _run(text, title.end())
        found += [title.end(), *behind] if behind else []
    return found


def _run(text: str, start: int) -> list[int]:
    """Give the ends of the page words that follow each other from *start*.

    Counts and words to click go with the fact before them.
    """
    words = page_words()
    ends: list[int] = []
    place = start
    while found := words.inline_start.match(text, place):
        if found.end() == place:
            break
        if ends and not words.meta.match(found.group()):
            ends.pop()
        place = found.end()
        ends.append(place)
        while text[place : place + 1] == " ":
            place += 1
    return ends


def _cut(line: Line, start: int, end: int) -> Line:
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip(" \u200b"))
    text = text.strip(" \u200b")
    at = line.start + start + lead
    return Line(at, at + len(text), line.indent, text, line.after_blank)
