"""Rows laid out in columns for scripts, with short numbers for values that recur."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.catalog.version import Row


class _Lists:
    """Lists of values, so that a column holds a short number for each."""

    def __init__(self, names: Sequence[str]) -> None:
        self.held: dict[str, dict[str, int]] = {name: {} for name in names}

    def place(self, name: str, cell: Any) -> int | list[int] | None:
        """Give the place of *cell* in its list; of each value of a cell of several."""
        held = self.held[name]
        if isinstance(cell, list):
            return [held.setdefault(key, len(held)) for key in cell]
        return None if cell is None else held.setdefault(cell, len(held))


def columns(
    rows: Sequence[Row], listed: Sequence[str], plain: Sequence[str]
) -> dict[str, Any]:
    """Lay out *rows* in columns; ``lists`` are the values that *listed* ones point to.

    The column ``id`` comes first; those of *plain* hold their values as they are.
    """
    lists = _Lists(listed)
    made: dict[str, list[Any]] = {"id": [row["id"] for row in rows]}
    for name in listed:
        made[name] = [lists.place(name, row[name]) for row in rows]
    for name in plain:
        made[name] = [_plain(row[name]) for row in rows]
    values = {name: list(held) for name, held in lists.held.items()}
    return {"lists": values, "columns": made}


def dump(value: Mapping[str, Any]) -> bytes:
    """Write JSON for a script, as short as it gets."""
    return json.dumps(
        value, ensure_ascii=False, separators=(",", ":"), default=_plain
    ).encode()


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
