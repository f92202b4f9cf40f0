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
from pipelines.tables.schemas import TABLES, schema

Schemas = Mapping[str, Mapping[str, Any]]
"""Table Schemas by table."""

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


def broken_rows(
    version_dir: Path, spill: Path, schemas: Schemas | None = None
) -> list[str]:
    """Give a sentence for each broken check, naming the first offending rows.

    A version is checked by the *schemas* that it was published with (by table), which
    need not be those of today.
    """
    schemas = schemas or todays_schemas()
    found = []
    with engine(spill) as connection:
        for table in schemas:
            path = version_dir / "data" / f"{table}.parquet"
            connection.execute(
                f"CREATE VIEW {quoted(table)} AS "
                f"SELECT * FROM read_parquet({literal(path)})"
            )
        for check in row_checks(schemas):
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


def todays_schemas() -> Schemas:
    """Give the Table Schemas as they stand in ``datapackages/``, by table."""
    return {table: schema(table) for table in TABLES}


def row_checks(schemas: Schemas | None = None) -> Iterator[RowCheck]:
    """Give every check that the Table Schemas (else today's) ask for."""
    for table, written in (schemas or todays_schemas()).items():
        [key] = written["primaryKey"]
        yield from _field_checks(table, key, written)
        yield _unique(table, key, [key], "primary key")
        for fields in written.get("uniqueKeys", ()):
            yield _unique(table, key, fields, f"unique key {' + '.join(fields)}")
        for reference in written.get("foreignKeys", ()):
            yield _foreign(table, key, reference)


def _field_checks(
    table: str, key: str, written: Mapping[str, Any]
) -> Iterator[RowCheck]:
    for field in written["fields"]:
        name = field["name"]
        for rule, wrong in _constraints(quoted(name), field):
            query = f"SELECT {quoted(key)} FROM {quoted(table)} WHERE {wrong}"
            yield RowCheck(table, f"{name} {rule}", query)


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


def _unique(table: str, key: str, fields: list[str], name: str) -> RowCheck:
    """Two rows with the same key; an empty cell is like no other (as in SQL)."""
    columns = ", ".join(map(quoted, fields))
    stated = " AND ".join(f"{quoted(field)} IS NOT NULL" for field in fields)
    return RowCheck(
        table,
        f"{name} is not unique",
        f"SELECT any_value({quoted(key)}) FROM {quoted(table)} WHERE {stated} "
        f"GROUP BY {columns} HAVING count(*) > 1",
    )


def _foreign(table: str, key: str, reference: Mapping[str, Any]) -> RowCheck:
    [field] = reference["fields"]
    [other] = reference["reference"]["fields"]
    target = reference["reference"].get("resource", table)
    return RowCheck(
        table,
        f"{field} is not in {target}",
        f"SELECT t.{quoted(key)} FROM {quoted(table)} t ANTI JOIN {quoted(target)} r "
        f"ON t.{quoted(field)} = r.{quoted(other)} WHERE t.{quoted(field)} IS NOT NULL",
    )
