"""What must be true of ``notices`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import FIRST_DAY, LAST_DAY, day, length

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: days and years are of our time and in order."""
    import great_expectations.expectations as gxe

    return [
        day("issued_on", mostly=0.95),
        day("published_on", mostly=0.95),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="period_end",
            column_B="period_start",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="period_end",
            min_value=FIRST_DAY.year,
            max_value=LAST_DAY.year,
            mostly=0.95,
        ),
        # New districts have codes of their own level now and then.
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="level",
            column_B="code_level",
            mostly=0.9,
            ignore_row_if="either_value_is_missing",
        ),
        length("title", 4, 200, mostly=0.95),
    ]
