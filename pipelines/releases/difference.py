"""What changed between two versions, row by row and cell by cell.

A row is known by its primary key; ``reasons`` tells why it changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.releases.engine import engine, literal
from pipelines.releases.reasons import give_reasons, give_register_reasons
from pipelines.releases.row_changes import RowsOf, list_changes, make_changes
from pipelines.tables.schemas import EVIDENCE, REGISTERS, TABLES, columns

if TYPE_CHECKING:
    import duckdb

CHANGES = "changes.csv"


@dataclass(slots=True)
class Change:
    """How one table changed; ``cells`` counts changed cells by column."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    moved: int = 0  # rows of which only the evidence's place or words changed
    before: int = 0
    after: int = 0
    cells: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Difference:
    """What changed: counts by table, reasons, and whether columns changed."""

    tables: dict[str, Change]
    reasons: Counter[tuple[str, str, str]]  # table, change, reason -> rows
    schema: list[str] = field(default_factory=list)
    metadata: bool = False
    rekeyed: int = 0
    first: bool = False

    def step(self) -> str | None:
        """Give the step that the Data Package version recipe asks for, or None."""
        if self.schema:
            return "major"
        if any(change.added or change.removed for change in self.tables.values()):
            return "minor"
        if any(change.changed for change in self.tables.values()):
            return "patch"
        return "patch" if self.metadata else None


def compare(old: Path | None, new: Path, out: Path, spill: Path) -> Difference:
    """Compare two version folders; write every change to *out* as CSV.

    The columns of *out*: table, key, notice_id, change (added, removed, changed),
    column, old, new, reason; an added or removed row has one line, a changed row one
    for each changed cell. Without an old version only the notices are listed.
    """
    with engine(spill) as connection:
        if old is None:
            return _first(connection, new, out)
        found = Difference({}, Counter())
        make_changes(connection)
        _load_notices(connection, old, new)
        for order, table in enumerate(TABLES):
            found.tables[table] = _compare_table(connection, order, table, old, new)
        give_register_reasons(connection, old, new)
        found.reasons = _reasons(connection)
        _write(connection, out)
        return found


def _first(connection: duckdb.DuckDBPyConnection, new: Path, out: Path) -> Difference:
    found = Difference({}, Counter(), first=True)
    for table in TABLES:
        count = _count(connection, _parquet(new, table))
        found.tables[table] = Change(added=count, after=count)
        if count:
            found.reasons[table, "added", "first"] = count
    connection.execute(
        f"COPY (SELECT 'notices' AS \"table\", notice_id AS key, notice_id, "
        f"'added' AS change, NULL AS \"column\", NULL AS old, NULL AS new, "
        f"'first' AS reason FROM {_parquet(new, 'notices')} ORDER BY notice_id) "
        f"TO {literal(out)} (FORMAT csv, HEADER, NULLSTR '')"
    )
    return found


def _load_notices(connection: duckdb.DuckDBPyConnection, old: Path, new: Path) -> None:
    for name, folder in (("old_notices", old), ("new_notices", new)):
        connection.execute(
            f"CREATE TEMP TABLE {name} AS SELECT notice_id, capture_id, text_sha256, "
            f"reader_version FROM {_parquet(folder, 'notices')}"
        )


def _compare_table(
    connection: duckdb.DuckDBPyConnection, order: int, table: str, old: Path, new: Path
) -> Change:
    before, after = _parquet(old, table), _parquet(new, table)
    if not (old / "data" / f"{table}.parquet").exists():
        before = f"(SELECT * FROM {after} LIMIT 0)"  # a table that is new
    held = _held(connection, before)
    shared = [name for name in columns(table) if name in held]
    newer = new / "data" / f"{table}.parquet"
    list_changes(connection, RowsOf(order, table, shared, before, newer))
    if table not in REGISTERS:
        give_reasons(connection, table)
    return _summary(connection, table, before, after)


def _summary(
    connection: duckdb.DuckDBPyConnection, table: str, before: str, after: str
) -> Change:
    summary = Change(before=_count(connection, before), after=_count(connection, after))
    moves = ", ".join(literal(name) for name in sorted(EVIDENCE))
    counted = connection.execute(
        "SELECT change, count(*), count(*) FILTER (only_moved) FROM (SELECT change, "
        f"key, bool_and(col IN ({moves})) AS only_moved FROM changes "
        f"WHERE tbl = {literal(table)} GROUP BY change, key) GROUP BY change"
    ).fetchall()
    for change, rows, moved in counted:
        setattr(summary, change, rows)
        if change == "changed":
            summary.moved = moved
    cells = connection.execute(
        "SELECT col, count(*) FROM changes WHERE col IS NOT NULL AND "
        f"tbl = {literal(table)} GROUP BY col ORDER BY col"
    ).fetchall()
    summary.cells = Counter(dict(cells))
    return summary


def _reasons(connection: duckdb.DuckDBPyConnection) -> Counter[tuple[str, str, str]]:
    rows = connection.execute(
        "SELECT tbl, change, reason, count(DISTINCT key) FROM changes GROUP BY ALL "
        "ORDER BY ALL"
    ).fetchall()
    return Counter({(table, change, why): n for table, change, why, n in rows})


def _write(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    connection.execute(
        'COPY (SELECT tbl AS "table", key, notice_id, change, col AS "column", old, '
        "new, reason FROM changes ORDER BY ord, change, key, "
        f"place) TO {literal(out)} (FORMAT csv, HEADER, NULLSTR '')"
    )


def _parquet(folder: Path, table: str) -> str:
    return f"read_parquet({literal(folder / 'data' / f'{table}.parquet')})"


def _held(connection: duckdb.DuckDBPyConnection, source: str) -> set[str]:
    rows = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    return {row[0] for row in rows}


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(row[0]) if row else 0


def schema_changes(
    old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]
) -> list[str]:
    """Say how written schemas differ; both map table names to Table Schemas.

    Words (titles, descriptions, examples, limits) do not count; columns, types, keys
    and constraints do.
    """
    found = []
    for table in new:
        if table not in old:
            found.append(f"table {table} is new")
        elif _essence(old[table]) != _essence(new[table]):
            found.append(f"the columns, types, keys or constraints of {table} changed")
    return found + [f"table {table} is gone" for table in old if table not in new]


def _essence(written: Mapping[str, Any]) -> object:
    keys = ("primaryKey", "uniqueKeys", "foreignKeys", "missingValues")
    return (
        [(f["name"], f["type"], f.get("constraints")) for f in written["fields"]],
        [written.get(key) for key in keys],
    )
