"""Reference data: registers as CSV and YAML, each with one small, cached loader.

A register is data apart from code: one file, one kind of row, comments on top that
say what a row is and where its facts come from, rows sorted, duplicates rejected.
"""

from __future__ import annotations

from pipelines.lexicons.places import (
    NATIONAL_CODE,
    FunctionalArea,
    Region,
    functional_areas,
    regions,
)

__all__ = [
    "NATIONAL_CODE",
    "FunctionalArea",
    "Region",
    "functional_areas",
    "regions",
]
