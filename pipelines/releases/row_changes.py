"""The rows of a table that differ between two versions, stretch after stretch of it.

A version's tables are sorted, so a stretch of one is compared with the same stretch of
the other: what that takes grows with the rows, and its memory with a stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases.cells import as_text
from pipelines.releases.engine import literal, quoted
from pipelines.tables.schemas import primary_key, row_order, types

if TYPE_CHECKING:
    import duckdb

# Columns that say how a row was made, not what it states.
VOLATILE = frozenset({"reader_version"})


@dataclass(frozen=True, slots=True)
class RowsOf:
    """One table of two versions.

    ``place`` is its number among the tables, ``shared`` are the columns that both
    versions have, ``before`` is the SQL of the older rows, ``newer`` the Parquet file
    of the others.
    """

    place: int
    table: str
    shared: Sequence[str]
    before: str
    newer: Path

    @property
    def key(self) -> str:
        """Give the primary key as an SQL identifier."""
        return quoted(primary_key(self.table))

    @property
    def notice(self) -> str:
        """Give the SQL of the notice that a row belongs to."""
        return "notice_id" if "notice_id" in self.shared else "NULL"


def make_changes(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the empty table ``changes``: one row for each changed cell or whole row."""
    connection.execute(
        "CREATE TABLE changes (ord INTEGER, place INTEGER, tbl VARCHAR, "
        "key VARCHAR, notice_id VARCHAR, change VARCHAR, col VARCHAR, old VARCHAR, "
        "new VARCHAR, reason VARCHAR)"
    )


def list_changes(connection: duckdb.DuckDBPyConnection, rows: RowsOf) -> None:
    """Add to ``changes`` what was added, removed and changed, without reasons."""
    for stretch in _stretches(connection, rows):
        _list_within(connection, rows, stretch)
    # A row that went from one stretch to another was found twice, gone and come.
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE moved AS SELECT key FROM changes "
        f"WHERE tbl = {literal(rows.table)} AND change IN ('added', 'removed') "
        "GROUP BY key HAVING count(DISTINCT change) = 2"
    )
    if _has_rows(connection, "moved"):
        connection.execute(
            f"DELETE FROM changes WHERE tbl = {literal(rows.table)} AND key IN "
            "(SELECT key FROM moved)"
        )
        _list_within(connection, rows, f"{rows.key} IN (SELECT key FROM moved)")


def _stretches(connection: duckdb.DuckDBPyConnection, rows: RowsOf) -> list[str]:
    """Give the SQL conditions that part both versions' rows.

    They part them where row groups of the newer one begin, by the first column of the
    table's order.
    """
    name = row_order(rows.table)[0]
    found = connection.execute(
        f"SELECT DISTINCT stats_min_value FROM parquet_metadata({literal(rows.newer)}) "
        f"WHERE path_in_schema = {literal(name)} AND row_group_id > 0 "
        "AND stats_min_value IS NOT NULL ORDER BY 1"
    ).fetchall()
    starts = [start for (start,) in found]
    if not starts or name not in rows.shared:
        return ["TRUE"]
    column = quoted(name)
    said = [f"({column} IS NULL OR {column} < {literal(starts[0])})"]
    for start, stop in pairwise(starts):
        said.append(f"{column} >= {literal(start)} AND {column} < {literal(stop)}")
    return [*said, f"{column} >= {literal(starts[-1])}"]


def _list_within(
    connection: duckdb.DuckDBPyConnection, rows: RowsOf, condition: str
) -> None:
    key = rows.key
    after = f"read_parquet({literal(rows.newer)})"
    for side, source in (("o", rows.before), ("n", after)):
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {side} AS "
            f"SELECT * FROM {source} WHERE {condition}"
        )
    for change, mine, other in (("added", "n", "o"), ("removed", "o", "n")):
        connection.execute(
            f"INSERT INTO changes SELECT {rows.place}, 0, {literal(rows.table)}, "
            f"{mine}.{key}, {rows.notice}, {literal(change)}, NULL, NULL, NULL, NULL "
            f"FROM {mine} ANTI JOIN {other} USING ({key})"
        )
    _list_cells(connection, rows)


def _list_cells(connection: duckdb.DuckDBPyConnection, rows: RowsOf) -> None:
    key = rows.key
    notice = rows.notice.replace("notice_id", "n.notice_id")
    compared = [n for n in rows.shared if n not in VOLATILE and quoted(n) != key]
    differs = " OR ".join(
        f"o.{quoted(name)} IS DISTINCT FROM n.{quoted(name)}" for name in compared
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE pairs AS SELECT n.{key} AS k FROM o JOIN n "
        f"USING ({key}) WHERE {differs}"
    )
    if not _has_rows(connection, "pairs"):
        return
    kinds = types(rows.table)
    cells = ", ".join(
        _cell(place, name, kinds[name]) for place, name in enumerate(compared, start=1)
    )
    connection.execute(
        f"INSERT INTO changes SELECT {rows.place}, c.place, {literal(rows.table)}, k, "
        "notice, "
        "'changed', c.name, c.old, c.new, NULL FROM ("
        f"SELECT n.{key} AS k, {notice} AS notice, unnest([{cells}]) AS c FROM pairs "
        f"JOIN o ON o.{key} = pairs.k JOIN n ON n.{key} = pairs.k) WHERE c.differs"
    )


def _cell(place: int, name: str, kind: str) -> str:
    """Give the SQL of one column's old and new cell, and whether they differ."""
    old, new = (f"{side}.{quoted(name)}" for side in "on")
    return (
        f"{{'place': {place}, 'name': {literal(name)}, "
        f"'old': CAST({as_text(old, kind)} AS VARCHAR), "
        f"'new': CAST({as_text(new, kind)} AS VARCHAR), "
        f"'differs': {old} IS DISTINCT FROM {new}}}"
    )


def _has_rows(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is not None
