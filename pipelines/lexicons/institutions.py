"""The register of organizations: national bodies, types of local bodies, groups.

A local body is a type at a place: ``620600-health``. ``organization`` makes its entry;
nothing is stored for the two hundred thousand bodies that no notice names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.places import (
    NATIONAL_CODE,
    FunctionalArea,
    Region,
    functional_areas,
    regions,
)
from pipelines.lexicons.tabular import records, require_unique
from pipelines.model import Level

_TYPE_COLUMNS = (
    "type_id",
    "name_en",
    "cores",
    "endings",
    "other_names",
    "province_name",
    "prefecture_name",
    "county_name",
    "valid_from",
    "valid_to",
    "successor_id",
    "source",
)
_NATIONAL_COLUMNS = (
    "organization_id",
    "name",
    "aliases",
    "name_en",
    "valid_from",
    "valid_to",
    "successor_id",
    "source",
)
_GROUP_COLUMNS = ("kind_id", "name", "name_en", "levels", "pattern")


@dataclass(frozen=True, slots=True)
class DepartmentType:
    """A type of body that stands in provinces, prefectures and counties alike.

    ``names`` are all ways to write it after the word for its government or place;
    ``full_names`` the full name by level, without the place.
    """

    type_id: str
    name_en: str
    names: tuple[str, ...]
    full_names: Mapping[Level, str]
    valid_from: date | None
    valid_to: date | None
    successor_id: str | None
    source: str


@dataclass(frozen=True, slots=True)
class GroupKind:
    """A kind of group that a notice names as a whole: 各县（市、区）人民政府."""

    kind_id: str
    name: str
    name_en: str
    levels: frozenset[Level]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Organization:
    """One entry of the register; days follow ``valid_from <= day < valid_to``."""

    organization_id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    region_code: str
    level: Level
    valid_from: date | None
    valid_to: date | None
    predecessor_id: str | None
    successor_id: str | None
    source: str


def holds_on(entry: DepartmentType | Organization, day: date | None) -> bool:
    """Say whether an entry held on *day*; every entry holds on an unknown day."""
    if day is None:
        return True
    begun = entry.valid_from is None or entry.valid_from <= day
    return begun and (entry.valid_to is None or day < entry.valid_to)


@cache
def department_types() -> Mapping[str, DepartmentType]:
    """Give the types of local bodies by id, in order.

    Raises:
        LexiconError: an id stands twice, two types share a name at the same time, or
            a successor is no type.
    """
    rows = records("department_types.csv", _TYPE_COLUMNS)
    require_unique("department_types.csv", (row[0] for row in rows))
    types = {row[0]: _type(row) for row in rows}
    for kind in types.values():
        if kind.successor_id is not None and kind.successor_id not in types:
            raise LexiconError(f"department_types.csv: no type {kind.successor_id}")
    require_unique(
        "department_types.csv", (name for kind in types.values() for name in kind.names)
    )
    return types


@cache
def types_by_name() -> Mapping[str, DepartmentType]:
    """Give the type that each way of writing means."""
    return {name: kind for kind in department_types().values() for name in kind.names}


@cache
def national_bodies() -> Mapping[str, Organization]:
    """Give the bodies of the whole country by id, in order.

    Raises:
        LexiconError: an id stands twice or a successor is no body.
    """
    rows = records("national_bodies.csv", _NATIONAL_COLUMNS)
    require_unique("national_bodies.csv", (row[0] for row in rows))
    successors = {row[0]: row[6] for row in rows if row[6]}
    predecessors = _sole(successors)
    ids = {row[0] for row in rows}
    if missing := set(successors.values()) - ids:
        raise LexiconError(f"national_bodies.csv: no body {sorted(missing)}")
    return {
        row[0]: Organization(
            organization_id=row[0],
            name=row[1],
            name_en=row[3],
            aliases=_cells(row[2]),
            region_code=NATIONAL_CODE,
            level=Level.NATIONAL,
            valid_from=_day(row[4]),
            valid_to=_day(row[5]),
            predecessor_id=predecessors.get(row[0]),
            successor_id=row[6] or None,
            source=row[7],
        )
        for row in rows
    }


@cache
def national_by_name() -> Mapping[str, Organization]:
    """Give the national body that each name or short form means.

    Raises:
        LexiconError: two bodies share a name.
    """
    bodies = national_bodies().values()
    pairs = [(name, body) for body in bodies for name in (body.name, *body.aliases)]
    require_unique("national_bodies.csv", (name for name, _ in pairs))
    return dict(pairs)


@cache
def group_kinds() -> tuple[GroupKind, ...]:
    """Give the kinds of groups; a kind may have several patterns."""
    return tuple(
        GroupKind(
            kind_id=kind,
            name=name,
            name_en=english,
            levels=frozenset(Level(level) for level in _cells(levels)),
            pattern=re.compile(pattern),
        )
        for kind, name, english, levels, pattern in records(
            "group_kinds.csv", _GROUP_COLUMNS
        )
    )


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
    return _sole({k.type_id: k.successor_id for k in kinds if k.successor_id})


def _sole(successors: Mapping[str, str]) -> dict[str, str]:
    """Turn successors round, where a body has one predecessor only."""
    heirs = list(successors.values())
    return {heir: old for old, heir in successors.items() if heirs.count(heir) == 1}


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


def _type(row: list[str]) -> DepartmentType:
    province = row[5]
    prefecture = row[6] or province
    full = {
        Level.PROVINCE: province,
        Level.PREFECTURE: prefecture,
        Level.COUNTY: row[7] or prefecture,
    }
    names = [core + end for core in _cells(row[2]) for end in _cells(row[3])]
    names += _cells(row[4])
    names += [name for name in full.values() if "{" not in name]
    return DepartmentType(
        type_id=row[0],
        name_en=row[1],
        names=tuple(dict.fromkeys(names)),
        full_names=full,
        valid_from=_day(row[8]),
        valid_to=_day(row[9]),
        successor_id=row[10] or None,
        source=row[11],
    )


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None
