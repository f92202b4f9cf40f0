"""The standard's own validators: the Data Package profile, and frictionless."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.releases.cells import csv_query
from pipelines.releases.engine import changes_query, engine, literal, quoted
from pipelines.resources import folder
from pipelines.tables.schemas import TABLES, primary_key

# Frictionless is slow: of a package with a table longer than this it reads so many rows
# a table, without foreign keys. ``row_checks``, ``csv_checks`` and ``evidence_checks``
# read every row of every table.
FRICTIONLESS_ROWS = 20_000
# Rows at the head of each published CSV, where the rows that came are read as well.
HEAD_ROWS = 1_000
SHOWN = 5


@dataclass(frozen=True, slots=True)
class FrictionlessReport:
    """What frictionless found, how many rows it read and which, in words."""

    faults: list[str]
    rows: int
    says: str


def broken_profile(
    descriptor: Mapping[str, Any], tables: Iterable[str] = TABLES
) -> list[str]:
    """Check a descriptor against the vendored Data Package profile, version 2.0.

    It must describe all *tables*; an older version has those of its own time.
    The profile holds those of resources, schemas and dialects within it; ``created``
    is parsed here, since JSON Schema leaves date-times to optional libraries.
    """
    from jsonschema import Draft7Validator

    path = folder("datapackages") / "profiles" / "datapackage.json"
    validator = Draft7Validator(json.loads(path.read_text(encoding="utf-8")))
    found = [
        f"{'/'.join(map(str, error.absolute_path)) or '.'}: {error.message[:200]}"
        for error in validator.iter_errors(descriptor)
    ]
    try:
        datetime.fromisoformat(descriptor.get("created", ""))
    except ValueError:
        found.append(f"created: {descriptor.get('created')!r} is no date-time")
    held = {part.get("name") for part in descriptor.get("resources", ())}
    found += [f"table {table} is missing" for table in tables if table not in held]
    return found[:SHOWN]


def ask_frictionless(
    version_dir: Path, changes: Path | None = None
) -> FrictionlessReport:
    """Let frictionless validate a version's CSV package.

    A package of small tables is read whole, with digests and keys. Of a package with
    a large table the first ``FRICTIONLESS_ROWS`` rows of each are read; where
    *changes* lists what came since the last version (``changes.csv``), the first
    ``HEAD_ROWS`` and the rows that were added or changed, up to that number a table.
    """
    path = version_dir / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    total = sum(part["rows"] for part in described["resources"])
    longest = max(part["rows"] for part in described["resources"])
    if longest <= FRICTIONLESS_ROWS:
        faults = _validate(described, version_dir)
        return FrictionlessReport(faults, total, "the CSV package is valid")
    loose = _without_keys(described)
    if changes is None:
        faults = _validate(loose, version_dir, FRICTIONLESS_ROWS)
        says = f"the first {FRICTIONLESS_ROWS:,} rows of each table are valid"
        return FrictionlessReport(faults, _read(described, FRICTIONLESS_ROWS), says)
    faults = _validate(loose, version_dir, HEAD_ROWS)
    fresh = version_dir / ".fresh"
    try:
        came = _write_fresh(version_dir, changes, fresh)
        faults += _validate(loose, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    says = (
        f"the first {HEAD_ROWS:,} rows of each table, and the rows that came or "
        f"changed since the last version (up to {FRICTIONLESS_ROWS:,} a table), are "
        "valid"
    )
    return FrictionlessReport(faults, _read(described, HEAD_ROWS) + came, says)


def _read(described: Mapping[str, Any], most: int) -> int:
    return sum(min(most, part["rows"]) for part in described["resources"])


def _validate(
    described: Mapping[str, Any], basepath: Path, most: int | None = None
) -> list[str]:
    from frictionless import Checklist, Package, system

    with system.use_context(trusted=True):
        package = Package.from_descriptor(dict(described), basepath=str(basepath))
        report = package.validate(Checklist(), limit_rows=most)
    rows = report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    found = [
        f"{name or 'package'}: row {row}, {field}: {kind}: {note}"
        for name, row, field, kind, note in rows
    ]
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return found[:SHOWN] + more


def _write_fresh(version_dir: Path, changes: Path, place: Path) -> int:
    """Write the rows that came or changed as CSV files of their own; count them."""
    (place / "data").mkdir(parents=True)
    written = 0
    with engine(place / "spill") as connection:
        connection.execute(
            'CREATE TABLE came AS SELECT DISTINCT "table", key FROM '
            f"({changes_query(changes)}) WHERE change IN ('added', 'changed')"
        )
        for table, query in _fresh_rows(version_dir):
            out = literal(place / "data" / f"{table}.csv")
            done = connection.execute(
                f"COPY ({query}) TO {out} (FORMAT csv, HEADER, NULLSTR '')"
            ).fetchall()
            written += int(done[0][0])
    return written


def _fresh_rows(version_dir: Path) -> Iterator[tuple[str, str]]:
    for table in TABLES:
        source = literal(version_dir / "data" / f"{table}.parquet")
        came = f'SELECT key FROM came WHERE "table" = {literal(table)}'
        is_fresh = f"{quoted(primary_key(table))} IN ({came})"
        query = csv_query(table, f"read_parquet({source})", is_fresh)
        yield table, f"{query} LIMIT {FRICTIONLESS_ROWS}"


def _without_keys(described: Mapping[str, Any]) -> dict[str, Any]:
    """Give a descriptor that holds for a part of the rows."""
    parts = []
    for part in described["resources"]:
        schema = {k: v for k, v in part["schema"].items() if k != "foreignKeys"}
        plain = {k: v for k, v in part.items() if k not in {"bytes", "hash", "rows"}}
        parts.append({**plain, "schema": schema})
    return {**described, "resources": parts}
