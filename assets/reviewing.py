"""``mubiao review``: the rows that a person should look at first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
import yaml

from assets.places import looked_at
from pipelines.collection import remote
from pipelines.collection.place import Output
from pipelines.errors import ReleaseError
from pipelines.releases import versions
from pipelines.releases.review import Doubt, review_queue

_WIDTH = 100


def show_queue(
    output: str | Path | Output, limit: int, notice: str, *, as_yaml: bool
) -> None:
    """Print the least certain rows of the newest version, or entries to correct them.

    Raises:
        ReleaseError: there is no version yet.
    """
    place = looked_at(output)
    newest = versions.latest(place.package)
    if newest is None:
        raise ReleaseError(f"{place.name} holds no version yet; run: mubiao build")
    remote.bring_versions(place, newest.name)
    queue = review_queue(newest, limit, notice, "targets" if as_yaml else "")
    if as_yaml:
        click.echo(_entries(queue), nl=False)
        return
    for doubt in queue:
        click.echo(_line(doubt))
    if not queue:
        click.echo("nothing to review")


def _line(doubt: Doubt) -> str:
    words = " ".join((doubt.quote or "").split())[:_WIDTH]
    return (
        f"{doubt.certainty:.2f} {doubt.table} {doubt.row_id} ({doubt.why})\n"
        f"     {doubt.title or doubt.notice_id} [{doubt.notice_id}]\n"
        f"     {_reading(doubt)}" + (f"\n     “{words}”" if words else "")
    )


def _reading(doubt: Doubt) -> str:
    if doubt.table != "targets":
        return doubt.what
    value = "" if doubt.value is None else f" {doubt.value.normalize():f}"
    by = f", by {doubt.deadline}" if doubt.deadline else ""
    return f"{doubt.what}{value}{doubt.unit or ''}{by}"


def _entries(queue: list[Doubt]) -> str:
    """Give an entry a target, to be filled in."""
    entries = [_entry(doubt) for doubt in queue]
    return yaml.safe_dump({"corrections": entries}, allow_unicode=True, sort_keys=False)


def _entry(doubt: Doubt) -> dict[str, object]:
    read: dict[str, object] = {
        "indicator": doubt.what,
        "unit": doubt.unit,
        "deadline": doubt.deadline,
    }
    if doubt.value is not None:
        read["value"] = float(doubt.value)
    return {
        "notice": doubt.notice_id,
        "table": doubt.table,
        "quote": doubt.quote,
        "expect": {name: value for name, value in read.items() if value is not None},
        "field": "value",
        "value": None,
        "reason": "",
        "source": "",
        "decided": datetime.now(UTC).date(),
    }
