"""Headings that are tasks because somebody is answerable for what they head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipelines.model import ItemKind, Outline, Responsibility


def with_answerable(outline: Outline, rows: Iterable[Responsibility]) -> Outline:
    """Make a task of each heading to which a list of bodies belongs.

    A list that closes a section names who answers for the section as a whole.
    """
    named = {row.item for row in rows}
    items = tuple(
        replace(item, is_task=True)
        if item.kind is ItemKind.SECTION and not item.is_task and item.number in named
        else item
        for item in outline.items
    )
    return replace(outline, items=items)
