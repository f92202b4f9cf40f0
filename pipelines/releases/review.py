"""The review queue: which rows of a version a person should look at first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipelines.releases.engine import engine, literal

# How sure a row is that is no target: targets carry their own confidence. What could
# not be read at all comes before what was read without being sure.
_UNREAD = 0.3
_UNEXPLAINED = 0.5
_MENDED = 0.7
# Kinds of findings that settle something, or tell of a register and not of a reading.
_NO_DOUBT = (
    "absence.%",
    "link.no_indicator",
    "link.none",
    "link.not_then",
    "link.unit",
    "outline.order",
)


_COLUMNS = (
    "certainty",
    "table",
    "row_id",
    "notice_id",
    "title",
    "quote",
    "what",
    "why",
    "value",
    "unit",
    "deadline",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One row of the queue: how sure the reader is (0 to 1), what was read, and why.

    ``value``, ``unit`` and ``deadline`` are those of a target; ``what`` is its
    indicator, the message of a finding, or the words of a numeral.
    """

    certainty: float
    table: str
    row_id: str
    notice_id: str
    title: str | None
    quote: str | None
    what: str
    why: str
    value: Decimal | None
    unit: str | None
    deadline: date | None


def review_queue(
    version_dir: Path, limit: int, notice_id: str = "", table: str = ""
) -> list[Doubt]:
    """Give the *limit* least certain rows of a version, of one notice or table or all.

    Rows that are fully certain (targets of confidence 1) are never in the queue.
    """
    data = version_dir / "data"

    def rows(table: str) -> str:
        return f"read_parquet({literal(data / f'{table}.parquet')})"

    no_doubt = " OR ".join(f"kind LIKE {literal(kind)}" for kind in _NO_DOUBT)
    wanted = {"q.notice_id": notice_id, "q.tbl": table}
    only = " AND ".join(f"{name} = {literal(v)}" for name, v in wanted.items() if v)
    query = f"""
        WITH q AS (
          SELECT round(confidence, 2) AS certainty, 'targets' AS tbl, target_id AS id,
            notice_id, quote, indicator AS what, rule AS why, value, unit, deadline,
            char_start
          FROM {rows("targets")} WHERE confidence < 1
          UNION ALL
          SELECT CASE WHEN kind LIKE 'repair.%' THEN {_MENDED} ELSE {_UNREAD} END,
            'findings', finding_id, notice_id, quote, message, kind, NULL, NULL, NULL,
            char_start
          FROM {rows("findings")} WHERE NOT ({no_doubt})
          UNION ALL
          SELECT {_UNEXPLAINED}, 'numerals', numeral_id, notice_id, quote, text, rule,
            value, unit, NULL, char_start
          FROM {rows("numerals")} WHERE disposition = 'unexplained')
        SELECT q.certainty::DOUBLE, q.tbl, q.id, q.notice_id, n.title, q.quote, q.what,
          q.why, q.value, q.unit, q.deadline
        FROM q JOIN {rows("notices")} n USING (notice_id) WHERE {only or "true"}
        ORDER BY q.certainty, q.notice_id, q.char_start NULLS FIRST, q.id LIMIT {limit}
        """
    with TemporaryDirectory(prefix="mubiao-") as spill, engine(Path(spill)) as duck:
        found = duck.execute(query).fetchall()
    return [_doubt(dict(zip(_COLUMNS, row, strict=True))) for row in found]


def _doubt(row: dict[str, Any]) -> Doubt:
    value = row.pop("value")
    return Doubt(value=None if value is None else Decimal(repr(value)), **row)
