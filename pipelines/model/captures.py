"""What was received: a file or page, byte for byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capture:
    """One file or page as received, byte for byte; the bytes lie in the store.

    ``gone_since`` is when (ISO 8601) its address was first found to give nothing more,
    ``returned_at`` when its address last gave it again after it had given other bytes.
    ``page`` is the digest of the page that links to it as an attachment, and ``place``
    its place among the page's attachments, from 1.
    ``annexes`` are the attachments of a page, in order, each as it was received last;
    ``former`` are earlier states of them.
    """

    sha256: str
    source_file: str
    media_type: str
    size: int
    received_at: str
    source_url: str | None = None
    gone_since: str | None = None
    page: str | None = None
    place: int | None = None
    returned_at: str | None = None
    annexes: tuple[Capture, ...] = ()
    former: tuple[Capture, ...] = ()

    @property
    def capture_id(self) -> str:
        """The published key: ``c-`` and the first 16 hex digits of the digest."""
        return f"c-{self.sha256[:16]}"

    @property
    def reading_id(self) -> str:
        """The key of its reading: its digest, or one of all digests with annexes."""
        if not self.annexes:
            return self.sha256
        parts = "\n".join([self.sha256, *(annex.sha256 for annex in self.annexes)])
        return hashlib.sha256(parts.encode()).hexdigest()

    @property
    def whole_size(self) -> int:
        """Its bytes and those of its annexes."""
        return self.size + sum(annex.size for annex in self.annexes)
