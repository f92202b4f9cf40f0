"""Shards to a version's tables: sorted, typed Parquet and the canonical CSV.

Rows stream in their order (``ordered``) into row groups of a fixed size, so the bytes
depend on the rows alone, and memory on neither their number nor that of the shards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.releases.beside import Begin, when_asked
from pipelines.releases.candidate import Candidate
from pipelines.releases.cells import csv_query
from pipelines.releases.engine import engine, literal
from pipelines.releases.manifest import digests_in
from pipelines.releases.ordered import in_order
from pipelines.tables.schemas import TABLES, arrow_schema
from pipelines.tables.shards import PARQUET

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

ROW_GROUP = 65_536


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a version: rows by table, and digests of their files by path."""

    rows: Mapping[str, int] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> dict[str, str]:
        """Give the digest of each table's CSV: what a version says, whenever."""
        return {table: self.digests[f"data/{table}.csv"] for table in sorted(self.rows)}


def assemble(candidate: Candidate, folder: Path, begin: Begin = when_asked) -> Tables:
    """Write ``data/<table>.parquet`` and ``.csv``; tell what was written.

    The largest table is begun first, so that none is left to the end alone.
    """
    (folder / "data").mkdir(parents=True)
    shards = {table: candidate.shards(table) for table in TABLES}
    largest = sorted(TABLES, key=lambda table: -_size(shards[table]))
    begun = {
        table: begin(assemble_table, table, shards[table], folder) for table in largest
    }
    rows, digests = {}, {}
    for table in TABLES:
        rows[table], written = begun[table]()
        digests.update(written)
    return Tables(rows, digests)


def assemble_table(
    table: str, shards: Sequence[Path], folder: Path
) -> tuple[int, dict[str, str]]:
    """Write one table's Parquet and CSV below *folder*; give its rows and digests."""
    name = f"data/{table}"
    parquet, csv = folder / f"{name}.parquet", folder / f"{name}.csv"
    with engine(folder / ".spill", threads=1) as connection:
        rows = _write_parquet(connection, table, shards, parquet)
        write_csv(connection, table, parquet, csv)
    return rows, digests_in(folder, f"{name}.parquet", f"{name}.csv")


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


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
    table: str,
    shards: Sequence[Path],
    path: Path,
) -> int:
    import pyarrow.parquet as pq

    written = 0
    rows = in_order(connection, table, shards, path.with_suffix(".ranges"))
    with pq.ParquetWriter(path, arrow_schema(table), **PARQUET) as writer:
        for group in _row_groups(rows):
            writer.write_table(group, row_group_size=ROW_GROUP)
            written += group.num_rows
    return written


def _row_groups(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Cut *tables*, one after another, into tables of ``ROW_GROUP`` rows."""
    import pyarrow as pa

    held: list[pa.Table] = []
    missing = ROW_GROUP
    for rows in tables:
        done = 0
        while rows.num_rows - done >= missing:
            held.append(rows.slice(done, missing))
            done += missing
            yield pa.concat_tables(held).combine_chunks()
            held, missing = [], ROW_GROUP
        if rows.num_rows > done:
            held.append(rows.slice(done))
            missing -= held[-1].num_rows
    if held:
        yield pa.concat_tables(held).combine_chunks()
