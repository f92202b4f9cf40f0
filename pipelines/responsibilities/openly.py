"""Sentences that say nothing but who is answerable, without bracket or label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.responsibilities.lists import is_body, split_bodies

_LONGEST = 160
_ROLE_END = re.compile(
    "(?:牵头(?:负责|落实|实施)?|(?:按(?:照)?(?:各自)?(?:职责(?:分工)?|分工))?(?:负责|落实)"
    "|参与|参加|配合|协助)$"
)
_TIME_ALONE = re.compile(
    "(?:[^，。；]{0,12}(?:底|末|月|日|前|内|年)(?:之?前)?(?:完成|落实|见效)"
    "|(?:长期|持续)(?:坚持|推进|实施))$"
)
_GROUPS = ("各", "有关", "相关")


def duty_sentences(
    text: str, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Give the ranges of sentences such as X牵头，Y参与，6月底前完成.

    Every clause closes with a role or tells a time, and holds nothing but bodies;
    ranges of *taken* are read already.
    """
    end = 0
    while word := _ROLE_WORD.search(text, end):
        at = word.start()
        start = max(text.rfind("。", end, at), text.rfind("\n", end, at), end - 1) + 1
        stop = _STOP.search(text, at)
        end = stop.start() if stop else len(text)
        if end - start > _LONGEST:
            continue
        if any(first < end and start < last for first, last in taken):
            continue
        if _says_duties(text[start:end]):
            yield start, end


_ROLE_WORD = re.compile("(?:牵头|负责|落实|参与|参加|配合|协助)(?=[，；。\n]|$)")
_STOP = re.compile("[。\n]")


def _says_duties(words: str) -> bool:
    clauses = [part for part in re.split("[，；]", words) if part]
    roles = [part for part in clauses if _ROLE_END.search(part)]
    times = [part for part in clauses if part not in roles]
    bodies = [one for part in roles for one in split_bodies(_ROLE_END.sub("", part))]
    return (
        bool(bodies)
        and all(_TIME_ALONE.match(part) for part in times)
        and all(_is_sure(one.text) for one in bodies)
    )


def _is_sure(words: str) -> bool:
    group = words.startswith(_GROUPS) and is_body(words)
    return group or is_body(words, strong=True)
