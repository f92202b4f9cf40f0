"""What a notice says of itself: title, number, issuer, dates, place and period."""

from pipelines.notices.metadata import read_metadata

__all__ = ["read_metadata"]
