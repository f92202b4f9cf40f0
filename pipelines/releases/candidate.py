"""What is offered for publishing: Parquet shards, texts and a quality note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tables and texts that may become a version.

    ``tables_dir`` holds ``<table>/<shard>.parquet`` by the Table Schemas, a table
    without shards is empty; ``texts_dir`` holds ``<notice_id>.txt``, the decoded text
    of each notice in UTF-8. ``quality`` is what others measured (suites, accuracy on
    gold, known issues) and goes into the quality report as it is. ``specimens`` marks
    a collection of invented notices wherever it shows. ``site_url`` is where the
    output will be served, if that is known; catalogue records make their addresses
    from it.
    """

    tables_dir: Path
    texts_dir: Path
    specimens: bool = False
    site_url: str = ""
    quality: Mapping[str, Any] = field(default_factory=dict)

    def shards(self, table: str) -> list[Path]:
        """Give the table's shards, sorted by name."""
        return sorted((self.tables_dir / table).glob("*.parquet"))

    def notices(self) -> int:
        """Count the notices."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(path).num_rows for path in self.shards("notices"))
