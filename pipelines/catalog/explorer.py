"""The targets in columns, for the scripts that filter and compare them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pipelines.catalog.frame import Frame
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES
from pipelines.catalog.writer import Page

PART = 10_000
"""Targets in one file."""
PLAIN = ("region", "level", "kind", "direction", "comparator", "value", "value_max")
MORE = ("reference", "deadline", "aspirational", "binding")
QUERY = """
SELECT t.target_id AS id, t.notice_id AS notice, t.indicator AS words,
  t.indicator_id AS indicator, coalesce(t.region_code, n.region) AS region,
  n.level, t.kind, t.direction,
  t.comparator, t.value, t.value_max, t.unit, t.reference, t.deadline, t.aspirational,
  t.binding, coalesce(r.bodies, []) AS lead
FROM targets AS t JOIN notices AS n ON t.notice_id = n.notice_id
LEFT JOIN (SELECT section_id, list_sort(list_distinct(list(organization_id))) AS bodies
  FROM responsibilities WHERE role IN ('lead', 'responsible')
  AND organization_id IS NOT NULL GROUP BY 1) AS r ON r.section_id = t.section_id
JOIN captures AS c ON n.capture_id = c.capture_id
ORDER BY c.received_at, t.notice_id, t.char_start, t.target_id LIMIT ? OFFSET ?
"""


class ExplorerPages:
    """Makes the column files; new targets lengthen the last one."""

    name = "explorer"
    batch = 1

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.version = frame.version

    def units(self) -> dict[str, str]:
        """Give one digest of all targets and what they are labelled with."""
        version = self.version
        tables = ("targets", "responsibilities", "organizations", "indicators")
        sums = [
            version.ask(f'SELECT sum(hash(t)::HUGEINT) AS h FROM "{name}" AS t')
            for name in tables
        ]
        return {"all": digest(sums, version.number, self.frame.look)}

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Write the column files and the lists of values."""
        for key in ids:
            yield key, list(self._files())

    def _files(self) -> Iterator[Page]:
        lists = _Lists()
        names = []
        for start in range(0, max(1, self.version.count("targets")), PART):
            rows = self.version.ask(QUERY, [PART, start])
            names.append(f"part-{start // PART}.json")
            yield Page(f"explorer/{names[-1]}", _dump(_columns(rows, lists)))
        said = {
            "version": self.version.number,
            "parts": names,
            "lists": self._named(lists),
            "labels": self._labels(lists),
        }
        yield Page("explorer/index.json", _dump(said))

    def _named(self, lists: _Lists) -> dict[str, list[Any]]:
        zh, en = (self.frame.registers.namer(language) for language in LANGUAGES)
        return {
            "notice": [[key] for key in lists.keys("notice")],
            "words": lists.keys("words"),
            "unit": lists.keys("unit"),
            "indicator": [
                [key, zh.indicator(key), en.indicator(key)]
                for key in lists.keys("indicator")
            ],
            "lead": [
                [key, zh.organization(key), en.organization(key)]
                for key in lists.keys("lead")
            ],
            "region": [
                [key, zh.region(key), en.region(key)] for key in lists.keys("region")
            ],
        }

    def _labels(self, lists: _Lists) -> dict[str, Any]:
        words = self.frame.words
        columns = ("kind", "comparator", "binding", "direction")
        labels: dict[str, Any] = {}
        for table, column in (
            *(("targets", name) for name in columns),
            ("notices", "level"),
        ):
            labels[column] = {
                code: {one: words[one].label(table, column, code) for one in LANGUAGES}
                for held, name, code in words["zh"].labels
                if (held, name) == (table, column)
            }
        labels["kind"] = {
            code: {one: words[one].text(f"kind.{code}") for one in LANGUAGES}
            for code in labels["kind"]
        }
        labels["unit"] = {
            unit: {
                **{language: words[language].unit(unit) for language in LANGUAGES},
                "one": words["en"].unit(unit, one=True),
            }
            for unit in lists.keys("unit")
        }
        labels["aspirational"] = {
            code: {one: words[one].text(f"value.{said}") for one in LANGUAGES}
            for code, said in (("1", "yes"), ("0", "no"))
        }
        return labels


class _Lists:
    """Lists of values, so that a column holds a short number for each."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, int]] = {}

    def place(self, name: str, key: str | None) -> int | None:
        """Give the place of *key* in its list."""
        if key is None:
            return None
        held = self._held.setdefault(name, {})
        return held.setdefault(key, len(held))

    def keys(self, name: str) -> list[str]:
        """Give the values of a list, in their places."""
        return list(self._held.get(name, ()))


def _columns(rows: list[Row], lists: _Lists) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {"id": [row["id"] for row in rows]}
    for name in ("notice", "words", "indicator", "unit"):
        columns[name] = [lists.place(name, row[name]) for row in rows]
    for row in rows:
        lists.place("region", row["region"])
    columns["lead"] = [
        [lists.place("lead", key) for key in row["lead"]] for row in rows
    ]
    for name in (*PLAIN, *MORE):
        columns[name] = [_plain(row[name]) for row in rows]
    return columns


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
