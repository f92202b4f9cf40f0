"""Targets with their evidence as W3C Web Annotations, one JSON object a line.

https://www.w3.org/TR/annotation-model/: the body is the target as data, the target of
the annotation is the quote, selected by its place and by its words.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.tables.schemas import EVIDENCE

if TYPE_CHECKING:
    import pyarrow as pa

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
URN = "urn:mubiao:"
_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Said:
    """The annotations of the last version, and the targets that came or changed."""

    path: Path
    fresh: Collection[str]


def write_annotations(version_dir: Path, path: Path, said: Said | None = None) -> None:
    """Write one annotation a target, in the table's order.

    The lines of targets that are not fresh are taken as they were *said*: the order of
    those that both versions hold is the same in both.
    """
    with path.open("wb") as file:
        file.writelines(_merged(version_dir, said) if said else _all(version_dir))


def _all(version_dir: Path) -> Iterator[bytes]:
    for batch in _batches(version_dir):
        yield from map(_line, batch.to_pylist())


def _merged(version_dir: Path, said: Said) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.compute as pc

    fresh = pa.array(sorted(said.fresh), pa.string())
    with said.path.open("rb") as held:
        for batch in _batches(version_dir):
            ids = batch.column("target_id")
            rows = batch.filter(pc.is_in(ids, fresh)).to_pylist()
            made = {row["target_id"]: _line(row) for row in rows}
            for key in ids.to_pylist():
                yield made.get(key) or _said_of(key, held)


def _said_of(key: str, held: Iterable[bytes]) -> bytes:
    """Give the next line of *held* that is of this target."""
    head = f'{{"@context": "{CONTEXT}", "id": "{URN}{key}"'.encode()
    return next(line for line in held if line.startswith(head))


def _line(row: dict[str, Any]) -> bytes:
    line = json.dumps(annotation(row), ensure_ascii=False)
    # U+2028 and U+2029 end a line for some readers of JSON Lines.
    line = line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{line}\n".encode()


def annotation(row: dict[str, Any]) -> dict[str, Any]:
    """Give one target as an annotation of its notice's text."""
    said = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
        if name not in EVIDENCE and value is not None
    }
    return {
        "@context": CONTEXT,
        "id": f"{URN}{row['target_id']}",
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


def _batches(version_dir: Path) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    file = pq.ParquetFile(version_dir / "data" / "targets.parquet")
    yield from file.iter_batches(_BATCH)
