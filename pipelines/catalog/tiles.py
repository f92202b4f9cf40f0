"""A map of the provinces as a grid of equal squares: places, never borders."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipelines.catalog.frame import Frame


class Tile(NamedTuple):
    """One province: its place on the grid, its names and what we hold of it.

    ``depth`` is 0 for nothing, 1 to 3 by the number of notices.
    """

    code: str
    column: int
    row: int
    name: str
    notices: int
    targets: int
    depth: int


def tiles(frame: Frame) -> dict[str, list[Tile]]:
    """Give the tiles in each language, codes off the grid in a row of their own."""
    held = {
        row["province"]: (row["notices"], row["targets"])
        for row in frame.version.ask(
            "SELECT substr(region_code, 1, 2) AS province, count(*) AS notices, "
            "sum(targets)::BIGINT AS targets FROM notices "
            "WHERE region_code IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
    }
    grid = _grid(frame.home / "data" / "tiles.csv")
    known = {province for province, *_ in grid}
    strangers = sorted(held.keys() - known - {"00"})
    places = [
        *grid,
        *((code, index, 9, "", "") for index, code in enumerate(strangers)),
    ]
    return {
        language: [_tile(frame, language, place, held) for place in places]
        for language in frame.words
    }


def _tile(
    frame: Frame,
    language: str,
    place: tuple[str, int, int, str, str],
    held: dict[str, tuple[int, int]],
) -> Tile:
    province, column, row, zh, en = place
    code = f"{province}0000"
    notices, targets = held.get(province, (0, 0))
    name = zh if language == "zh" else en
    name = name or frame.registers.namer(language).region(code)
    depth = 0 if not notices else 1 if notices < 5 else 2 if notices < 50 else 3
    return Tile(code, column, row, name, notices, targets, depth)


@cache
def _grid(path: Path) -> tuple[tuple[str, int, int, str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple(
            (row["province"], int(row["column"]), int(row["row"]), row["zh"], row["en"])
            for row in csv.DictReader(lines)
        )
