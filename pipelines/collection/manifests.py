"""What is noted of each shard: what it was made from, and how many rows it has."""

from __future__ import annotations

from pathlib import Path

from pipelines.collection.place import Output, read_json
from pipelines.tables.schemas import FACTS


def manifest_of(output: Output, shard: str) -> Path:
    """Give the place of what a shard was made from, and how many rows it has."""
    return output.tables / "shards" / f"{shard}.json"


def row_counts(output: Output) -> dict[str, int]:
    """Give the number of rows of each fact table, as the shards' manifests say."""
    counts = dict.fromkeys(FACTS, 0)
    for path in (output.tables / "shards").glob("*.json"):
        for table, rows in read_json(path)["rows"].items():
            counts[table] += rows
    return counts


def shard_inputs(output: Output) -> dict[str, str]:
    """Give for each shard the digest of what it was made from."""
    return {
        path.stem: str(read_json(path)["inputs"])
        for path in sorted((output.tables / "shards").glob("*.json"))
    }
