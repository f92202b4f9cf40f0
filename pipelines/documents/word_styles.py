"""Paragraph styles of Word files: the numbers and heading levels that they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.documents.numbering import W
from pipelines.documents.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says of numbers and headings."""

    list_id: str | None = None
    depth: int | None = None
    heading: int | None = None


def read_styles(package: Package) -> dict[str, Style]:
    """Read the paragraph styles, each with what it takes over from its base."""
    name = "word/styles.xml"
    if not package.has(name):
        return {}
    own: dict[str, tuple[str | None, Style]] = {}
    for element in package.xml(name).iterfind(f"{W}style"):
        base = element.find(f"{W}basedOn")
        own[str(element.get(f"{W}styleId"))] = (
            base.get(f"{W}val") if base is not None else None,
            paragraph_style(element.find(f"{W}pPr")),
        )
    return {style: _inherited(style, own) for style in own}


def _inherited(style: str, own: dict[str, tuple[str | None, Style]]) -> Style:
    found = Style()
    seen: set[str] = set()
    name: str | None = style
    while name in own and name not in seen:
        seen.add(name)
        name, said = own[name]
        found = merged(found, said)
    return found


def merged(first: Style, base: Style) -> Style:
    """Let what *first* does not say be said by *base*."""
    return Style(
        first.list_id if first.list_id is not None else base.list_id,
        first.depth if first.depth is not None else base.depth,
        first.heading if first.heading is not None else base.heading,
    )


def paragraph_style(properties: _Element | None) -> Style:
    """Read what paragraph properties say of numbers and headings."""
    if properties is None:
        return Style()
    return Style(
        value_of(properties.find(f"{W}numPr/{W}numId")),
        integer_of(properties.find(f"{W}numPr/{W}ilvl")),
        integer_of(properties.find(f"{W}outlineLvl")),
    )


def value_of(element: _Element | None) -> str | None:
    """Give the value of a property element, or None."""
    return None if element is None else element.get(f"{W}val")


def integer_of(element: _Element | None) -> int | None:
    """Give the whole number of a property element, or None."""
    value = value_of(element)
    return int(value) if value is not None and value.isdigit() else None
