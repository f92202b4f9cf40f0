"""README.md of a version: for somebody who holds nothing but its folder.

The words stand in ``datapackages/mubiao/readme.md``; tables, their limits and their ids
come from the descriptor, the examples from ``examples.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.resources import folder
from pipelines.tables.schemas import PACKAGE


def readme(described: Mapping[str, Any]) -> str:
    """Give the text of a version with this descriptor."""
    place = folder("datapackages") / PACKAGE
    words = (place / "readme.md").read_text(encoding="utf-8")
    examples = (place / "examples.md").read_text(encoding="utf-8")
    parts = {
        "title": described["title"],
        "title_zh": described["title_zh"],
        "version": described["version"],
        "created": described["created"][:10],
        "description": described["description"],
        "description_zh": described["description_zh"],
        "tables": "\n".join(_tables(described["resources"])),
        "ids": "\n".join(_ids(described["resources"])),
        "examples": _lowered(examples),
        "citation": described["citation"],
        "licence": described["licenses"][0]["title"],
        "rights": described["rights"]["en"],
        "rights_zh": described["rights"]["zh"],
    }
    for name, part in parts.items():
        words = words.replace(f"{{{{{name}}}}}", part)
    return words


def _tables(resources: list[Mapping[str, Any]]) -> Iterator[str]:
    """Give each table: its name, rows, meaning, and what a user must know of it."""
    for one in resources:
        yield f"### `{one['name']}` {one['title_zh']} ({one['rows']:,} rows)\n"
        yield f"{one['description']}  \n{one['description_zh']}\n"
        limits = one["schema"].get("limits", ())
        limits_zh = one["schema"].get("limits_zh", ())
        for said, said_zh in zip(limits, limits_zh, strict=True):
            yield f"- {said} {said_zh}"
        if limits:
            yield ""


def _ids(resources: list[Mapping[str, Any]]) -> Iterator[str]:
    for one in resources:
        [key] = one["schema"]["primaryKey"]
        [field] = [each for each in one["schema"]["fields"] if each["name"] == key]
        yield f"- `{one['name']}.{key}`: {field['description']}"


def _lowered(page: str) -> str:
    """Give a page without its title, to stand as a section of another."""
    _, _, body = page.partition("\n")
    return body.strip().replace("\n## ", "\n### ")
