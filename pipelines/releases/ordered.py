"""Rows of many shards in a table's order: each shard is read once, few rows are held.

An external distribution sort: the rows are spread over files by ranges of the first
column of the order, then one range after another is sorted in memory. So the work grows
with the rows, however many shards they come from, and the memory with neither.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases.engine import literals, quoted
from pipelines.tables.schemas import arrow_schema, row_order, types

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pyarrow as pa

SORTED = 65_536
"""Rows that are sorted at once: some 50 MB of the widest table."""
SPREAD = 16_384
"""Rows that wait to be spread over the files of the ranges."""
_MOST_RANGES = 256
"""Files that are open at once; a table of over 16 million rows has wider ranges."""
_PREFIX = len("n-000")
_SAMPLED = 64
"""Shards whose rows tell where the ranges begin; a shard's rows lie all over them."""
_TOGETHER = 32
"""Shards that DuckDB has open at once."""
# Rows that come from DuckDB at once.
_FETCH = 8_192


def in_order(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    shards: Sequence[Path],
    spill: Path,
) -> Iterator[pa.Table]:
    """Give the rows of *shards* by the table's ``rowOrder``, missing cells first.

    *spill* is a folder for the ranges' files: made here, and removed at the end.
    """
    import pyarrow as pa

    names = list(types(table))
    held = [arrow_schema(table).empty_table()]
    portions = _portions(table, _batches(connection, names, shards))
    for rows in portions:
        held.append(rows)
        if sum(some.num_rows for some in held) > SORTED:
            break
    else:
        yield _sorted(table, pa.concat_tables(held))
        return
    starts = _starts(connection, table, shards)
    spill.mkdir()
    for path in _spread(table, chain(held, portions), starts, spill):
        yield _sorted(table, _held(path))
        path.unlink()
    spill.rmdir()


def _batches(
    connection: duckdb.DuckDBPyConnection, names: Iterable[str], shards: Sequence[Path]
) -> Iterator[pa.RecordBatch]:
    chosen = ", ".join(map(quoted, names))
    for begin in range(0, len(shards), _TOGETHER):
        some = literals(shards[begin : begin + _TOGETHER])
        query = f"SELECT {chosen} FROM read_parquet({some})"
        yield from connection.sql(query).to_arrow_reader(_FETCH)


def _portions(table: str, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Give the rows as they come, in tables of about ``SPREAD``."""
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    waiting = 0
    for batch in batches:
        held.append(batch)
        waiting += batch.num_rows
        if waiting >= SPREAD:
            yield pa.Table.from_batches(held).cast(arrow_schema(table))
            held, waiting = [], 0
    if held:
        yield pa.Table.from_batches(held).cast(arrow_schema(table))


def _starts(
    connection: duckdb.DuckDBPyConnection, table: str, shards: Sequence[Path]
) -> list[str]:
    """Give the prefixes with which the ranges begin, but the first range's.

    They are told from a sample, so that they may be of unlike size; the order of the
    rows does not depend on them.
    """
    counted: Counter[str] = Counter()
    for sample in (shards[:: max(1, len(shards) // _SAMPLED)], shards):
        with connection.cursor() as cursor:  # the portions' own is not at its end
            for batch in _batches(cursor, [row_order(table)[0]], sample):
                values = batch.column(0).to_pylist()
                counted.update(value[:_PREFIX] for value in values if value)
        if counted:
            break
    else:
        return []
    parts = counted.total() * len(shards) / len(sample) / SORTED
    most = counted.total() / min(parts * 2, _MOST_RANGES)
    starts: list[str] = []
    waiting = 0
    for prefix, rows in sorted(counted.items()):
        if waiting and waiting + rows > most:
            starts.append(prefix)
            waiting = 0
        waiting += rows
    return starts


def _spread(
    table: str, portions: Iterable[pa.Table], starts: Sequence[str], spill: Path
) -> list[Path]:
    """Write the rows to a file for each range; give the files in order."""
    import pyarrow as pa

    paths = [spill / f"{number}.arrow" for number in range(len(starts) + 1)]
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with ExitStack() as opened:
        files = [
            opened.enter_context(
                pa.ipc.new_file(str(path), arrow_schema(table), options=options)
            )
            for path in paths
        ]
        for rows in portions:
            places = _places(rows.column(row_order(table)[0]), starts)
            order = places.argsort(kind="stable")
            spread = rows.combine_chunks().take(order)
            ends = places[order].searchsorted(range(len(files)), side="right")
            begin = 0
            for file, end in zip(files, ends.tolist(), strict=True):
                if end > begin:
                    file.write_table(spread.slice(begin, end - begin))
                begin = end
    return paths


def _places(column: pa.ChunkedArray, starts: Sequence[str]) -> np.ndarray:
    """Give the number of each row's range; rows without a value are in the first."""
    import numpy as np

    coded = column.combine_chunks().dictionary_encode()
    numbers = [bisect_right(starts, value) for value in coded.dictionary.to_pylist()]
    numbers.append(0)  # of no value
    codes: np.ndarray = coded.indices.fill_null(len(numbers) - 1).to_numpy()
    return np.array(numbers, dtype=np.int32).take(codes)


def _held(path: Path) -> pa.Table:
    import pyarrow as pa

    with pa.OSFile(str(path)) as file, pa.ipc.open_file(file) as reader:
        return reader.read_all()


def _sorted(table: str, rows: pa.Table) -> pa.Table:
    import pyarrow.compute as pc

    rows = rows.combine_chunks()
    keys = [(name, "ascending", "at_start") for name in row_order(table)]
    return rows.take(pc.sort_indices(rows, sort_keys=keys))
