"""Text files: the received text itself is the document's text."""

from __future__ import annotations

import re

from pipelines.documents.charset import decode_text
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.errors import Unreadable
from pipelines.model import Block, BlockKind, Document, Span

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_BINARY = re.compile(
    rb"\A(?:%PDF|PK\x03\x04|\xd0\xcf\x11\xe0|\x89PNG|\xff\xd8\xff|GIF8)"
)


def decode_plain(
    data: bytes, limits: Limits = DEFAULT, charset: str | None = None
) -> Document:
    """Decode a text file; each line with words is a paragraph.

    Raises:
        Unreadable: the bytes are no text.
        LimitExceeded: the file is larger than any notice.
    """
    if _BINARY.match(data):
        raise Unreadable("the bytes are not text")
    limits.check("bytes of text", len(data), limits.text_bytes)
    text, encoding = decode_text(data, charset)
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(*line.span())) for line in _LINE.finditer(text)
    )
    return Document(text, "text/plain", encoding, blocks)
