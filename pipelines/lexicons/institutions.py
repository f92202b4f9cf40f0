"""The register of organizations: national bodies, types of local bodies, groups.

A local body is a type at a place: ``620600-health``; ``entries`` makes its entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.places import NATIONAL_CODE
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
    predecessors = sole_predecessors(successors)
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


def sole_predecessors(successors: Mapping[str, str]) -> dict[str, str]:
    """Turn successors round, where a body has one predecessor only."""
    heirs = list(successors.values())
    return {heir: old for old, heir in successors.items() if heirs.count(heir) == 1}


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
