"""A version's changes in plain words, and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.releases.difference import Change, Difference
from pipelines.releases.reasons import REASONS
from pipelines.tables.schemas import schema

SHOWN = 20
"""Notices of each kind of change that are named."""


def as_json(difference: Difference, version: str, previous: str | None) -> Any:
    """Give the counts of a difference as plain data."""
    return {
        "version": version,
        "previous": previous,
        "step": "first" if difference.first else difference.step(),
        "schema": difference.schema,
        "metadata": difference.metadata,
        "rekeyed": difference.rekeyed,
        "tables": {
            table: {
                "before": change.before,
                "after": change.after,
                "added": change.added,
                "removed": change.removed,
                "changed": change.changed,
                "moved": change.moved,
                "cells": dict(change.cells),
            }
            for table, change in difference.tables.items()
        },
        "reasons": [
            {"table": table, "change": change, "reason": reason, "rows": rows}
            for (table, change, reason), rows in difference.reasons.items()
        ],
    }


def as_text(
    difference: Difference,
    version: str,
    created: str,
    previous: str | None,
    notices: list[tuple[str, str, str]],
) -> str:
    """Give the changelog of one version as Markdown.

    *notices* are (change, notice_id, title) of the first notices added and removed.
    """
    lines = [f"# {version} ({created[:10]})", ""]
    if difference.first:
        lines += ["The first version.", ""]
    elif previous:
        lines += [f"What changed since {previous}.", ""]
    lines += [f"- Columns: {fact}." for fact in difference.schema]
    if difference.metadata:
        lines.append("- The package's own words (title, description, ...) changed.")
    if difference.rekeyed:
        lines.append(
            f"- Ids: {difference.rekeyed:,} rows stand under another id; "
            "rekeyed.csv gives the old and the new one."
        )
    lines += list(_notice_lines(notices, difference.tables["notices"]))
    lines += [line for line in _table_lines(difference) if line]
    return "\n".join(lines) + "\n"


def _notice_lines(
    notices: list[tuple[str, str, str]], counted: Change
) -> Iterator[str]:
    for change, count in (("added", counted.added), ("removed", counted.removed)):
        some = [(key, title) for done, key, title in notices if done == change]
        for key, title in some:
            yield f"- Notice {change}: {title} ({key})."
        if some and count > len(some):
            yield f"- And {count - len(some)} more notices {change}."


def _table_lines(difference: Difference) -> Iterator[str]:
    for table, change in difference.tables.items():
        counts = [
            f"{rows:,} {word}"
            for word, rows in (
                ("added", change.added),
                ("removed", change.removed),
                ("changed", change.changed),
            )
            if rows
        ]
        if counts:
            title = schema(table)["title"]
            yield (
                f"- {title}: {', '.join(counts)} (now {change.after:,})"
                f"{_moved(change)}{_because(difference, table)}."
            )


def _moved(change: Change) -> str:
    if not change.moved:
        return ""
    return f"; {change.moved:,} changed only in the place or words of their evidence"


def _because(difference: Difference, table: str) -> str:
    told = [
        f"{rows:,} {change} because {REASONS[reason]}"
        for (where, change, reason), rows in difference.reasons.items()
        if where == table and reason != "first"
    ]
    return f"; {'; '.join(told)}" if told else ""
