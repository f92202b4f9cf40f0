"""Mentions to register entries, each asked once.

Many rows of a notice name the same body or indicator; the linker remembers what
``pipelines.linking`` answered for each distinct question.
"""

from __future__ import annotations

from datetime import date

from pipelines.linking import link_indicator, link_organization
from pipelines.model import Link, Metadata, Target


class Linker:
    """Ask ``pipelines.linking`` and remember its answers."""

    def __init__(self) -> None:
        self._organizations: dict[tuple[object, ...], Link] = {}
        self._indicators: dict[tuple[object, ...], Link] = {}

    def organization(self, mention: str, metadata: Metadata) -> Link:
        """Link a body that a notice mentions, on the day the notice was issued."""
        on = metadata.issued_on or metadata.published_on or _start(metadata)
        key = (mention, metadata.region_code, metadata.level, on)
        if key not in self._organizations:
            self._organizations[key] = link_organization(
                mention,
                region_code=metadata.region_code,
                level=metadata.level,
                on=on,
            )
        return self._organizations[key]

    def indicator(self, target: Target) -> Link:
        """Link the indicator of a target."""
        key = (target.indicator, target.unit, target.kind, target.population)
        if key not in self._indicators:
            self._indicators[key] = link_indicator(
                target.indicator,
                unit=target.unit,
                kind=target.kind,
                population=target.population,
            )
        return self._indicators[key]


def _start(metadata: Metadata) -> date | None:
    year = metadata.period_start or metadata.period_end
    return date(year, 1, 1) if year else None
