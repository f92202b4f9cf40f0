"""Stage 5c: the documents that a notice orders to be written and issued."""

from pipelines.deliverables.reading import read_deliverables

__all__ = ["read_deliverables"]
