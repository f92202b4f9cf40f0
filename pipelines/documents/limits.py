"""How much one document may ask for; every limit stands here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.errors import LimitExceeded

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one document; sizes in bytes, time in seconds.

    The longest plan known to us has 150 kB of text, 3 MB as a PDF and 90 pages; the
    defaults leave a factor of ten and more above that.
    """

    capture_bytes: int = 64 * _MIB
    text_bytes: int = 16 * _MIB
    unpacked_bytes: int = 256 * _MIB
    members: int = 2_000
    nesting: int = 2
    depth: int = 2_000
    pages: int = 600
    scanned_pages: int = 100
    pdf_objects: int = 500_000
    pixels: int = 60_000_000
    cells: int = 500_000
    seconds: float = 60.0
    seconds_per_scanned_page: float = 30.0
    memory: int = 6 * 1024 * _MIB

    def check(self, name: str, asked: float, allowed: float) -> None:
        """Refuse a document that asks for more of *name* than is allowed.

        Raises:
            LimitExceeded: *asked* is above *allowed*.
        """
        if asked > allowed:
            raise LimitExceeded(f"{name}: {asked:,} is more than {allowed:,}")


DEFAULT = Limits()
