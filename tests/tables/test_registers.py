"""What the registers know is what is published: no column is dropped or unknown."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.linking import indicator_rows, organization_rows, region_rows
from pipelines.tables.schemas import columns, primary_key, required
from pipelines.tables.shards import arrow_table

ROWS = {
    "organizations": lambda: organization_rows([]),
    "regions": region_rows,
    "indicators": indicator_rows,
}


@pytest.mark.parametrize("table", ROWS)
def test_a_register_has_the_columns_of_its_table(table: str) -> None:
    rows_of: Callable[[], list[dict[str, object]]] = ROWS[table]
    rows = rows_of()
    assert {frozenset(row) for row in rows} == {frozenset(columns(table))}
    laid = arrow_table(table, rows)
    for name in required(table):
        assert laid.column(name).null_count == 0, name
    for name in columns(table):
        assert laid.column(name).null_count < len(rows), f"{name} is never said"
    keys = laid.column(primary_key(table)).to_pylist()
    assert len(set(keys)) == len(keys)
