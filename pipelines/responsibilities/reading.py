"""Read who is answerable, item by item, under the notice's own conventions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipelines.errors import GrammarError
from pipelines.grammar.dates import find_dates
from pipelines.lexicons.findings import finding
from pipelines.model import (
    Finding,
    Item,
    ItemKind,
    Metadata,
    Outline,
    Responsibility,
    ResponsibilityReading,
    Role,
    TaskDeadline,
)
from pipelines.model.records import record
from pipelines.responsibilities.duties import Duty
from pipelines.responsibilities.fields import guides_help
from pipelines.responsibilities.headings import hand_down
from pipelines.responsibilities.places import Place, find_places
from pipelines.responsibilities.prose import read_assigned, read_prose

EVERY_TASK = "*"
_LEAVES = (ItemKind.ITEM, ItemKind.BULLET)


@record(frozen=True, slots=True)
class _Stated:
    """What one item says: its places and the duties of its sentences."""

    item: Item
    places: tuple[Place, ...]
    prose: tuple[Duty, ...] = ()
    ambiguous: bool = False


def read_responsibilities(
    outline: Outline, metadata: Metadata
) -> ResponsibilityReading:
    """Read the bodies that a notice makes answerable, and the tasks' own deadlines.

    ``consumed`` are the ranges of brackets and lines that hold these words, by item.
    Beside such a range a sentence of the running text counts where it names the lead or
    who answers.
    Roles follow the annotation guideline, section 3.
    """
    stated = [_stated(item) for item in outline.items]
    if any(place.said.defaults for one in stated for place in one.places):
        stated = [_guided(one) for one in stated]
    homes = _homes(outline.items, stated)
    rows: dict[tuple[str, Role, str], Responsibility] = {}
    deadlines: list[TaskDeadline] = []
    findings: list[Finding] = []
    consumed: dict[str, tuple[tuple[int, int], ...]] = {}
    for one, conventions in _with_conventions(stated):
        for row in _rows(one, homes, conventions):
            rows.setdefault((row.item, row.role, row.organization), row)
        deadlines += _deadlines(one, homes, metadata)
        findings += _findings(one)
        ranges = tuple((place.start, place.end) for place in one.places)
        if ranges:
            consumed[one.item.number] = ranges
    handed = hand_down(tuple(rows.values()), outline.items)
    return ResponsibilityReading(
        responsibilities=handed,
        task_deadlines=tuple(deadlines),
        consumed=consumed,
        findings=tuple(findings),
    )


def _with_conventions(
    stated: list[_Stated],
) -> Iterator[tuple[_Stated, frozenset[str]]]:
    """Give each item with the conventions that hold for its lists.

    下同 binds the lists from its place on, any other wording all lists.
    """
    held = [_conventions(one) for one in stated]
    begun = [_FROM_HERE in one.item.passage.text for one in stated]
    known = frozenset().union(
        *(names for names, later in zip(held, begun, strict=True) if not later)
    )
    for one, names in zip(stated, held, strict=True):
        known |= names
        yield one, known


_FROM_HERE = "下同"


def _conventions(one: _Stated) -> frozenset[str]:
    return frozenset(name for place in one.places for name in place.said.conventions)


def _stated(item: Item) -> _Stated:
    try:
        return _read_item(item)
    except GrammarError:
        return _Stated(item, (), ambiguous=True)


def _read_item(item: Item) -> _Stated:
    text = item.passage.text
    places = tuple(find_places(text))
    if item.kind in (ItemKind.FRONT, ItemKind.BACK):
        # Addressees and signatures are answerable for nothing; laws stand there too.
        laws = (p for p in places if p.said.conventions or p.said.defaults)
        return _Stated(item, tuple(laws))
    named = any(place.said.duties or place.said.defaults for place in places)
    outside = _outside(text, places)
    prose = tuple(read_prose(outside))
    if named:
        prose = tuple(duty for duty in prose if _is_beside_a_list(duty, text))
    else:
        prose += tuple(read_assigned(outside, item.heading))
    return _Stated(item, places, prose)


# What a sentence says as clearly as the list that stands beside it.
_BESIDE_A_LIST = frozenset(
    f"responsibility.{form}" for form in ("led_by", "leads", "joins", "answers")
)


# 甲局牵头、乙局配合，开展…: who helps is said in one breath with who leads.
_HELPS_THE_LEAD = re.compile("牵头[、，][^，。；：（）\n]*$")


def _is_beside_a_list(duty: Duty, text: str) -> bool:
    """Say whether a duty of the running text holds where a list stands beside it."""
    if duty.rule in _BESIDE_A_LIST:
        return True
    helps = duty.rule == "responsibility.supports"
    return helps and _HELPS_THE_LEAD.search(text, 0, duty.start) is not None


def _outside(text: str, places: Iterable[Place]) -> str:
    """Give the words with line ends in the place of brackets and lines of duty."""
    for place in places:
        blank = "\n" * (place.end - place.start)
        text = text[: place.start] + blank + text[place.end :]
    return text


def _guided(one: _Stated) -> _Stated:
    """Bodies that guide help where a default names who is answerable for all."""
    places = tuple(
        replace(place, said=replace(place.said, duties=guides_help(place.said.duties)))
        for place in one.places
    )
    return replace(one, places=places)


def _homes(items: Iterable[Item], stated: Iterable[_Stated]) -> Mapping[str, str]:
    """Say where the rows of an item belong, if not to the item itself.

    A bracket after the last of several items belongs to their heading where the items
    before it have none: always for bullets, and for numbered items where all lists of
    the notice are so closed.
    """
    naming = {
        one.item.number for one in stated if any(p.said.duties for p in one.places)
    }
    families: dict[tuple[str, ItemKind], list[Item]] = defaultdict(list)
    parents = {item.parent for item in items}
    for item in items:
        if item.parent and item.kind in _LEAVES and item.number not in parents:
            families[item.parent, item.kind].append(item)
    closed: dict[ItemKind, dict[str, str]] = {kind: {} for kind in _LEAVES}
    open_kinds = set()
    for (parent, kind), members in families.items():
        holders = [item.number for item in members if item.number in naming]
        if len(members) < 2 or not holders or parent in naming:
            continue
        if holders == [members[-1].number]:
            closed[kind][holders[0]] = parent
        else:
            open_kinds.add(kind)
    homes = dict(closed[ItemKind.BULLET])
    if ItemKind.ITEM not in open_kinds and len(closed[ItemKind.ITEM]) > 1:
        homes.update(closed[ItemKind.ITEM])
    return homes


def _rows(
    one: _Stated, homes: Mapping[str, str], conventions: frozenset[str]
) -> Iterator[Responsibility]:
    number = homes.get(one.item.number, one.item.number)
    for place in one.places:
        for duty in _under(place.said.duties, conventions):
            yield _row(one.item, number, duty, place.inner)
        for duty in place.said.defaults:
            row = _row(one.item, EVERY_TASK, duty, place.inner)
            yield replace(row, default=True)
    for duty in one.prose:
        yield _row(one.item, number, duty, 0)


def _row(item: Item, number: str, duty: Duty, offset: int) -> Responsibility:
    return Responsibility(
        item=number,
        role=duty.role,
        role_term=duty.term,
        organization=duty.mention,
        rank=duty.rank,
        span=item.passage.span(offset + duty.start, offset + duty.end),
        rule=duty.rule,
    )


def _under(duties: tuple[Duty, ...], conventions: frozenset[str]) -> Iterator[Duty]:
    """Give each duty the role that the notice's conventions give it."""
    if not conventions or any(duty.role is Role.LEAD for duty in duties):
        yield from duties
        return
    helps = "convention.rest_help" in conventions
    commas = any(not duty.before_comma for duty in duties)
    opening = next((d for d in duties if d.role is Role.RESPONSIBLE), None)
    for duty in duties:
        if duty.role is not Role.RESPONSIBLE:
            yield duty
        elif _leads(duty, conventions, commas=commas, first=duty is opening):
            yield replace(duty, role=Role.LEAD)
        elif helps:
            yield replace(duty, role=Role.COOPERATING)
        else:
            yield duty


