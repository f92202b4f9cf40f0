"""What the checks of a version state, in words instead of the checker's own."""

from __future__ import annotations

import json
import re
from typing import Any

from pipelines.catalog.words import Words

MADE = re.compile(r"(?P<kind>[a-z ]+) (?P<settings>\{.*\})")
"""A statement as the checker writes it: its kind, and its settings as JSON."""
SAYINGS = tuple(
    (re.compile(pattern), f"check.{key}")
    for pattern, key in (
        (r"(?P<column>\w+\.\w+) is filled", "filled"),
        (
            r"(?P<table>\w+) for each notice are (?P<low>\S+) to (?P<high>\S+)",
            "each",
        ),
        ("captures are not quarantined", "quarantined"),
        (r"the share of unexplained numerals is at most (?P<most>\S+)", "share"),
        (
            r"the share of unexplained numerals rises by at most (?P<most>\S+) "
            r"from (?P<before>\S+)",
            "rise",
        ),
        (r"datapackage\.json meets the Data Package profile 2\.0", "descriptor"),
        ("required cells, closed lists, patterns, bounds and keys hold", "rows"),
        ("every quote equals its range of the published text", "evidence"),
        (
            "every cell of the CSV, read by another program, is that of the "
            "Parquet file",
            "csv",
        ),
        ("the CSV package is valid", "frictionless"),
    )
)
"""What the other checks say, and the key of the same words in the translations."""


def stated(words: Words, says: str) -> str:
    """Say in the language of *words* what a check states; else as it was written.

    What is stated about columns becomes a formula.
    """
    if made := MADE.fullmatch(says):
        said = _formula(words, made["kind"], json.loads(made["settings"]))
        return said or says
    for pattern, key in SAYINGS:
        if found := pattern.fullmatch(says):
            return words.text(key, **found.groupdict())
    return says


def _formula(words: Words, kind: str, settings: dict[str, Any]) -> str | None:
    column = settings.get("column")
    match kind:
        case "column pair values a to be greater than b":
            sign = "≥" if settings.get("or_equal") else ">"
            return f"{settings['column_A']} {sign} {settings['column_B']}"
        case "column pair values to be equal":
            return f"{settings['column_A']} = {settings['column_B']}"
        case "column values to be between":
            return _between(str(column), settings)
        case "column value lengths to be between":
            return _between(words.text("check.length", column=column), settings)
        case "column values to be in set":
            listed = ", ".join(str(value) for value in settings["value_set"])
            return f"{column} ∈ {{{listed}}}"
        case "column values to not be null":
            return words.text("check.filled", column=column)
        case "compound columns to be unique":
            columns = ", ".join(settings["column_list"])
            return words.text("check.unique", columns=columns)
    return None


def _between(what: str, settings: dict[str, Any]) -> str:
    low, high = (settings.get(name) for name in ("min_value", "max_value"))
    before = "" if low is None else f"{_bound(low)} ≤ "
    return f"{before}{what}" + ("" if high is None else f" ≤ {_bound(high)}")


def _bound(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.15g}"
