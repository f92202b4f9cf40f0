"""The published tables of the registers: organizations, indicators and regions.

Rows are plain mappings by the names of the data model, in the order of their keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipelines.lexicons.entries import organization
from pipelines.lexicons.institutions import Organization, national_bodies
from pipelines.lexicons.measures import Indicator, indicators
from pipelines.lexicons.places import Region, regions

Row = dict[str, object]
_SOURCES = {
    "hca-2019": "健康中国行动（2019—2030年）",
    "recurring": "usual name in plans and notices of many places",
}


def region_rows() -> list[Row]:
    """Give one row for each division of GB/T 2260, by code."""
    return [_region_row(region) for region in regions().values()]


def indicator_rows() -> list[Row]:
    """Give one row for each indicator of the register, by id."""
    return [_indicator_row(indicator) for indicator in indicators().values()]


def organization_rows(linked: Iterable[str]) -> list[Row]:
    """Give the national bodies and those that *linked* names, by id.

    Local bodies exist by the hundred thousand (type x place); those that nothing links
    to are left out, but predecessors and successors come with their bodies.

    Raises:
        LexiconError: an id is none of the register.
    """
    found: dict[str, Organization] = {}
    waiting = [*national_bodies(), *linked]
    while waiting:
        organization_id = waiting.pop()
        if organization_id in found:
            continue
        body = organization(organization_id)
        found[organization_id] = body
        waiting += [i for i in (body.predecessor_id, body.successor_id) if i]
    return [_organization_row(found[key]) for key in sorted(found)]


def _organization_row(body: Organization) -> Row:
    return {
        "organization_id": body.organization_id,
        "name": body.name,
        "name_en": body.name_en or None,
        "aliases": "|".join(body.aliases) or None,
        "region_code": body.region_code,
        "level": body.level.value,
        "valid_from": body.valid_from,
        "valid_to": body.valid_to,
        "predecessor_id": body.predecessor_id,
        "successor_id": body.successor_id,
        "source": body.source,
    }


def _indicator_row(entry: Indicator) -> Row:
    baseline = None
    if entry.baseline is not None:
        value, year = entry.baseline
        baseline = f"{year}={value}"
    return {
        "indicator_id": entry.indicator_id,
        "name_zh": entry.name_zh,
        "name_en": entry.name_en,
        "unit": entry.unit,
        "better": entry.better,
        "definition_zh": entry.definition_zh,
        "definition_en": entry.definition_en,
        "baseline": baseline,
        "reference_values": _by_year(entry.reference),
        "reference_words": _by_year(entry.reference_words),
        "plan_number": entry.plan_number,
        "source": _SOURCES[entry.source],
    }


def _region_row(region: Region) -> Row:
    former = ";".join(f"{name} {year}" for name, year in region.former_names)
    return {
        "region_code": region.region_code,
        "name": region.name,
        "name_en": region.name_en or None,
        "level": region.level.value,
        "parent_code": region.parent_code,
        "short_name": region.short_name,
        "first_year": region.valid_from,
        "last_year": region.valid_to,
        "successor_code": region.successor_code,
        "former_names": former or None,
        "source": region.source,
    }


def _by_year(values: Mapping[int, object]) -> str | None:
    return ";".join(f"{year}={values[year]}" for year in sorted(values)) or None
