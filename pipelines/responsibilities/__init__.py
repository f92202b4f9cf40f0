"""Stage 5b: who is answerable for a task, in what role, and by when.

Reads the outline's items and gives responsibilities, the tasks' own deadlines, and the
ranges of words that said so, which the readers of targets and deliverables leave alone.
"""

from __future__ import annotations

from pipelines.responsibilities.answerable import with_answerable
from pipelines.responsibilities.reading import read_responsibilities
from pipelines.responsibilities.rules import RULES

__all__ = ["RULES", "read_responsibilities", "with_answerable"]
