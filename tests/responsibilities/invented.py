"""Invented items, what is read of them, and a short way to say it."""

from __future__ import annotations

from dataclasses import replace

from pipelines.model import (
    Item,
    ItemKind,
    Metadata,
    Outline,
    Passage,
    ResponsibilityReading,
)
from pipelines.responsibilities import read_responsibilities

YEAR = Metadata(period_start=2023, period_end=2023)


def item(
    number: str,
    text: str,
    kind: ItemKind = ItemKind.ITEM,
    parent: str | None = None,
    order: int = 0,
) -> Item:
    passage = Passage(text, range(len(text)))
    return Item(number, kind, 1, order, parent, passage, is_task=True)


def section(number: str, text: str) -> Item:
    """A heading that holds nothing but itself, and is no task."""
    whole = item(number, text, ItemKind.SECTION)
    return replace(whole, heading_end=len(text), is_task=False)


def read(*texts: str) -> ResponsibilityReading:
    items = tuple(item(str(n), text) for n, text in enumerate(texts, 1))
    return read_responsibilities(Outline(items), YEAR)


def said(reading: ResponsibilityReading, number: str = "1") -> str:
    """The bodies of an item, each behind the first letter of its role."""
    return " ".join(
        f"{row.role[0]}:{row.organization}"
        for row in reading.responsibilities
        if row.item == number
    )
