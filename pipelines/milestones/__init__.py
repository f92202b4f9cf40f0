"""Stage 5c: the dated steps of a plan that state no measure."""

from pipelines.milestones.reading import read_milestones
from pipelines.milestones.rules import RULES

__all__ = ["RULES", "read_milestones"]
