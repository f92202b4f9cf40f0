"""One build, step by step; the graph in ``assets/`` calls the steps in turn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.collection import (
    corrected,
    incoming,
    kind,
    reading,
    remote,
    scratch,
    served,
    stamp,
    workers,
)
from pipelines.collection.again import Days, forget
from pipelines.collection.lock import locked
from pipelines.collection.place import Output, read_json, sweep
from pipelines.collection.working_copy import Sent
from pipelines.errors import ReadingLost, ReleaseError

if TYPE_CHECKING:
    from pipelines.catalog import RenderResult
    from pipelines.collection.shards import LaidOut
    from pipelines.releases import Published

Tell = Callable[[str, int, int], None]
"""Hears of a step how much of how much is done."""


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Build:
    """What somebody asked for: which files, into which output, by how many workers.

    ``jobs`` is the number of processes; ``cluster`` the address of a Dask scheduler,
    or empty. ``acknowledge_drop`` lets a version pass that loses many rows.
    What was received in the days ``again`` is decoded and read again.
    ``base_url`` is where the site will be served and the file ``corrections`` what is
    to be corrected; each takes the place of what the output keeps.
    """

    output: Output
    paths: tuple[Path, ...] = ()
    jobs: int = 0
    cluster: str = ""
    acknowledge_drop: bool = False
    base_url: str = ""
    corrections: Path | None = None
    again: Days | None = None
    tell: Tell = silent
    sent: Sent | None = None
    _incoming: incoming.Incoming | None = None

    @property
    def processes(self) -> int:
        """The number of processes to work with on this machine."""
        return self.jobs or os.cpu_count() or 1

    def claim(self) -> None:
        """Make sure that specimens and real notices do not meet in this output.

        Raises:
            MixedCollection: they would.
        """
        given = kind.kind_of(self.paths)
        if given is not None:
            kind.claim(self.output, given)

    def receive(self) -> incoming.Incoming:
        """Take the files into the store, once in a build.

        Raises:
            MixedCollection: specimens and real notices would share the output.
            StoreError: a path does not exist, or the store cannot be written.
            LexiconError: the file of corrections is missing or broken.
        """
        if self._incoming is None:
            self.claim()
            if self.corrections is not None:
                corrected.take_over(self.output, self.corrections)
            served.keep(self.output, self.base_url)
            self._incoming = incoming.receive_files(self.output, self.paths)
            if self.again is not None:
                forget(self.output, self.again)
        return self._incoming

    def is_up_to_date(self) -> bool:
        """Receive the files, and say whether that leaves nothing to do.

        Raises:
            MixedCollection: specimens and real notices would share the output.
            StoreError: a path does not exist, or the store cannot be written.
        """
        return self.receive().new == 0 and not stamp.changed(self.output)

    def checks_anew(self) -> bool:
        """Receive the files, and say whether tables will change or be checked again.

        Raises:
            MixedCollection: specimens and real notices would share the output.
            StoreError: a path does not exist, or the store cannot be written.
        """
        self.receive()
        return not {"site", "release"}.issuperset(stamp.changed(self.output))

    def read(self) -> reading.ReadReport:
        """Read what the present reader has not read yet.

        Raises:
            StoreError: the store is damaged or cannot be written, or the cluster
                cannot be reached.
        """
        if not reading.unread(self.output):
            return reading.read_new(self.output, workers.nobody())
        with self._workers() as some:
            return reading.read_new(
                self.output, some, lambda done, total: self.tell("read", done, total)
            )

    def lay_out(self) -> LaidOut:
        """Bring the tables' shards up to date.

        Readings that turn out to be damaged are read anew.

        Raises:
            CheckFailed: a row does not fit its table's schema.
            StoreError: the store is damaged or cannot be written.
        """
        from pipelines.collection import shards

        remote.warm(self.output)
        readings = reading.held_readings(self.output)
        again: set[str] = set()
        while True:
            try:
                return shards.lay_out_tables(
                    self.output,
                    readings.version,
                    self.processes,
                    lambda done, total: self.tell("lay out", done, total),
                )
            except ReadingLost as lost:
                if not again.isdisjoint(lost.keys):
                    raise  # they do not last here
                again.update(lost.keys)
                remote.forget(self.output, map(readings.path, lost.keys))
                self.read()

    def publish(self, quality: Mapping[str, Any]) -> Published:
        """Publish the tables as the next version, if anything has changed in them.

        *quality* is what was measured of them, for the version's quality report.

        Raises:
            CheckFailed: the tables break a check, or many rows would be lost.
            StoreError: the output is full or cannot be written.
        """
        from pipelines.releases import Candidate, publish

        remote.bring_versions(self.output)
        candidate = Candidate(
            tables_dir=self.output.tables,
            texts_dir=self.output.texts,
            specimens=self._is_of_specimens(),
            site_url=self._address(),
            quality=quality,
        )
        count = self.processes
        return publish(
            candidate,
            self.output.root,
            acknowledge_drop=self.acknowledge_drop,
            open_pool=workers.publishers(count) if count > 1 else None,
        )

    def render(self) -> RenderResult:
        """Bring the site up to date, and note that the build is finished.

        Raises:
            ReleaseError: there is no whole version.
            StoreError: the site cannot be written.
        """
        result = self.show()
        stamp.save(self.output)
        return result

    def show(self) -> RenderResult:
        """Bring the site up to date with the newest version, whatever waits beside it.

        Raises:
            ReleaseError: there is no whole version.
            StoreError: the site cannot be written.
        """
        from pipelines.catalog import render
        from pipelines.collection.rulebook import rulebook
        from pipelines.releases import versions

        remote.bring_versions(self.output)
        newest = versions.latest(self.output.package)
        if newest is None:
            raise ReleaseError(f"{self.output.package} holds no version to show")
        result = render(
            newest,
            self.output.site,
            versions_index=self.output.package / versions.VERSIONS,
            base_url=self._address() or None,
            specimens=self._is_of_specimens(),
            rules=rulebook(),
            quality=read_json(newest / "quality.json"),
            open_pool=workers.renderers(self.processes) if self.processes > 1 else None,
        )
        remote.note_site(self.output)
        return result

    def upload(self) -> Sent | None:
        """Send all that is new to the output's buckets; None where it has none.

        Raises:
            StoreLocked: the lock there was lost meanwhile.
            StoreError: a bucket does not answer, or keeps losing bytes.
        """
        self.sent = remote.upload(self.output)
        return self.sent

    def _address(self) -> str:
        return self.base_url or served.kept(self.output)

    def _is_of_specimens(self) -> bool:
        return kind.kept_kind(self.output) is kind.CollectionKind.SPECIMENS

    @contextmanager
    def _workers(self) -> Iterator[workers.Workers]:
        here = workers.this_machine(self.processes)
        with workers.cluster(self.cluster) if self.cluster else here as some:
            yield some


@contextmanager
def held(output: Output, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the output's lock, and clear what a killed build left unfinished.

    Of an output in a bucket the working copy is brought up to date first; at the end
    the store goes there. What is published goes there with ``Build.upload``.

    Raises:
        StoreLocked: another build holds it.
        StoreError: a bucket does not answer.
    """
    with ExitStack() as stack:
        stack.enter_context(locked(output.lock, tell=say))
        if output.apart is not None:
            stack.enter_context(locked(output.apart / ".lock", tell=say))
        sweep(output)
        scratch.tidy(output)
        stack.enter_context(remote.joined(output, say))
        yield
