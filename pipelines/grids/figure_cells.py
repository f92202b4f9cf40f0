# ruff: noqa: E501 - a Chinese character counts as two columns
"""The values of a flattened row, set into the table's value columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.grids.model import VALUES, Column, Head
from pipelines.grids.naming import own_unit
from pipelines.grids.splitting import Evidence, Split, split_run
from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Passage

_VALUE = re.compile(
    r"[≥≤<>]?\d+(?:\.\d+)?%?(?:及以上|左右|以上|以下|以内)?|[-/]|〔\d+(?:\.\d+)?〕"
)
_FRACTION = re.compile(r"\.\d{2}\Z")
_COUNTED = re.compile(r"[张个家人名所件户座处台辆套场次项种]\Z")
# Counted in these, a number of people or things may have decimals: 21.4万人.
_IN_MYRIADS = re.compile("[十百千]?[万亿]")
_DIGIT = re.compile(r"\d")


class FigureCells:
    """Sets the runs of values of one table into its columns."""

    def __init__(
        self,
        body: Passage,
        plain: str,
        heads: Sequence[Head],
        evidence: Evidence,
        footnotes: frozenset[str],
    ) -> None:
        """Keep what tells where a run parts; *footnotes* only date a value.

        *plain* are the words of *body* with their signs in plain form.
        """
        self._body = body
        self._plain = plain
        self._heads = heads
        self._evidence = evidence
        self._footnotes = footnotes
        self._values = [at for at, one in enumerate(heads) if one.role in VALUES]

    def place(
        self, indicator: str, start: int, stop: int, findings: list[Finding]
    ) -> dict[int, Passage] | None:
        """Give the cells of a run; None where it is no run of these columns' values.

        What is left open is told in *findings*.
        """
        spaced = self._spaced(start, stop)
        if spaced is not None:
            return spaced
        unit = own_unit(indicator)
        written = unit[1] if unit else None
        counted = bool(written and _COUNTED.search(written))
        whole = (
            counted and "每" not in indicator and not _IN_MYRIADS.match(written or "")
        )
        evidence = replace(self._evidence, unit=written, whole=whole)
        columns = [self._heads[at].role is Column.CUMULATIVE for at in self._values]
        split = split_run(self._parted(start, stop), columns, evidence)
        if split is None:
            return None
        if not split.is_decided:
            findings.append(self._undecided(split, indicator, start, stop))
            return {}
        cells = {
            at: self._body.slice(start + place[0], start + place[1])
            for at, place in zip(self._values, split.ranges, strict=True)
            if place is not None
        }
        if split.is_signed:
            return cells
        return self._without_footnoted(indicator, cells, findings)

    def _spaced(self, start: int, stop: int) -> dict[int, Passage] | None:
        """Set values into columns where white space of the original parts them all."""
        origins = self._body.origins
        cuts = [
            at
            for at in range(start + 1, stop)
            if origins[at] - origins[at - 1] > 1 or self._body.text[at].isspace()
        ]
        edges = [start, *cuts, stop]
        pieces = [(a, b) for a, b in pairwise(edges) if self._body.text[a:b].strip()]
        if len(pieces) != len(self._values) or len(pieces) < 2:
            return None
        if not all(_VALUE.fullmatch(self._plain[a:b].strip()) for a, b in pieces):
            return None
        return {
            at: self._body.slice(a, b)
            for at, (a, b) in zip(self._values, pieces, strict=True)
            if _DIGIT.search(self._plain[a:b])
        }

    def _without_footnoted(
        self, indicator: str, cells: dict[int, Passage], findings: list[Finding]
    ) -> dict[int, Passage]:
        """Leave out a figure whose last digit may be the mark of a footnote."""
        kept = {}
        for column, cell in cells.items():
            dated = self._heads[column].role is Column.BASELINE
            mark = cell.text[-1:] in self._footnotes
            if dated and mark and _FRACTION.search(cell.text):
                findings.append(
                    finding(
                        "footnote_or_figure",
                        cell.span(0, len(cell.text)),
                        indicator=indicator,
                        figure=cell.text,
                    )
                )
                continue
            kept[column] = cell
        return kept

    def _parted(self, start: int, stop: int) -> str:
        """Give a run with the signs in plain form; white space already parts figures."""
        return self._plain[start:stop].replace("\n", " ")

    def _undecided(
        self, split: Split, indicator: str, start: int, stop: int
    ) -> Finding:
        return finding(
            "glued_figures",
            self._body.span(start, stop),
            indicator=indicator,
            figures=self._body.text[start:stop],
            choices=tuple("|".join(choice) for choice in split.choices[:4]),
        )
