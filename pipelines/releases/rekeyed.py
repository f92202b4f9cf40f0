"""Rows that stand under another id than in the last version.

An id changes when a part of its recipe does (a title was read better, a task was
renumbered). Where a row that went and a row that came say the same in every column
that is no id, they are one row: ``rekeyed.csv`` lists its old and new id. Each
version's list goes back to the first version and says in which version a row's id
changed, so that a key of any age can be followed to today's.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases import durable
from pipelines.releases.engine import changes_query, engine, literal, quoted
from pipelines.tables.schemas import FACTS, columns, primary_key

if TYPE_CHECKING:
    import duckdb

REKEYED = "rekeyed.csv"
HISTORY = ("table", "old_key", "new_key", "version")
# Made from the reading, not said by the notice: they may change with an id.
_LOOSE = frozenset({"reader_version", "order", "statement_zh", "statement_en"})


def write_rekeyed(
    old: Path | None, new: Path, changes: Path, out: Path, spill: Path
) -> int:
    """Write table, old_key and new_key of rows that changed only their ids.

    *changes* says which rows came and went (``difference.compare``). Rows that cannot
    be told apart without their ids (a default on every task) are not listed: they
    count as removed and added.
    """
    with engine(spill) as connection:
        connection.execute(
            'CREATE TABLE rekeyed ("table" VARCHAR, old_key VARCHAR, new_key VARCHAR)'
        )
        if old is not None:
            connection.execute(
                'CREATE TEMP TABLE listed AS SELECT "table", key, change FROM '
                f"({changes_query(changes)}) WHERE change IN ('added', 'removed')"
            )
            for table in _in_both_lists(connection):
                _find(connection, table, old, new)
        connection.execute(
            'COPY (SELECT * FROM rekeyed ORDER BY "table", old_key) '
            f"TO {literal(out)} (FORMAT csv, HEADER)"
        )
        [(count,)] = connection.execute("SELECT count(*) FROM rekeyed").fetchall()
    return int(count)


def add_history(path: Path, previous: Path | None, version: str) -> None:
    """Say in the list at *path* that its rows are of *version*; put the older before.

    The older rows are those of the list in *previous*, the last version's folder.
    """
    with path.open(encoding="utf-8", newline="") as file:
        fresh = [{**row, "version": version} for row in csv.DictReader(file)]
    older: list[dict[str, str]] = []
    if previous is not None and (previous / REKEYED).is_file():
        with (previous / REKEYED).open(encoding="utf-8", newline="") as file:
            older = [{"version": previous.name, **row} for row in csv.DictReader(file)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HISTORY, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*older, *fresh])
    durable.write(path, text.getvalue().encode())


def _in_both_lists(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Name the tables of which rows came and rows went."""
    rows = connection.execute(
        'SELECT "table" FROM listed GROUP BY 1 HAVING count(DISTINCT change) = 2'
    ).fetchall()
    both = {table for (table,) in rows}
    return [table for table in FACTS if table in both]


def _find(
    connection: duckdb.DuckDBPyConnection, table: str, old: Path, new: Path
) -> None:
    key = quoted(primary_key(table))
    before, after = (
        f"read_parquet({literal(folder / 'data' / f'{table}.parquet')})"
        for folder in (old, new)
    )
    held = {row[0] for row in connection.execute(f"DESCRIBE FROM {before}").fetchall()}
    said = [
        quoted(name)
        for name in columns(table)
        if name in held and not name.endswith("_id") and name not in _LOOSE
    ]
    sides = (("gone", before, "removed"), ("come", after, "added"))
    for name, rows, change in sides:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT hash({', '.join(said)}) "
            f"AS words, any_value({key}) AS key FROM {rows} WHERE {key} IN (SELECT key "
            f'FROM listed WHERE "table" = {literal(table)} '
            f"AND change = {literal(change)}) GROUP BY words HAVING count(*) = 1"
        )
    connection.execute(
        f"INSERT INTO rekeyed SELECT {literal(table)}, gone.key, come.key "
        "FROM gone JOIN come USING (words)"
    )
