"""Which captures could not be read, and why."""

from __future__ import annotations

from pipelines.collection.place import Output


def quarantined(output: Output) -> list[str]:
    """Give a line for each quarantined capture: its file, and the reason."""
    import pyarrow.parquet as pq

    names = ["source_file", "reason"]
    found = [
        f"{row['source_file']}: {row['reason']}"
        for shard in output.shards("captures")
        for row in pq.read_table(
            shard, columns=names, filters=[("status", "=", "quarantined")]
        ).to_pylist()
    ]
    return sorted(found)
