"""Several files become one document: their texts one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.model import Block, Document, Grid, Repair, Span

_SEPARATOR = "\n"


@dataclass(frozen=True, slots=True)
class Member:
    """One file to be bound: its name, what it gave, and whether it is an annex."""

    name: str
    document: Document
    is_annex: bool = False


def bind(members: Sequence[Member], media_type: str, unread: Sequence[str]) -> Document:
    """Bind the members' documents into one; each keeps its place as a part.

    What the first says of itself is said of the whole; *unread* names the files that
    are missing, and why.
    """
    text = ""
    blocks: list[Block] = []
    grids: list[Grid] = []
    repairs: list[Repair] = []
    parts: list[tuple[str, Span]] = []
    annexes: list[Span] = []
    for member in members:
        if text and not text.endswith("\n"):
            text += _SEPARATOR
        start = len(text)
        document = member.document
        text += document.text
        blocks += [
            replace(one, span=_moved(one.span, start)) for one in document.blocks
        ]
        grids += [_moved_grid(grid, start) for grid in document.grids]
        repairs += [
            replace(one, span=_moved(one.span, start)) for one in document.repairs
        ]
        inner = [
            (f"{member.name}/{part}", _moved(span, start))
            for part, span in document.parts
        ]
        parts += inner or [(member.name, Span(start, len(text)))]
        if member.is_annex:
            annexes.append(Span(start, len(text)))
        else:
            annexes += [_moved(span, start) for span in document.annexes]
    first = members[0].document
    return Document(
        text,
        media_type,
        first.encoding,
        tuple(blocks),
        tuple(grids),
        {**first.meta, **({"unread": "; ".join(unread)} if unread else {})},
        tuple(repairs),
        tuple(parts),
        min(member.document.confidence for member in members),
        tuple(annexes),
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
