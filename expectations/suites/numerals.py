"""What must be true of ``numerals`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import length, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: a numeral stands where it says, and names what used it."""
    import great_expectations.expectations as gxe

    return [
        *quoted(),
        length("text", 1, 60),
        gxe.ExpectColumnValuesToNotBeNull(column="used_by", mostly=0.98),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["notice_id", "char_start", "char_end"], mostly=0.99
        ),
    ]
