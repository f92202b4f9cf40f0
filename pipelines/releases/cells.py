"""Cells as text: one spelling of each value, the same in every textual form."""

from __future__ import annotations

from pipelines.releases.engine import quoted
from pipelines.tables.schemas import types


def csv_query(table: str, source: str, where: str = "TRUE") -> str:
    """Give the query whose columns are the table's cells as the CSV writes them."""
    cells = (
        f"{as_text(quoted(name), kind)} AS {quoted(name)}"
        for name, kind in types(table).items()
    )
    return f"SELECT {', '.join(cells)} FROM {source} WHERE {where}"


def as_text(column: str, kind: str) -> str:
    """Give the SQL of a cell: numbers in plain decimals, without a trailing ``.0``."""
    if kind != "number":
        return column
    short = f"regexp_replace(CAST({column} AS VARCHAR), '\\.0$', '')"
    long = f"rtrim(rtrim(CAST(CAST({column} AS DECIMAL(38, 9)) AS VARCHAR), '0'), '.')"
    return f"CASE WHEN contains({short}, 'e') THEN {long} ELSE {short} END"
