"""Receipts: what tells one from another, and how they stand in the ledger."""

from __future__ import annotations

import json
from dataclasses import asdict

from pipelines.model import Capture

Key = tuple[str, str, str | None, str | None, str | None]


def key_of(receipt: Capture) -> Key:
    """Give what tells a receipt from another."""
    return (
        receipt.sha256,
        receipt.source_file,
        receipt.source_url,
        receipt.page,
        receipt.returned_at,
    )


def line_of(receipt: Capture) -> str:
    """Give a receipt as a line of the ledger; what few receipts tell is left out."""
    told = asdict(receipt)
    for name in ("page", "place", "returned_at", "annexes", "former"):
        if not told[name]:
            del told[name]
    return json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n"


def printable(name: str) -> str:
    """Give a file name as a line of printable text; odd characters by their code.

    It is data: no path is ever made of it.
    """
    decoded = name.encode("utf-8", "surrogateescape").decode(
        "utf-8", "backslashreplace"
    )
    return "".join(
        char if char.isprintable() or char == "\u3000" else _escaped(char)
        for char in decoded
    )


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")
