"""Documents as JSON, the one language between a decoding process and its caller.

Not pickle: what comes out of a process that read hostile bytes may be hostile too,
and JSON can only be data.
"""

from __future__ import annotations

import json
from typing import Any

from pipelines.model import Block, BlockKind, Cell, Document, Grid, Repair, Span


def to_json(document: Document) -> bytes:
    """Write a document as JSON."""
    return json.dumps(
        {
            "text": document.text,
            "media_type": document.media_type,
            "encoding": document.encoding,
            "blocks": [
                [b.kind.value, *_pair(b.span), b.level] for b in document.blocks
            ],
            "grids": [
                [*_pair(g.span), g.caption, [_cell(c) for c in g.cells]]
                for g in document.grids
            ],
            "meta": dict(document.meta),
            "repairs": [
                [r.rule, *_pair(r.span), r.was, r.now, r.changes_number]
                for r in document.repairs
            ],
            "parts": [[name, *_pair(span)] for name, span in document.parts],
            "confidence": document.confidence,
            "annexes": [_pair(span) for span in document.annexes],
        },
        separators=(",", ":"),
    ).encode("ascii")


def from_json(data: bytes) -> Document:
    """Read a document from JSON.

    Raises:
        ValueError: the bytes are no document, or a span leaves its text.
    """
    try:
        said = json.loads(data)
        document = _document(said)
    except (KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"no document: {error}") from error
    for span in _spans(document):
        if span.end > len(document.text):
            raise ValueError(f"a span leaves the text: {span}")
    return document


def _document(said: dict[str, Any]) -> Document:
    return Document(
        text=str(said["text"]),
        media_type=str(said["media_type"]),
        encoding=said["encoding"],
        blocks=tuple(
            Block(BlockKind(kind), Span(start, end), level)
            for kind, start, end, level in said["blocks"]
        ),
        grids=tuple(
            Grid(tuple(_cell_of(cell) for cell in cells), Span(start, end), caption)
            for start, end, caption, cells in said["grids"]
        ),
        meta={str(key): str(value) for key, value in said["meta"].items()},
        repairs=tuple(
            Repair(rule, Span(start, end), was, now, changes)
            for rule, start, end, was, now, changes in said["repairs"]
        ),
        parts=tuple((name, Span(start, end)) for name, start, end in said["parts"]),
        confidence=float(said["confidence"]),
        annexes=tuple(Span(start, end) for start, end in said["annexes"]),
    )


def _spans(document: Document) -> list[Span]:
    cells = [cell.span for grid in document.grids for cell in grid.cells if cell.span]
    return [
        *(block.span for block in document.blocks),
        *(grid.span for grid in document.grids),
        *cells,
        *(span for _, span in document.parts),
        *document.annexes,
    ]


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _cell(cell: Cell) -> list[Any]:
    span = list(_pair(cell.span)) if cell.span else None
    return [
        cell.row,
        cell.column,
        cell.text,
        span,
        cell.row_span,
        cell.column_span,
        cell.header,
    ]


def _cell_of(said: list[Any]) -> Cell:
    row, column, text, span, row_span, column_span, header = said
    return Cell(
        row,
        column,
        text,
        Span(*span) if span else None,
        row_span,
        column_span,
        header,
    )
