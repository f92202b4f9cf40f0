"""The standard's own validators: the Data Package profile, and frictionless."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.resources import folder
from pipelines.tables.schemas import TABLES

PROFILES = {
    "package": "datapackage.json",
    "resource": "dataresource.json",
    "schema": "tableschema.json",
    "dialect": "tabledialect.json",
}
# Frictionless reads about 5,000 rows a second: of a larger table it reads this many,
# and no foreign keys; ``row_checks`` reads every row of every table.
FRICTIONLESS_ROWS = 20_000
SHOWN = 5


def broken_profile(descriptor: Mapping[str, Any]) -> list[str]:
    """Check a descriptor and its parts against the vendored profiles, version 2.0."""
    found = _against("package", descriptor, "datapackage.json")
    for resource in descriptor["resources"]:
        name = resource.get("name", "?")
        found += _against("resource", resource, name)
        found += _against("schema", resource.get("schema", {}), f"{name}: schema")
        found += _against("dialect", resource.get("dialect", {}), f"{name}: dialect")
    return found


def broken_package(version_dir: Path) -> list[str]:
    """Let frictionless validate a version's CSV package.

    Small tables are read whole, with their keys; a package with a large table is
    read up to ``FRICTIONLESS_ROWS`` rows a table, without foreign keys.
    """
    from frictionless import Checklist, Package, system

    path = version_dir / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    large = any(part["rows"] > FRICTIONLESS_ROWS for part in descriptor["resources"])
    with system.use_context(trusted=True):
        package = Package.from_descriptor(
            _without_foreign_keys(descriptor) if large else descriptor,
            basepath=str(version_dir),
        )
        checklist = Checklist()
        report = package.validate(
            checklist, limit_rows=FRICTIONLESS_ROWS if large else None
        )
    rows = report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    found = [
        f"{name or 'package'}: row {row}, {field}: {kind}: {note}"
        for name, row, field, kind, note in rows
        if not (large and kind in {"byte-count", "hash-count"})
    ]
    more = [f"and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return found[:SHOWN] + more


def _without_foreign_keys(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    parts = []
    for part in descriptor["resources"]:
        schema = {k: v for k, v in part["schema"].items() if k != "foreignKeys"}
        plain = {k: v for k, v in part.items() if k not in {"bytes", "hash"}}
        parts.append({**plain, "schema": schema})
    return {**descriptor, "resources": parts}


def missing_tables(descriptor: Mapping[str, Any]) -> list[str]:
    """Give the tables that a descriptor lacks."""
    held = {part["name"] for part in descriptor["resources"]}
    return [f"table {table} is missing" for table in TABLES if table not in held]


def _against(profile: str, part: Mapping[str, Any], where: str) -> list[str]:
    from jsonschema import Draft7Validator

    path = folder("datapackages") / "profiles" / PROFILES[profile]
    rules = json.loads(path.read_text(encoding="utf-8"))
    validator = Draft7Validator(rules, format_checker=Draft7Validator.FORMAT_CHECKER)
    return [
        f"{where}: {'/'.join(map(str, error.absolute_path)) or '.'}: {error.message}"
        for error in validator.iter_errors(part)
    ][:SHOWN]
