"""What is said, and when a change is large enough to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LARGE_SHARE = 0.2
"""Share of a table's rows that one version adds, removes or changes."""

LARGE_FROM = 100
"""Rows below which any change is a large share, and says nothing."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One message: ``kind`` is ``failure``, ``large_change`` or ``silent_source``.

    ``link`` leads to where one can look closer, or is empty.
    """

    kind: str
    subject: str
    text: str
    link: str = ""

    @property
    def whole(self) -> str:
        """The message as one text."""
        parts = [self.subject, self.text, self.link]
        return "\n\n".join(part for part in parts if part)


def failure(job: str, reasons: Sequence[str], link: str = "") -> Alert:
    """Say that a run of *job* has failed, and why."""
    standing = {
        "full_build": "The last version stands; nothing of this run was published.",
        "fetch": "What other sources brought is kept; these are asked again when due.",
    }
    text = "\n".join([*(reasons or ["no step has run"]), "", standing.get(job, "")])
    return Alert("failure", f"{job} has failed", text.strip(), link)


def large_change(
    version: str, changes: Mapping[str, Any], link: str = ""
) -> Alert | None:
    """Say which tables *version* changed much, or give None where it changed none so.

    *changes* is the content of the version's ``changes.json``.
    """
    lines = [
        f"{table}: {counts['before']:,} rows before, {counts['added']:,} added, "
        f"{counts['removed']:,} removed, {counts['changed']:,} changed"
        for table, counts in changes.get("tables", {}).items()
        if _is_large(counts)
    ]
    if not lines:
        return None
    return Alert(
        "large_change", f"version {version} has changed much", "\n".join(lines), link
    )


def _is_large(counts: Mapping[str, int]) -> bool:
    moved = counts["added"] + counts["removed"] + counts["changed"]
    return counts["before"] >= LARGE_FROM and moved > LARGE_SHARE * counts["before"]


def silent_source(
    name: str, url: str, since: str, days: int, failed: str = ""
) -> Alert:
    """Say that nothing new has come from a source since *since*.

    *days* is its usual pause at most, *failed* why its last visit brought nothing.
    """
    lines = [f"Nothing new since {since}; usually something comes within {days} days."]
    if failed:
        lines.append(f"Its last visit failed: {failed}")
    else:
        lines.append("It answers; look whether it has moved or changed its form.")
    return Alert("silent_source", f"{name} has gone silent", "\n".join(lines), url)
