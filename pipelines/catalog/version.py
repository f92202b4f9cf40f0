"""One published version, read table by table in bounded pieces."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import ReleaseError
from pipelines.resources import folder

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

SQL_TYPES = {
    "integer": "BIGINT",
    "year": "BIGINT",
    "number": "DECIMAL(38, 9)",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMPTZ",
}
"""DuckDB's names of the types of Table Schema; all others are text."""
DESCRIPTOR = "datapackage.json"
"""The file that a folder must hold to be a version."""
MEMORY_LIMIT = "1GB"
"""What the tables laid out for a rendering may take of memory."""
THREADS = 2
"""Threads of a query: each takes some 100 MB for the columns that it reads."""
PIECE = 2_048
"""Rows that are taken from a query at once."""
Row = dict[str, Any]
"""One row of a table: Python values by column, None for an empty cell."""


class Version:
    """The tables, texts and descriptor of one version folder.

    Small registers are held; large tables are asked for in pieces, so that memory
    is bounded by a piece. Rows come in the documented order of their table.
    """

    def __init__(self, home: Path, spill: Path | None = None) -> None:
        """Open the version folder *home*.

        With a folder *spill* what does not fit into some memory is put there; it is
        made when that happens, and removed by ``close``.

        Raises:
            ReleaseError: the folder holds no descriptor, or lacks a table that this
                lists.
        """
        import duckdb

        self.home = home
        path = home / DESCRIPTOR
        if not path.is_file():
            raise ReleaseError(f"{home} is no version: it has no {DESCRIPTOR}")
        self.descriptor: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
        self.number = str(self.descriptor["version"])
        self.created = str(self.descriptor["created"])
        self.schemas = _schemas(self.descriptor)
        self._spill = spill
        self._connection: duckdb.DuckDBPyConnection = duckdb.connect(
            config=_bounds(spill) if spill else {}
        )
        self._connection.execute("SET TimeZone = 'UTC'")
        listed = {resource["name"] for resource in self.descriptor["resources"]}
        for table, schema in _own_schemas().items():
            files = _files(home / "data", table)
            if not files and table in listed:
                raise ReleaseError(f"{home} holds no Parquet file of the table {table}")
            rows = _rows(files, schema, self.schemas[table])
            # the names come from our own schemas
            self._connection.execute(f'CREATE VIEW "{table}" AS {rows}')

    def close(self) -> None:
        """Close the tables; nothing can be asked any more."""
        self._connection.close()
        if self._spill:
            shutil.rmtree(self._spill, ignore_errors=True)

    @property
    def as_of(self) -> str:
        """The day on which the version was made, ISO 8601."""
        return self.created[:10]

    def run(self, statement: str, parameters: Sequence[object] = ()) -> None:
        """Run an SQL *statement* that gives nothing back."""
        self._connection.execute(statement, list(parameters))

    def ask(
        self, query: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> list[Row]:
        """Give the rows of an SQL *query* over the tables."""
        cursor = self._connection.execute(query, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def rows(
        self, query: str, parameters: Sequence[object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Give the rows of an SQL *query* piece by piece.

        Nothing else may be asked before the last one was given.
        """
        cursor = self._connection.execute(query, parameters)
        while piece := cursor.fetchmany(PIECE):
            yield from piece

    def arrow(self, query: str) -> pa.Table:
        """Give the rows of an SQL *query* as an Arrow table."""
        return self._connection.sql(query).to_arrow_table()

    def table(self, name: str) -> list[Row]:
        """Give all rows of a small table."""
        return self.ask(f'SELECT * FROM "{name}"{self.order(name)}')

    def order(self, name: str) -> str:
        """Give the ``ORDER BY`` clause of a table's documented order."""
        columns = self.schemas[name].get("rowOrder", ())
        return (
            " ORDER BY " + ", ".join(f'"{column}"' for column in columns)
            if columns
            else ""
        )

    def count(self, name: str) -> int:
        """Count the rows of a table."""
        [row] = self.ask(f'SELECT count(*) AS n FROM "{name}"')
        return int(row["n"])

    def grouped(
        self, name: str, key: str, values: Sequence[object]
    ) -> dict[Any, list[Row]]:
        """Give the rows whose *key* is one of *values*, by key, in table order."""
        groups: dict[Any, list[Row]] = defaultdict(list)
        query = (
            f'SELECT * FROM "{name}" WHERE "{key}" IN '
            f"(SELECT unnest(?)){self.order(name)}"
        )
        for row in self.ask(query, [list(values)]):
            groups[row[key]].append(row)
        return groups

    def text(self, notice_id: str) -> str:
        """Give the decoded text of a notice, as received."""
        return self.text_file(notice_id).read_bytes().decode("utf-8")

    def text_file(self, notice_id: str) -> Path:
        """Give the file of the text of a notice."""
        return self.home / "texts" / f"{notice_id}.txt"


def _bounds(spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(spill),
        "threads": THREADS,
    }


def _schemas(descriptor: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Take the Table Schemas from the descriptor, else from the project's own."""
    named = {
        resource["name"]: resource["schema"]
        for resource in descriptor.get("resources", ())
        if isinstance(resource.get("schema"), dict)
    }
    return dict(sorted({**_own_schemas(), **named}.items()))


@cache
def _own_schemas() -> dict[str, Mapping[str, Any]]:
    """Read the project's own Table Schemas."""
    paths = sorted((folder("datapackages") / "mubiao" / "schemas").glob("*.json"))
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def _files(data: Path, table: str) -> list[str]:
    """Give the Parquet files of a table: one, or the shards in its folder."""
    one = data / f"{table}.parquet"
    files = [one] if one.is_file() else sorted((data / table).glob("*.parquet"))
    return [str(path) for path in files]


def _rows(
    files: Sequence[str], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> str:
    """Give an SQL query for a table, with the columns that are newer than the version.

    A version that is older than the table itself has none of its rows.
    """
    fields = {field["name"]: field for field in ours["fields"]}
    held = {field["name"] for field in theirs["fields"]} if files else set()
    newer = [
        f'NULL::{SQL_TYPES.get(field["type"], "VARCHAR")} AS "{name}"'
        for name, field in fields.items()
        if name not in held
    ]
    if not files:
        return f"SELECT {', '.join(newer)} WHERE false"
    return f"SELECT {', '.join(['*', *newer])} FROM read_parquet({files!r})"


def files_of(home: Path) -> Iterator[tuple[str, Path]]:
    """Give the files of the version folder *home* by name, the notices' texts apart."""
    for part in sorted(home.iterdir()):
        inner = [] if part.name == "texts" else sorted(part.rglob("*"))
        for path in (part, *inner):
            if path.is_file():
                yield path.relative_to(home).as_posix(), path


def batched(values: Iterable[str], size: int) -> Iterator[list[str]]:
    """Give *values* in lists of at most *size*."""
    batch: list[str] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def digest(*parts: object) -> str:
    """Give a short digest of *parts*, to tell whether a page's inputs changed."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:24]
