"""Corrections: what a person has read better than the rules, as data.

A correction names a notice, the words, the field, what was read, what is right, why,
who says so and since when. It holds only as long as the reading is what it corrects:
where the source or the reading has changed, it is ``stale`` and changes nothing.
"""

from __future__ import annotations

from pipelines.corrections.applying import STALE, Outcome, apply
from pipelines.corrections.entries import FIELDS, Correction, load, parse

__all__ = ["FIELDS", "STALE", "Correction", "Outcome", "apply", "load", "parse"]
