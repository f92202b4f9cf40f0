"""What is told of an output, by the sensors and by commands that a timer starts.

A command that tells nobody imports nothing of what sends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

from pipelines.collection.place import Output, read_json

if TYPE_CHECKING:
    from pipelines.sources.config import Source

_WAITS = (2.0, 8.0)
"""Seconds after which a command sends an alert again; the next command goes on."""


def tell_change(output: Output, version: str) -> None:
    """Have it told if *version* has changed a large share of a table.

    Raises:
        StoreError: the store is damaged or cannot be written.
    """
    from pipelines.alerts.messages import large_change
    from pipelines.collection import served
    from pipelines.collection.outbox import Outbox

    changes = read_json(output.package / version / "changes.json") or {}
    alert = large_change(version, changes, served.kept(output))
    if alert is not None:
        Outbox.of(output).put(f"change {version}", alert)


def tell_silences(output: Output, sources: Iterable[Source]) -> int:
    """Have it told, once, that sources have brought nothing new for too long.

    Gives how many are silent.

    Raises:
        StoreError: the store is damaged or cannot be written.
    """
    from pipelines.alerts.messages import silent_source
    from pipelines.collection.outbox import Outbox
    from pipelines.collection.visiting import clock, silent

    quiet = silent(sources, output, clock())
    news = {
        source.name: (
            visit.news_at,
            silent_source(
                source.title or source.name,
                source.url,
                visit.news_at,
                source.silent_after_days,
                visit.failed,
            ),
        )
        for source, visit in quiet
    }
    Outbox.of(output).put_news("silent", news)
    return len(quiet)


@dataclass(slots=True)
class Watched(AbstractContextManager["Watched"]):
    """A command that nobody looks at: what went wrong in it is told when it ends.

    *job* is what it does, *say* hears when an alert cannot be sent. Without *alert*
    nobody is told.
    """

    output: Output
    job: str
    alert: bool
    say: Callable[[str], None]
    before: str | None = field(default=None, init=False)

    def __enter__(self) -> Watched:
        """Remember which version stands."""
        self.before = self.output.latest_version() if self.alert else None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell what has happened; an error goes on to whoever called."""
        if not self.alert:
            return
        version = self.output.latest_version() or ""
        published = version if version != self.before else ""
        if isinstance(error, Exception):
            self._tell_failure(error, published)
        if published:
            tell_change(self.output, published)
        self._send()

    def _tell_failure(self, error: Exception, published: str) -> None:
        from pipelines.alerts.messages import failure
        from pipelines.collection.outbox import Outbox
        from pipelines.collection.visiting import clock

        told = failure(self.job, [str(error) or repr(error)], "", published)
        Outbox.of(self.output).put(f"failure {self.job} {clock()}", told)

    def _send(self) -> None:
        from pipelines.alerts.channels import Channels
        from pipelines.collection.outbox import Outbox
        from pipelines.errors import AlertFailed

        try:
            Outbox.of(self.output).deliver(Channels.of_environment(), waits=_WAITS)
        except AlertFailed as trouble:
            self.say(f"an alert waits: {trouble}")
