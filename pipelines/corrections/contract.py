"""What a field may hold, as the Table Schemas and the registers say it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR
from functools import cache
from typing import Any

from pipelines.lexicons import regions
from pipelines.resources import folder


def refusal(table: str, name: str, value: object) -> str | None:
    """Say why the field of a row may not hold *value*; None where it may."""
    if value is None:
        return None
    if value == "":
        return "is empty; where nothing is stated say null"
    if name == "region_code" and value not in regions():
        return "is the code of no region of the register"
    field = _fields(table)[name]
    if field["type"] == "year" and not MINYEAR <= int(str(value)) <= MAXYEAR:
        return f"is no year from {MINYEAR} to {MAXYEAR}"
    return _broken(field.get("constraints", {}), value)


def _broken(said: Mapping[str, Any], value: Any) -> str | None:
    """Say which of a field's constraints *value* breaks, if any."""
    if "enum" in said and value not in said["enum"]:
        return f"is none of {', '.join(said['enum'])}"
    if "pattern" in said and not re.fullmatch(said["pattern"], str(value)):
        return f"is not of the form {said['pattern']}"
    if "minimum" in said and value < said["minimum"]:
        return f"is less than {said['minimum']}"
    if "maximum" in said and value > said["maximum"]:
        return f"is more than {said['maximum']}"
    return None


@cache
def _fields(table: str) -> Mapping[str, Mapping[str, Any]]:
    path = folder("datapackages") / "mubiao" / "schemas" / f"{table}.json"
    written = json.loads(path.read_text(encoding="utf-8"))
    return {field["name"]: field for field in written["fields"]}
