"""Rows of what a notice states: targets, responsibilities and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.model import Finding, NoticeReading, Responsibility
from pipelines.tables.ids import Recipe, plain, with_ids
from pipelines.tables.page import Page
from pipelines.tables.target_rows import Row, exact, target_rows

EVERY_TASK = "*"
"""Item of a responsibility that holds for all tasks of its notice."""


def lay_out(page: Page, notice: NoticeReading) -> dict[str, list[Row]]:
    """Give the rows of every fact table but ``findings``, which comes last."""
    targets = target_rows(page, notice)
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
    return with_ids("g", "finding_id", rows, recipes)


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
    return with_ids("r", "responsibility_id", rows, recipes)


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
    return with_ids("d", "deliverable_id", rows, recipes)


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
    return with_ids("m", "milestone_id", rows, recipes)


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
    return with_ids("q", "citation_id", rows, recipes)


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
    return with_ids("u", "numeral_id", rows, recipes)


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
        "message_zh": finding.message_zh,
        **evidence,
    }
