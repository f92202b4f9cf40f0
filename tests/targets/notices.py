"""Small notices about invented places, read as the stage reads real ones."""

from datetime import date

from pipelines.model import (
    Item,
    ItemKind,
    Metadata,
    Outline,
    Passage,
    Target,
    TargetReading,
    TaskDeadline,
)
from pipelines.targets import read_targets

PLAN = Metadata(
    region="样例市", period_start=2021, period_end=2025, issued_on=date(2021, 6, 1)
)


def reading(
    text: str,
    *,
    heading: str = "",
    metadata: Metadata = PLAN,
    deadlines: tuple[TaskDeadline, ...] = (),
    consumed: tuple[tuple[int, int], ...] = (),
) -> TargetReading:
    words = heading + text
    item = Item(
        "一/1",
        ItemKind.ITEM,
        1,
        1,
        None,
        Passage(words, range(len(words))),
        heading_end=len(heading),
        is_task=True,
    )
    return read_targets(Outline((item,)), metadata, deadlines, {"一/1": consumed})


def targets(text: str, **options: object) -> tuple[Target, ...]:
    return reading(text, **options).targets  # type: ignore[arg-type]


def short(target: Target) -> str:
    """A target in one line: kind indicator comparator value unit day."""
    parts = [
        str(target.kind),
        target.indicator,
        target.comparator,
        target.value,
        target.unit,
        target.deadline and target.deadline.isoformat(),
        "hoped" if target.aspirational else None,
    ]
    return " ".join(str(part) for part in parts if part is not None)
