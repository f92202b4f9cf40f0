"""Every row's words are looked up in its notice's text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

from pipelines.tables.schemas import TABLES, columns, has_evidence, primary_key

SHOWN = 5
_BATCH = 5_000
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
    tables = [
        _Table(version_dir, name) for name in TABLES if _quotes(version_dir, name)
    ]
    notices = _notices(version_dir)
    # All tables are sorted by notice: each text is read once and one is held.
    for notice in notices:
        text = text_of(version_dir, notice)
        digest = hashlib.sha256((text or "").encode()).hexdigest()
        for table in tables:
            table.check(notice, text, digest)
    for table in tables:
        table.check_rest()
    found = [table.said() for table in tables if table.broken]
    return found + _stray_texts(version_dir, notices)


def _quotes(version_dir: Path, table: str) -> bool:
    """Say whether rows of *table* have a place; an older version may lack it whole."""
    is_there = (version_dir / "data" / f"{table}.parquet").is_file()
    return is_there and "char_start" in columns(table)


class _Table:
    """One table's rows, taken notice by notice, and those that do not stand."""

    def __init__(self, version_dir: Path, name: str) -> None:
        self.name = name
        self.has_words = has_evidence(name)
        self.rows = _rows(version_dir, name)
        self.next = next(self.rows, None)
        self.broken = 0
        self.keys: list[str] = []

    def check(self, notice: str, text: str | None, digest: str) -> None:
        """Check the rows of *notice*; those before it belong to no notice."""
        while (row := self.next) is not None and (row[0] or "") <= notice:
            self.next = next(self.rows, None)
            owner, key, said, *place = row
            if (
                owner != notice
                or text is None
                or said != digest
                or not _stands(text, self.has_words, *place)
            ):
                self._note(key)

    def check_rest(self) -> None:
        """Note the rows that are left: they belong to no notice."""
        while self.next is not None:
            self._note(self.next[1])
            self.next = next(self.rows, None)

    def said(self) -> str:
        """Say how many rows do not stand, and name the first."""
        more = ", ..." if self.broken > SHOWN else ""
        return (
            f"{self.name}: evidence does not stand in its text: {self.broken} rows: "
            f"{', '.join(self.keys)}{more}"
        )

    def _note(self, key: str) -> None:
        self.broken += 1
        if self.broken <= SHOWN:
            self.keys.append(key)


def _notices(version_dir: Path) -> list[str]:
    import pyarrow.parquet as pq

    path = version_dir / "data" / "notices.parquet"
    ids = pq.read_table(path, columns=["notice_id"]).column(0).to_pylist()
    return sorted(filter(None, ids))


def _rows(version_dir: Path, table: str) -> Iterator[tuple[Any, ...]]:
    """Give notice_id, key, text_sha256, char_start, char_end, quote, prefix, suffix.

    A table without quotes has None in their place, one without prefixes as well.
    """
    import pyarrow.parquet as pq

    head = ["notice_id", primary_key(table), "text_sha256", "char_start", "char_end"]
    names = [*head, *(name for name in _WORDS if name in columns(table))]
    file = pq.ParquetFile(version_dir / "data" / f"{table}.parquet")
    for batch in file.iter_batches(_BATCH, columns=names):
        held = [
            batch.column(name).to_pylist() if name in names else repeat(None)
            for name in (*head, *_WORDS)
        ]
        yield from zip(*held, strict=False)  # as long as its columns


def _stands(
    text: str,
    has_words: bool,
    start: int | None,
    end: int | None,
    quote: str | None,
    prefix: str | None,
    suffix: str | None,
) -> bool:
    if start is None or end is None:
        return start is None and end is None and quote is None
    if not 0 <= start <= end <= len(text):
        return False
    if has_words and text[start:end] != quote:
        return False
    return text.endswith(prefix or "", 0, start) and text.startswith(suffix or "", end)


def _stray_texts(version_dir: Path, notices: list[str]) -> list[str]:
    """Texts without a notice, and notices without a text."""
    missing = set(notices)
    stray = []
    with os.scandir(version_dir / "texts") as files:
        for file in files:
            notice = file.name.removesuffix(".txt")
            if notice in missing and notice != file.name:
                missing.remove(notice)
            else:
                stray.append(file.name)
    return [f"texts/{name}: no such notice" for name in sorted(stray)] + [
        f"texts/{notice}.txt: missing" for notice in sorted(missing)
    ]
