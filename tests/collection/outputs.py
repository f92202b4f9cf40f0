"""Outputs built up to their tables, and what they hold."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipelines.collection.build import Build
from pipelines.collection.place import Output
from pipelines.collection.shards import LaidOut


def build(output: Path, *paths: Path, jobs: int = 1) -> LaidOut:
    """Receive, read and lay out, in this process unless *jobs* are more."""
    asked = Build(Output.at(output), paths, jobs=jobs)
    asked.receive()
    asked.read()
    return asked.lay_out()


def tables(output: Path) -> dict[str, bytes]:
    """All shards of all tables, as they lie on the disk."""
    folder = Output.at(output).tables
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*.parquet"))
    }


def column(output: Path, table: str, name: str) -> list[object]:
    return [
        value
        for path in Output.at(output).shards(table)
        for value in pq.read_table(path, columns=[name])[name].to_pylist()
    ]


def rows(output: Output, table: str) -> list[dict[str, Any]]:
    return [
        row for path in output.shards(table) for row in pq.read_table(path).to_pylist()
    ]
