"""The levels of an outline that are open at a place of its text."""

from __future__ import annotations

from pipelines.outline.labels import Label, Style

Level = tuple[Style, int, int]
"""A style, the value of its last label, and the index of that label."""


class Levels:
    """The open levels, outer ones first, and those that a box interrupts."""

    def __init__(self) -> None:
        self.open: list[Level] = []
        self._interrupted: list[Level] = []

    def value(self, style: Style) -> int | None:
        """Give the last value of an open level, None if it is not open."""
        for open_style, value, _ in self.open:
            if open_style is style:
                return value
        return None

    def close(self, label: Label) -> None:
        """Close the levels that a label ends; a box only interrupts them."""
        self._leave_box(label)
        closed: list[Level] = []
        while self.open and self.open[-1][0] >= label.style:
            closed.insert(0, self.open.pop())
        if label.style is Style.BOX:
            self._interrupted = [level for level in closed if level[0] > Style.BOX]

    def _leave_box(self, label: Label) -> None:
        """Open again the levels that a box interrupted, where one of them counts on.

        一、 with a box amid it, then 二、: the second stands beside the first.
        """
        if not self.open or self.open[-1][0] is not Style.BOX:
            return
        if any(
            style is label.style and value == label.value - 1
            for style, value, _ in self._interrupted
        ):
            self.open.pop()
            self.open += self._interrupted
            self._interrupted = []