def _leads(
    duty: Duty, conventions: frozenset[str], *, commas: bool, first: bool
) -> bool:
    if "convention.star" in conventions:
        return duty.mark == "*"
    if "convention.before_comma" in conventions:
        return duty.before_comma and commas
    return "convention.first" in conventions and first


def _deadlines(
    one: _Stated, homes: Mapping[str, str], metadata: Metadata
) -> Iterator[TaskDeadline]:
    number = homes.get(one.item.number, one.item.number)
    for place in one.places:
        for start, end in place.said.times:
            first, last = place.inner + start, place.inner + end
            text = one.item.passage.text[first:last].strip("，；。、\n")
            if not text:
                continue
            said = "" if _YEARLY.match(text) else text
            days = [
                token.last
                for token in find_dates(
                    said, year=metadata.year, period_end=metadata.period_end
                )
                if token.last is not None
            ]
            yield TaskDeadline(
                item=number,
                deadline=max(days, default=None),
                text=text,
                span=one.item.passage.span(first, last),
            )


# A day that comes back dates no task: 每年12月.
_YEARLY = re.compile("每(?:年|季|月|半年|学期)")


def _findings(one: _Stated) -> Iterator[Finding]:
    if one.ambiguous or any(place.said.ambiguous for place in one.places):
        yield finding(
            "responsibility.ambiguous",
            one.item.passage.span(0, len(one.item.passage.text)),
            one.item.number,
        )
    for place in one.places:
        said = place.said
        if said.ambiguous:
            continue
        if said.labelled and not (said.duties or said.times or said.defaults):
            yield finding(
                "responsibility.nobody",
                one.item.passage.span(place.start, place.end),
                one.item.number,
            )
