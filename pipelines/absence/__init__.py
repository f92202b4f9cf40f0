"""Say why a notice has no targets: it sets none, or they stand in an annex we lack."""

from pipelines.absence.reading import MISSING_ANNEX, NO_TARGET, explain_absence

__all__ = ["MISSING_ANNEX", "NO_TARGET", "explain_absence"]
