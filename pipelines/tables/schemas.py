"""The tables' columns, read from their Table Schemas; nothing here repeats them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pipelines.resources import folder

if TYPE_CHECKING:
    import pyarrow as pa

PACKAGE = "mubiao"

# Tables in the order in which a release writes, checks and lists them.
TABLES = (
    "notices",
    "captures",
    "sections",
    "tasks",
    "targets",
    "responsibilities",
    "deliverables",
    "milestones",
    "citations",
    "numerals",
    "findings",
    "corrections",
    "organizations",
    "indicators",
    "regions",
)
REGISTERS = ("organizations", "indicators", "regions")
FACTS = tuple(table for table in TABLES if table not in REGISTERS)

# Columns that hold evidence rather than a fact: they move when a page is received
# again, without any fact having changed.
EVIDENCE = frozenset(
    {"quote", "prefix", "suffix", "char_start", "char_end", "text_sha256"}
)


@cache
def schema(table: str) -> Mapping[str, Any]:
    """Give the Table Schema of *table* as it stands in ``datapackages/``.

    Raises:
        FileNotFoundError: there is no such table.
    """
    path = folder("datapackages") / PACKAGE / "schemas" / f"{table}.json"
    parsed: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def columns(table: str) -> tuple[str, ...]:
    """Give the names of the table's columns, in order."""
    return tuple(field["name"] for field in schema(table)["fields"])


def types(table: str) -> Mapping[str, str]:
    """Give each column's Table Schema type."""
    return {field["name"]: field["type"] for field in schema(table)["fields"]}


def required(table: str) -> frozenset[str]:
    """Give the columns that may never be empty."""
    return frozenset(
        field["name"]
        for field in schema(table)["fields"]
        if field.get("constraints", {}).get("required")
    )


def primary_key(table: str) -> str:
    """Give the one column that is the table's primary key."""
    [key] = schema(table)["primaryKey"]
    return str(key)


def row_order(table: str) -> Sequence[str]:
    """Give the columns by which a release sorts the table's rows."""
    return tuple(schema(table)["rowOrder"])


def has_evidence(table: str) -> bool:
    """Say whether the table's rows quote a text (quote, char_start, char_end)."""
    return {"quote", "char_start", "char_end"} <= set(columns(table))


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Give the Arrow schema of *table*.

    Dates are ``date32``, years ``int32``, integers ``int64``, date-times text in ISO
    8601 with ``Z``, and numbers ``float64``: a figure of up to 15 significant digits
    goes through it unchanged (IEEE 754), and ``rows`` refuses longer ones.
    """
    import pyarrow as pa

    arrow = {
        "string": pa.string(),
        "datetime": pa.string(),
        "integer": pa.int64(),
        "year": pa.int32(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    # Every column may be empty here: an empty required cell is found by the checks,
    # which name the row, not by the writer, which could not.
    return pa.schema(
        [pa.field(name, arrow[kind]) for name, kind in types(table).items()]
    )
