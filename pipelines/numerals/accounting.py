"""Give every numeric expression of a notice exactly one disposition.

Order of law: what a target, another reader or a citation has used; then the place of
the number (title, slogan, document number, date, review section); then the rules of
words; what is left is unexplained and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipelines.grammar.reviews import reviews
from pipelines.model import (
    Account,
    Citation,
    Disposition,
    Document,
    Metadata,
    NoticeText,
    Numeral,
    Outline,
    Passage,
    Span,
    Target,
    TaskDeadline,
)
from pipelines.model.records import record
from pipelines.numerals.outside import cells, map_places, numerals_outside
from pipelines.numerals.owners import Owner, Owners, owners
from pipelines.numerals.ruling import Case, standing_rules
from pipelines.numerals.scan import Expression, scan
from pipelines.numerals.structure import (
    CITED,
    DATE,
    GRADE,
    REVIEW,
    ROW,
    owner_within,
    ranges_of_names,
)

_UNEXPLAINED = Owner(Disposition.UNEXPLAINED, "unexplained")


@record(frozen=True, slots=True)
class _Stretch:
    """Words to account for: an item's, or those of a table cell that no item holds."""

    passage: Passage
    item: str | None
    first_column: bool = False


def account(
    notice: NoticeText,
    document: Document,
    items: Outline,
    metadata: Metadata,
    *,
    targets: Sequence[Target] = (),
    citations: Iterable[Citation] = (),
    accounts: Iterable[Account] = (),
    deadlines: Iterable[TaskDeadline] = (),
) -> tuple[Numeral, ...]:
    """Account for every number of *notice*, in the order of the original text.

    ``span`` and ``text`` are of ``document.text``, verbatim; numbers of the page's
    head, of labels and of skipped stretches are of disposition ``page`` or
    ``outline``.
    """
    used = owners(targets, accounts, deadlines)
    titles = [citation.span for citation in citations]
    back = reviews(items)
    places = map_places(notice, document, items)
    stretches = [_Stretch(item.passage, item.number) for item in items.items]
    stretches += [
        _Stretch(passage, None, first)
        for passage, first in cells(notice, document, places)
    ]
    found: dict[int, Numeral] = {}
    left: list[tuple[_Stretch, Case]] = []
    for stretch in stretches:
        settled, case = _settle(stretch, metadata, used, titles)
        for expression, owner in settled:
            _keep(found, _numeral(stretch, expression, owner, document.text))
        if case.open:
            left.append((stretch, case))
    relative = _relative_spans(targets)
    decided = standing_rules().decide([case for _, case in left], metadata.issued_on)
    for (stretch, case), verdicts in zip(left, decided, strict=True):
        rest = REVIEW if stretch.item in back else _UNEXPLAINED
        for expression, verdict in zip(case.open, verdicts, strict=True):
            owner = verdict or _compared(stretch, expression, relative) or rest
            _keep(found, _numeral(stretch, expression, owner, document.text))
    for numeral in numerals_outside(document, items, places):
        _keep(found, numeral)
    return tuple(found[start] for start in sorted(found))


def _relative_spans(targets: Sequence[Target]) -> list[tuple[Span, Owner]]:
    """Give where targets stand, whose reference or state may hold a number."""
    return [
        (
            target.span,
            Owner(Disposition.TARGET, target.rule, index)
            if target.reference is not None
            else GRADE,
        )
        for index, target in enumerate(targets)
    ]


def _compared(
    stretch: _Stretch, expression: Expression, spans: Sequence[tuple[Span, Owner]]
) -> Owner | None:
    """Say whether a number belongs to a reference, or is the grade that is reached."""
    at = stretch.passage.origins[expression.figure_start]
    text = stretch.passage.text
    graded = text[expression.figure_end : expression.figure_end + 1] == "级"
    return next(
        (
            own
            for span, own in spans
            if span.start <= at < span.end and (graded or own is not GRADE)
        ),
        None,
    )


def _keep(found: dict[int, Numeral], numeral: Numeral) -> None:
    """Keep one numeral a place; of two readings the explained one."""
    start = numeral.span.start
    if start not in found or (
        found[start].disposition is Disposition.UNEXPLAINED
        and numeral.disposition is not Disposition.UNEXPLAINED
    ):
        found[start] = numeral


def _settle(
    stretch: _Stretch, metadata: Metadata, used: Owners, titles: Sequence[Span]
) -> tuple[list[tuple[Expression, Owner]], Case]:
    """Settle the numbers whose use or place explains them; leave the others open."""
    text = stretch.passage.text
    expressions = scan(text, metadata)
    if not expressions:
        return [], Case(text, ())
    settled: list[tuple[Expression, Owner]] = []
    still: list[Expression] = []
    names = ranges_of_names(text)
    for part, used_by in _parts(stretch, expressions, used):
        owner = (
            used_by
            or owner_within(part, names)
            or (DATE if part.dated else None)
            or _cited(stretch, part, titles)
            or _row_number(stretch, part)
        )
        if owner is None:
            still.append(part)
        else:
            settled.append((part, owner))
    dates = [row for row in expressions if row.dated]
    return settled, Case(text, still, dates)


def _parts(
    stretch: _Stretch, expressions: Sequence[Expression], used: Owners
) -> Iterator[tuple[Expression, Owner | None]]:
    """Part a run of digits that several facts share: 6.2525 of a flattened table."""
    origins = stretch.passage.origins
    for row in expressions:
        places = range(row.figure_start, row.figure_end)
        owned = [used.get(origins[at]) for at in places]
        if len(set(owned) - {None}) < 2:
            yield row, next((owner for owner in owned if owner), None)
            continue
        start = row.figure_start
        for owner, run in groupby(owned):
            end = start + len(list(run))
            last = end == row.figure_end
            yield (
                replace(
                    row,
                    start=start,
                    figure_start=start,
                    figure_end=end,
                    end=row.end if last else end,
                    value=None,
                ),
                owner,
            )
            start = end


def _cited(
    stretch: _Stretch, expression: Expression, titles: Sequence[Span]
) -> Owner | None:
    """Say whether a number stands in a cited title that has no 《》."""
    at = stretch.passage.origins[expression.figure_start]
    return CITED if any(span.start <= at < span.end for span in titles) else None


def _row_number(stretch: _Stretch, expression: Expression) -> Owner | None:
    """Say whether a number opens the first cell of a table's row."""
    if not stretch.first_column or expression.figure_start > 1:
        return None
    after = stretch.passage.text[expression.figure_end :]
    return (
        ROW
        if not after
        or after[0] in ".．、\n"
        or expression.end == len(stretch.passage.text.rstrip())
        else None
    )


def _numeral(
    stretch: _Stretch, expression: Expression, owner: Owner, original: str
) -> Numeral:
    span = stretch.passage.span(expression.start, expression.end)
    return Numeral(
        text=original[span.start : span.end],
        value=expression.value,
        unit=expression.unit,
        disposition=owner.disposition,
        rule=owner.rule,
        span=span,
        item=stretch.item,
        target=owner.target,
    )
