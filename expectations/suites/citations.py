"""What must be true of ``citations`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import length, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: a cited document has a title or a number."""
    import great_expectations.expectations as gxe

    return [
        *quoted(),
        gxe.ExpectColumnValuesToNotBeNull(column="cited"),
        length("cited", 2, 200, mostly=0.99),
    ]
