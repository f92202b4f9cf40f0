"""What must be true of ``findings`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import length, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: a finding speaks, and stands where it says."""
    return [
        *quoted(),
        length("message", 3, 2_000),
        length("message_zh", 3, 2_000),
    ]
