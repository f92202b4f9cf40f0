"""Counts of agreement, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import sqrt

_Z95 = 1.959964  # of the normal distribution


@dataclass(slots=True)
class Tally:
    """Rows agreed on, rows of the gold, rows of the package."""

    agreed: int = 0
    gold: int = 0
    found: int = 0

    def add(self, agreed: int, gold: int, found: int) -> None:
        """Add the counts of one notice."""
        self.agreed += agreed
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """The share of the package's rows that the gold has too."""
        if self.found:
            return self.agreed / self.found
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold's rows that the package has too."""
        return self.agreed / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def figures(self) -> dict[str, float | int]:
        """Give the figures, rounded to four digits, with n."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "gold": self.gold,
            "predicted": self.found,
        }


def common(one: Iterable[Hashable], other: Iterable[Hashable]) -> int:
    """Count what two collections have in common, repeats included."""
    return (Counter(one) & Counter(other)).total()


def interval(agreed: int, total: int) -> tuple[float, float]:
    """Give Wilson's 95 % interval of a share; (0, 1) where nothing was counted.

    Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not total:
        return 0.0, 1.0
    share, square = agreed / total, _Z95 * _Z95
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = sqrt(share * (1 - share) / total + square / (4 * total * total))
    half *= _Z95 / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)
