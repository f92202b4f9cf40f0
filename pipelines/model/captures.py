"""What was received: a file or page, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Capture:
    """One file or page as received, byte for byte; the bytes lie in the store.

    ``gone_since`` is when (ISO 8601) its address was first found to give nothing more.
    """

    sha256: str
    source_file: str
    media_type: str
    size: int
    received_at: str
    source_url: str | None = None
    gone_since: str | None = None

    @property
    def capture_id(self) -> str:
        """The published key: ``c-`` and the first 16 hex digits of the digest."""
        return f"c-{self.sha256[:16]}"
