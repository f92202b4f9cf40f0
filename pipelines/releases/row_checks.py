"""What the Table Schemas say of rows, checked over all of them in DuckDB.

Frictionless reads some thousand rows a second and passes ``uniqueKeys`` and
``categories`` unread; these checks read the Parquet files whole, whatever their size.
Each check is a query for the rows that break it; empty cells break only ``required``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.releases.engine import engine, literal, literals, quoted
from pipelines.tables.schemas import TABLES, primary_key, schema

SHOWN = 5
"""Offending rows named for each broken check."""


@dataclass(frozen=True, slots=True)
class RowCheck:
    """One statement about a table: its name and the query for rows that break it.

    The query's one column is the key of an offending row.
    """

    table: str
    name: str
    query: str


def broken_rows(version_dir: Path, spill: Path) -> list[str]:
    """Give a sentence for each broken check, naming the first offending rows."""
    found = []
    with engine(spill) as connection:
        for table in TABLES:
            path = version_dir / "data" / f"{table}.parquet"
            connection.execute(
                f"CREATE VIEW {quoted(table)} AS "
                f"SELECT * FROM read_parquet({literal(path)})"
            )
        for check in row_checks():
            rows = connection.execute(
                f"SELECT key, count(*) OVER () FROM ({check.query}) broken(key) "
                f"ORDER BY key LIMIT {SHOWN}"
            ).fetchall()
            if rows:
                keys = ", ".join(str(key) for key, _ in rows)
                more = ", ..." if rows[0][1] > SHOWN else ""
                found.append(
                    f"{check.table}: {check.name}: {rows[0][1]} rows: {keys}{more}"
                )
    return found


def row_checks() -> Iterator[RowCheck]:
    """Give every check that the Table Schemas ask for."""
    for table in TABLES:
        written = schema(table)
        yield from _field_checks(table, written)
        yield _unique(table, [primary_key(table)], "primary key")
        for key in written.get("uniqueKeys", ()):
            yield _unique(table, key, f"unique key {' + '.join(key)}")
        for reference in written.get("foreignKeys", ()):
            yield _foreign(table, reference)


def _field_checks(table: str, written: Mapping[str, Any]) -> Iterator[RowCheck]:
    for field in written["fields"]:
        name = field["name"]
        for rule, wrong in _constraints(quoted(name), field):
            yield _where(table, f"{name} {rule}", wrong)


def _constraints(column: str, field: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give each of a field's constraints as words and as the SQL of a broken cell."""
    said = field.get("constraints", {})
    if said.get("required"):
        yield "is empty", f"{column} IS NULL"
    if "enum" in said:
        yield "is none of its values", f"{column} NOT IN {_tuple(said['enum'])}"
    if "categories" in field:
        values = [category["value"] for category in field["categories"]]
        yield "is none of its categories", f"{column} NOT IN {_tuple(values)}"
    if "pattern" in said:
        pattern = literal(said["pattern"])
        yield "breaks its pattern", f"NOT regexp_full_match({column}, {pattern})"
    if "minimum" in said:
        yield "is too small", f"{column} < {said['minimum']}"
    if "maximum" in said:
        yield "is too large", f"{column} > {said['maximum']}"


def _tuple(values: list[str]) -> str:
    return literals(values).replace("[", "(", 1)[:-1] + ")"


def _where(table: str, name: str, wrong: str) -> RowCheck:
    key = quoted(primary_key(table))
    return RowCheck(table, name, f"SELECT {key} FROM {quoted(table)} WHERE {wrong}")


def _unique(table: str, fields: list[str], name: str) -> RowCheck:
    """Two rows with the same key; an empty cell is like no other (as in SQL)."""
    key = quoted(primary_key(table))
    columns = ", ".join(map(quoted, fields))
    stated = " AND ".join(f"{quoted(field)} IS NOT NULL" for field in fields)
    return RowCheck(
        table,
        f"{name} is not unique",
        f"SELECT any_value({key}) FROM {quoted(table)} WHERE {stated} "
        f"GROUP BY {columns} HAVING count(*) > 1",
    )


def _foreign(table: str, reference: Mapping[str, Any]) -> RowCheck:
    [field] = reference["fields"]
    [other] = reference["reference"]["fields"]
    target = reference["reference"].get("resource", table)
    key = quoted(primary_key(table))
    return RowCheck(
        table,
        f"{field} is not in {target}",
        f"SELECT t.{key} FROM {quoted(table)} t ANTI JOIN {quoted(target)} r "
        f"ON t.{quoted(field)} = r.{quoted(other)} WHERE t.{quoted(field)} IS NOT NULL",
    )
