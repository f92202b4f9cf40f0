"""The words of findings: each kind is told in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.errors import LexiconError
from pipelines.lexicons.tabular import records, require_unique
from pipelines.model import Finding, Span

_FILE = "findings.csv"
_COLUMNS = ("kind", "case", "message", "message_zh")


@dataclass(frozen=True, slots=True)
class Form:
    """What a finding of a kind says in each language, with its {holes}."""

    message: str
    message_zh: str


@cache
def forms() -> Mapping[tuple[str, str], Form]:
    """Give the forms by kind and case.

    Raises:
        LexiconError: a kind and case stand twice, or lack their words.
    """
    rows = records(_FILE, _COLUMNS)
    require_unique(_FILE, (f"{kind}, {case}" for kind, case, *_ in rows))
    for kind, case, *said in rows:
        if not all(said):
            raise LexiconError(f"{_FILE}: {kind}, {case} has no words")
    return {(kind, case): Form(*said) for kind, case, *said in rows}


def finding(
    kind: str,
    span: Span | None = None,
    item: str | None = None,
    *,
    case: str = "",
    **holes: object,
) -> Finding:
    """Give the finding of *kind* at *span* in *item*, told in both languages.

    A hole that is a tuple is a list of words: ``{found: or }`` joins it by " or ".

    Raises:
        KeyError: the kind or its family has no such form, or the form wants more holes.
    """
    form = _form(kind, case)
    filled = {
        name: _Listed(hole) if isinstance(hole, tuple) else hole
        for name, hole in holes.items()
    }
    return Finding(
        kind=kind,
        message=form.message.format_map(filled),
        span=span,
        item=item,
        message_zh=" ".join(form.message_zh.format_map(filled).split()),
    )


def _form(kind: str, case: str) -> Form:
    family = kind.partition(".")[0]
    return forms().get((kind, case)) or forms()[family, case]


class _Listed(tuple[str, ...]):
    """Words that a form joins by what it writes behind the hole's colon."""

    __slots__ = ()

    def __format__(self, between: str) -> str:
        return between.join(self)
