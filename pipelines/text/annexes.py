"""A notice that comes as several files: its page, and the annexes behind it.

The annexes belong to the notice, whatever they say. What stands twice is read once: an
annex that only repeats what stands before it is left out, and so are the words of a
page that an annex says again and goes on from (the notice's own file). Of a page that
only points to its file (详见附件) the title and the facts of its head stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pipelines.model import Document, Span
from pipelines.text.fold import fold
from pipelines.text.lines import Line
from pipelines.text.notice import is_notice
from pipelines.text.page import Page, read_page
from pipelines.text.page_words import page_words

_BLANK = re.compile(r"[\s\u200b]+")
_ANCHOR = 24  # characters: long enough not to recur by chance
_PROBES = 60
_SHARE = 0.8  # of the anchors of a text that is said again
_SHORTEST = 200  # characters of a text that is probed; a shorter one must stand whole
_LEAST = 30  # characters: fewer say nothing that could be said again
_FULLER = 1.03
_TITLE_LINES = 2  # lines that an annex may have above its words
_COVER = re.compile(
    r"[^。；：]{0,60}关于[^。；：]{4,120}(?:通知|意见|方案|决定|规划|计划|办法|公告)$"
)
_TITLE_META = ("ArticleTitle", "og:title", "title")


def read_with_annexes(
    document: Document, page: list[Line], annexes: Sequence[tuple[Span, list[Line]]]
) -> tuple[Page, list[list[Line]], list[Span]]:
    """Tell the words of a notice from those of its page, and from those said twice.

    Gives the page as ``read_page`` does, with all that is left out of the annexes
    among the skipped lines; the lines of each annex that adds something; and the
    places of what is said again elsewhere, tables included.
    """
    said = [_dense(document.text, span.start, span.end) for span, _ in annexes]
    read = read_page(page)
    body = _body(document, read, annexes[0][0].start)
    held = _dense(document.text, body.start, body.end)
    repeated = []
    if any(says(other, held) and _says_more(other, held) for other in said):
        repeated.append(body)
    if repeated or not _speaks(read):
        read, held = _title_alone(page, document.meta), ""
    added: list[list[Line]] = []
    for (span, lines), words in zip(annexes, said, strict=True):
        if says(held, words) or _is_under_title(document.text, span, held):
            repeated.append(span)
            read.skipped.extend(lines)
            continue
        held += words
        printed = [line for line in lines if page_words().print.match(line.text)]
        places = {line.start for line in printed}
        read.skipped.extend(printed)
        added.append([line for line in lines if line.start not in places])
    return read, added, repeated


def says(whole: str, part: str) -> bool:
    """Say whether *whole* says the words of *part*; both without white space."""
    if len(part) < _SHORTEST:
        return len(part) >= _LEAST and part in whole
    step = max((len(part) - _ANCHOR) // _PROBES, 1)
    probes = range(0, len(part) - _ANCHOR, step)
    found = sum(part[at : at + _ANCHOR] in whole for at in probes)
    return found >= _SHARE * len(probes)


def _says_more(other: str, held: str) -> bool:
    """Say whether a file that says a page again goes on from it, or is fuller."""
    return not says(held, other) or len(other) > _FULLER * len(held)


def _is_under_title(text: str, span: Span, held: str) -> bool:
    """Say whether an annex says again what was said, under a title of its own."""
    lines = text[span.start : span.end].split("\n", _TITLE_LINES)
    return any(
        says(held, _BLANK.sub("", fold("\n".join(lines[at:]))))
        for at in range(1, len(lines))
    )


def _dense(text: str, start: int, end: int) -> str:
    return _BLANK.sub("", fold(text[start:end]))


def _body(document: Document, read: Page, end: int) -> Span:
    """Where a page's body stands, with the tables in it and behind it up to *end*."""
    if not read.body:
        return Span(0, 0)
    start = read.body[0].start
    tables = [g.span.end for g in document.grids if start <= g.span.start < end]
    return Span(start, max([read.body[-1].end, *tables]))


def _speaks(read: Page) -> bool:
    """Say whether a page holds a notice, or only points to its file."""
    return is_notice("\n".join(line.text for line in read.body))


def _title_alone(lines: list[Line], meta: Mapping[str, str]) -> Page:
    """Keep of a page its title and the facts of its head."""
    facts = page_words().meta
    is_fact = [bool(facts.match(_BLANK.sub("", line.text))) for line in lines]
    head = [line for line, fact in zip(lines, is_fact, strict=True) if fact]
    rest = [line for line, fact in zip(lines, is_fact, strict=True) if not fact]
    title = next(iter(_titles(rest, meta)), None)
    return Page(head, [title] if title else [], [x for x in rest if x is not title])


def _titles(lines: Iterable[Line], meta: Mapping[str, str]) -> list[Line]:
    """The lines that may be the title: one that meta tags give, else one of a cover."""
    told = {_BLANK.sub("", fold(meta[key])) for key in _TITLE_META if key in meta}
    plain = [(_BLANK.sub("", line.text), line) for line in lines]
    given = [line for words, line in plain if words in told]
    return given or [line for words, line in plain if _COVER.match(words)]
