"""Read the dated steps of a plan.

By the annotation guideline: a date with a deed, and no measure. A dated target is a
target, a dated document a deliverable, a 完成时限 dates its task; none is a milestone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.grammar.reviews import reviews
from pipelines.milestones.rules import NEXT_CLAUSE
from pipelines.milestones.steps import TIME, Step, steps_of
from pipelines.model import (
    Consumed,
    Deliverable,
    Item,
    Metadata,
    Milestone,
    Outline,
    Span,
    Target,
)


def read_milestones(
    items: Outline,
    metadata: Metadata,
    targets: Sequence[Target] = (),
    consumed: Consumed | None = None,
    deliverables: Sequence[Deliverable] = (),
) -> tuple[Milestone, ...]:
    """Read the dated steps of *items*, one for each date of a sentence."""
    back = reviews(items)
    measured = _spans_by_item((*targets, *deliverables))
    found = []
    for item in items.items:
        if item.number in back or not TIME.search(item.passage.text):
            continue
        used = (consumed or {}).get(item.number, ())
        for step in steps_of(item, metadata):
            if any(start <= step.start < end for start, end in used):
                continue
            free = _unmeasured(item, step, measured.get(item.number, ()))
            if free is not None:
                found.append(_milestone(item, free))
    return tuple(found)


def _unmeasured(item: Item, step: Step, measured: Sequence[Span]) -> Step | None:
    """Give the step, or the first later clause in its stead that has no measure."""
    places = [(step.deed, step.end), *step.instead]
    for number, (start, end) in enumerate(places):
        deed = item.passage.span(start, end)
        if not any(span.overlaps(deed) for span in measured):
            later = replace(step, start=start, end=end, rule=NEXT_CLAUSE)
            return later if number else step
    return None


def _spans_by_item(rows: Sequence[Target | Deliverable]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for row in rows:
        spans.setdefault(row.item, []).append(row.span)
    return spans


def _milestone(item: Item, step: Step) -> Milestone:
    return Milestone(
        item=item.number,
        date=step.day,
        actor=step.actor,
        span=item.passage.span(step.start, step.end),
        rule=step.rule,
    )
