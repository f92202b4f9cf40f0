"""What must be true of ``tasks`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import day, in_order, length, not_before_notice

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: tasks lie in the text, have words, and one number each."""
    import great_expectations.expectations as gxe

    return [
        *in_order(),
        gxe.ExpectCompoundColumnsToBeUnique(column_list=["notice_id", "number"]),
        length("text", 2, 20_000, mostly=0.98),
        day("deadline"),
        not_before_notice("deadline"),
    ]
