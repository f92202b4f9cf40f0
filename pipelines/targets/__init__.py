"""Stage 5a: targets, read from statements by rules over tokens."""

from pipelines.targets.reading import read_targets

__all__ = ["read_targets"]
