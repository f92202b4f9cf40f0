"""Rows of words and bodies, parted where the original had white space or a page ended.

Bodies may begin only where white space stood in the original, and must fill their cell.
A row that a page break cut in two, with the heads repeated between, has its cells in
the same order on both pages: the text goes on until its sentence ends, each column of
bodies until they are whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from pipelines.grids.duties import mentions
from pipelines.grids.model import BODIES, Column, Head, joined
from pipelines.grids.values import is_empty
from pipelines.lexicons.bodies import body_suffixes
from pipelines.model import Passage

_CLOSED = tuple("。；！）”")
_LISTED = "、，；"
_PROSE = (Column.TEXT, Column.INDICATOR, Column.OTHER, Column.GROUP)
# A body of the place itself, by its rank: 市财政局, 各乡镇人民政府, 区妇联.
_RANKS = frozenset("省市县区州盟旗各镇乡")
_SURE = (
    *body_suffixes("strong"), "单位", "部门", "成员", "企业", "妇联", "总工会",
    "共青团", "团委", "科协", "残联", "工商联", "文联", "红十字会",
)  # fmt: skip
_SURE_LENGTHS = range(3, 17)
_UNSURE = re.compile("[“”《》\n]")
_SHORTEST = 4  # characters of the text of a task


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the text, the bodies and the note stand in a table of tasks."""

    text: int
    bodies: tuple[int, ...]
    note: int | None

    @classmethod
    def of(cls, heads: Sequence[Head]) -> Layout | None:
        """Tell the layout of columns: words, then bodies, then perhaps a note."""
        prose = [at for at, head in enumerate(heads) if head.role in _PROSE]
        bodies = [at for at, head in enumerate(heads) if head.role in BODIES]
        notes = [at for at, head in enumerate(heads) if head.role is Column.NOTE]
        if not prose or not 1 <= len(bodies) <= 2 or len(notes) > 1:
            return None
        first = 1 if heads[0].role is Column.INDEX else 0
        wanted = list(range(first, len(heads)))
        return (
            cls(prose[0], tuple(bodies), notes[0] if notes else None)
            if prose + bodies + notes == wanted
            else None
        )


def is_parted(body: Passage, at: int) -> bool:
    """Say whether white space stood before a place in the original."""
    if at == 0 or at >= len(body.text):
        return True
    beside = body.text[at - 1 : at + 1]
    return body.origins[at] - body.origins[at - 1] > 1 or any(map(str.isspace, beside))


def parted(body: Passage, start: int, stop: int) -> list[int]:
    """Give the places between two where white space stood before a character."""
    text, origins = body.text, body.origins
    return [
        at
        for at in range(start + 1, stop)
        if (origins[at] - origins[at - 1] > 1 or text[at - 1].isspace())
        and not text[at].isspace()
    ]


