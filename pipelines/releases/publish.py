"""Publishing: stage, check, compare, make durable, rename, move the pointer last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.errors import CheckFailed, ReleaseError
from pipelines.releases import durable
from pipelines.releases.assemble import Tables, assemble
from pipelines.releases.beside import Begin, OpenPool, beside
from pipelines.releases.candidate import Candidate
from pipelines.releases.difference import Difference
from pipelines.releases.feeds import write_feeds
from pipelines.releases.lock import locked
from pipelines.releases.recovery import entry_of, recover
from pipelines.releases.reuse import Reuse, note
from pipelines.releases.stage import Stage, copy_texts, dropped
from pipelines.releases.versions import (
    FIRST,
    Number,
    current,
    entries,
    home,
    record,
)

STAGING = ".staging"
PATIENCE = 600.0
"""Seconds to wait for another publisher of the same output."""


@dataclass(frozen=True, slots=True)
class Published:
    """The version that stands after publishing; ``is_new`` says whether it is new."""

    version: str
    path: Path
    is_new: bool
    rows: Mapping[str, int] = field(default_factory=dict)


def moment() -> datetime:
    """Give the moment of a release: SOURCE_DATE_EPOCH where set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def publish(
    candidate: Candidate,
    output: Path,
    *,
    created: datetime | None = None,
    acknowledge_drop: bool = False,
    patience: float = PATIENCE,
    open_pool: OpenPool | None = None,
) -> Published:
    """Publish *candidate* as the next version under *output*, if anything changed.

    *created* is the moment that the version bears (see ``moment``). Whatever happens,
    a reader of ``latest.json`` sees the last version or the new one, never a part.
    *open_pool* opens processes that do what can be done side by side, if given and
    worth their start.

    Raises:
        CheckFailed: a check is broken, or rows would go without acknowledgement.
        ReleaseError: the candidate is what was withdrawn before.
        StoreLocked: another publisher holds the output beyond *patience* seconds.
        StoreError: the output is full or may not be written.
    """
    folder = home(output)
    stamp = (created or moment()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with durable.explained(folder), locked(folder, patience):
        recover(folder)
        staging = folder / STAGING
        try:
            with beside(open_pool, candidate.notices()) as begin:
                return _publish(
                    candidate, folder, staging, stamp, acknowledge_drop, begin
                )
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _publish(
    candidate: Candidate,
    folder: Path,
    staging: Path,
    created: str,
    acknowledge_drop: bool,
    begin: Begin,
) -> Published:
    listed = entries(folder)
    last = current(listed)
    previous = folder / last["path"] if last else None
    tables = assemble(candidate, staging, begin)
    copy_texts(candidate, staging, previous)
    reuse = Reuse.of(folder, previous)
    stage = Stage(staging, candidate, previous, tables, reuse, begin)
    is_same = last is not None and last.get("content") == tables.content
    begun = None if is_same else stage.begin_work()
    difference = stage.difference()
    step = difference.step()
    if last and previous and step is None:
        return Published(last["version"], previous, False, tables.rows)
    _refuse(difference, tables, listed, acknowledge_drop)
    version = str(_next(listed, step))
    chain = None
    if last:
        chain = {"version": last["version"], "manifest": last["manifest"]}
    begun = begun or stage.begin_work()
    index = stage.complete(begun, version, created, difference, chain)
    durable.sync_tree(staging)
    final = folder / version
    durable.rename(staging, final)
    record(folder, [*listed, entry_of(final)])
    note(folder, version, index)
    write_feeds(folder)
    return Published(version, final, True, tables.rows)


def _next(listed: list[dict[str, Any]], step: str | None) -> Number:
    if not listed:
        return FIRST
    newest = max(Number.parse(one["version"]) for one in listed)
    return newest.next(step or "patch")


def _refuse(
    difference: Difference,
    tables: Tables,
    listed: list[dict[str, Any]],
    acknowledge_drop: bool,
) -> None:
    if not acknowledge_drop and (lost := dropped(difference)):
        raise CheckFailed(
            "rows would be lost; publish with an acknowledgement if they should go:\n"
            + "\n".join(lost)
        )
    for one in listed:
        if one["status"] == "withdrawn" and one.get("content") == tables.content:
            raise ReleaseError(
                f"this is what was withdrawn as {one['version']}: {one['reason']}"
            )
