"""Every numeric expression of a notice, and what became of it."""

from pipelines.numerals.accounting import account
from pipelines.numerals.laws import LAWS
from pipelines.numerals.rules import RULES as WORD_RULES

RULES = (*LAWS, *WORD_RULES)

__all__ = ["RULES", "account"]
