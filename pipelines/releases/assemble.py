"""Shards to a version's tables: sorted, typed Parquet and the canonical CSV.

Rows stream through DuckDB, which sorts range after range of them, into row groups of a
fixed size, so the bytes depend on the rows alone and memory on neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases.candidate import Candidate
from pipelines.releases.cells import csv_query
from pipelines.releases.engine import engine, literal, literals, quoted
from pipelines.tables.schemas import TABLES, arrow_schema, row_order, types
from pipelines.tables.shards import PARQUET

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ROW_GROUP = 65_536
SORTED = 200_000
"""Rows that are sorted at once. DuckDB sorts on disk, but not with any bounded memory:
400,000 rows of targets take between 192 and 256 MB, four times as many fail in 256."""
_PREFIX = len("n-000")
# Rows that come from DuckDB at once: what of the last batch is left over waits for the
# next row group, so batches as long as row groups would hold two of them.
_FETCH = 8_192


def assemble(candidate: Candidate, folder: Path) -> dict[str, int]:
    """Write ``data/<table>.parquet`` and ``.csv``; give the rows of each table."""
    data = folder / "data"
    data.mkdir(parents=True)
    rows = {}
    with engine(folder / ".spill") as connection:
        for table in TABLES:
            parquet = data / f"{table}.parquet"
            rows[table] = _write_parquet(connection, candidate, table, parquet)
            write_csv(connection, table, parquet, data / f"{table}.csv")
    return rows


def write_csv(
    connection: duckdb.DuckDBPyConnection, table: str, parquet: Path, path: Path
) -> None:
    """Write the canonical CSV: UTF-8, LF, RFC 4180, missing cells empty."""
    query = csv_query(table, f"read_parquet({literal(parquet)})")
    connection.execute(
        f"COPY ({query}) TO {literal(path)} (FORMAT csv, HEADER, NULLSTR '')"
    )


def _write_parquet(
    connection: duckdb.DuckDBPyConnection,
    candidate: Candidate,
    table: str,
    path: Path,
) -> int:
    import pyarrow.parquet as pq

    written = 0
    with pq.ParquetWriter(path, arrow_schema(table), **PARQUET) as writer:
        for group in _row_groups(connection, candidate, table):
            writer.write_table(group, row_group_size=ROW_GROUP)
            written += group.num_rows
    return written


def _row_groups(
    connection: duckdb.DuckDBPyConnection, candidate: Candidate, table: str
) -> Iterator[pa.Table]:
    """Give the table's rows in order, in groups of ``ROW_GROUP``."""
    held: list[pa.RecordBatch] = []
    waiting = 0
    for batch in _sorted_batches(connection, candidate, table):
        missing = ROW_GROUP - waiting
        held.append(batch.slice(0, missing))
        waiting += held[-1].num_rows
        if waiting == ROW_GROUP:
            group = _typed(table, held)
            rest = batch.slice(missing)
            held, waiting = [rest], rest.num_rows
            yield group
    if waiting:
        yield _typed(table, held)


def _typed(table: str, batches: list[pa.RecordBatch]) -> pa.Table:
    """Give the batches as one table of one chunk; *batches* is empty after."""
    import pyarrow as pa

    rows = pa.Table.from_batches(batches).cast(arrow_schema(table))
    batches.clear()
    return rows.combine_chunks()


def _sorted_batches(
    connection: duckdb.DuckDBPyConnection, candidate: Candidate, table: str
) -> Iterator[pa.RecordBatch]:
    shards = candidate.shards(table)
    if not shards:
        return
    names = ", ".join(map(quoted, types(table)))
    order = ", ".join(f"{quoted(name)} ASC NULLS FIRST" for name in row_order(table))
    source = f"read_parquet({literals(shards)}, union_by_name=true)"
    for within in _ranges(connection, table, source):
        query = f"SELECT {names} FROM {source} WHERE {within} ORDER BY {order}"
        yield from connection.sql(query).to_arrow_reader(_FETCH)


def _ranges(
    connection: duckdb.DuckDBPyConnection, table: str, source: str
) -> list[str]:
    """Give the SQL of the ranges in which a table is sorted, one after another.

    They part it by the first characters of its first sorting column.
    """
    column = quoted(row_order(table)[0])
    counted = connection.execute(
        f"SELECT left({column}, {_PREFIX}), count(*) FROM {source} "
        f"WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    starts: list[str] = []
    waiting = 0
    for prefix, rows in counted:
        if waiting and waiting + rows > SORTED:
            starts.append(prefix)
            waiting = 0
        waiting += rows
    if not starts:
        return ["TRUE"]
    said = [f"({column} IS NULL OR {column} < {literal(starts[0])})"]
    for start, stop in pairwise(starts):
        said.append(f"{column} >= {literal(start)} AND {column} < {literal(stop)}")
    return [*said, f"{column} >= {literal(starts[-1])}"]
