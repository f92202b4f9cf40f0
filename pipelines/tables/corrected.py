"""Rows of ``corrections``: what a person has changed, and whether it still holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.corrections import Outcome
from pipelines.tables.ids import Recipe, distinct, plain
from pipelines.tables.schemas import primary_key

Row = dict[str, Any]


def lay_out(
    notice_id: str, outcomes: Sequence[Outcome], laid: Mapping[str, Sequence[Row]]
) -> list[Row]:
    """Give one row a correction of the notice; *laid* are the rows as corrected."""
    rows = [_row(notice_id, outcome, laid) for outcome in outcomes]
    recipes: list[Recipe] = [
        (
            (
                notice_id,
                one.correction.table,
                plain(one.correction.quote),
                one.correction.field,
                json.dumps(one.correction.expect, sort_keys=True, default=str),
            ),
            (),
        )
        for one in outcomes
    ]
    ids = distinct("x", recipes)
    return [{"correction_id": key, **row} for key, row in zip(ids, rows, strict=True)]


def _row(notice_id: str, outcome: Outcome, laid: Mapping[str, Sequence[Row]]) -> Row:
    said = outcome.correction
    return {
        "notice_id": notice_id,
        "table": said.table,
        "row_id": _row_id(notice_id, outcome, laid),
        "quote": said.quote,
        "field": said.field,
        "value_read": _words(said.expected[said.field]) if said.field else None,
        "value_corrected": _words(said.corrected),
        "status": outcome.status,
        "reason": said.reason,
        "source": said.source,
        "decided": said.decided,
    }


def _row_id(
    notice_id: str, outcome: Outcome, laid: Mapping[str, Sequence[Row]]
) -> str | None:
    """Give the key of the row that now says what is right; None where none does."""
    said = outcome.correction
    if said.table == "notices":
        return notice_id
    if outcome.span is None or said.field is None:
        return None
    wanted = {**said.expected, said.field: said.corrected}
    for row in laid[said.table]:
        is_there = row["char_start"] == outcome.span.start
        if is_there and all(row[name] == value for name, value in wanted.items()):
            return str(row[primary_key(said.table)])
    return None


def _words(value: object) -> str | None:
    """Write a value as the tables' CSV does."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)
