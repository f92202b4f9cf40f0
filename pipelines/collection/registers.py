"""The registers that go with the tables: bodies, indicators and places.

Bodies and places that the rows refer to are published, with those that these refer to
in turn (forerunners, the places above), all provinces and all national bodies; of
indicators the whole register.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.versions import tables_version
from pipelines.disk import sync_files
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
    kept = read_json(manifest) or {}
    is_whole = kept.get("bytes") == output.shard_bytes(REGISTERS, _SHARD)
    if kept.get("inputs") != inputs or not is_whole:
        rows = _write(output, bodies, codes)
        sizes = output.shard_bytes(REGISTERS, _SHARD)
        kept = {"inputs": inputs, "rows": rows, "bytes": sizes}
        write_json(manifest, kept)
    return dict(kept["rows"])


def _write(output: Output, bodies: set[str], codes: set[str]) -> dict[str, int]:
    from pipelines.linking import indicator_rows, organization_rows
    from pipelines.tables.shards import write_shard

    (output.tables / "registers.json").unlink(missing_ok=True)
    organizations = organization_rows(sorted(bodies))
    theirs = {str(row[_PLACES]) for row in organizations if row[_PLACES]}
    rows = {
        "organizations": organizations,
        "regions": _places(codes | theirs),
        "indicators": indicator_rows(),
    }
    sync_files(write_shard(output.tables, _SHARD, rows))
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


def _places(codes: Iterable[str]) -> list[dict[str, Any]]:
    """Give the places of *codes*, those that they lie in, and all real provinces."""
    from pipelines.lexicons.places import SPECIMEN
    from pipelines.linking import region_rows

    held = {str(row[_PLACES]): row for row in region_rows()}
    provinces = [
        code
        for code, row in held.items()
        if row["level"] == "province" and row["source"] != SPECIMEN
    ]
    found: set[str] = set()
    waiting: list[Any] = [*codes, *provinces]
    while waiting:
        code = waiting.pop()
        if code in held and code not in found:
            found.add(code)
            waiting += [held[code]["parent_code"], held[code]["successor_code"]]
    return [held[code] for code in sorted(found)]
