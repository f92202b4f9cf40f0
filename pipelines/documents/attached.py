"""A page and the files attached to it: one document, the page's words first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipelines.documents import sniff
from pipelines.documents.binding import Member, bind
from pipelines.documents.sandbox import decode
from pipelines.errors import Unreadable
from pipelines.model import Capture, Document, Part, Span


def decode_attached(
    files: Sequence[tuple[Capture, bytes]],
    decode: Callable[[bytes, str, str | None], Document] = decode,
) -> tuple[Document | None, tuple[Part, ...]]:
    """Decode a page and its attachments, each in a process with limits of its own.

    Gives one document, or None where no file can be read, and what became of each
    file, in order. A file that cannot be read does not spoil the others. *decode* may
    know documents that were decoded before.
    """
    members: list[Member] = []
    outcomes: list[tuple[str, str | None]] = []
    for capture, data in files:
        try:
            document = decode(data, capture.source_file, capture.media_type)
        except Unreadable as error:
            kind = sniff.media_type(data, capture.source_file, capture.media_type)
            outcomes.append((kind, str(error)))
            continue
        outcomes.append((document.media_type, None))
        members.append(Member(capture.source_file, document, bool(members)))
    if not members:
        return None, _parts(files, outcomes, None)
    unread = [
        f"{capture.source_file}: {reason}"
        for (capture, _), (_, reason) in zip(files, outcomes, strict=True)
        if reason
    ]
    whole = bind(members, outcomes[0][0], unread)
    return whole, _parts(files, outcomes, whole)


def _parts(
    files: Sequence[tuple[Capture, bytes]],
    outcomes: Sequence[tuple[str, str | None]],
    whole: Document | None,
) -> tuple[Part, ...]:
    """Say where each file's words stand in the whole."""
    ends = [span.start for span in whole.annexes] if whole else []
    ends.append(len(whole.text) if whole else 0)
    found = []
    start = 0
    for (capture, _), (kind, reason) in zip(files, outcomes, strict=True):
        if reason:
            found.append(Part(capture.sha256, kind, None, reason))
            continue
        end = ends.pop(0)
        found.append(Part(capture.sha256, kind, Span(start, end)))
        start = end
    return tuple(found)
