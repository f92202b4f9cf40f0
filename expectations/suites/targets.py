"""What must be true of ``targets`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import day, length, not_before_notice, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: figures are there and plausible, days are of our time."""
    import great_expectations.expectations as gxe

    return [
        *quoted(),
        day("deadline"),
        not_before_notice("deadline"),
        # A level, a change or an output is a figure; without one it was not read.
        gxe.ExpectColumnValuesToNotBeNull(column="figure", mostly=0.98),
        gxe.ExpectColumnValuesToBeBetween(
            column="share", min_value=0, max_value=100, mostly=0.98
        ),
        # The guideline: coverage has value 100 and unit %.
        gxe.ExpectColumnValuesToBeInSet(column="covered", value_set=[100]),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="value_max",
            column_B="value",
            ignore_row_if="either_value_is_missing",
        ),
        # The greatest sum that a plan of the nation states is some 10^15 yuan.
        gxe.ExpectColumnValuesToBeBetween(
            column="value", min_value=-1e6, max_value=1e16, mostly=0.99
        ),
        length("indicator", 1, 120, mostly=0.97),
        length("unit", 1, 20, mostly=0.98),
        length("statement_zh", 4, 400, mostly=0.98),
    ]
