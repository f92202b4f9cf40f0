"""What must be true of ``deliverables`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import day, length, not_before_notice, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: papers have titles, days are of our time."""
    return [
        *quoted(),
        length("title", 2, 120, mostly=0.98),
        length("verb", 1, 8, mostly=0.98),
        day("deadline"),
        not_before_notice("deadline"),
    ]
