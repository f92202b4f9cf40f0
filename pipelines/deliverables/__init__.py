"""Stage 5c: the documents that a notice orders to be written and issued."""

from pipelines.deliverables.reading import read_deliverables
from pipelines.deliverables.rules import RULES

__all__ = ["RULES", "read_deliverables"]
