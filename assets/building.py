"""``mubiao build``: run the job in this process, with progress, and sum up."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console

from assets.jobs import BUILDS
from assets.progress import Bars
from assets.summary import Summary, show
from assets.telling import Watched
from expectations.checker import Checker
from pipelines.collection.again import Days
from pipelines.collection.build import Build, held
from pipelines.collection.corrected import doubts
from pipelines.collection.kind import CollectionKind, kept_kind
from pipelines.collection.place import Output
from pipelines.collection.quarantine import quarantined
from pipelines.resources import folder


def run_build(
    paths: Sequence[Path],
    output: str | Path | Output,
    *,
    jobs: int = 0,
    cluster: str = "",
    acknowledge_drop: bool = False,
    base_url: str = "",
    corrections: Path | None = None,
    again: Days | None = None,
    alert: bool = False,
) -> None:
    """Bring *output* up to date with *paths*, and print what it holds then.

    With *alert* a failure and a large change are told to the channels of the
    environment.

    Raises:
        MubiaoError: the build was refused; the message says why and what to do.
    """
    started = time.monotonic()
    say = Console(stderr=True)
    place = Output.at(output)
    tell = partial(say.print, markup=False)
    with Watched(place, BUILDS, alert, tell), held(place, tell):
        asked = Build(
            output=place,
            paths=tuple(paths) or default_paths(place),
            jobs=jobs,
            cluster=cluster,
            acknowledge_drop=acknowledge_drop,
            base_url=base_url,
            corrections=corrections or (None if paths else default_corrections(place)),
            again=again,
        )
        if asked.is_up_to_date():
            outcome = Summary.of(place, changed=False)
            asked.upload()
        else:
            outcome = _run_job(asked, say)
        _say_left_out(asked, say)
        if asked.sent is not None:
            say.print(asked.sent.told(place), markup=False)
    show(outcome, time.monotonic() - started)


def default_corrections(output: Output) -> Path | None:
    """Give the corrections of the specimens for a new output, else none."""
    if kept_kind(output) is not None:
        return None
    return folder("specimens") / "corrections.yml"


def default_paths(output: Output) -> tuple[Path, ...]:
    """Give the specimens, but nothing for an output that holds real notices."""
    if kept_kind(output) is CollectionKind.NOTICES:
        return ()
    return (folder("specimens") / "notices",)


def _run_job(asked: Build, say: Console) -> Summary:
    with Checker(asked.processes) as checker, Bars(say) as bars:
        if asked.checks_anew():
            checker.warm()  # before Dagster: both take seconds to import
        asked.tell = bars.tell
        from assets.running import run_in_process

        run_in_process(asked, checker)
    for capture in quarantined(asked.output):
        say.print(f"quarantined: {capture}", markup=False)
    return Summary.of(asked.output, changed=True)


def _say_left_out(asked: Build, say: Console) -> None:
    for path, why in asked.receive().skipped:
        say.print(f"left out: {path}: {why}", markup=False)
    for doubt in doubts(asked.output):
        say.print(doubt, markup=False)
