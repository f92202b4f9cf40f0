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


def failure(
    job: str, reasons: Sequence[str], link: str = "", published: str = ""
) -> Alert:
    """Say that a run of *job* has failed, and why.

    *published* is the version that it had published before, if any.
    """
    standing = {
        "full_build": f"Version {published} was published before; its site or its "
        "copies are perhaps of the version before it."
        if published
        else "The last version stands; nothing of this run was published.",
        "fetch": "What other sources brought is kept; these are asked again when due.",
    }
    text = "\n".join([*(reasons or ["no reason is known"]), "", standing.get(job, "")])
    return Alert("failure", f"{job} has failed", text.strip(), link)


def broken_sources(file: str, said: str) -> Alert:
    """Say that the list of web sources cannot be used, and why."""
    text = f"{said}\n\nNo source is visited until it is mended; builds go on."
    return Alert("failure", f"{file} is broken", text)


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
