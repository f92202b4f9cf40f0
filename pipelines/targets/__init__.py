"""Stage 5a: targets, read from statements by rules over tokens."""

from pipelines.targets.exclusions import EXCLUSION_RULES, PAST_FACT
from pipelines.targets.reading import read_targets
from pipelines.targets.rules import NUMERIC_RULES
from pipelines.targets.rules_worded import WORDED_RULES

RULES = (*NUMERIC_RULES, *WORDED_RULES, *EXCLUSION_RULES, PAST_FACT)
"""Every rule of the stage, for the public rule catalogue."""

__all__ = ["RULES", "read_targets"]
