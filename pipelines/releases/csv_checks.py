"""Every cell of the canonical CSV, read by another parser, is that of the Parquet file.

DuckDB writes the CSV; Arrow reads it back with the types of the Table Schemas and
compares it with the typed file. So every row of every version is known to parse, to
have its type and to say the same in both forms; what frictionless would find of types
and shapes of rows, this finds some fifty times faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.tables.schemas import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

_BLOCK = 4 << 20
_BATCH = 8_192


def broken_csv(version_dir: Path) -> list[str]:
    """Give a sentence for each table whose two files differ, with the first row.

    A table that an older version lacks is passed over; the schema is the Parquet
    file's own.
    """
    found = []
    for table in TABLES:
        parquet = version_dir / "data" / f"{table}.parquet"
        if parquet.is_file():
            wrong = _difference(version_dir / "data" / f"{table}.csv", parquet)
            if wrong:
                found.append(f"{table}.csv is not {table}.parquet: {wrong}")
    return found


def _difference(csv: Path, parquet: Path) -> str:
    """Say where the two files differ first, or nothing."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(parquet)
    typed = _Rows(file.iter_batches(_BATCH), file.schema_arrow)
    place = 0
    try:
        for batch in _read(csv, file.schema_arrow):
            mine = pa.Table.from_batches([batch])
            other = typed.take(mine.num_rows)
            if not mine.equals(other):
                return f"row {place + 1 + _first(mine, other):,}"
            place += mine.num_rows
    except pa.ArrowInvalid as error:
        return f"after row {place:,}: {error}"
    left = file.metadata.num_rows - place
    return f"{left:,} rows are missing" if left else ""


def _read(csv: Path, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    import pyarrow.csv as reader

    yield from reader.open_csv(
        csv,
        read_options=reader.ReadOptions(block_size=_BLOCK, use_threads=False),
        parse_options=reader.ParseOptions(newlines_in_values=True),
        convert_options=reader.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["true"],
            false_values=["false"],
        ),
    )


class _Rows:
    """Rows that come in batches, taken by number."""

    def __init__(self, batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> None:
        self._batches = batches
        self._held = schema.empty_table()

    def take(self, count: int) -> pa.Table:
        """Give the next *count* rows, fewer at the end."""
        import pyarrow as pa

        parts = [self._held]
        while sum(part.num_rows for part in parts) < count:
            batch = next(self._batches, None)
            if batch is None:
                break
            parts.append(pa.Table.from_batches([batch]))
        whole = pa.concat_tables(parts)
        self._held = whole.slice(count)
        return whole.slice(0, count)


def _first(mine: pa.Table, other: pa.Table) -> int:
    """Give the place of the first row that differs."""
    both = zip(mine.to_pylist(), other.to_pylist(), strict=False)
    shared = min(mine.num_rows, other.num_rows)
    return next((k for k, (one, two) in enumerate(both) if one != two), shared)
