"""The standard's own validators: the Data Package profile, and frictionless."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.resources import folder
from pipelines.tables.schemas import TABLES

# Frictionless reads about 5,000 rows a second: of a larger table it reads this many,
# and no foreign keys; ``row_checks`` reads every row of every table.
FRICTIONLESS_ROWS = 20_000
SHOWN = 5


def broken_profile(descriptor: Mapping[str, Any]) -> list[str]:
    """Check a descriptor against the vendored Data Package profile, version 2.0.

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
    found += [f"table {table} is missing" for table in TABLES if table not in held]
    return found[:SHOWN]


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
