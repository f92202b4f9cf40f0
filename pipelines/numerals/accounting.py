"""Give every numeric expression of a notice exactly one disposition.

Order of law: what a target, another reader or a citation has used; then the place of
the number (title, slogan, document number, date, review section); then the rules of
words; what is left is unexplained and stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.model import (
    Account,
    Citation,
    Disposition,
    Document,
    Item,
    Metadata,
    NoticeText,
    Numeral,
    Outline,
    Span,
    Target,
    TaskDeadline,
)
from pipelines.numerals.outside import numerals_outside
from pipelines.numerals.owners import Owner, Owners, owners
from pipelines.numerals.ruling import Case, standing_rules
from pipelines.numerals.scan import Expression, scan
from pipelines.numerals.structure import (
    CITED,
    DATE,
    REVIEW,
    owner_within,
    ranges_of_names,
    reviews,
)

_UNEXPLAINED = Owner(Disposition.UNEXPLAINED, "unexplained")


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
    found: dict[int, Numeral] = {}
    cases: list[tuple[Item, Case]] = []
    for item in items.items:
        settled, case = _in_item(item, metadata, used, titles)
        for expression, owner in settled:
            _keep(found, _numeral(item, expression, owner, document.text))
        if case.open:
            cases.append((item, case))
    decided = standing_rules().decide([case for _, case in cases], metadata.issued_on)
    for (item, case), verdicts in zip(cases, decided, strict=True):
        rest = REVIEW if item.number in back else _UNEXPLAINED
        for expression, verdict in zip(case.open, verdicts, strict=True):
            _keep(found, _numeral(item, expression, verdict or rest, document.text))
    for numeral in numerals_outside(notice, document, items):
        _keep(found, numeral)
    return tuple(found[start] for start in sorted(found))


def _keep(found: dict[int, Numeral], numeral: Numeral) -> None:
    """Keep one numeral a place; of two readings the explained one."""
    start = numeral.span.start
    if start not in found or (
        found[start].disposition is Disposition.UNEXPLAINED
        and numeral.disposition is not Disposition.UNEXPLAINED
    ):
        found[start] = numeral


def _in_item(
    item: Item, metadata: Metadata, used: Owners, titles: Sequence[Span]
) -> tuple[list[tuple[Expression, Owner]], Case]:
    """Settle the numbers whose use or place explains them; leave the others open."""
    text = item.passage.text
    expressions = scan(text, metadata)
    settled: list[tuple[Expression, Owner]] = []
    still: list[Expression] = []
    names = ranges_of_names(text) if expressions else []
    for expression in expressions:
        owner = (
            _owner_of(item, expression, used)
            or owner_within(expression, names)
            or (DATE if expression.dated else None)
            or _cited(item, expression, titles)
        )
        if owner is None:
            still.append(expression)
        else:
            settled.append((expression, owner))
    dates = [row for row in expressions if row.dated]
    return settled, Case(text, still, dates)


def _cited(item: Item, expression: Expression, titles: Sequence[Span]) -> Owner | None:
    """Say whether a number stands in a cited title that has no 《》."""
    at = item.passage.origins[expression.figure_start]
    return CITED if any(span.start <= at < span.end for span in titles) else None


def _owner_of(item: Item, expression: Expression, used: Owners) -> Owner | None:
    origins = item.passage.origins
    for at in range(expression.figure_start, expression.figure_end):
        if owner := used.get(origins[at]):
            return owner
    return None


def _numeral(
    item: Item, expression: Expression, owner: Owner, original: str
) -> Numeral:
    span = item.passage.span(expression.start, expression.end)
    return Numeral(
        text=original[span.start : span.end],
        value=expression.value,
        unit=expression.unit,
        disposition=owner.disposition,
        rule=owner.rule,
        span=Span(span.start, span.end),
        item=item.number,
        target=owner.target,
    )
