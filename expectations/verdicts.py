"""What a check found: counts, and the rows that were not as expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

NAMED = 10
"""Rows that a verdict names; the rest are counted."""
SPARE = 3
"""Odd rows that prove nothing, where not all must hold: a broken stage breaks more."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One expectation over all rows: how many it looked at, how many break it.

    ``mostly`` is the share that must hold; ``rows`` names some that do not.
    """

    says: str
    checked: int
    broken: int
    mostly: float = 1.0
    rows: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether enough rows hold: all, or most and all but a few."""
        if self.mostly == 1:
            return self.broken == 0
        return self.broken <= max(SPARE, (1 - self.mostly) * self.checked + 1e-9)

    def joined(self, other: Statement) -> Statement:
        """Give the same statement over the rows of both."""
        return Statement(
            says=self.says,
            checked=self.checked + other.checked,
            broken=self.broken + other.broken,
            mostly=self.mostly,
            rows=(self.rows + other.rows)[:NAMED],
        )

    def __str__(self) -> str:
        share = f" (of which {self.mostly:.0%} must hold)" if self.mostly < 1 else ""
        named = ", ".join(self.rows)
        return f"{self.says}: {self.broken:,} of {self.checked:,} rows{share}: {named}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """All statements about one table."""

    table: str
    statements: tuple[Statement, ...]

    @property
    def passed(self) -> bool:
        """Whether the table may be published."""
        return all(statement.passed for statement in self.statements)

    @property
    def failures(self) -> tuple[Statement, ...]:
        """The statements that hold back a release."""
        return tuple(each for each in self.statements if not each.passed)

    @property
    def oddities(self) -> tuple[Statement, ...]:
        """The statements that some rows break, within what is allowed."""
        return tuple(each for each in self.statements if each.passed and each.broken)

    def __str__(self) -> str:
        return "\n".join(f"{self.table}: {failure}" for failure in self.failures)

    def to_json(self) -> dict[str, Any]:
        """Give the verdict as plain values, for the quality report."""
        return {
            "table": self.table,
            "passed": self.passed,
            "statements": [
                asdict(each) | {"rows": list(each.rows), "passed": each.passed}
                for each in self.statements
            ],
        }


def statements(plain: Iterable[Mapping[str, Any]]) -> list[Statement]:
    """Give back statements that were written as plain values."""
    return [
        Statement(
            says=each["says"],
            checked=each["checked"],
            broken=each["broken"],
            mostly=each["mostly"],
            rows=tuple(each["rows"]),
        )
        for each in plain
    ]


def join(parts: Iterable[Sequence[Statement]]) -> list[Statement]:
    """Join the statements of all batches, each with those that say the same."""
    joined: dict[str, Statement] = {}
    for part in parts:
        for one in part:
            known = joined.get(one.says)
            joined[one.says] = known.joined(one) if known else one
    return list(joined.values())
