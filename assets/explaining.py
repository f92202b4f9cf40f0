"""``mubiao explain``: how one notice is read, from its bytes to its rows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from pipelines.model import (
    Capture,
    Disposition,
    Item,
    NoticeReading,
    Reading,
    Span,
)

Line = tuple[Span, str]


def explain_file(file: Path) -> None:
    """Print every stage of the reading of *file*."""
    from pipelines.reader import read

    data = file.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    capture = Capture(digest, file.name, "application/octet-stream", len(data), "")
    for line in explained(read(capture, data)):
        click.echo(line)


def explained(reading: Reading) -> Iterator[str]:
    """Give the lines that explain *reading*."""
    yield f"document: {reading.media_type}, {len(reading.text):,} characters"
    yield f"encoding: {reading.encoding or 'not a text file'}"
    yield f"status: {reading.status}" + (
        f" ({reading.reason})" if reading.reason else ""
    )
    for number, notice in enumerate(reading.notices, 1):
        yield ""
        yield f"notice {number} of {len(reading.notices)}"
        yield from _metadata(notice)
        yield from _items(notice, reading.text)
        yield from _numerals(notice)
        yield from _findings(notice, reading.text)


def _metadata(notice: NoticeReading) -> Iterator[str]:
    said = notice.metadata
    for name in type(said).__dataclass_fields__:
        value = getattr(said, name)
        if value is not None:
            yield f"  {name}: {value}"


def _items(notice: NoticeReading, text: str) -> Iterator[str]:
    yield ""
    yield "outline, and what was read in each item"
    facts = _facts_by_item(notice)
    for item in notice.outline.items:
        yield "  " * item.depth + f"{item.number} [{_kind(item)}] {item.heading}"
        if item.kind.value not in ("front", "back"):
            yield from _sentences(item, facts.pop(item.number, []), text)
    for number, lines in facts.items():
        yield f"  {number}"
        yield from (f"      {what}" for _, what in lines)


def _kind(item: Item) -> str:
    return f"{item.kind.value}, task" if item.is_task else item.kind.value


def _sentences(item: Item, facts: list[Line], text: str) -> Iterator[str]:
    """Give the item's sentences, each followed by what the rules read in it."""
    indent = "  " * item.depth + "  "
    left = sorted(facts)
    for start, end in _sentence_ranges(item.passage.text):
        yield f"{indent}| {item.passage.text[start:end]}"
        places = set(item.passage.origins[start:end])
        here = [line for line in left if line[0].start in places]
        left = [line for line in left if line not in here]
        if not here:
            yield f"{indent}    (no rule)"
        for span, what in here:
            yield f"{indent}    {what}: {text[span.start : span.end]!r}"
    for span, what in left:
        yield f"{indent}    {what}: {text[span.start : span.end]!r}"


def _sentence_ranges(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at, mark in enumerate(text):
        if mark in "。；\n":
            if text[start : at + 1].strip():
                yield start, at + 1
            start = at + 1
    if text[start:].strip():
        yield start, len(text)


def _facts_by_item(notice: NoticeReading) -> dict[str, list[Line]]:
    facts: defaultdict[str, list[Line]] = defaultdict(list)
    for target in notice.targets:
        value = (
            target.value
            if target.value_max is None
            else (f"{target.value}-{target.value_max}")
        )
        facts[target.item].append(
            (
                target.span,
                f"target {target.rule}: {target.indicator} "
                f"{target.comparator or target.kind.value} "
                f"{'' if value is None else value} {target.unit or ''} "
                f"by {target.deadline}",
            )
        )
    for duty in notice.responsibilities:
        facts[duty.item].append(
            (duty.span, f"{duty.role.value} {duty.rule}: {duty.organization}")
        )
    for paper in notice.deliverables:
        facts[paper.item].append(
            (paper.span, f"deliverable {paper.rule}: {paper.title}")
        )
    for step in notice.milestones:
        facts[step.item].append((step.span, f"milestone {step.rule}: {step.date}"))
    for due in notice.task_deadlines:
        facts[due.item].append((due.span, f"deadline of the task: {due.deadline}"))
    return facts


def _numerals(notice: NoticeReading) -> Iterator[str]:
    yield ""
    yield "numerals"
    for numeral in notice.numerals:
        mark = "?" if numeral.disposition is Disposition.UNEXPLAINED else " "
        yield (
            f" {mark} {numeral.text!r} at {numeral.span.start}: "
            f"{numeral.disposition.value} ({numeral.rule})"
        )


def _findings(notice: NoticeReading, text: str) -> Iterable[str]:
    yield ""
    yield "findings: what was mended, or could not be settled"
    for finding in notice.findings:
        where = f" at {finding.span.start}" if finding.span else ""
        item = f" in {finding.item}" if finding.item else ""
        yield f"  {finding.kind}{where}{item}: {finding.message}"
    yield "not read: " + (
        ", ".join(
            f"[{span.start}, {span.end}) {text[span.start : span.start + 12]!r}"
            for span in notice.skipped
        )
        or "nothing was cut off"
    )
