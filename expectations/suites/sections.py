"""What must be true of ``sections`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import in_order, length

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: items lie in the text, one number each."""
    import great_expectations.expectations as gxe

    return [
        *in_order(),
        gxe.ExpectCompoundColumnsToBeUnique(column_list=["notice_id", "number"]),
        gxe.ExpectColumnValuesToBeBetween(column="depth", max_value=12, mostly=0.99),
        length("heading", 0, 400),
    ]
