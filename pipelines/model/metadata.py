"""What a notice says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Rank of the government that a notice speaks for."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a notice says of itself; None is unknown, never a guess."""

    title: str | None = None
    document_number: str | None = None
    index_number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    repealed_on: date | None = None
    region: str | None = None
    region_code: str | None = None
    level: Level | None = None
    period_start: int | None = None
    period_end: int | None = None
    topic: str | None = None
    source_url: str | None = None

    @property
    def year(self) -> int | None:
        """The year in which a bare 6月底前 lies: the plan's own, else of issue."""
        if self.period_start and self.period_start == self.period_end:
            return self.period_start
        for day in (self.issued_on, self.published_on):
            if day is not None:
                return day.year
        return self.period_start

    @property
    def plan_end(self) -> date | None:
        """The last day of the plan's period: the deadline where none is stated."""
        return date(self.period_end, 12, 31) if self.period_end else None
