"""Stage 5c: the documents that a notice cites, once for each distinct document."""

from pipelines.citations.reading import read_citations
from pipelines.citations.rules import RULES

__all__ = ["RULES", "read_citations"]
