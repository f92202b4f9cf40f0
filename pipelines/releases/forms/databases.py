"""One DuckDB and one SQLite file with all tables, keys and views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.releases.engine import engine, literal, quoted
from pipelines.releases.forms.duckdb_identity import settle_identity
from pipelines.tables.schemas import TABLES, primary_key, required, schema, types

if TYPE_CHECKING:
    import pyarrow.parquet as pq

# Longer tables hold their key otherwise. DuckDB keeps a key's index in memory while it
# is built: there they go without (all keys were checked before). SQLite would write
# it in the order of the rows, where keys are strewn: there it is a unique index,
# sorted when all rows are in.
MOST_INDEXED = 1_000_000
# Bytes of a DuckDB block. The smallest keeps a small package's file small; in larger
# ones stray bytes of memory reach the file, and no two files are alike.
BLOCK = 16_384
# Half of what sorting takes: what is more only waits to be written.
MEMORY_LIMIT = "128MB"
# The order in which a table comes after those that it refers to.
_FIRST = ("regions", "indicators", "organizations", "captures")
ORDER = (*_FIRST, *(table for table in TABLES if table not in _FIRST))
_DUCKDB = {
    "string": "VARCHAR",
    "datetime": "VARCHAR",
    "integer": "BIGINT",
    "year": "INTEGER",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_SQLITE = {
    "string": "TEXT",
    "datetime": "TEXT",
    "integer": "INTEGER",
    "year": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
VIEWS = {
    "commitments": """
        SELECT t.target_id, n.region_code, r.name AS region, n.title, t.indicator,
               i.name_zh AS harmonised_zh, i.name_en AS harmonised_en, t.kind,
               t.comparator, t.value, t.value_max, t.unit, t.deadline,
               t.deadline_stated, t.aspirational, t.quote, n.source_url
        FROM targets t JOIN notices n ON n.notice_id = t.notice_id
        LEFT JOIN regions r ON r.region_code = n.region_code
        LEFT JOIN indicators i ON i.indicator_id = t.indicator_id
    """,
    "answerable": """
        SELECT d.responsibility_id, n.region_code, n.title, k.number, k.heading,
               d.role, d.organization, o.name AS register_name, d."default",
               k.deadline, d.quote, n.source_url
        FROM responsibilities d JOIN notices n ON n.notice_id = d.notice_id
        LEFT JOIN tasks k ON k.task_id = d.task_id
        LEFT JOIN organizations o ON o.organization_id = d.organization_id
    """,
}
_BATCH = 5_000
# KiB of pages that SQLite keeps, and of keys that it sorts at a time.
_CACHE = 65_536


def write_duckdb(version_dir: Path, path: Path) -> None:
    """Write the DuckDB database: the same tables give the same bytes."""
    with engine(version_dir / ".spill") as connection:
        # Threads lay blocks as they run, and compressed segments keep stray bytes of
        # memory in their padding: without both, the same rows give the same file.
        connection.execute("SET threads = 1")
        connection.execute(f"SET memory_limit = {literal(MEMORY_LIMIT)}")
        connection.execute("SET force_compression = 'uncompressed'")
        sources = {
            table: f"read_parquet({literal(version_dir / 'data' / f'{table}.parquet')})"
            for table in ORDER
        }
        rows = {
            table: connection.sql(f"SELECT count(*) FROM {source}").fetchall()[0][0]
            for table, source in sources.items()
        }
        connection.execute(f"ATTACH {literal(path)} AS package (BLOCK_SIZE {BLOCK})")
        connection.execute("USE package")
        for table in ORDER:
            key = _key(table) if rows[table] <= MOST_INDEXED else []
            connection.execute(_create(table, _DUCKDB, key))
            connection.execute(
                f"INSERT INTO {quoted(table)} SELECT * FROM {sources[table]}"
            )
        for name, query in VIEWS.items():
            connection.execute(f"CREATE VIEW {quoted(name)} AS {query}")
        connection.execute("CHECKPOINT package")
        connection.execute("USE memory")
        connection.execute("DETACH package")
    settle_identity(path)


def write_sqlite(version_dir: Path, path: Path) -> None:
    """Write the SQLite database; booleans are 0 and 1, dates ISO texts.

    The key of a table of more than ``MOST_INDEXED`` rows is a unique index by the name
    of ``<table>_key``, of a shorter one its primary key.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")  # the release syncs the file
        connection.execute("PRAGMA encoding = 'UTF-8'")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("BEGIN")
        for table in ORDER:
            _fill(connection, version_dir, table)
        for name, query in VIEWS.items():
            connection.execute(f"CREATE VIEW {quoted(name)} AS {query}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, version_dir: Path, table: str) -> None:
    """Make one table of the SQLite database, with its rows and its key."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(version_dir / "data" / f"{table}.parquet") as file:
        is_short = file.metadata.num_rows <= MOST_INDEXED
        keys = [*(_key(table) if is_short else ()), *_references(table)]
        connection.execute(_create(table, _SQLITE, keys))
        marks = ", ".join("?" * len(types(table)))
        connection.executemany(
            f"INSERT INTO {quoted(table)} VALUES ({marks})", _rows(file, table)
        )
    if not is_short:
        connection.execute(
            f"CREATE UNIQUE INDEX {quoted(f'{table}_key')} "
            f"ON {quoted(table)} ({quoted(primary_key(table))})"
        )


def _create(table: str, names: Mapping[str, str], keys: Sequence[str]) -> str:
    """Give the statement that makes a table with its columns and *keys*."""
    must = required(table)
    lines = [
        f"{quoted(name)} {names[kind]}{' NOT NULL' if name in must else ''}"
        for name, kind in types(table).items()
    ]
    return f"CREATE TABLE {quoted(table)} ({', '.join([*lines, *keys])})"


def _key(table: str) -> list[str]:
    return [f"PRIMARY KEY ({quoted(primary_key(table))})"]


def _references(table: str) -> list[str]:
    return [
        f"FOREIGN KEY ({quoted(reference['fields'][0])}) REFERENCES "
        f"{quoted(reference['reference'].get('resource', table))} "
        f"({quoted(reference['reference']['fields'][0])})"
        for reference in schema(table).get("foreignKeys", ())
    ]


def _rows(file: pq.ParquetFile, table: str) -> Iterator[tuple[Any, ...]]:
    import pyarrow as pa

    plain = {"date": pa.string(), "boolean": pa.int8()}  # else as Parquet has it
    for batch in file.iter_batches(_BATCH):
        held = [
            (column.cast(plain[kind]) if kind in plain else column).to_pylist()
            for column, kind in zip(batch.columns, types(table).values(), strict=True)
        ]
        yield from zip(*held, strict=True)
