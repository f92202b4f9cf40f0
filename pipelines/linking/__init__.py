"""Stage 6: mentions of bodies, indicators and places to entries of the registers.

Mention, candidates and link are kept apart: a link is one entry or none, never a guess.
"""

from __future__ import annotations

from pipelines.linking.indicators import link_indicator
from pipelines.linking.national import national_value, relation
from pipelines.linking.organizations import link_organization
from pipelines.linking.regions import region
from pipelines.linking.registers import (
    indicator_rows,
    organization_rows,
    region_rows,
)

__all__ = [
    "indicator_rows",
    "link_indicator",
    "link_organization",
    "national_value",
    "organization_rows",
    "region",
    "region_rows",
    "relation",
]
