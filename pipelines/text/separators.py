"""A text that lost its line breaks, and kept a space in place of each.

Web archives flatten a page to one line with single spaces between its paragraphs. A
page printed in columns has single spaces too, anywhere inside its sentences. The first
kind is told by where its spaces stand: behind full stops and before labels.
"""

from __future__ import annotations

import re

_LONG = 600  # characters: only a line this long can be a flattened page
_SPACE = re.compile(r"(?<=[^ \nA-Za-z0-9]) +(?=[^ \nA-Za-z0-9])")
_BETWEEN_PARAGRAPHS = re.compile(
    r"(?<=[。；：！？”）]) +(?=[^ ])"
    r"|(?<=[^ ]) +(?=(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|(?:牵头|责任|配合|参与)(?:单位|部门)|完成时限|附件|附：|表\d|专栏\d|第[一二三四五六七八九十]+[章节条]))"
)
_SHARE = 0.5
_FEWEST = 6


def mark_separators(folded: str) -> str:
    """Turn spaces that part paragraphs into line breaks; the length stays."""
    lines = folded.split("\n")
    return "\n".join(
        _mark(line) if len(line) >= _LONG and line.count(" ") >= _FEWEST else line
        for line in lines
    )


def _mark(line: str) -> str:
    spaces = len(_SPACE.findall(line))
    parting = len(_BETWEEN_PARAGRAPHS.findall(line))
    if spaces < _FEWEST or parting < _SHARE * spaces:
        return line
    return _SPACE.sub(lambda run: "\n" + " " * (len(run[0]) - 1), line)
