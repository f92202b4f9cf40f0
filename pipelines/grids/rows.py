# ruff: noqa: E501 - a Chinese character counts as two columns
"""One flattened row: a pattern made of the table's columns tells its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.grammar.bodies import is_body
from pipelines.grids.duties import mentions, seams
from pipelines.grids.figure_cells import FigureCells
from pipelines.grids.model import BODIES, VALUES, Column, Head, Row
from pipelines.grids.parting import Layout, TaskRows
from pipelines.grids.patterns import ATTRIBUTE, RUN, own_columns, row_patterns
from pipelines.grids.splitting import Evidence
from pipelines.grids.words import signs
from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Passage

_UNIT_END = re.compile(r"（[^（）]{1,8}）\Z")
# 5.主要污染物排放总量减少（%）化学需氧量: a number and a heading before the name.
_LABELLED = re.compile(r".*(?<!\d)\d{1,2}[.．](?=[\u4e00-\u9fff])", re.S)
_HEADED = re.compile(
    r"(?P<group>[\u4e00-\u9fff]+（[%‰\u4e00-\u9fff/]{1,6}）)[\u4e00-\u9fff]"
)
_FOOTNOTE = re.compile(r"[1-9](?=[-〔])")
# Figures run together: another row's, not a part of a name.
_FIGURES = re.compile(r"\d\.\d+\.\d")
_DASHED = re.compile(
    r"\s*(?=.*[-—–])(?P<before>[-—–]*)\s*(?P<words>[^-—–]+?)\s*[-—–]*\s*", re.S
)
# A name, in which a unit in brackets is one: 样例死亡率（/10万）.
_NAMED = r"（[^（）\n]{1,20}）|[^〔〕\n（]|（(?![^（）\n]{1,20}）)"
_LONGEST_ROW = 1_500  # characters; the longest row known to us has 900
_RANKS = "省市县区州盟旗"
_FEW = 2  # tokens of a run without a unit before it; one digit is a footnote
_TOKENS = re.compile(r"\d+(?:\.\d+)?|[-/]")


class RowReader:
    """Reads the rows of one flattened table."""

    def __init__(
        self,
        body: Passage,
        heads: Sequence[Head],
        evidence: Evidence,
        region_name: str | None,
        footnotes: frozenset[str] = frozenset(),
    ) -> None:
        """Make the patterns for these heads; *body* is the passage they stand in.

        *footnotes* are the figures of notes that only date a value.
        """
        self.body = body
        self.findings: list[Finding] = []
        self.heads = heads
        self._plain = signs(body.text)
        layout = Layout.of(heads)
        self._tasks = TaskRows(body, heads, layout) if layout else None
        self._columns = own_columns(heads)
        self._rows = row_patterns(heads, self._columns, region_name)
        self._figures = FigureCells(body, self._plain, heads, evidence, footnotes)
        self._named = re.compile(
            rf"(?P<name>(?:{_NAMED}){{2,80}}?)(?P<run>{RUN})(?P<attr>{ATTRIBUTE})?"
        )

    @property
    def ends_with_figures(self) -> bool:
        """Whether the last column holds values, or notes that may be empty behind one."""
        last = [one.role for one in self.heads[-2:]]
        return last[-1] in VALUES or (last[-1] is Column.NOTE and last[0] in VALUES)

    def read(self, start: int, stop: int, number: int) -> Row | None:
        """Read the row between two places, its number taken off; None where it is none."""
        self.findings = []
        if stop - start > _LONGEST_ROW:
            return None
        cells = self._matched(start, stop)
        if not cells or (self._tasks and self._tasks.cuts_words(cells)):
            cells = self._set_apart(start, stop) or cells
        if not cells:
            return None
        if self._tasks:
            whole = self._tasks.is_whole(cells)
            cut = None if whole else self.read_cut(start, stop, number)
            if cut is not None:
                return cut
            self._tasks.learn(cells)
        return Row(cells, self.body.slice(start, stop), number=number)

    def read_cut(self, start: int, stop: int, number: int) -> Row | None:
        """Read a row that a page break cut in two; None where its columns do not tell.

        The heads that the new page repeats are taken out of the body already.
        """
        mended = self._tasks.mend_cut(start, stop) if self._tasks else None
        if mended is None or stop - start > _LONGEST_ROW:
            return None
        cells, doubtful = mended
        self.findings = [
            finding("joined_row", self.body.span(start, stop), number=number)
        ]
        if doubtful:
            self.findings.append(self._ambiguous(start, stop))
        return Row(cells, self.body.slice(start, stop), number=number)

    def _set_apart(self, start: int, stop: int) -> dict[int, Passage] | None:
        """Read a row whose bodies nothing but white space parts from its text."""
        place = self._tasks.bodies_behind(start, stop) if self._tasks else None
        if place is None or self._tasks is None:
            return None
        layout = self._tasks.layout
        cells = self._bodies(layout.bodies[0], *place)
        if cells is None:
            return None
        cells = {layout.text: self.body.slice(start, place[0]), **cells}
        if layout.note is not None and place[1] < stop:
            cells[layout.note] = self.body.slice(place[1], stop)
        return cells

    def _matched(self, start: int, stop: int) -> dict[int, Passage] | None:
        """Read a row by the pattern of its columns."""
        tried = (row.fullmatch(self._plain, start, stop) for row in self._rows)
        found = next(filter(None, tried), None)
        if found is None:
            return None
        cells: dict[int, Passage] = {}
        for column in self._columns:
            a, b = found.span(f"c{column}")
            if a < 0 or not self.body.text[a:b].strip():
                continue
            own = self._cell(column, found, (a, b))
            if own is None:
                return None
            cells.update(own)
        return cells

    def _cell(
        self, column: int, found: re.Match[str], place: tuple[int, int]
    ) -> dict[int, Passage] | None:
        """Give the cells of one piece of a row; None where it cannot be what it should."""
        role = self.heads[column].role
        if role in BODIES:
            return self._bodies(column, *place)
        if role in VALUES:
            return self._placed(found, *place)
        if role is Column.INDICATOR and _FIGURES.search(self._plain, *place):
            return None
        return {column: self.body.slice(*place)}

    def unread(self, start: int, stop: int, number: int) -> Row:
        """Give a row whose columns cannot be told: its words, and a finding."""
        place = self.body.span(start, stop)
        self.findings = [finding("unread_row", place, number=number)]
        return Row({}, self.body.slice(start, stop), number=number)

    def _bodies(self, column: int, start: int, stop: int) -> dict[int, Passage] | None:
        """Set a run of bodies into its columns; None where it holds other words.

        Two columns part where a line ends with a whole body and no list mark stands.
        """
        words = self.body.text[start:stop]
        following = column + 1
        single = (
            following >= len(self.heads) or self.heads[following].role not in BODIES
        )
        dash = _DASHED.fullmatch(words)
        if dash:  # an empty cell before or behind the bodies
            column = column if single or not dash["before"] else following
            start, stop = start + dash.start("words"), start + dash.end("words")
            words = dash["words"]
        if not _are_bodies(words):
            return None
        if single or dash:
            return {column: self.body.slice(start, stop)}
        breaks = [at for at in range(start + 1, stop) if self._breaks(start, at, stop)]
        breaks = breaks or self._glued(start, stop)
        if not breaks:
            return {column: self.body.slice(start, stop)}
        if len(breaks) > 1:
            self.findings.append(self._ambiguous(start, stop))
        return {
            column: self.body.slice(start, breaks[0]),
            following: self.body.slice(breaks[0], stop),
        }

    def _glued(self, start: int, stop: int) -> list[int]:
        """Give where bodies follow each other without a mark: 市甲局|市乙局、市丙局."""
        text = self.body.text
        return [
            start + at
            for at in seams(text[start:stop])
            if _are_bodies(text[start : start + at])
            and _are_bodies(text[start + at : stop])
        ]

    def _ambiguous(self, start: int, stop: int) -> Finding:
        words = self.body.text[start:stop]
        place = self.body.span(start, stop)
        return finding("ambiguous_columns", place, words=words[:60])

    def _breaks(self, start: int, at: int, stop: int) -> bool:
        """Say whether one cell may end and the next begin at a place in a run."""
        origins, text = self.body.origins, self.body.text
        if origins[at] - origins[at - 1] < 2 and text[at - 1] != "\n":
            return False
        if text[at - 1] in "、，；" or text[at] in "、，；":
            return False
        if text[at - 1] in _RANKS and text[at - 2] in "、，；":
            return False  # 市水务局、市|城市管理委: a name goes on
        return _are_bodies(text[start:at]) and _are_bodies(text[at:stop])

    def _placed(
        self, found: re.Match[str], start: int, stop: int
    ) -> dict[int, Passage] | None:
        """Set a run of values into the table's value columns."""
        indicator = next(
            (
                self.body.text[slice(*found.span(f"c{at}"))]
                for at in self._columns
                if self.heads[at].role in (Column.INDICATOR, Column.TEXT)
            ),
            "",
        )
        return self._figures.place(indicator, start, stop, self.findings)

    def read_run(self, start: int, limit: int) -> Iterator[tuple[Row, int]]:
        """Yield rows without numbers: a name, its run of figures, its attribute."""
        at, begin, group = start, start, ""
        attribute = next(
            (i for i, one in enumerate(self.heads) if one.role is Column.ATTRIBUTE),
            None,
        )
        name_column = next(
            (
                i
                for i, one in enumerate(self.heads)
                if one.role in (Column.INDICATOR, Column.TEXT)
            ),
            None,
        )
        while name_column is not None:
            found = self._named.search(self._plain, at, limit)
            if found is None or self._is_note(begin, found):
                return
            self.findings = []
            label = _LABELLED.match(self._plain, begin, found.end("name"))
            begin = label.end() if label else begin
            group = "" if label else group
            name = self.body.text[begin : found.end("name")]
            cells = self._run_cells(name, found)
            if cells is None:
                at = found.end("run")
                continue
            cells[name_column] = self.body.slice(begin, found.end("name"))
            if attribute is not None and found["attr"]:
                cells[attribute] = self.body.slice(*found.span("attr"))
            group = self._group(name, group)
            yield Row(cells, self.body.slice(begin, found.end()), group), found.end()
            at = begin = found.end()

    def _group(self, name: str, group: str) -> str:
        """Give the heading with a unit under which a row and those after it stand."""
        heading = _HEADED.match(name)
        if heading:
            return heading["group"]
        return "" if _UNIT_END.search(name) else group

    def _is_note(self, begin: int, found: re.Match[str]) -> bool:
        words = self.body.text[begin : found.end("name")]
        return (
            bool(re.search(r"(?:^|\n)\s*(?:注|备注|说明)[：:]", words)) or "。" in words
        )

    def _run_cells(self, name: str, found: re.Match[str]) -> dict[int, Passage] | None:
        """Read the figures of a row, or None where the run only looks like one."""
        tokens = len(_TOKENS.findall(found["run"]))
        if not _UNIT_END.search(name) and tokens < _FEW and not found["attr"]:
            return None
        start, end = found.span("run")
        cells = self._figures.place(name, start, end, self.findings)
        if cells is None and _FOOTNOTE.match(self._plain, start, end):
            cells = self._figures.place(name, start + 1, end, self.findings)
        return cells


def _are_bodies(words: str) -> bool:
    found = list(mentions(words.strip()))
    return bool(found) and all(
        len(one.text) > 2 and (is_body(one.text) or one.text.endswith("）"))
        for one in found
    )
