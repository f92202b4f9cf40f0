"""What the stages hand over, and the whole reading of one capture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipelines.model.facts import (
    Citation,
    Deliverable,
    Disposition,
    Milestone,
    Numeral,
    Responsibility,
    Target,
    TaskDeadline,
)
from pipelines.model.metadata import Metadata
from pipelines.model.outlines import Finding, Item, Outline
from pipelines.model.records import record
from pipelines.model.spans import Span

Consumed = Mapping[str, tuple[tuple[int, int], ...]]
"""Item number -> ranges of its passage that another reader has already read."""


@record(frozen=True, slots=True)
class Account:
    """A number that a reader has understood, though it made no row of it."""

    span: Span
    disposition: Disposition
    rule: str


@record(frozen=True, slots=True)
class ResponsibilityReading:
    """Who is answerable, the tasks' own deadlines, and the words that said so."""

    responsibilities: tuple[Responsibility, ...] = ()
    task_deadlines: tuple[TaskDeadline, ...] = ()
    consumed: Consumed = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@record(frozen=True, slots=True)
class TargetReading:
    """The targets of a notice, and the numbers understood as something else."""

    targets: tuple[Target, ...] = ()
    accounts: tuple[Account, ...] = ()
    findings: tuple[Finding, ...] = ()


@record(frozen=True, slots=True)
class GridReading:
    """What the tables of a notice gave; ``items`` are of kind ROW.

    ``swallowed`` are numbers of outline items that are nothing but a table's words.
    ``bindings`` says how binding a row's targets are, also those that its prose states.
    """

    items: tuple[Item, ...] = ()
    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    task_deadlines: tuple[TaskDeadline, ...] = ()
    accounts: tuple[Account, ...] = ()
    consumed: Consumed = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    swallowed: tuple[str, ...] = ()
    bindings: Mapping[str, str] = field(default_factory=dict)


@record(frozen=True, slots=True)
class NoticeReading:
    """Everything read from one notice, in the nouns above.

    Links stand beside the facts, by index, so that a changed register relinks
    without reading anew.
    """

    metadata: Metadata
    outline: Outline
    targets: tuple[Target, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    task_deadlines: tuple[TaskDeadline, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    citations: tuple[Citation, ...] = ()
    numerals: tuple[Numeral, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Span, ...] = ()


@record(frozen=True, slots=True)
class Part:
    """One file of a page with attachments: where its words stand in the text.

    ``span`` is None, with the reason, for a file that could not be read.
    """

    sha256: str
    media_type: str
    span: Span | None
    reason: str | None = None


@record(frozen=True, slots=True)
class Reading:
    """What one capture gave: its document's text and its notices, or a reason.

    Of a page with attachments the text is that of the page, then that of each
    attachment in order; ``parts`` says where each begins and ends.
    """

    status: str  # read | no_data | quarantined
    reason: str | None
    text: str
    media_type: str
    encoding: str | None
    notices: tuple[NoticeReading, ...] = ()
    parts: tuple[Part, ...] = ()
