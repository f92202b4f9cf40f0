"""Read the CSV registers: one file, one kind of row, comments on top.

A register opens with comment lines (``#``) that say what a row is and where its facts
come from; then comes a header line, then the rows in sorted order.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.errors import LexiconError

HERE = Path(__file__).parent


def lines_of(name: str) -> Iterator[str]:
    """Give the lines of a register without its comments."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for line in file:
            if not line.startswith("#"):
                yield line


def records(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    """Give the rows of a register as lists of cells, in the order of *columns*.

    Raises:
        LexiconError: the header differs from *columns*, or a row has another length.
    """
    reader = csv.reader(lines_of(name))
    header = tuple(next(reader, ()))
    if header != columns:
        raise LexiconError(f"{name}: the header is {header}, not {columns}")
    rows = list(reader)
    width = len(columns)
    for row in rows:
        if len(row) != width:
            raise LexiconError(f"{name}: {row} has {len(row)} cells, not {width}")
    return rows


def require_unique(name: str, keys: Iterable[str]) -> None:
    """Check that no key of a register stands twice.

    Raises:
        LexiconError: a key stands twice; the message names it.
    """
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise LexiconError(f"{name}: {key!r} stands twice")
        seen.add(key)
