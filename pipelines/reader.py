"""Stages 2 to 5 for one capture: ``read(capture, data) -> Reading``.

The unit of parallel work: pure, picklable, cached by the capture's digest and the
reader's version. A capture that cannot be read gives a Reading with its reason.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipelines.absence import explain_absence
from pipelines.citations import read_citations
from pipelines.deliverables import read_deliverables
from pipelines.errors import Unreadable
from pipelines.grids import (
    read_grids,
    rows_alone,
    with_bindings,
    with_rows,
    without_tables,
)
from pipelines.lexicons.findings import finding
from pipelines.milestones import read_milestones
from pipelines.model import (
    Capture,
    Consumed,
    Document,
    Finding,
    GridReading,
    NoticeReading,
    NoticeText,
    Outline,
    Reading,
    Responsibility,
    ResponsibilityReading,
    Target,
    TargetReading,
)
from pipelines.notices import read_metadata
from pipelines.numerals import account
from pipelines.outline import outline
from pipelines.responsibilities import read_responsibilities, with_answerable
from pipelines.targets import read_targets
from pipelines.text import mend

Decode = Callable[[bytes, str, str | None], Document]
"""Gives the document of some bytes, their name and declared type, or Unreadable."""


def read(
    capture: Capture,
    data: bytes,
    annexes: Sequence[bytes] = (),
    decode: Decode | None = None,
) -> Reading:
    """Read the notices of one capture; a quarantine is a result, not an error.

    *annexes* are the bytes of the capture's annexes, which belong to its notice.
    *decode* may know documents that were decoded before.
    """
    if decode is None:
        from pipelines.documents import decode as decode_anew

        decode = decode_anew
    if capture.annexes:
        return _read_attached(capture, data, annexes, decode)
    try:
        document = decode(data, capture.source_file, capture.media_type)
    except Unreadable as reason:
        return Reading("quarantined", str(reason), "", capture.media_type, None)
    return read_document(document, capture.source_file)


def _read_attached(
    capture: Capture, data: bytes, annexes: Sequence[bytes], decode: Decode
) -> Reading:
    from pipelines.documents.attached import decode_attached

    files = zip((capture, *capture.annexes), (data, *annexes), strict=True)
    document, parts = decode_attached(tuple(files), decode)
    if document is None:
        reason, kind = parts[0].reason, parts[0].media_type
        return Reading("quarantined", reason, "", kind, None, parts=parts)
    return replace(read_document(document, capture.source_file), parts=parts)


def read_document(document: Document, name: str) -> Reading:
    """Read the notices of one decoded document; *name* is only for messages."""
    _collect_seldom()
    texts = mend(document)
    notices = tuple(read_notice(document, notice, name) for notice in texts)
    status, reason = _status(notices)
    return Reading(
        status=status,
        reason=reason,
        text=document.text,
        media_type=document.media_type,
        encoding=document.encoding,
        notices=notices if status == "read" else (),
    )


_YOUNG = 100_000  # objects that last; the longest notice known to us makes fewer


def _collect_seldom() -> None:
    """Let a process that reads look for cycles of garbage after many new objects only.

    Reading makes many small objects that last as long as its result, and some hundred
    in cycles: looking through them after each 700, as is usual, finds next to nothing.
    """
    young, *older = gc.get_threshold()
    if 0 < young < _YOUNG:
        gc.set_threshold(_YOUNG, *older)


def read_notice(document: Document, notice: NoticeText, name: str) -> NoticeReading:
    """Read every fact of one notice, each stage given what those before it used."""
    items = outline(notice)
    metadata = read_metadata(notice, items, name)
    grids = read_grids(notice, items, metadata)
    prose = without_tables(items, grids)
    duties = read_responsibilities(prose, metadata)
    consumed = _together(duties.consumed, rows_alone(grids))
    prose = Outline(prose.items + grids.items, items.findings)
    deadlines = duties.task_deadlines + grids.task_deadlines
    found = read_targets(prose, metadata, deadlines, consumed)
    targets = _as_sure_as(document, with_bindings(found.targets, grids) + grids.targets)
    deliverables = read_deliverables(prose, metadata, deadlines, consumed)
    milestones = read_milestones(prose, metadata, targets, consumed, deliverables)
    citations = read_citations(prose, metadata, deliverables)
    whole = with_rows(items, grids)
    numerals = account(
        notice,
        document,
        whole,
        metadata,
        targets=targets,
        citations=citations,
        accounts=found.accounts + grids.accounts,
        deadlines=deadlines,
    )
    answerable = _without_repeats(duties, grids)
    return NoticeReading(
        metadata=metadata,
        outline=with_answerable(whole, answerable),
        targets=targets,
        responsibilities=answerable,
        task_deadlines=deadlines,
        deliverables=deliverables,
        milestones=milestones,
        citations=citations,
        numerals=numerals,
        findings=(
            *_findings(notice, items, grids, duties, found),
            *explain_absence(notice, items, targets),
        ),
        skipped=notice.skipped,
    )


def _status(notices: tuple[NoticeReading, ...]) -> tuple[str, str | None]:
    if not notices:
        return "no_data", "no notice was found in it"
    if not any(_has_facts(notice) for notice in notices):
        return "no_data", "it states no task, target or responsibility"
    return "read", None


def _has_facts(notice: NoticeReading) -> bool:
    return bool(
        notice.targets
        or notice.responsibilities
        or notice.deliverables
        or any(item.is_task for item in notice.outline.items)
    )


def _together(*parts: Consumed) -> Consumed:
    joined: dict[str, tuple[tuple[int, int], ...]] = {}
    for part in parts:
        for item, ranges in part.items():
            joined[item] = tuple(sorted({*joined.get(item, ()), *ranges}))
    return joined


def _as_sure_as(document: Document, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Lower the targets' confidence where the words were recognised from pictures."""
    if document.confidence >= 1:
        return targets
    return tuple(
        replace(target, confidence=round(target.confidence * document.confidence, 4))
        for target in targets
    )


def _without_repeats(
    duties: ResponsibilityReading, grids: GridReading
) -> tuple[Responsibility, ...]:
    seen = set()
    kept = []
    for row in duties.responsibilities + grids.responsibilities:
        key = (row.item, row.role, row.organization)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return tuple(kept)


def _findings(
    notice: NoticeText,
    items: Outline,
    grids: GridReading,
    duties: ResponsibilityReading,
    found: TargetReading,
) -> tuple[Finding, ...]:
    mends = (
        finding(
            f"repair.{repair.rule}",
            repair.span if repair.span.end > repair.span.start else None,
            was=repair.was,
            now=repair.now,
        )
        for repair in notice.repairs
    )
    parts: Iterable[tuple[Finding, ...]] = (
        notice.findings,
        items.findings,
        grids.findings,
        duties.findings,
        found.findings,
    )
    return (*mends, *(one for part in parts for one in part))
