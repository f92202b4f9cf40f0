"""Rows of the outline: sections and tasks."""

from __future__ import annotations

from typing import Any

from pipelines.model import Item, NoticeReading, TaskDeadline
from pipelines.tables.evidence import first_stretch, source_characters
from pipelines.tables.page import Page

Row = dict[str, Any]


def lay_out(page: Page, notice: NoticeReading) -> dict[str, list[Row]]:
    """Give the rows of ``sections`` and ``tasks``."""
    deadlines = _deadlines(notice.task_deadlines)
    sections, tasks = [], []
    # Items of tables are numbered on their own: the true order is that of the list.
    for order, (number, item) in enumerate(page.items.items(), start=1):
        common = _common(page, number, item, order)
        sections.append(_section(page, item) | common)
        if number in page.tasks:
            stated = deadlines.get(number)
            tasks.append(
                common
                | {
                    "task_id": page.tasks[number],
                    "deadline": stated.deadline if stated else None,
                    "deadline_text": stated.text if stated else None,
                }
            )
    return {"sections": sections, "tasks": tasks}


def _common(page: Page, number: str, item: Item, order: int) -> Row:
    span = first_stretch(item.passage, item.label_span)
    return {
        "notice_id": page.notice_id,
        "section_id": page.sections[number],
        "number": number,
        "heading": item.heading or None,
        "text": source_characters(page.text, item.passage) or None,
        "order": order,
        "char_start": span.start,
        "char_end": span.end,
        "text_sha256": page.digest,
    }


def _section(page: Page, item: Item) -> Row:
    return {
        "parent_id": page.sections.get(item.parent or ""),
        "kind": str(item.kind),
        "depth": item.depth,
        "is_task": item.is_task,
    }


def _deadlines(stated: tuple[TaskDeadline, ...]) -> dict[str, TaskDeadline]:
    """Give each item's own deadline: the first that could be dated, else the first."""
    kept: dict[str, TaskDeadline] = {}
    for deadline in stated:
        held = kept.get(deadline.item)
        if held is None or (held.deadline is None and deadline.deadline is not None):
            kept[deadline.item] = deadline
    return kept
