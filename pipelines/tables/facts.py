"""Rows of what a notice states: targets, responsibilities and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pipelines.lexicons import indicators, regions
from pipelines.linking import national_value, relation
from pipelines.model import (
    Finding,
    NoticeReading,
    Responsibility,
    Target,
)
from pipelines.tables.evidence import context
from pipelines.tables.ids import Recipe, distinct, plain
from pipelines.tables.page import Page
from pipelines.targets import statements

Row = dict[str, Any]
LARGEST = Decimal(10) ** 15
DECIMALS = 9
EVERY_TASK = "*"
"""Item of a responsibility that holds for all tasks of its notice."""


def lay_out(page: Page, notice: NoticeReading) -> dict[str, list[Row]]:
    """Give the rows of every fact table but ``findings``, which comes last."""
    targets = _targets(page, notice)
    return {
        "targets": targets,
        "responsibilities": _responsibilities(page, notice),
        "deliverables": _deliverables(page, notice),
        "milestones": _milestones(page, notice),
        "citations": _citations(page, notice),
        "numerals": _numerals(page, notice, [row["target_id"] for row in targets]),
    }


def findings(page: Page, notice: NoticeReading) -> list[Row]:
    """Give the rows of ``findings``: the reader's, then those of laying out."""
    found = [
        *notice.findings,
        *(f for f in notice.outline.findings if f not in notice.findings),
        *page.findings,
        *page.unlinked.values(),
        *page.unlisted_indicators(),
    ]
    rows = [_finding(page, finding) for finding in found]
    recipes: list[Recipe] = [
        ((page.notice_id, row["kind"], finding.item, plain(row["quote"])), ())
        for row, finding in zip(rows, found, strict=True)
    ]
    return _with_ids("g", "finding_id", rows, recipes)


def exact(value: Decimal | None) -> Decimal | None:
    """Give *value* where a 64-bit float holds it exactly as written, else None.

    IEEE 754 doubles keep 15 significant digits; a longer numeral (an index number, a
    telephone number run together) keeps its words and loses its value.
    """
    if value is None or not value.is_finite() or abs(value) >= LARGEST:
        return None
    held = Decimal(repr(float(value)))
    return value if held == value == round(value, DECIMALS) else None


def _targets(page: Page, notice: NoticeReading) -> list[Row]:
    rows: list[Row] = []
    recipes: list[Recipe] = []
    for target in notice.targets:
        rows.append(_target(page, target))
        identity = (
            page.notice_id,
            target.item,
            plain(target.indicator),
            str(target.kind),
            target.deadline,
            target.unit,
        )
        more = tuple(map(_number, (target.value, target.value_max, target.baseline)))
        recipes.append((identity, more))
    return _with_ids("t", "target_id", rows, recipes)


def _target(page: Page, target: Target) -> Row:
    figures = {
        name: exact(getattr(target, name))
        for name in ("value", "value_max", "baseline")
    }
    if any(getattr(target, name) != kept for name, kept in figures.items()):
        page.findings.append(
            Finding("long_figure", "a figure is too long", target.span, target.item)
        )
    known = page.indicator(target)
    return {
        **page.place(target.item),
        "indicator": target.indicator,
        "indicator_id": known,
        "kind": str(target.kind),
        "direction": target.direction,
        "comparator": target.comparator,
        **figures,
        "unit": target.unit,
        "reference": target.reference,
        "deadline": target.deadline,
        "deadline_stated": target.deadline_stated,
        "aspirational": target.aspirational,
        "binding": target.binding,
        "population": target.population,
        "region_code": page.metadata.region_code,
        **page.quoted(target.span),
        **context(page.text, target.span),
        "rule": target.rule,
        "confidence": target.confidence,
        "statement_zh": statements.statement_zh(target, page.metadata),
        "statement_en": _in_english(page, target, known),
        **_beside_national(page, target, known),
    }


def _in_english(page: Page, target: Target, known: str | None) -> str:
    """State a target in English, with the registers' names of indicator and region."""
    indicator = indicators()[known].name_en if known else None
    region = regions().get(page.metadata.region_code or "")
    return statements.statement_en(
        target, page.metadata, indicator, region.name_en if region else None
    )


def _beside_national(page: Page, target: Target, known: str | None) -> Row:
    """Give the national value for the same indicator, unit and year, where one is."""
    national = national_value(target, known, page.metadata.level)
    if target.value is None or national is None:
        return {"national_value": None, "against_national": None}
    return {
        "national_value": national,
        "against_national": relation(target.value, national),
    }


