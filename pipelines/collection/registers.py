"""The registers that go with the tables: bodies, indicators and places.

Bodies and places that the rows refer to are published, with those that these refer to
in turn (forerunners, the places above), all provinces and all national bodies; of
indicators the whole register.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pipelines.collection.place import Output, read_json, sync_file, write_json
from pipelines.collection.versions import tables_version
from pipelines.lexicons import institutions, places
from pipelines.model import Level
from pipelines.tables.schemas import FACTS, REGISTERS, columns

_SHARD = "register"
_BODIES = "organization_id"
_PLACES = "region_code"


def lay_out_registers(output: Output) -> dict[str, int]:
    """Bring the registers' one shard up to date; give the rows of each.

    Raises:
        LexiconError: a row refers to what the register does not hold.
        StoreError: the shard cannot be written.
    """
    bodies, codes = _referred(output, _BODIES), _referred(output, _PLACES)
    told = json.dumps([tables_version(), sorted(bodies), sorted(codes)])
    inputs = hashlib.sha256(told.encode()).hexdigest()
    manifest = output.tables / "registers.json"
    kept = read_json(manifest)
    if kept is None or kept["inputs"] != inputs:
        kept = {"inputs": inputs, "rows": _write(output, bodies, codes)}
        write_json(manifest, kept)
    return dict(kept["rows"])


def _write(output: Output, bodies: set[str], codes: set[str]) -> dict[str, int]:
    from pipelines.lexicons.indicators import indicators
    from pipelines.tables.shards import write_shard

    (output.tables / "registers.json").unlink(missing_ok=True)
    entries = _with_kin(bodies | set(institutions.national_bodies()))
    above = _with_those_above(codes | {each.region_code for each in entries})
    rows: dict[str, list[dict[str, Any]]] = {
        "organizations": [_body(each) for each in entries],
        "regions": [_place(places.regions()[code]) for code in sorted(above)],
        "indicators": [
            _columns("indicators", asdict(each)) for each in indicators().values()
        ],
    }
    write_shard(output.tables, _SHARD, rows)
    for table in REGISTERS:
        sync_file(output.tables / table / f"{_SHARD}.parquet")
    return {table: len(some) for table, some in rows.items()}


def _referred(output: Output, column: str) -> set[str]:
    """Give the values of *column* in all fact tables that have it."""
    import duckdb

    found: set[str] = set()
    with duckdb.connect() as connection:
        for table in FACTS:
            if column in columns(table) and output.shards(table):
                source = str(output.tables / table / "*.parquet").replace("'", "''")
                rows = connection.execute(
                    f"SELECT DISTINCT \"{column}\" FROM read_parquet('{source}') "
                    f'WHERE "{column}" IS NOT NULL'
                ).fetchall()
                found.update(str(value) for (value,) in rows)
    return found


def _with_kin(ids: Iterable[str]) -> list[institutions.Organization]:
    """Give the bodies of *ids*, their forerunners and those that came after them."""
    entries: dict[str, institutions.Organization] = {}
    waiting = sorted(ids)
    while waiting:
        key = waiting.pop()
        if key not in entries:
            entries[key] = institutions.organization(key)
            kin = (entries[key].predecessor_id, entries[key].successor_id)
            waiting += [other for other in kin if other is not None]
    return [entries[key] for key in sorted(entries)]


def _with_those_above(codes: Iterable[str]) -> set[str]:
    held = places.regions()
    found: set[str] = set()
    provinces = (r.region_code for r in held.values() if r.level is Level.PROVINCE)
    for code in (*codes, *provinces):
        at: str | None = code
        while at is not None and at not in found and at in held:
            found.add(at)
            at = held[at].parent_code
    return found


def _body(entry: institutions.Organization) -> dict[str, Any]:
    row = asdict(entry) | {"aliases": "|".join(entry.aliases) or None}
    return _columns("organizations", row)


def _place(region: places.Region) -> dict[str, Any]:
    # The lists are of year-ends: at that of the year after it no longer stood.
    ended = date(region.valid_to + 1, 12, 31) if region.valid_to else None
    return _columns("regions", asdict(region) | {"valid_to": ended})


def _columns(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Give the cells of *row* that the table has, an empty word as no value."""
    return {name: row.get(name) or None for name in columns(table)}
