"""Quotes, and the words of an item, taken from the text as received."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.errors import CheckFailed
from pipelines.model import Passage, Span

_SPACE = re.compile(r"\s")
CONTEXT = 32
"""Characters of prefix and suffix: enough to find a quote again in a page."""


def quoted(text: str, span: Span, digest: str) -> dict[str, object]:
    """Give the evidence columns of a row whose words lie at *span*.

    Raises:
        CheckFailed: the range is empty or reaches out of the text.
    """
    if not span.start < span.end <= len(text):
        raise CheckFailed(
            f"[{span.start}, {span.end}) is no stretch of a text of {len(text)}"
        )
    return {
        "quote": text[span.start : span.end],
        "char_start": span.start,
        "char_end": span.end,
        "text_sha256": digest,
    }


def context(text: str, span: Span) -> Mapping[str, str]:
    """Give the words just before and after *span*."""
    return {
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def source_characters(text: str, passage: Passage) -> str:
    """Give a passage in the source's own characters, without the layout's spaces.

    One character of the source may have given several of the passage (``㈠`` reads
    ``(一)``): it stands once.
    """
    origins = passage.origins
    if origins and tuple(origins) == tuple(range(origins[0], origins[-1] + 1)):
        return _SPACE.sub(" ", text[origins[0] : origins[-1] + 1]).strip()
    marks = []
    last = -1
    for place in origins:
        if place != last:
            marks.append(" " if text[place].isspace() else text[place])
        last = place
    return "".join(marks).strip()


def first_stretch(passage: Passage, label: Span | None) -> Span:
    """Give the original place of an item: its words' first unbroken piece."""
    if passage.text:
        return passage.span(0, len(passage.text))
    return label or Span(0, 0)
