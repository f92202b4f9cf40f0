"""Rows of targets: figures, statements, and the national value beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipelines import statements
from pipelines.lexicons import indicators, regions
from pipelines.lexicons.findings import finding
from pipelines.linking import national_value, relation
from pipelines.model import (
    NoticeReading,
    Target,
)
from pipelines.tables.evidence import context
from pipelines.tables.ids import Recipe, plain, with_ids
from pipelines.tables.page import Page

Row = dict[str, Any]
LARGEST = Decimal(10) ** 15
DECIMALS = 9


def exact(value: Decimal | None) -> Decimal | None:
    """Give *value* where a 64-bit float holds it exactly as written, else None.

    IEEE 754 doubles keep 15 significant digits; a longer numeral (an index number, a
    telephone number run together) keeps its words and loses its value.
    """
    if value is None or not value.is_finite() or abs(value) >= LARGEST:
        return None
    held = Decimal(repr(float(value)))
    return value if held == value == round(value, DECIMALS) else None


def target_rows(page: Page, notice: NoticeReading) -> list[Row]:
    """Give the rows of ``targets``."""
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
    return with_ids("t", "target_id", rows, recipes)


def _target(page: Page, target: Target) -> Row:
    figures = {
        name: exact(getattr(target, name))
        for name in ("value", "value_max", "baseline")
    }
    if any(getattr(target, name) != kept for name, kept in figures.items()):
        page.findings.append(finding("long_figure", target.span, target.item))
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


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
