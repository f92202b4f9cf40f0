"""Notices parted by arrival, so that a new one costs the smallest part.

Full tiers of 1,024 notices never change again; one more holds what fills multiples of
128, and the tail the rest.
"""

from __future__ import annotations

from itertools import pairwise

FULL, STEP = 1024, 128


def tiers(many: int) -> dict[str, range]:
    """Give the places of *many* notices by the name of their tier, oldest first."""
    full = many // FULL * FULL
    step = full + (many - full) // STEP * STEP
    cuts = [*range(0, full + 1, FULL), step, many]
    return {
        "tail" if end - begin < STEP else f"from-{begin}": range(begin, end)
        for begin, end in pairwise(cuts)
        if begin < end
    }
