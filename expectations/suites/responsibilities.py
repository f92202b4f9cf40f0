"""What must be true of ``responsibilities`` beyond its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from expectations.suites.shared import length, quoted

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation


def suite() -> list[Expectation]:
    """Give the suite: each body stands once in a task and role."""
    import great_expectations.expectations as gxe

    return [
        *quoted(),
        length("organization", 2, 60, mostly=0.98),
        length("role_term", 1, 20, mostly=0.98),
        gxe.ExpectCompoundColumnsToBeUnique(
            column_list=["notice_id", "task_id", "section_id", "role", "organization"],
            mostly=0.98,
        ),
        gxe.ExpectColumnValuesToBeBetween(column="rank", max_value=300, mostly=0.99),
    ]
