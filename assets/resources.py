"""What the graph needs from outside: the build that somebody asked for."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from pydantic import Field

from expectations.checker import Checker
from pipelines.collection.again import Days
from pipelines.collection.build import Build, held
from pipelines.collection.place import Output


def output_named(output: str = "", store: str = "") -> Output:
    """Give the output of these names, else that which the environment names.

    Raises:
        StoreError: an address is none that can be used.
    """
    return Output.at(
        output or os.environ.get("MUBIAO_OUTPUT", "build"),
        store or os.environ.get("MUBIAO_STORE", ""),
        os.environ.get("MUBIAO_CACHE", ""),
    )


def corrections_file(given: str = "") -> Path | None:
    """Give the file of corrections: *given*, else that of MUBIAO_CORRECTIONS."""
    named = given or os.environ.get("MUBIAO_CORRECTIONS", "")
    return Path(named).expanduser().resolve() if named else None


class BuildResource(dg.ConfigurableResource[Build]):
    """The build of one run: which files, into which output.

    Without ``output`` it is that of the environment's MUBIAO_OUTPUT (a folder or
    ``s3://bucket/prefix``), else ``build``; likewise ``store`` and MUBIAO_STORE, else
    the store lies in the output. Without ``paths`` the collection is brought up to
    date as it stands.
    ``again`` names days, as FROM..TO: what was received then is read again.
    """

    output: str = ""
    store: str = ""
    paths: list[str] = Field(default_factory=list)
    jobs: int = 0
    cluster: str = ""
    acknowledge_drop: bool = False
    base_url: str = ""
    corrections: str = ""
    again: str = ""

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Generator[Build, None, None]:
        """Hold the output's lock for the whole run, and hand over the plain build."""
        output = output_named(self.output, self.store)
        log = context.log
        with held(output, log.warning if log else print):
            yield Build(
                output=output,
                paths=tuple(map(Path, self.paths)),
                jobs=self.jobs,
                cluster=self.cluster or os.environ.get("MUBIAO_CLUSTER", ""),
                acknowledge_drop=self.acknowledge_drop,
                base_url=self.base_url or os.environ.get("MUBIAO_BASE_URL", ""),
                corrections=corrections_file(self.corrections),
                again=Days.parse(self.again) if self.again else None,
            )


class CheckerResource(dg.ConfigurableResource[Checker]):
    """Where suites run: at most so many processes (default: one for each core)."""

    processes: int = 0

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Generator[Checker, None, None]:
        """Hand over a checker; its processes end with the run."""
        with Checker(self.processes or os.cpu_count() or 1) as checker:
            yield checker
