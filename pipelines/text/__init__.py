"""Stage 3, mend: a decoded document becomes the canonical text of its notices.

``mend(document)`` finds where the notice stands on its page, reads a notice that
stands twice once, rejoins wrapped lines, gives every character its canonical spelling,
repairs faults of recognition by named rules, and keeps for each canonical character
the offset of its original.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.model import Document, Grid, NoticeText, Passage, Repair, Span
from pipelines.text.annexes import read_with_annexes
from pipelines.text.canonical import Piece, weave, weave_head
from pipelines.text.copies import find_copy, is_copy
from pipelines.text.fold import fold
from pipelines.text.inline import part_inline, trim_end
from pipelines.text.lines import Line, ends_paragraph, find_layout, is_full, split_lines
from pipelines.text.markup import strike_markup
from pipelines.text.notice import is_notice, split_notices
from pipelines.text.page import fields_of, part_facts, read_page
from pipelines.text.separators import mark_separators

__all__ = ["mend"]


def mend(document: Document) -> tuple[NoticeText, ...]:
    """Give the notices of a document in canonical form; none where it holds none.

    Pure and linear in the length of the text. Offsets are code points of
    ``document.text``.
    """
    folded, struck = strike_markup(fold(_without_grids(document)))
    folded = mark_separators(folded)
    notices: list[NoticeText] = []
    parts = tuple(span for _, span in document.parts)
    for start, end in split_notices(folded, parts, document.annexes):
        notice = _mend_one(document, folded, start, end)
        if notice is None:
            continue
        signs = tuple(sign for sign in struck if start <= sign.start < end)
        if signs:
            notice = replace(notice, skipped=tuple(sorted(notice.skipped + signs)))
        if notices and not parts and _stands_twice(notice, notices[-1]):
            skipped = (*notices[-1].skipped, Span(start, end))
            notices[-1] = replace(notices[-1], skipped=tuple(sorted(skipped)))
        else:
            notices.append(notice)
    return tuple(notices)


def _stands_twice(notice: NoticeText, before: NoticeText) -> bool:
    """Say whether a page says the notice before it once more, under no new head."""
    if notice.head.text not in ("", before.head.text):
        return False
    return is_copy(notice.body.text, before.body.text)


def _mend_one(
    document: Document, folded: str, start: int, end: int
) -> NoticeText | None:
    """Mend the notice that lies in ``folded[start:end]``."""
    annexes = [one for one in document.annexes if start <= one.start < end]
    first = annexes[0].start if annexes else end
    copy = find_copy(folded[start:first])
    until = first if copy is None else start + copy
    lines = part_inline(_lines(folded, start, until))
    if annexes:
        parts = [(one, _lines(folded, one.start, one.end)) for one in annexes]
        page, added, repeated = read_with_annexes(document, lines, parts)
    else:
        page, added, repeated = read_page(lines), [], []
    body, trimmed = trim_end(page.body)
    pieces = [piece for some in (body, *added) for piece in _pieces(some)]
    passage, repairs = weave(document.text, folded, pieces)
    if copy is not None:
        repeated.append(Span(until, first))
    grids = _grids_within(document.grids, start, end, repeated)
    if not is_notice(passage.text, _words_of(grids)):
        return None
    facts, trimmed = part_facts(trimmed)
    head = weave_head(document.text, folded, _fields((*page.head, *facts)))
    skipped = [Span(line.start, line.end) for line in (*page.skipped, *trimmed)]
    if copy is not None:
        skipped.append(Span(until, first))
    return NoticeText(
        head=head,
        body=passage,
        grids=grids,
        repairs=(*_within(document.repairs, start, end), *repairs),
        skipped=tuple(sorted(skipped)),
        meta=dict(document.meta),
        paragraphs=_paragraphs(passage, pieces),
    )


def _fields(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Part the lines of a page's head into their fields."""
    for line in lines:
        starts = [line.start + start for start in fields_of(line)]
        yield from pairwise([*starts, line.end])


def _lines(folded: str, start: int, end: int) -> list[Line]:
    return [_moved(line, start) for line in split_lines(folded[start:end])]


def _moved(line: Line, by: int) -> Line:
    return replace(line, start=line.start + by, end=line.end + by) if by else line


def _pieces(lines: list[Line]) -> list[Piece]:
    """Say of each line whether a paragraph ends with it."""
    layout = find_layout(lines)
    followers = [*lines[1:], None][: len(lines)]
    return [
        Piece(
            line.start,
            line.end,
            after is None or ends_paragraph(line, after, layout),
            is_full(line, layout),
        )
        for line, after in zip(lines, followers, strict=True)
    ]


def _paragraphs(passage: Passage, pieces: list[Piece]) -> tuple[int, ...]:
    """Say where in the canonical text the source begins a paragraph."""
    origins = passage.origins
    opens = [0] if origins else []
    for before, piece in pairwise(pieces):
        if before.ends_paragraph:
            opens.append(bisect_left(origins, piece.start))
    return tuple(opens)


def _data_grids(document: Document) -> list[Grid]:
    """The tables that hold data; a table that only lays out a page is prose."""
    return [grid for grid in document.grids if is_data(grid)]


# A cell of more characters than this is prose in a frame, no entry of a table.
_LONGEST_ENTRY = 1500


def is_data(grid: Grid) -> bool:
    """Tell a table of data from one that lays out the page."""
    filled = [cell for cell in grid.cells if cell.text.strip()]
    rows = {cell.row for cell in filled}
    columns = {cell.column for cell in filled}
    if len(rows) < 2 or len(columns) < 2:
        return False
    return max(len(cell.text) for cell in filled) <= _LONGEST_ENTRY


def _without_grids(document: Document) -> str:
    """Blank out data tables: the grids stage reads them by their own spans."""
    text = document.text
    for grid in _data_grids(document):
        span = grid.span
        hollow = re.sub(r"[^\n]", " ", text[span.start : span.end])
        text = text[: span.start] + hollow + text[span.end :]
    return text


def _words_of(grids: Iterable[Grid]) -> str:
    return " ".join(cell.text for grid in grids for cell in grid.cells)


def _within(repairs: Iterable[Repair], start: int, end: int) -> Iterable[Repair]:
    """The decoder's repairs that lie in this notice."""
    return (repair for repair in repairs if start <= repair.span.start < end)


def _grids_within(
    grids: Iterable[Grid], start: int, end: int, repeated: Sequence[Span]
) -> tuple[Grid, ...]:
    """The tables of a notice, without those that stand in what it says again."""
    return tuple(
        grid
        for grid in grids
        if start <= grid.span.start < end
        and is_data(grid)
        and not any(place.contains(grid.span) for place in repeated)
    )
