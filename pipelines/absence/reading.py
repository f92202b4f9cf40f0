"""Tell a notice without targets from one whose targets lie in a missing annex.

A third case, a file that could not be read, is told by its capture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Item, NoticeText, Outline, Target

NO_TARGET = "absence.no_target"
MISSING_ANNEX = "absence.missing_annex"

# words that send the reader to an annex for what is asked
_SENDS = re.compile(
    r"(?:详见|具体见|另见|见)(?:本[^，。；]{0,8}的?)?附(?:件|表)\d{0,2}"
)
# the list of annexes under a notice: 附件：1.甲任务分解表 2.乙指标表
_LISTED = re.compile(r"附件[：:]?\s*(?:\d{1,2}[.、．])?(?P<title>[^\n。；]{4,60})")
_MEASURES = re.compile(r"指标|目标|任务|分工|清单|分解|台账|安排")
_LEAST_TEXT = 200  # characters that follow an annex's title where the annex is there


def explain_absence(
    notice: NoticeText, outline: Outline, targets: tuple[Target, ...]
) -> tuple[Finding, ...]:
    """Give one finding for a notice without targets, none for one with targets."""
    if targets:
        return ()
    if not notice.grids:
        for item, found in _annexes(outline):
            if not _is_there(notice, found):
                span = item.passage.span(found.start(), found.end())
                return (finding(MISSING_ANNEX, span, item.number),)
    return (finding(NO_TARGET),)


def _annexes(outline: Outline) -> Iterator[tuple[Item, re.Match[str]]]:
    for item in outline.items:
        text = item.passage.text
        if "附" not in text:
            continue
        yield from ((item, found) for found in _SENDS.finditer(text))
        for found in _LISTED.finditer(text):
            if _MEASURES.search(found["title"]):
                yield item, found


def _is_there(notice: NoticeText, found: re.Match[str]) -> bool:
    """Say whether the body holds the annex: its title again, and text after it."""
    body = notice.body.text
    title = found.groupdict().get("title")
    if title:
        first = body.find(title)
        again = body.find(title, first + len(title))
        return again >= 0 and len(body) - again > _LEAST_TEXT
    heads = list(re.finditer(r"(?:^|[\n。）])附(?:件|表)\d{0,2}[：:]?", body))
    return bool(heads) and len(body) - heads[-1].end() > _LEAST_TEXT