def _responsibilities(page: Page, notice: NoticeReading) -> list[Row]:
    rows: list[Row] = []
    recipes: list[Recipe] = []
    seen = set()
    for duty, item in _placed(page, notice):
        key = (item, duty.role, plain(duty.organization))
        if key in seen:
            continue
        seen.add(key)
        rows.append(_responsibility(page, duty, item))
        recipes.append(((page.notice_id, item, str(duty.role), key[2]), ()))
    return _with_ids("r", "responsibility_id", rows, recipes)


def _placed(
    page: Page, notice: NoticeReading
) -> Iterator[tuple[Responsibility, str | None]]:
    """Give each duty with its item: named ones first, then defaults on every task.

    A body that a task names itself is not added again by default.
    """
    for duty in notice.responsibilities:
        if duty.item != EVERY_TASK:
            yield duty, duty.item
    for duty in notice.responsibilities:
        if duty.item == EVERY_TASK:
            for number in page.tasks or (None,):
                yield duty, number


def _responsibility(page: Page, duty: Responsibility, item: str | None) -> Row:
    # A default stands once in the text: one finding of its link is enough.
    place = None if duty.item == EVERY_TASK else item
    known = page.organization(duty.organization, duty.span, place)
    return {
        **page.place(item),
        "role": str(duty.role),
        "role_term": duty.role_term,
        "organization": duty.organization,
        "organization_id": known,
        "rank": duty.rank,
        "default": duty.default or duty.item == EVERY_TASK,
        **page.quoted(duty.span),
        "rule": duty.rule,
    }


def _deliverables(page: Page, notice: NoticeReading) -> list[Row]:
    rows: list[Row] = []
    recipes: list[Recipe] = []
    for found in notice.deliverables:
        rows.append(
            {
                **page.place(found.item),
                "title": found.title,
                "verb": found.verb,
                "deadline": found.deadline,
                **page.quoted(found.span),
                "rule": found.rule,
            }
        )
        recipes.append(
            ((page.notice_id, found.item, plain(found.title)), (found.verb,))
        )
    return _with_ids("d", "deliverable_id", rows, recipes)


def _milestones(page: Page, notice: NoticeReading) -> list[Row]:
    rows: list[Row] = []
    recipes: list[Recipe] = []
    for found in notice.milestones:
        place = page.place(found.item)
        evidence = page.quoted(found.span)
        rows.append(
            {
                "notice_id": page.notice_id,
                "section_id": place["section_id"],
                "date": found.date,
                "actor": found.actor,
                "organization_id": page.organization(
                    found.actor, found.span, found.item
                ),
                **evidence,
                "rule": found.rule,
            }
        )
        identity = (page.notice_id, found.item, found.date, plain(found.actor))
        recipes.append((identity, (plain(str(evidence["quote"])),)))
    return _with_ids("m", "milestone_id", rows, recipes)


def _citations(page: Page, notice: NoticeReading) -> list[Row]:
    rows: list[Row] = []
    recipes: list[Recipe] = []
    for found in notice.citations:
        rows.append(
            {
                "notice_id": page.notice_id,
                "title": found.title,
                "document_number": found.document_number,
                **page.quoted(found.span),
                "rule": found.rule,
            }
        )
        names = (plain(found.document_number), plain(found.title))
        recipes.append(((page.notice_id, *names), ()))
    return _with_ids("q", "citation_id", rows, recipes)


def _numerals(page: Page, notice: NoticeReading, target_ids: list[str]) -> list[Row]:
    rows: list[Row] = []
    recipes: list[Recipe] = []
    for found in notice.numerals:
        used = found.target
        rows.append(
            {
                "notice_id": page.notice_id,
                "task_id": page.place(found.item)["task_id"],
                "text": found.text,
                "value": exact(found.value),
                "unit": found.unit,
                "disposition": str(found.disposition),
                "target_id": target_ids[used] if used is not None else None,
                "rule": found.rule,
                **page.quoted(found.span),
            }
        )
        words = plain(found.text) or found.text
        recipes.append(
            ((page.notice_id, found.item, words, str(found.disposition)), ())
        )
    return _with_ids("u", "numeral_id", rows, recipes)


def _finding(page: Page, finding: Finding) -> Row:
    evidence: Mapping[str, object] = {
        "quote": None,
        "char_start": None,
        "char_end": None,
        "text_sha256": page.digest,
    }
    if finding.span is not None and finding.span.end > finding.span.start:
        evidence = page.quoted(finding.span)
    return {
        **page.place(finding.item),
        "kind": finding.kind,
        "message": finding.message,
        **evidence,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _with_ids(
    letter: str,
    column: str,
    rows: list[Row],
    recipes: Sequence[Recipe],
) -> list[Row]:
    ids = distinct(letter, recipes)
    return [{column: key, **row} for key, row in zip(ids, rows, strict=True)]
