"""Stage 5c: the documents that a notice cites, once for each distinct document."""

from pipelines.citations.reading import read_citations

__all__ = ["read_citations"]
