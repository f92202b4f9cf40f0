"""``mubiao status``: what an output holds, what is stale, and why."""

from __future__ import annotations

from pathlib import Path

import click

from assets.places import looked_at
from pipelines.collection import remote, stamp
from pipelines.collection.incoming import captures
from pipelines.collection.kind import kept_kind
from pipelines.collection.lock import holder
from pipelines.collection.place import Output
from pipelines.collection.reading import unread

_WHY = {
    "captures": "captures were received that no version holds yet",
    "reader": "a rule, a lexicon or the code that reads has changed; all is read again",
    "corrections": "corrections were added, changed or taken away; what holds their "
    "notices is laid out again",
    "tables": "a register, a schema or the code that lays out rows has changed; rows "
    "are laid out again from the readings",
    "checks": "an expectation has changed; tables are checked again",
    "release": "the package's metadata or the code that publishes has changed; the "
    "package is made again",
    "site": "a template or the code that renders has changed; pages are made again",
    "output": "the version or the site was taken away",
}


def show_status(output: str | Path | Output) -> None:
    """Print what *output* holds, and what the next build would do."""
    place = looked_at(output)
    kind = kept_kind(place)
    if kind is None:
        click.echo(f"{place.name} holds no collection yet; run: mubiao build")
        return
    click.echo(f"{place.name}: {kind.value}, {len(captures(place)):,} captures")
    click.echo(f"version: {place.latest_version() or 'none yet'}")
    busy = holder(place.lock) or remote.holder(place)
    if busy:
        click.echo(f"a build is running ({busy})")
    if alerts := len(list(place.alerts.glob("waiting/*.json"))):
        click.echo(f"alerts that wait to be sent: {alerts:,}")
    changes = stamp.changed(place)
    for name in changes:
        click.echo(f"stale: {_WHY[name]}")
    if changes:
        click.echo(f"the next build reads {len(unread(place)):,} captures")
    else:
        click.echo("up to date")
