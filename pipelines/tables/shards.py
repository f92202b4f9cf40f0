"""Rows to Parquet shards, by the Table Schemas.

A shard is ``<tables_dir>/<table>/<shard>.parquet``. Shards are written beside and
renamed, so a reader sees a whole shard or none. The same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.errors import CheckFailed
from pipelines.tables.schemas import arrow_schema, columns

if TYPE_CHECKING:
    import pyarrow as pa

# Fixed settings: the same rows give the same bytes with the same pyarrow.
PARQUET = {
    "compression": "zstd",
    "compression_level": 3,
    "version": "2.6",
    "data_page_version": "1.0",
    "use_dictionary": True,
    "write_statistics": True,
    "store_schema": True,
}


def arrow_table(table: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Give *rows* as an Arrow table with the columns of *table*'s schema.

    A column that a row lacks is empty.

    Raises:
        CheckFailed: a row has a column that the schema lacks, or a value of
            another type; the message names the table and the column.
    """
    import pyarrow as pa

    names = columns(table)
    held = list(rows)
    extra = {key for row in held for key in row} - set(names)
    if extra:
        raise CheckFailed(f"{table}: no such column: {', '.join(sorted(extra))}")
    arrays = []
    for field in arrow_schema(table):
        values = [row.get(field.name) for row in held]
        if (
            pa.types.is_string(field.type) and "" in values
        ):  # missing is an empty cell, never an empty text
            values = [None if value == "" else value for value in values]
        if pa.types.is_floating(field.type):
            values = [float(v) if isinstance(v, Decimal) else v for v in values]
        try:
            arrays.append(pa.array(values, type=field.type))
        except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
            raise CheckFailed(f"{table}.{field.name}: {error}") from error
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))


def write_shard(
    tables_dir: Path, shard: str, rows: Mapping[str, Iterable[Mapping[str, Any]]]
) -> list[Path]:
    """Write one shard's rows of each table, replacing what the shard held before.

    Gives the files; they are not synced to the disk.
    """
    tables = {table: arrow_table(table, some) for table, some in rows.items()}
    return write_tables(tables_dir, shard, tables)


def write_tables(
    tables_dir: Path, shard: str, tables: Mapping[str, pa.Table]
) -> list[Path]:
    """Write one shard of each table, as ``write_shard`` does."""
    import pyarrow.parquet as pq

    written = []
    for table, rows in tables.items():
        path = tables_dir / table / f"{shard}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part")
        pq.write_table(rows, beside, **PARQUET)
        beside.replace(path)
        written.append(path)
    return written
