"""``diff A B``: what changed between any two versions, as text, CSV or HTML."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from pipelines.errors import ReleaseError
from pipelines.releases import changelog
from pipelines.releases.difference import Difference, compare, schema_changes
from pipelines.releases.reasons import REASONS
from pipelines.releases.versions import find, home

FORMS = ("text", "csv", "html")
# A page or a terminal shows so many changes; the CSV holds all.
SHOWN = 2_000
_MARKS = {"added": "+", "removed": "-", "changed": "~"}


def diff(output: Path, old: str, new: str, form: str, to: Path) -> Difference:
    """Write the difference of two published versions to *to*; give its counts.

    Raises:
        ReleaseError: a version does not exist or was erased, or *form* is unknown.
    """
    if form not in FORMS:
        raise ReleaseError(f"no such form: {form}; there are {', '.join(FORMS)}")
    folder = home(output)
    before, after = (_folder(folder, version) for version in (old, new))
    with tempfile.TemporaryDirectory() as scratch:
        changes = Path(scratch) / "changes.csv"
        found = compare(before, after, changes, Path(scratch))
        found.schema = schema_changes(_schemas(before), _schemas(after))
        if form == "csv":
            shutil.copyfile(changes, to)
        elif form == "html":
            to.write_text(_html(found, old, new, changes), encoding="utf-8")
        else:
            to.write_text(_text(found, old, new, changes), encoding="utf-8")
    return found


def _folder(folder: Path, version: str) -> Path:
    path = folder / str(find(folder, version)["path"])
    if not path.is_dir():
        raise ReleaseError(f"{version} was erased; its tombstone says why")
    return path


def _schemas(path: Path) -> dict[str, Any]:
    described = json.loads((path / "datapackage.json").read_bytes())
    return {part["name"]: part["schema"] for part in described["resources"]}


def _rows(changes: Path) -> Iterator[dict[str, str]]:
    with changes.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _text(found: Difference, old: str, new: str, changes: Path) -> str:
    lines = [changelog.as_text(found, new, "", old, []).replace(" ()", "", 1)]
    for row in islice(_rows(changes), SHOWN):
        said = f"{_MARKS[row['change']]} {row['table']} {row['key']}"
        if row["column"]:
            said += f" {row['column']}: {row['old']!r} -> {row['new']!r}"
        lines.append(f"{said} ({REASONS[row['reason']]})")
    return "\n".join([*lines, *_more(changes)]) + "\n"


def _html(found: Difference, old: str, new: str, changes: Path) -> str:
    summary = changelog.as_text(found, new, "", old, []).splitlines()
    points = "".join(
        f"<li>{escape(line[2:])}</li>" for line in summary if line.startswith("- ")
    )
    columns = ("change", "table", "key", "column", "old", "new", "reason")
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(REASONS[row[c]] if c == 'reason' else row[c])}</td>"
            for c in columns
        )
        + "</tr>\n"
        for row in islice(_rows(changes), SHOWN)
    )
    more = "".join(f"<p>{escape(line)}</p>" for line in _more(changes))
    title = escape(f"mubiao: {old} to {new}")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>body{{font-family:sans-serif;margin:2rem}}"
        "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem;"
        "text-align:left;vertical-align:top;overflow-wrap:anywhere}</style></head>"
        f"<body><h1>{title}</h1><ul>{points}</ul>\n<table><thead><tr>{head}</tr>"
        f"</thead>\n<tbody>{body}</tbody></table>{more}</body></html>\n"
    )


def _more(changes: Path) -> list[str]:
    left = sum(1 for _ in _rows(changes)) - SHOWN
    return [f"and {left:,} more; the CSV form holds all"] if left > 0 else []
