"""What must be true of ``milestones`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import day, length, not_before_notice, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: steps have days of our time."""
    return [
        *quoted(),
        day("date"),
        not_before_notice("date"),
        length("actor", 2, 60, mostly=0.95),
    ]
