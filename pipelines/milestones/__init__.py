"""Stage 5c: the dated steps of a plan that state no measure."""

from pipelines.milestones.reading import read_milestones

__all__ = ["read_milestones"]
