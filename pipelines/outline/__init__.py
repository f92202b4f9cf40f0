"""Stage 4, outline: canonical text becomes the tree of its items, in true order.

Every character of a notice's body belongs to exactly one item, as its words or as its
label: nothing is lost silently.
"""

from pipelines.outline.build import outline

__all__ = ["outline"]
