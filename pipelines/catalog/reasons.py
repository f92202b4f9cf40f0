"""Why a capture was not read, in the language of the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipelines.catalog.words import read_translations

_HOLE = re.compile(r"\\\{(\w+)\\\}")


class Reasons:
    """The reasons of one language; English ones stand in the data as they are told."""

    def __init__(self, language: str, home: Path) -> None:
        """Read ``<home>/reasons_<language>.yml``, but for English."""
        self._forms = (
            _forms(home / f"reasons_{language}.yml") if language != "en" else ()
        )

    def say(self, reason: str | None) -> str:
        """Tell a *reason*; what no form fits, as the error of a library, as it is."""
        if not reason or not self._forms:
            return reason or ""
        return "；".join(map(self._part, reason.split("; ")))

    def _part(self, part: str) -> str:
        for pattern, said in self._forms:
            if found := pattern.fullmatch(part):
                return said.format_map(found.groupdict())
        head, colon, tail = part.partition(": ")
        return f"{self._part(head)}：{self._part(tail)}" if colon else part


@cache
def _forms(path: Path) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (_pattern(form), told) for form, told in read_translations(path).items()
    )


def _pattern(form: str) -> re.Pattern[str]:
    """Give the expression of a form: a hole holds no colon, unless it is an error."""
    return re.compile(_HOLE.sub(_hole, re.escape(form)), re.DOTALL)


def _hole(found: re.Match[str]) -> str:
    return f"(?P<{found[1]}>{'.*' if found[1] == 'error' else '[^:]+'})"
