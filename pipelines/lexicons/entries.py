"""Entries of the register by their ids: national bodies, types at a place, groups.

Nothing is stored for the two hundred thousand local bodies that no notice names: an
entry is made of its type and its place when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.institutions import (
    DepartmentType,
    Organization,
    department_types,
    group_kinds,
    national_bodies,
    sole_predecessors,
)
from pipelines.lexicons.places import (
    FunctionalArea,
    Region,
    functional_areas,
    regions,
)
from pipelines.lexicons.tabular import records, require_unique
from pipelines.model import Level


@cache
def organization(organization_id: str) -> Organization:
    """Give the entry of an id: national, local or group.

    Raises:
        LexiconError: the id is none of the register.
    """
    if body := national_bodies().get(organization_id):
        return body
    code, _, type_id = organization_id.partition("-")
    region = regions().get(code)
    if region is None:
        raise LexiconError(f"organizations: {organization_id} has no region")
    kind = department_types().get(type_id)
    if kind is not None and region.level is not Level.NATIONAL:
        return _local(organization_id, region, kind)
    if area := _areas_by_slug().get(type_id.removeprefix("zone-")):
        return _zone(organization_id, region, area)
    return _group(organization_id, region, type_id)


def zone_id(area: FunctionalArea) -> str:
    """Give the id of the administrative committee of an area."""
    return f"{area.region_code}-zone-{area.slug}"


@cache
def _areas_by_slug() -> Mapping[str, FunctionalArea]:
    areas = functional_areas().values()
    require_unique("functional_areas.csv", (area.slug for area in areas))
    return {area.slug: area for area in areas}


def _zone(organization_id: str, region: Region, area: FunctionalArea) -> Organization:
    return Organization(
        organization_id=organization_id,
        name=f"{area.name}管理委员会",
        name_en=f"Administrative Committee of {area.slug.title()}, {region.name_en}",
        aliases=(f"{area.name}管委会", area.name),
        region_code=region.region_code,
        level=area.level,
        valid_from=None,
        valid_to=None,
        predecessor_id=None,
        successor_id=None,
        source="practice",
    )


def _local(organization_id: str, region: Region, kind: DepartmentType) -> Organization:
    code = region.region_code
    before = _predecessor_types().get(kind.type_id)
    return Organization(
        organization_id=organization_id,
        name=_local_names().get(organization_id)
        or _placed(_full_name(kind, region), region),
        name_en=f"{kind.name_en} of {region.name_en}",
        aliases=tuple(own_word(region) + name for name in kind.names[:4]),
        region_code=code,
        level=region.level,
        valid_from=kind.valid_from,
        valid_to=kind.valid_to,
        predecessor_id=f"{code}-{before}" if before else None,
        successor_id=f"{code}-{kind.successor_id}" if kind.successor_id else None,
        source=kind.source,
    )


def _group(organization_id: str, region: Region, type_id: str) -> Organization:
    if type_id.endswith("-members"):
        whole = organization(organization_id.removesuffix("-members"))
        name, english = f"{whole.name}成员单位", f"Members of the {whole.name_en}"
    else:
        kinds = [kind for kind in group_kinds() if kind.kind_id == type_id]
        if not kinds:
            raise LexiconError(f"organizations: no type of {organization_id}")
        name = place_name(region) + kinds[0].name
        english = f"{kinds[0].name_en.capitalize()}, {region.name_en}"
    return Organization(
        organization_id=organization_id,
        name=name,
        name_en=english,
        aliases=(),
        region_code=region.region_code,
        level=region.level,
        valid_from=None,
        valid_to=None,
        predecessor_id=None,
        successor_id=None,
        source="practice",
    )


def place_name(region: Region) -> str:
    """Give the name under which a place's government acts."""
    for area in functional_areas().values():
        if area.same and area.region_code == region.region_code:
            return area.name
    return region.name


def own_word(region: Region) -> str:
    """Give the word that stands for a place's own government: 市 in 市教育局."""
    name = place_name(region)
    for word in ("特别行政区", "自治区", "省", "市", "县", "区", "州", "盟", "旗"):
        if name.endswith(word):
            return word
    return ""


@cache
def _predecessor_types() -> Mapping[str, str]:
    kinds = department_types().values()
    return sole_predecessors(
        {k.type_id: k.successor_id for k in kinds if k.successor_id}
    )


def _full_name(kind: DepartmentType, region: Region) -> str:
    """Give the name of the type at a place; a municipality has 局 where others 厅."""
    name = kind.full_names[region.level]
    municipality = region.level is Level.PROVINCE and region.name.endswith("市")
    if municipality and name.endswith("厅") and not name.endswith("办公厅"):
        return kind.full_names[Level.PREFECTURE]
    return name


@cache
def _local_names() -> Mapping[str, str]:
    rows = records("local_names.csv", ("organization_id", "name"))
    require_unique("local_names.csv", (row[0] for row in rows))
    return dict(rows)


def _placed(name: str, region: Region) -> str:
    place = place_name(region)
    if "{" in name:
        return name.format(
            place=place,
            short=region.short_name,
            own=own_word(region),
            party=f"中共{place}委",
        )
    return place + name
