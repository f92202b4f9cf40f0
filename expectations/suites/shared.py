"""Expectations that several tables have in common."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

FIRST_DAY = date(1990, 1, 1)
"""Older plans speak of bodies and units that our registers do not hold."""
LAST_DAY = date(2060, 12, 31)
"""The furthest goal year of national policy is 2060 (carbon neutrality)."""


def in_order() -> list[Expectation]:
    """Spans in order and inside the text."""
    import great_expectations.expectations as gxe

    return [
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="char_end",
            column_B="char_start",
            ignore_row_if="either_value_is_missing",
        ),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="text_length",
            column_B="char_end",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
        ),
    ]


def quoted() -> list[Expectation]:
    """Spans in order and inside the text, and the quote is what stands there."""
    import great_expectations.expectations as gxe

    return [
        *in_order(),
        gxe.ExpectColumnPairValuesToBeEqual(
            column_A="quote", column_B="quoted", ignore_row_if="both_values_are_missing"
        ),
    ]


def day(column: str, mostly: float = 0.98) -> Expectation:
    """A day in the time of the plans we collect; a misprint now and then may pass."""
    import great_expectations.expectations as gxe

    return gxe.ExpectColumnValuesToBeBetween(
        column=column, min_value=FIRST_DAY, max_value=LAST_DAY, mostly=mostly
    )


def not_before_notice(column: str) -> Expectation:
    """A day not before the year of the notice, or of its plan.

    Notices are often published after the first of their own steps, so the year
    counts, not the day; a few speak of what is past.
    """
    import great_expectations.expectations as gxe

    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=column,
        column_B="earliest",
        or_equal=True,
        mostly=0.95,
        ignore_row_if="either_value_is_missing",
    )


def length(column: str, least: int, most: int, mostly: float = 0.99) -> Expectation:
    """Words of a plausible length; far longer ones are a rule that ran on."""
    import great_expectations.expectations as gxe

    return gxe.ExpectColumnValueLengthsToBeBetween(
        column=column, min_value=least, max_value=most, mostly=mostly
    )
