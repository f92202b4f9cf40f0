"""A DuckDB connection that gives the same answers on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Sorting spills to disk beyond this, so that memory does not grow with the collection.
MEMORY_LIMIT = "256MB"
LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line of ``changes.csv``: the words of a section, before and after."""


@contextmanager
def engine(
    spill: Path, database: str = ":memory:", *, threads: int = 2
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open DuckDB; what does not fit into memory goes to the folder *spill*.

    The number of this process is added to its name, so that several may work on one
    version; it is there only while it is needed. Each thread has some 100 MB of its own
    for the columns of Parquet that it reads.
    """
    import duckdb

    connection = duckdb.connect(
        database,
        config={
            "memory_limit": MEMORY_LIMIT,
            "temp_directory": f"{spill}-{os.getpid()}",
            "preserve_insertion_order": True,
            "autoinstall_known_extensions": False,
            "threads": threads,
        },
    )
    try:
        yield connection
    finally:
        connection.close()


def changes_query(path: Path) -> str:
    """Give an SQL query for the rows of a ``changes.csv``, all columns as text.

    Its form is told, not guessed: a guess holds for the first rows, and a quoted cell
    may come late.
    """
    return (
        f"SELECT * FROM read_csv({literal(path)}, header = true, all_varchar = true, "
        "delim = ',', quote = '\"', escape = '\"', strict_mode = true, "
        f"max_line_size = {LONGEST_LINE}, buffer_size = {2 * LONGEST_LINE})"
    )


def quoted(name: str) -> str:
    """Give *name* as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """Give *text* as an SQL string."""
    return "'" + str(text).replace("'", "''") + "'"


def literals(texts: Sequence[str | Path]) -> str:
    """Give *texts* as an SQL list of strings."""
    return "[" + ", ".join(map(literal, texts)) + "]"
