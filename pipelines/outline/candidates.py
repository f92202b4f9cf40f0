"""What comes later: the candidates of a stretch of text by style and number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipelines.outline.labels import Label, Style

_PROOF = 2  # numbers that must come behind a label where more are missing
_SENTENCE_ENDS = "。；！？）〕\n"


class Candidates:
    """The candidates of a text, asked for the numbers that follow one of them."""

    def __init__(self, text: str, candidates: Sequence[Label]) -> None:
        self._text = text
        self._places: dict[tuple[Style, int], list[int]] = {}
        for candidate in candidates:
            key = (candidate.style, candidate.value)
            self._places.setdefault(key, []).append(candidate.start)

    def starts(self, style: Style, value: int) -> list[int]:
        """Give where the candidates of a style and value stand, in text order."""
        return self._places.get((style, value), [])

    def next(self, style: Style, value: int, at: int) -> int | None:
        """Where the next candidate of this style and value stands behind *at*."""
        starts = self.starts(style, value)
        place = bisect_right(starts, at)
        return starts[place] if place < len(starts) else None

    def comes(self, label: Label, value: int) -> bool:
        """Say whether this number of the label's style stands behind it."""
        return self.next(label.style, value, label.start) is not None

    def is_followed(self, label: Label) -> bool:
        """Say whether the next number of its style comes later."""
        return self.comes(label, label.value + 1)

    def goes_on(self, label: Label) -> bool:
        """Say whether the next numbers come in order: a page is lost, no figure."""
        at: int | None = label.start
        for value in range(label.value + 1, label.value + 1 + _PROOF):
            at = self.next(label.style, value, at) if at is not None else None
        return at is not None

    def runs_firmly(self, label: Label) -> bool:
        """Say whether the next two numbers each stand behind the end of a sentence."""
        at = label.start
        for value in range(label.value + 1, label.value + 1 + _PROOF):
            found = self.next(label.style, value, at)
            if found is None or self._text[found - 1] not in _SENTENCE_ENDS:
                return False
            at = found
        return True

    def is_nested_list(self, label: Label, last: int) -> bool:
        """A list inside an item that numbers in the item's own style: 1. 2. then 5."""
        if label.style < Style.BRACKETED or last < 2:
            return False
        inner = self.next(label.style, 2, label.start)
        after = self.next(label.style, last + 1, label.start)
        if inner is None or after is None or inner > after:
            return False
        return not any(
            (border := self.next(style, value, label.start)) is not None
            and border < after
            for style, value in self._places
            if style < label.style
        )
