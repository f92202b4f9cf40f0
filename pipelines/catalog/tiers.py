"""Notices parted by arrival, so that a new one costs the smallest part.

Full tiers of 1,024 notices never change again; one more holds what fills multiples of
128, and the tail the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.catalog.sums import beside

if TYPE_CHECKING:
    from pipelines.catalog.frame import Frame

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


def of_tiers(
    frame: Frame, tiers: Mapping[str, range], columns: str, tables: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Give each of *tiers* and a digest of what stands in it.

    That are some *columns* of the list of notices (SQL), and the rows of *tables*.
    """
    sums = [frame.sums.of(table, "notice_id") for table in tables]
    said, joins = beside("l", sums)
    query = (
        "SELECT sum(hash(x)::HUGEINT) AS h FROM (SELECT l.*, "
        f"concat_ws('|', {said}) AS h FROM (SELECT notice_id AS k, {columns} "
        f"FROM list_notices WHERE place BETWEEN ? AND ?) AS l {joins}) AS x"
    )
    for name, places in tiers.items():
        [row] = frame.version.ask(query, [places[0], places[-1]])
        yield name, str(row["h"])
