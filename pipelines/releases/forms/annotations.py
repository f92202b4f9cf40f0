"""Targets with their evidence as W3C Web Annotations, one JSON object a line.

https://www.w3.org/TR/annotation-model/: the body is the target as data, the target of
the annotation is the quote, selected by its place and by its words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.tables.schemas import EVIDENCE

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_BATCH = 5_000


def write_annotations(version_dir: Path, path: Path) -> None:
    """Write one annotation a target, in the table's order."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(version_dir):
            line = json.dumps(annotation(row), ensure_ascii=False)
            # U+2028 and U+2029 end a line for some readers of JSON Lines.
            file.write(line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
            file.write("\n")


def annotation(row: dict[str, Any]) -> dict[str, Any]:
    """Give one target as an annotation of its notice's text."""
    said = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
        if name not in EVIDENCE and value is not None
    }
    return {
        "@context": CONTEXT,
        "id": f"urn:mubiao:{row['target_id']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "Dataset", "value": said},
        "target": {
            "source": f"texts/{row['notice_id']}.txt",
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": row["char_start"],
                    "end": row["char_end"],
                },
                {
                    "type": "TextQuoteSelector",
                    "exact": row["quote"],
                    "prefix": row["prefix"] or "",
                    "suffix": row["suffix"] or "",
                },
            ],
            "state": {"type": "State", "sha256": row["text_sha256"]},
        },
    }


def _rows(version_dir: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(version_dir / "data" / "targets.parquet")
    for batch in file.iter_batches(_BATCH):
        yield from batch.to_pylist()
