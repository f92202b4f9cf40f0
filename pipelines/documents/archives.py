"""Archives: a notice and its annexes become one document with parts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from pipelines.documents import sniff
from pipelines.documents.limits import DEFAULT, Limits
from pipelines.documents.packages import Package
from pipelines.errors import LimitExceeded, Unreadable
from pipelines.model import Block, Document, Grid, Repair, Span

_ANNEX = re.compile(r"附[件表录]|annex|appendix", re.I)
_NUMBER = re.compile(r"(\d+)")
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/|~\$|Thumbs\.db$|desktop\.ini$)", re.I)
_SEPARATOR = "\n"


def decode_zip(data: bytes, limits: Limits = DEFAULT, depth: int = 0) -> Document:
    """Decode an archive: the notice first, then its annexes by their numbers.

    A member that cannot be read is named with its reason in ``meta["unread"]``.

    Raises:
        Unreadable: the archive is broken, names paths outside of itself, or holds
            nothing that can be read.
        LimitExceeded: it is nested, or unpacks, beyond the limits.
    """
    limits.check("nested archives", depth + 1, limits.nesting)
    package = Package(data, limits)
    names = [name for name in package.names() if not _HIDDEN.search(name)]
    shown = {name: package.shown(name) for name in names}
    read: list[tuple[str, Document]] = []
    unread: list[str] = []
    for name in sorted(names, key=lambda name: _order(shown[name])):
        try:
            document = _member(package.read(name), shown[name], limits, depth)
        except LimitExceeded:
            raise
        except Unreadable as error:
            unread.append(f"{shown[name]}: {error}")
            continue
        read.append((shown[name], document))
    if not read:
        raise Unreadable("; ".join(["nothing in the archive is readable", *unread]))
    return _bound(read, unread)


def _member(data: bytes, name: str, limits: Limits, depth: int) -> Document:
    from pipelines.documents.decoding import decode_here

    if data and sniff.media_type(data, name) == sniff.ZIP:
        return decode_zip(data, limits, depth + 1)
    return decode_here(data, name, None, limits)


def _order(name: str) -> tuple[bool, tuple[tuple[int, int | str], ...]]:
    """Sort notices before annexes, and numbers as numbers."""
    parts = tuple(
        (0, int(part)) if part.isdigit() else (1, part) for part in _NUMBER.split(name)
    )
    return bool(_ANNEX.search(PurePosixPath(name).name)), parts


def _bound(read: list[tuple[str, Document]], unread: list[str]) -> Document:
    """Bind the members' documents into one; each keeps its place as a part."""
    text = ""
    blocks: list[Block] = []
    grids: list[Grid] = []
    repairs: list[Repair] = []
    parts: list[tuple[str, Span]] = []
    for name, document in read:
        if text and not text.endswith("\n"):
            text += _SEPARATOR
        start = len(text)
        text += document.text
        blocks += [
            replace(one, span=_moved(one.span, start)) for one in document.blocks
        ]
        grids += [_moved_grid(grid, start) for grid in document.grids]
        repairs += [
            replace(one, span=_moved(one.span, start)) for one in document.repairs
        ]
        inner = [
            (f"{name}/{part}", _moved(span, start)) for part, span in document.parts
        ]
        parts += inner or [(name, Span(start, len(text)))]
    first = read[0][1]
    return Document(
        text,
        sniff.ZIP,
        first.encoding,
        tuple(blocks),
        tuple(grids),
        {**first.meta, **({"unread": "; ".join(unread)} if unread else {})},
        tuple(repairs),
        tuple(parts),
        min(document.confidence for _, document in read),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved_grid(grid: Grid, by: int) -> Grid:
    return replace(
        grid,
        span=_moved(grid.span, by),
        cells=tuple(
            replace(cell, span=_moved(cell.span, by) if cell.span else None)
            for cell in grid.cells
        ),
    )
