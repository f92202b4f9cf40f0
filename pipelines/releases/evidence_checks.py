"""Every row's words are looked up in its notice's text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.tables.schemas import TABLES, columns, primary_key

SHOWN = 5
_BATCH = 20_000
_WORDS = ("quote", "prefix", "suffix")


def text_of(version_dir: Path, notice_id: str) -> str | None:
    """Give a notice's text as published, or None where there is no such file."""
    path = version_dir / "texts" / f"{notice_id}.txt"
    if not path.is_file():
        return None
    return path.read_bytes().decode()


def broken_evidence(version_dir: Path) -> list[str]:
    """Give a sentence for each table whose rows do not stand in their texts.

    Rows with a quote must equal ``text[char_start:char_end]``, between their prefix
    and suffix; rows without one (sections, tasks) must lie inside the text; every
    row's ``text_sha256`` must be that of the text.
    """
    found = []
    for table in TABLES:
        if "char_start" in columns(table):
            wrong = list(_wrong_rows(version_dir, table))
            if wrong:
                more = ", ..." if len(wrong) > SHOWN else ""
                found.append(
                    f"{table}: evidence does not stand in its text: {len(wrong)} "
                    f"rows: {', '.join(wrong[:SHOWN])}{more}"
                )
    return found + _stray_texts(version_dir)


def _wrong_rows(version_dir: Path, table: str) -> Iterator[str]:
    held: str | None = None
    text: str | None = None
    digest = ""
    # Rows are sorted by notice, so each text is read once and one is held at a time.
    for row in _rows(version_dir, table):
        if row["notice_id"] != held:
            held = row["notice_id"]
            text = text_of(version_dir, str(held))
            digest = hashlib.sha256((text or "").encode()).hexdigest()
        if text is None or row["text_sha256"] != digest or not _stands(row, text):
            yield row["key"]


def _rows(version_dir: Path, table: str) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    names = ["notice_id", "char_start", "char_end", "text_sha256", primary_key(table)]
    names += [name for name in _WORDS if name in columns(table)]
    file = pq.ParquetFile(version_dir / "data" / f"{table}.parquet")
    for batch in file.iter_batches(_BATCH, columns=names):
        for row in batch.to_pylist():
            row["key"] = row[primary_key(table)]
            yield row


def _stands(row: dict[str, Any], text: str) -> bool:
    start, end = row["char_start"], row["char_end"]
    if start is None or end is None:
        return start is None and end is None and row.get("quote") is None
    if not 0 <= start <= end <= len(text):
        return False
    if "quote" in row and text[start:end] != row["quote"]:
        return False
    prefix, suffix = row.get("prefix") or "", row.get("suffix") or ""
    return text.endswith(prefix, 0, start) and text.startswith(suffix, end)


def _stray_texts(version_dir: Path) -> list[str]:
    """Texts without a notice, and notices without a text."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(version_dir / "data" / "notices.parquet")
    ids = {
        f"{row['notice_id']}.txt"
        for batch in file.iter_batches(_BATCH, columns=["notice_id"])
        for row in batch.to_pylist()
    }
    held = {path.name for path in (version_dir / "texts").glob("*")}
    return [f"texts/{name}: no such notice" for name in sorted(held - ids)] + [
        f"texts/{name}: missing" for name in sorted(ids - held)
    ]
