"""Every numeric expression of a notice, and what became of it."""

from pipelines.numerals.accounting import account

__all__ = ["account"]
