"""``mubiao fetch``: visit web sources now, and say what each brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assets.jobs import VISITS
from assets.places import looked_at
from assets.telling import Watched, tell_silences
from pipelines.collection.place import Output
from pipelines.collection.visiting import (
    Visited,
    admit,
    clock,
    due,
    refused_entirely,
    visit_sources,
)
from pipelines.errors import FetchRefused, LexiconError
from pipelines.sources.client import Policy
from pipelines.sources.config import Source, load_sources

_COUNTED = ("listed", "new", "changed", "unchanged", "vanished")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sources to visit: those named (else all), perhaps only the due ones."""

    sources: Path
    names: tuple[str, ...] = ()
    only_due: bool = False

    def of(self, output: Output) -> list[Source]:
        """Give the sources that are wanted of *output* now.

        Raises:
            LexiconError: the file is missing or broken, or lacks a source named.
        """
        known = {source.name: source for source in load_sources(self.sources)}
        for name in self.names:
            if name not in known:
                raise LexiconError(f"{self.sources} names no source {name!r}")
        chosen = [known[name] for name in self.names or known]
        return due(chosen, output, clock()) if self.only_due else chosen


def run_fetch(
    wanted: Wanted, output: str | Path | Output, policy: Policy, *, alert: bool = False
) -> None:
    """Visit the wanted sources of *output*, and print what each brought.

    With *alert* failures and silent sources are told to the channels of the
    environment.

    Raises:
        FetchRefused: a source refused entirely; the others were visited.
        MubiaoError: the sources file is broken, or the output cannot be used.
    """
    place = looked_at(output)
    say = Console(stderr=True)
    with Watched(place, VISITS, alert, partial(say.print, markup=False)):
        visits = _visit(wanted, place, policy, say)
        if alert:
            tell_silences(place, load_sources(wanted.sources))
        failures = refused_entirely(visits)
        if failures:
            raise FetchRefused("; ".join(failures))


def _visit(
    wanted: Wanted, place: Output, policy: Policy, say: Console
) -> list[Visited]:
    chosen = wanted.of(place)
    if not chosen:
        Console().print("no source is due")
        return []
    with say.status("visiting") as status:
        visits = visit_sources(
            place,
            chosen,
            policy,
            say=say.print,
            on_page=lambda url: status.update(f"visiting {url}".replace("[", r"\[")),
        )
    admit(place)
    show(visits)
    for visit in visits:
        for url, reason in visit.refused.items():
            say.print(f"{visit.source}: {url}: {reason}", markup=False)
    return visits


def show(visits: Sequence[Visited]) -> None:
    """Print one line for each source."""
    table = Table("source", *_COUNTED, "refused", title=None)
    for column in table.columns[1:]:
        column.justify = "right"
    for visit in visits:
        counts = [f"{getattr(visit, name):,}" for name in _COUNTED]
        refused = "all" if visit.failed else f"{len(visit.refused):,}"
        table.add_row(visit.source, *counts, refused)
    Console().print(table)
