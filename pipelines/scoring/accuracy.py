"""How near the reader comes to notices annotated by hand, as published with the data.

``accuracy.json`` holds what was measured last; a test measures again and fails where
the file tells anything else.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.scoring.measure import Score
from pipelines.scoring.tally import interval

FILE = Path(__file__).with_name("accuracy.json")
MEASURES = (
    "targets detect",
    "targets strict",
    "targets numeric detect",
    "targets numeric strict",
    "targets other strict",
    "responsibilities strict",
    "tasks",
    "deliverables",
    "milestones",
    "citations",
)


def figures(name: str, notices: int, score: Score) -> list[dict[str, Any]]:
    """Give one row a measure of the set *name*, which holds that many notices.

    ``gold`` and ``found`` are counts of rows; precision and recall come with Wilson's
    95 % intervals, as shares between 0 and 1.
    """
    rows = []
    for measure in MEASURES:
        tally = score.tallies[measure]
        rows.append(
            {
                "set": name,
                "notices": notices,
                "measure": measure,
                "gold": tally.gold,
                "found": tally.found,
                "precision": round(tally.precision, 4),
                "precision_interval": _interval(tally.agreed, tally.found),
                "recall": round(tally.recall, 4),
                "recall_interval": _interval(tally.agreed, tally.gold),
                "f1": round(tally.f1, 4),
            }
        )
    return rows


@cache
def published() -> tuple[dict[str, Any], ...]:
    """Give the rows that the reader is published with."""
    return tuple(json.loads(FILE.read_text(encoding="utf-8")))


def written(rows: list[dict[str, Any]]) -> str:
    """Give the text of ``accuracy.json`` with these rows, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _interval(agreed: int, total: int) -> list[float]:
    return [round(bound, 4) for bound in interval(agreed, total)]
