"""Notices for the tests of tables, made as the stages before make them."""

from decimal import Decimal

from pipelines.documents import decode
from pipelines.grids import read_grids
from pipelines.model import (
    Document,
    GridReading,
    Metadata,
    NoticeText,
    Outline,
    Passage,
)

PLACE = Metadata(
    title="样例市健康行动方案", region="样例市", period_start=2021, period_end=2025
)


def flat(text: str, metadata: Metadata = PLACE) -> GridReading:
    """Read the tables of running text."""
    kept = [(char, at) for at, char in enumerate(text) if char not in " \t"]
    body = Passage("".join(char for char, _ in kept), [at for _, at in kept])
    notice = NoticeText(Passage("", ()), body)
    return read_grids(notice, Outline(()), metadata)


def ruled(html: str, metadata: Metadata = PLACE) -> tuple[Document, GridReading]:
    """Read the tables of a page."""
    document = decode(html.encode(), "page.html", "text/html")
    notice = NoticeText(Passage("", ()), Passage("", ()), document.grids)
    return document, read_grids(notice, Outline(()), metadata)


def number(text: str) -> Decimal:
    """Give a figure as rows hold it."""
    return Decimal(text)
