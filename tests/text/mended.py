"""Notices mended from documents made in a test."""

from __future__ import annotations

from pipelines.model import Document, NoticeText
from pipelines.text import mend


def only(document: Document) -> NoticeText:
    (notice,) = mend(document)
    return notice


def cut(document: Document, notice: NoticeText) -> str:
    return "|".join(document.text[s.start : s.end] for s in notice.skipped)
