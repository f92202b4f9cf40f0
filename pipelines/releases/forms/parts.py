"""Parts of a table: runs of rows whose first sorting column begins alike.

A form that is made part by part takes those parts from the last version in which no
row changed. Ids begin with a letter, a dash and digits of a hash, so two digits part a
table into 256 of about the same length. A short table is one part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from pipelines.releases.difference import CHANGES
from pipelines.releases.engine import changes_query, engine, literal, quoted
from pipelines.releases.row_changes import VOLATILE
from pipelines.tables.schemas import TABLES, columns, primary_key, row_order

# Rows up to which a table is one part: to make so many anew takes part of a second.
SHORT = 10_000
WIDTH = len("n-00")

# Rows that are named one by one: where more are fresh, none is said to be.
MOST = 100_000

Fresh = Mapping[str, Collection[str]]
"""By table, the first characters of the parts in which a row came, went or changed."""


def part_of(table: str, rows: int) -> str:
    """Give the SQL of the part that a row belongs to, in a table of so many rows."""
    return f"left({_owner(table)}, {WIDTH})" if rows > SHORT else "''"


def fresh_parts(version_dir: Path, previous: Path) -> Fresh:
    """Give the parts that differ from the last version's, by ``changes.csv``.

    Columns that a comparison passes over count here: they are published as well.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    with engine(version_dir / ".spill") as connection:
        listed = connection.execute(
            f'SELECT DISTINCT "table", left(k, {WIDTH}) FROM (SELECT "table", '
            "unnest([key, notice_id, CASE WHEN \"column\" = 'notice_id' THEN old END]) "
            f"AS k FROM ({changes_query(version_dir / CHANGES)})) WHERE k IS NOT NULL"
        ).fetchall()
        for table, part in listed:
            found[table].add(part)
        for table in filter(_volatile, TABLES):
            part = f"left(n.{_owner(table)}, {WIDTH})"
            rows = connection.execute(
                f"SELECT DISTINCT {part} {_made_anew(table, version_dir, previous)}"
            ).fetchall()
            found[table].update(part for (part,) in rows)
    return found


def fresh_rows(version_dir: Path, previous: Path, table: str) -> set[str] | None:
    """Give the keys of rows that came or changed in any column, by ``changes.csv``.

    None, where they are more than ``MOST``.
    """
    key = quoted(primary_key(table))
    query = (
        f"SELECT DISTINCT key FROM ({changes_query(version_dir / CHANGES)}) "
        f"WHERE \"table\" = {literal(table)} AND change <> 'removed'"
    )
    if _volatile(table):
        query += f" UNION SELECT n.{key} {_made_anew(table, version_dir, previous)}"
    with engine(version_dir / ".spill") as connection:
        rows = connection.execute(f"{query} LIMIT {MOST + 1}").fetchall()
    return None if len(rows) > MOST else {key for (key,) in rows}


def _volatile(table: str) -> list[str]:
    """Name the columns of *table* that a comparison passes over."""
    return sorted(VOLATILE.intersection(columns(table)))


def _made_anew(table: str, version_dir: Path, previous: Path) -> str:
    """Give the SQL, from FROM on, of rows in which such a column differs."""
    new, old = (
        f"read_parquet({literal(folder / 'data' / f'{table}.parquet')})"
        for folder in (version_dir, previous)
    )
    differs = " OR ".join(
        f"n.{quoted(name)} IS DISTINCT FROM o.{quoted(name)}"
        for name in _volatile(table)
    )
    joined = f"{new} n JOIN {old} o USING ({quoted(primary_key(table))})"
    return f"FROM {joined} WHERE {differs}"


def _owner(table: str) -> str:
    return quoted(row_order(table)[0])
