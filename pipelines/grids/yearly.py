# ruff: noqa: E501 - a Chinese character counts as two columns
"""Two small forms of flattened tables: a line for each year, and heads set crosswise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipelines.grids.heads import head
from pipelines.grids.model import Column, Head, Row, Table
from pipelines.grids.splitting import MOST_PARTS, Evidence, candidates, decide
from pipelines.lexicons.findings import finding
from pipelines.model import Finding, Passage

_MEASURE = r"[^（）。；，\n]{2,30}（[^（）\n]{1,6}）"
_YEARLY = re.compile(
    rf"(?P<year>年份|年度)(?P<heads>(?:{_MEASURE}){{1,6}})\s*(?=(?:19|20)\d\d年)"
)
_LINE = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)年(?P<run>[\d.]+?)(?=\s|(?:19|20)\d\d年|[^\d.]|\Z)"
)
_PLANNED = r"“十[一二三四五六]五”[\u4e00-\u9fff]{1,8}?(?:量|值|数)"
_CROSSED = re.compile(
    rf"(?P<tops>{_PLANNED}(?:{_PLANNED}){{1,5}})"
    rf"(?P<subs>(?:{_MEASURE}){{2,18}})\s*(?P<run>\d+)(?!\d)"
)
_TOP = re.compile(rf"{_PLANNED}(?=“|\Z)")
_ONE = re.compile(_MEASURE)
_UNIT = re.compile(r"（([^（）]*)）\Z")
Stated = frozenset[tuple[Decimal, str | None]]
_MOST = 10  # times that one of two like figures of a table may hold the other


def may_hold_years(text: str) -> bool:
    """Say whether one of these small tables stands in a text."""
    return bool(_YEARLY.search(text) or _CROSSED.search(text))


def yearly_tables(body: Passage, stated: Stated) -> Iterator[tuple[int, int, Table]]:
    """Yield tables whose rows are a year and its figures: 2021年6101.58 2022年9752.5."""
    for found in _YEARLY.finditer(body.text):
        measures = [one[0] for one in _ONE.finditer(found["heads"])]
        heads = (
            head(found["year"]),
            *(Head(words, Column.MEASURE) for words in measures),
        )
        lines = list(_lines(body.text, found.end()))
        if len(lines) < 2:
            continue
        splits = _split_lines([line["run"] for line in lines], measures, stated)
        rows, findings = _rows(body, lines, splits)
        start, end = found.start(), lines[-1].end()
        yield start, end, _table(body, heads, rows, (start, end), findings)


def _lines(text: str, start: int) -> Iterator[re.Match[str]]:
    at = start
    while (found := _LINE.match(text, at)) is not None:
        yield found
        at = found.end()


def _split_lines(
    runs: list[str], measures: list[str], stated: Stated
) -> list[tuple[str, ...] | None]:
    """Split the runs of all rows: those that are certain first, then their neighbours."""
    units = [_UNIT.search(words) for words in measures]
    whole = [
        bool(unit and "每" not in words and "%" not in unit[1])
        for unit, words in zip(units, measures, strict=True)
    ]
    options = [
        [o for o in candidates(run, len(measures)) if _fits(o, whole)] for run in runs
    ]
    chosen: list[tuple[str, ...] | None] = [None] * len(runs)
    evidence = Evidence(stated=stated)
    names = [unit[1] if unit else None for unit in units]
    options = _adding_up(options, measures)
    for at, possible in enumerate(options):
        chosen[at] = _certain(possible, names, stated)
    for _ in runs:
        for at, possible in enumerate(options):
            beside = _beside(chosen, at)
            if chosen[at] is None and beside:
                values = tuple(Decimal(part) for part in beside)
                chosen[at], _rule = decide(
                    possible, replace(evidence, stated=frozenset(), neighbours=values)
                )
    return chosen


_WEAK = 2  # digits of a count that stands elsewhere by chance; of a share one
_ADDED = re.compile("^(?!其中|.*其中).*(?:新增|增加)")
_IN_ALL = re.compile("(?:年末|年底|累计|合计|达到)|总[数量]")


def _adding_up(
    options: list[list[tuple[str, ...]]], measures: list[str]
) -> list[list[tuple[str, ...]]]:
    """Keep the splits in which each year's stock is that of the year before and more.

    Where no splits of two years add up, all are kept: the columns then say other things.
    """
    added = [at for at, words in enumerate(measures) if _ADDED.search(words)]
    in_all = [at for at, words in enumerate(measures) if _IN_ALL.search(words)]
    if len(added) != 1 or len(in_all) != 1 or added == in_all or len(options) < 2:
        return options
    new, stock = added[0], in_all[0]
    kept = [list(one) for one in options]
    for at in range(1, len(kept)):
        pairs = [
            (one, after)
            for one in kept[at - 1]
            for after in kept[at]
            if Decimal(one[stock]) + Decimal(after[new]) == Decimal(after[stock])
        ]
        if not pairs:
            return options
        kept[at - 1] = [one for one in kept[at - 1] if any(one == a for a, _ in pairs)]
        kept[at] = [one for one in kept[at] if any(one == b for _, b in pairs)]
    return kept


def _fits(option: tuple[str, ...], whole: list[bool]) -> bool:
    return not any(
        is_whole and "." in part for part, is_whole in zip(option, whole, strict=True)
    )


def _certain(
    options: list[tuple[str, ...]], units: list[str | None], stated: Stated
) -> tuple[str, ...] | None:
    """Give the one option, or the one whose figures the notice states elsewhere."""
    if len(options) == 1:
        return options[0]
    repeated = [
        option
        for option in options
        if any(
            (Decimal(part), unit) in stated and len(part) > _WEAK - (unit == "%")
            for part, unit in zip(option, units, strict=True)
        )
    ]
    return repeated[0] if len(repeated) == 1 else None


def _beside(chosen: list[tuple[str, ...] | None], at: int) -> tuple[str, ...] | None:
    before = chosen[at - 1] if at else None
    return before or (chosen[at + 1] if at + 1 < len(chosen) else None)


def _rows(
    body: Passage,
    lines: list[re.Match[str]],
    splits: list[tuple[str, ...] | None],
) -> tuple[list[Row], list[Finding]]:
    rows: list[Row] = []
    findings: list[Finding] = []
    for number, (line, split) in enumerate(zip(lines, splits, strict=True), 1):
        cells = {0: body.slice(*line.span("year"))}
        at = line.start("run")
        for column, part in enumerate(split or (), 1):
            cells[column] = body.slice(at, at + len(part))
            at += len(part)
        if split is None:
            findings.append(_undecided(body, line.start("run"), line.end("run")))
        whole = body.slice(line.start("year"), line.end("run"))
        rows.append(Row(cells, whole, number=number))
    return rows, findings


def _undecided(body: Passage, start: int, end: int) -> Finding:
    return finding(
        "glued_figures",
        body.span(start, end),
        case="undecided",
        figures=body.text[start:end],
    )


def _table(
    body: Passage,
    heads: tuple[Head, ...],
    rows: list[Row],
    place: tuple[int, int],
    findings: list[Finding],
) -> Table:
    start, end = place
    caption = body.text[max(0, start - 40) : start].split("\n")
    return Table(
        heads,
        tuple(rows),
        body.origins[start],
        body.origins[end - 1] + 1,
        next((line for line in reversed(caption) if line.strip()), ""),
        tuple(findings),
    )


def crossed_table(
    body: Passage, stated: Stated, known: frozenset[Decimal] = frozenset()
) -> Iterator[tuple[int, int, Table]]:
    """Yield one-row tables whose heads stand crosswise: stocks and plans by measures.

    ``“十三五”末存量“十四五”计划新增量`` above ``床位数（张）其中普惠床位数（张）`` for
    each; *known* are figures that other tables of the notice gave.
    """
    for found in _CROSSED.finditer(body.text):
        tops = [one[0] for one in _TOP.finditer(found["tops"])]
        measures = [one[0] for one in _ONE.finditer(found["subs"])]
        each, rest = divmod(len(measures), len(tops))
        if rest or not each:
            continue
        heads = tuple(
            _crossed_head(top, words)
            for at, words in enumerate(measures)
            for top in [tops[at // each]]
        )
        split = _split_crossed(found["run"], each, len(tops), stated, known)
        start, end = found.span()
        cells: dict[int, Passage] = {}
        at = found.start("run")
        for column, part in enumerate(split or ()):
            cells[column] = body.slice(at, at + len(part))
            at += len(part)
        run = found.span("run")
        findings = [] if split else [_undecided(body, *run)]
        rows = [Row(cells, body.slice(*run), number=1)]
        yield start, end, _table(body, heads, rows, (start, end), findings)


def _crossed_head(top: str, measure: str) -> Head:
    """Name a measure by both of its heads: “十四五”计划新增 + 床位数."""
    one = head(top)
    if one.role is not Column.TARGET:
        return Head(top + measure, Column.OTHER)
    stem = top.removesuffix("量")
    words = measure.removeprefix("其中")
    if stem.endswith("新增"):
        words = words.removeprefix("新增")
    return Head(stem + words, Column.MEASURE, one.year)


def _split_crossed(
    run: str, each: int, tops: int, stated: Stated, known: frozenset[Decimal]
) -> tuple[str, ...] | None:
    """Split the run where the parts fit their wholes, known figures and each other."""
    if each * tops > MOST_PARTS:
        return None
    figures = known | {value for value, _ in stated}
    fitting = list(_fitting(run, each, each * tops))
    best = max((_anchors(option, each, figures) for option in fitting), default=0)
    if best < 1:
        return None
    anchored = [o for o in fitting if _anchors(o, each, figures) == best]
    alike = [option for option in anchored if _alike(option, each)]
    return tuple(str(part) for part in alike[0]) if len(alike) == 1 else None


def _fitting(
    digits: str, each: int, parts: int, before: tuple[int, ...] = ()
) -> Iterator[tuple[int, ...]]:
    """Yield the ways to cut *digits* in which no part (其中) is more than its whole."""
    at = len(before)
    if at == parts:
        yield before
        return
    first = len(digits) if at == parts - 1 else 1
    longest = 1 if digits.startswith("0") else len(digits) - (parts - at - 1)
    for cut in range(max(1, first), longest + 1):
        value = int(digits[:cut])
        if at % each and value > before[at - at % each]:
            return  # and so are the longer ones
        yield from _fitting(digits[cut:], each, parts, (*before, value))


def _anchors(
    option: tuple[int, ...], each: int, figures: frozenset[Decimal] | set[Decimal]
) -> int:
    """Count wholes that are known, or that lead from the stock to a known figure."""
    wholes = option[::each]
    sums = [wholes[0] + part for part in wholes[1:]]
    return sum(value in figures for value in (*wholes, *sums) if value >= 10)


def _alike(option: tuple[int, ...], each: int) -> bool:
    """Say whether like figures are of one size, from plan to plan."""
    for kind in range(each):
        row = option[kind::each]
        steps = pairwise(row[1:] if kind == 0 else row)
        if not all(a and a <= _MOST * b and b <= _MOST * a for a, b in steps):
            return False
    return True
