"""The register of regions: divisions of GB/T 2260 and areas that act like them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.tabular import records, require_unique
from pipelines.model import Level

NATIONAL_CODE = "000000"
SPECIMEN = "specimen"
"""The source of the invented places that only the specimens name."""

REGION_COLUMNS = (
    "region_code",
    "name",
    "name_en",
    "level",
    "parent_code",
    "short_name",
    "valid_from",
    "valid_to",
    "successor_code",
    "former_names",
    "source",
)
_AREA_COLUMNS = (
    "name",
    "short_name",
    "region_code",
    "relation",
    "level",
    "slug",
)


@dataclass(frozen=True, slots=True)
class Region:
    """One division of GB/T 2260 that stood in 2010 or later.

    ``valid_from`` and ``valid_to`` are years: the division stood at the end of each
    year between them, ends included; None is not bounded. ``former_names`` are
    earlier names under the same code, each with the last year-end at which it held.
    """

    region_code: str
    name: str
    name_en: str
    level: Level
    parent_code: str | None
    short_name: str
    valid_from: int | None
    valid_to: int | None
    successor_code: str | None
    former_names: tuple[tuple[str, int], ...]
    source: str

    def stood_in(self, year: int) -> bool:
        """Say whether the division stood at some time in *year*."""
        starts = self.valid_from is None or self.valid_from <= year
        return starts and (self.valid_to is None or year <= self.valid_to + 1)

    def name_in(self, year: int | None) -> str:
        """Give the name that the division had in *year*; None asks for the last."""
        if year is not None:
            for name, last in self.former_names:
                if year <= last:
                    return name
        return self.name


@dataclass(frozen=True, slots=True)
class FunctionalArea:
    """An area that governs itself without being a division.

    ``same`` says that it is the division ``region_code``, not a part of it.
    """

    name: str
    short_name: str
    region_code: str
    same: bool
    level: Level
    slug: str


@cache
def regions() -> Mapping[str, Region]:
    """Give all regions by code, in the order of their codes, invented ones last.

    Raises:
        LexiconError: a code stands twice, is out of order, or refers to no region.
    """
    rows = records("regions.csv", REGION_COLUMNS)
    rows += records("specimen_regions.csv", REGION_COLUMNS)
    require_unique("regions.csv", (row[0] for row in rows))
    found = {row[0]: _region(row) for row in rows}
    if list(found) != sorted(found):
        raise LexiconError("regions.csv: the rows are not in the order of their codes")
    for region in found.values():
        for code in (region.parent_code, region.successor_code):
            if code is not None and code not in found:
                raise LexiconError(f"regions.csv: {region.region_code} names {code}")
    return found


@cache
def functional_areas() -> Mapping[str, FunctionalArea]:
    """Give the areas that act like divisions, by name.

    Raises:
        LexiconError: a name stands twice, or a code is no region.
    """
    rows = records("functional_areas.csv", _AREA_COLUMNS)
    require_unique("functional_areas.csv", (row[0] for row in rows))
    for row in rows:
        if row[2] not in regions():
            raise LexiconError(f"functional_areas.csv: {row[0]} names {row[2]}")
    return {
        name: FunctionalArea(name, short, code, relation == "same", Level(level), slug)
        for name, short, code, relation, level, slug in rows
    }


def _region(row: list[str]) -> Region:
    former = row[9]
    return Region(
        region_code=row[0],
        name=row[1],
        name_en=row[2],
        level=_LEVELS[row[3]],
        parent_code=row[4] or None,
        short_name=row[5],
        valid_from=int(row[6]) if row[6] else None,
        valid_to=int(row[7]) if row[7] else None,
        successor_code=row[8] or None,
        former_names=_former(former) if former else (),
        source=row[10],
    )


def _former(cell: str) -> tuple[tuple[str, int], ...]:
    pairs = (part.rsplit(" ", 1) for part in cell.split(";"))
    return tuple((name, int(year)) for name, year in pairs)


_LEVELS = {level.value: level for level in Level}
