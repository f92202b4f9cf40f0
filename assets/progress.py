"""Progress bars on the error stream: one for each step that takes long."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)


class Bars:
    """A bar for each step, made when the step is first heard of."""

    def __init__(self, console: Console) -> None:
        """Show the bars on *console*; they vanish where it is no terminal."""
        self._progress = Progress(
            TextColumn("{task.description:>10}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._steps: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def tell(self, step: str, done: int, total: int) -> None:
        """Show that *done* of *total* is done of *step*."""
        if not total:
            return
        if step not in self._steps:
            self._steps[step] = self._progress.add_task(step, total=total)
        self._progress.update(self._steps[step], completed=done, total=total)
