"""What is read from a notice: targets, duties, documents, steps, numerals, links."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipelines.model.records import record
from pipelines.model.spans import Span


class Kind(StrEnum):
    """How a target is measured; see the annotation guideline."""

    LEVEL = "level"
    CHANGE = "change"
    OUTPUT = "output"
    COVERAGE = "coverage"
    RELATIVE = "relative"
    TREND = "trend"


@record(frozen=True, slots=True)
class Target:
    """One indicator x value x deadline, and the words that state it.

    ``span`` is in the original text; ``item`` is the outline number.
    ``numerals`` and ``baseline_numerals`` are original spans of the figures used.
    """

    item: str
    indicator: str
    kind: Kind
    span: Span
    rule: str
    comparator: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: str | None = None
    reference: str | None = None
    baseline: Decimal | None = None
    deadline: date | None = None
    deadline_stated: bool = False
    aspirational: bool = False
    binding: str | None = None
    population: str | None = None
    numerals: tuple[Span, ...] = ()
    baseline_numerals: tuple[Span, ...] = ()
    confidence: float = 1.0


class Role(StrEnum):
    """In what way a body is answerable."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"


@record(frozen=True, slots=True)
class Responsibility:
    """One task x role x organization mention; item ``*`` where it holds for all."""

    item: str
    role: Role
    role_term: str
    organization: str
    rank: int
    span: Span
    rule: str
    default: bool = False


@record(frozen=True, slots=True)
class TaskDeadline:
    """A task's own 完成时限, which dates its targets and deliverables."""

    item: str
    deadline: date | None
    text: str
    span: Span


@record(frozen=True, slots=True)
class Deliverable:
    """One document that shall be issued."""

    item: str
    title: str
    verb: str
    deadline: date | None
    span: Span
    rule: str


@record(frozen=True, slots=True)
class Milestone:
    """One dated step of the plan."""

    item: str
    date: date
    actor: str | None
    span: Span
    rule: str


@record(frozen=True, slots=True)
class Citation:
    """One document that the notice cites, by title or number or both."""

    title: str | None
    document_number: str | None
    span: Span
    rule: str


class Disposition(StrEnum):
    """What became of a numeric expression; see the data model."""

    TARGET = "target"
    BASELINE = "baseline"
    QUALIFIER = "qualifier"
    NAME = "name"
    DATE = "date"
    DOCUMENT_NUMBER = "document_number"
    OUTLINE = "outline"
    PAGE = "page"
    PAST = "past"
    STANDARD = "standard"
    AMOUNT = "amount"
    UNEXPLAINED = "unexplained"


@record(frozen=True, slots=True)
class Numeral:
    """One numeric expression and its disposition.

    ``target`` is the index of the target in the notice's list that used it.
    """

    text: str
    value: Decimal | None
    unit: str | None
    disposition: Disposition
    rule: str
    span: Span
    item: str | None = None
    target: int | None = None


@record(frozen=True, slots=True)
class Link:
    """What a mention was linked to; ``id`` is None where we could not tell."""

    mention: str
    id: str | None
    candidates: tuple[str, ...] = ()
    rule: str = ""