class TaskRows:
    """The rows of one table of tasks, whose bodies are learned as they are read."""

    def __init__(self, body: Passage, heads: Sequence[Head], layout: Layout) -> None:
        """Take the passage in which the table stands, and its columns."""
        self.layout = layout
        self._body = body
        across = sum(len(head.words) for head in heads)
        origins = body.origins
        gaps = enumerate(pairwise(origins), 1)
        self._seams = [at for at, (before, here) in gaps if here - before > across]
        self._known: set[str] = set()

    def learn(self, cells: Mapping[int, Passage]) -> None:
        """Remember the bodies of a row."""
        for words in self._bodies_of(cells):
            self._known |= {one.text for one in mentions(words)}

    def is_whole(self, cells: Mapping[int, Passage]) -> bool:
        """Say whether a row's sentence ends, and its bodies are such beyond doubt."""
        text = cells.get(self.layout.text)
        if text is None or not text.text.rstrip().endswith(_CLOSED):
            return text is None
        return all(map(self._are_bodies, self._bodies_of(cells)))

    def cuts_words(self, cells: Mapping[int, Passage]) -> bool:
        """Say whether a row's bodies begin amid words that no white space parts."""
        first = cells.get(self.layout.bodies[0])
        if first is None or not first.text:
            return False
        place = bisect_left(self._body.origins, first.origins[0])
        closed = self._body.text[max(place - 1, 0) : place] in _CLOSED
        return not closed and not is_parted(self._body, place)

    def bodies_behind(self, start: int, stop: int) -> tuple[int, int] | None:
        """Give the range of bodies behind a row's text; None where none stand there.

        Where the table has a note, one may stand behind them.
        """
        places = self._parted(start, stop)
        noted = self.layout.note is not None
        for end in [stop, *reversed(places)] if noted else [stop]:
            for at in places:
                if at < end and self._are_bodies(self._body.text[at:end].strip()):
                    return at, end
        return None

    def mend_cut(self, start: int, stop: int) -> tuple[dict[int, Passage], bool] | None:
        """Give the cells of a row that was cut, and whether they may part otherwise.

        None where it was not cut, or its columns cannot be told.
        """
        first = bisect_right(self._seams, start)
        if bisect_left(self._seams, stop) != first + 1:
            return None
        seam = self._seams[first]
        found: list[dict[int, Passage]] = []
        for text_end in reversed([seam, *parted(self._body, seam, stop), stop]):
            found += self._cut_at(start, seam, text_end, stop)
            if found:
                return found[0], len(found) > 1
        return None

    def _cut_at(
        self, start: int, seam: int, text_end: int, stop: int
    ) -> Iterator[dict[int, Passage]]:
        """Yield the cells where the text ends at *text_end* on the second page."""
        body, rest = self._body, self._body.slice(text_end, stop)
        for first in self._parted(start, seam):
            text = joined([body.slice(start, first), body.slice(seam, text_end)])
            if not text.text.rstrip().endswith(_CLOSED):
                return
            for cells in self._columns(body.slice(first, seam), rest):
                yield {self.layout.text: text, **cells}

    def _columns(self, front: Passage, rest: Passage) -> Iterator[dict[int, Passage]]:
        """Yield the ways to set two runs of bodies into the columns."""
        columns = self.layout.bodies
        if len(columns) == 1:
            ways: Iterable[list[Passage]] = [[joined([front, rest])]]
        else:
            pairs = product(_halves(front, False), _halves(rest, True))
            ways = ([joined(p) for p in zip(a, b, strict=True)] for a, b in pairs)
        for way in ways:
            if all(self._fills(cell.text.strip()) for cell in way):
                filled = zip(columns, way, strict=True)
                yield {
                    at: cell for at, cell in filled if not is_empty(cell.text.strip())
                }

    def _fills(self, words: str) -> bool:
        """Say whether words are a whole cell of bodies, or an empty one."""
        if is_empty(words):
            return True
        listed = words[-1] in _LISTED or words[0] in _LISTED
        return not listed and self._are_bodies(words)

    def _are_bodies(self, words: str) -> bool:
        """Say whether words are bodies as the table has had them, or as places do."""
        found = list(mentions(words))
        return bool(found) and all(
            one.text in self._known or _is_sure(one.text) for one in found
        )

    def _bodies_of(self, cells: Mapping[int, Passage]) -> list[str]:
        return [cells[at].text for at in self.layout.bodies if at in cells]

    def _parted(self, start: int, stop: int) -> list[int]:
        """Give the places where bodies may begin behind the text of a task."""
        places = parted(self._body, start, stop)
        return [at for at in places if at - start >= _SHORTEST]


def _is_sure(words: str) -> bool:
    """Say whether words are a body of the place itself, by its rank and its end."""
    return (
        len(words) in _SURE_LENGTHS
        and words[0] in _RANKS
        and words[1:].endswith(_SURE)
        and not _UNSURE.search(words)
    )


def _halves(run: Passage, may_be_empty: bool) -> Iterator[tuple[Passage, Passage]]:
    edges = [0, len(run.text)] if may_be_empty else []
    for at in sorted({*edges, *parted(run, 0, len(run.text))}):
        yield run.slice(0, at), run.slice(at, len(run.text))
