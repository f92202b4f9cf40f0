"""Reference data: registers as CSV and YAML, each with one small, cached loader.

A register is data apart from code: one file, one kind of row, comments on top that
say what a row is and where its facts come from, rows sorted, duplicates rejected.
"""

from __future__ import annotations

from pipelines.lexicons.entries import organization
from pipelines.lexicons.institutions import (
    DepartmentType,
    GroupKind,
    Organization,
    department_types,
    group_kinds,
    national_bodies,
)
from pipelines.lexicons.measures import Indicator, indicators
from pipelines.lexicons.places import (
    NATIONAL_CODE,
    FunctionalArea,
    Region,
    functional_areas,
    regions,
)

__all__ = [
    "NATIONAL_CODE",
    "DepartmentType",
    "FunctionalArea",
    "GroupKind",
    "Indicator",
    "Organization",
    "Region",
    "department_types",
    "functional_areas",
    "group_kinds",
    "indicators",
    "national_bodies",
    "organization",
    "regions",
]
