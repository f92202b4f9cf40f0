"""Head rows that white space parts, also those whose heads are in no lexicon.

A cell 序号 stands alone, short words stand behind it, each parted from the next by
white space of the original, and then the first row's number: what lies between are
heads, whatever they say, where half of them are heads that are known. Heads that
stand so and belong to no table that was read are told, so that no table is lost in
silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipelines.grids.heads import HeadRow, head, is_phrase
from pipelines.grids.model import BODIES, Column
from pipelines.grids.parting import is_parted
from pipelines.grids.spaced import Stretch, stretches
from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Passage

_INDEX = re.compile("序号|编号")
_DUTY = re.compile("责任|牵头|配合|负责|实施|承办|主办|完成|时限")
_FIRST = re.compile(r"[（(]?(?:1|一)[)）.．、]?(?:\Z|(?<=1)(?=[\u4e00-\u9fff]))")
_GROUP = re.compile(r"[（(]?[一二三四五六七八九十][)）.．、]")
_SENTENCE = re.compile(r"[。；，：？！、“”]|\d")
_REACH = 200  # characters of a head row, the longest known to us has 51
_LONGEST = 16  # characters of a head
_LEAST, _MOST = 3, 14  # heads
_LEAST_SEEN = 3  # heads that tell a table, be it read or not; two side by side do too
_AROUND = 60  # characters before a head of duties where its row may begin


def parted_head_rows(body: Passage) -> Iterator[HeadRow]:
    """Yield the head rows of numbered tables whose cells white space parts."""
    text = body.text
    for index in _INDEX.finditer(text):
        start, end = index.span()
        if not (is_parted(body, start) and is_parted(body, end)):
            continue
        window = body.slice(start, min(start + _REACH, len(text)))
        heads = _up_to_first(window)
        words = _unbroken([window.text[slice(*one)] for one in heads])
        if len(words) >= _LEAST and _is_told(words):
            yield start, start + heads[-1][1], words


def _up_to_first(window: Passage) -> list[Stretch]:
    """Give the stretches up to the first row's number, [] where none comes."""
    heads: list[Stretch] = []
    for start, end in stretches(window)[: _MOST + 1]:
        words = window.text[start:end]
        if heads and (_FIRST.match(words) or _GROUP.match(words)):
            return heads
        if not _may_be_head(words):
            return []
        heads.append((start, end))
    return []


def _unbroken(words: Sequence[str]) -> tuple[str, ...]:
    """Join the lines of a head that is broken: 完成, 时限 are 完成时限."""
    whole: list[str] = []
    for word in words:
        if whole and not is_phrase(whole[-1]) and is_phrase(whole[-1] + word):
            whole[-1] += word
        else:
            whole.append(word)
    return tuple(whole)


def _may_be_head(words: str) -> bool:
    plain = re.sub(r"(?:19|20)\d\d年", "", words)
    return len(words) <= _LONGEST and not _SENTENCE.search(plain)


def _is_told(words: Sequence[str]) -> bool:
    """Say whether half of the heads are known, one of them a duty or a task."""
    roles = {head(one).role for one in words[1:]}
    told = roles & {*BODIES, Column.TEXT, Column.INDICATOR, Column.DEADLINE}
    return bool(told) and 2 * sum(map(is_phrase, words)) >= len(words)


def unread_heads(body: Passage, read: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield a finding for the heads of a table of duties that stand in no table read.

    *read* are the ranges of the original that tables took.
    """
    done = 0
    for duty in _DUTY.finditer(body.text):
        at = duty.start()
        if at < done:
            continue
        start = max(done, at - _AROUND)
        window = body.slice(start, min(at + _REACH, len(body.text)))
        row = _row_around(window, at - start)
        words = [window.text[slice(*one)] for one in row]
        seen = sum(map(is_phrase, words))
        if _begins(words) and (seen >= _LEAST_SEEN or _are_beside(words)):
            done = start + row[-1][1]
            place = body.span(start + row[0][0], done)
            if not any(a < place.end and place.start < b for a, b in read):
                yield finding("unread_table", place)


def _row_around(window: Passage, at: int) -> list[Stretch]:
    """Give the stretches without a break that may be heads, around a place."""
    row: list[Stretch] = []
    for start, end in stretches(window):
        if _may_be_head(window.text[start:end]):
            row.append((start, end))
        elif end > at:
            break
        else:
            row = []
    return row


def _are_beside(words: Sequence[str]) -> bool:
    """Say whether heads of tasks and of who answers stand side by side."""
    return any(_begins(pair) for pair in pairwise(words))


def _begins(words: Sequence[str]) -> bool:
    """Say whether words that may be heads tell tasks and who answers for them."""
    roles = {head(one).role for one in words if is_phrase(one)}
    told = roles & {Column.TEXT, Column.INDICATOR, Column.INDEX, Column.GROUP}
    return bool(told) and bool(roles & {*BODIES, Column.DEADLINE})
