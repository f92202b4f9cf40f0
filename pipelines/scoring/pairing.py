"""Which row of the package stands for which row of the gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.scoring.words import (
    Row,
    alike,
    flat,
    gold_place,
    label,
    number,
    overlap,
    place,
    plain,
    truth,
)

NUMERIC = frozenset({"level", "change", "output"})
_START = 8
"""Characters of a task's beginning that tell it from the others."""
_SLACK = 12
"""Characters that may stand before that beginning: a label."""

Pair = tuple[int, int]
"""Index in the gold, index in the package."""


def align_tasks(
    gold: Sequence[Row], found: Sequence[Row], source: str
) -> dict[str, str]:
    """Map task_id to gold number, by where the item begins.

    The number decides between items that begin alike.
    """
    left = {task["number"]: _beginning(task, source) for task in gold}
    aligned: dict[str, str] = {}
    for exact in (True, False):
        for task in found:
            if task["task_id"] in aligned:
                continue
            match = _first_match(task, left, exact=exact)
            if match is not None:
                aligned[task["task_id"]] = match
                del left[match]
    return aligned


def pair_targets(gold: Sequence[Row], found: Sequence[Row], source: str) -> list[Pair]:
    """Pair targets one to one, the best agreement first.

    A pair has the same class of kind, evidence that overlaps, and, where it is
    numeric, the same value, greatest value and unit.
    """
    gold_places = [gold_place(row, "quote", source) for row in gold]
    found_places = [place(row.get("quote"), source) for row in found]
    candidates = [
        (_agreement(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if overlap(gold_places[i], found_places[j]) and _comparable(one, other)
    ]
    pairs: list[Pair] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs


def agreeing_fields(gold: Row, found: Row) -> dict[str, bool]:
    """Say of each compared field whether the two rows agree in it."""
    task = found.get("task_number", found.get("task"))
    return {
        "indicator": alike(gold["indicator"], found.get("indicator", "")) >= 0.8,
        "comparator": gold["comparator"] == (found.get("comparator") or None),
        "deadline": gold["deadline"] == (found.get("deadline") or None),
        "aspirational": gold["aspirational"] == truth(found.get("aspirational")),
        "kind": gold["kind"] == found.get("kind"),
        "baseline": number(gold.get("baseline")) == number(found.get("baseline")),
        "task": label(gold.get("task")) == label(task),
    }


def pair_milestones(gold: Sequence[Row], found: Sequence[Row], source: str) -> int:
    """Count the milestones with the same date and evidence that overlaps."""
    left = [(row.get("date"), place(row.get("quote"), source)) for row in found]
    paired = 0
    for row in gold:
        here = gold_place(row, "quote", source)
        match = next(_same_day(row["date"], here, left), None)
        if match is not None:
            left.pop(match)
            paired += 1
    return paired


def _same_day(day: object, here: Any, left: list[tuple[Any, Any]]) -> Iterator[int]:
    return (
        index
        for index, (other, there) in enumerate(left)
        if other == day and overlap(here, there)
    )


def _beginning(task: Row, source: str) -> str:
    found = gold_place(task, "start", source)
    return source[slice(*found)] if found else flat(task.get("start"))


def _first_match(task: Row, left: dict[str, str], *, exact: bool) -> str | None:
    text = flat(task.get("text"))
    ours = label(task.get("number"))
    for gold_number, start in left.items():
        theirs = label(gold_number)
        same = theirs.endswith(ours) or ours.endswith(theirs)
        begins = start[:_START] and start[:_START] in text[: len(start) + _SLACK]
        if begins and (same or not exact):
            return gold_number
    return None


def _class(kind: object) -> object:
    return "numeric" if kind in NUMERIC else kind


def _comparable(gold: Row, found: Row) -> bool:
    if _class(gold["kind"]) != _class(found.get("kind")):
        return False
    if gold["kind"] not in NUMERIC:
        return True
    return (
        number(gold["value"]) == number(found.get("value"))
        and number(gold["value_max"]) == number(found.get("value_max"))
        and plain(gold["unit"]) == plain(found.get("unit"))
    )


def _agreement(gold: Row, found: Row) -> float:
    names = alike(gold["indicator"], found.get("indicator", ""))
    same_day = bool(gold["deadline"] == found.get("deadline"))
    same_bound = bool(gold["comparator"] == (found.get("comparator") or None))
    return (not gold.get("optional")) * 0.01 + names + same_day + same_bound
