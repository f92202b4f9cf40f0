"""The targets in columns, for the scripts that filter and compare them.

A visitor loads ``index.json`` first: what the values of each facet count, and the rows
of the first page. The columns of all targets lie in files by arrival of their notices
and are loaded when somebody filters; a new notice changes the smallest of them. Beside
them lies ``compare.json``, with which the page that compares places opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipelines.catalog.columns import columns, dump
from pipelines.catalog.comparing import comparison
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame
from pipelines.catalog.tiers import of_tiers, tiers
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES

SHOWN = 50
"""Rows of the first page, the latest deadlines first (the script's PAGE)."""
VALUES = 400
"""Values of a facet that can be chosen."""
LISTED = ("notice", "words", "indicator", "unit", "lead")
PLAIN = (
    *("region", "level", "kind", "direction", "comparator", "value", "value_max"),
    *("reference", "deadline", "aspirational", "binding"),
)
LEADS = """
SELECT section_id, list_sort(list_distinct(list(organization_id))) AS bodies
FROM responsibilities WHERE role IN ('lead', 'responsible')
AND organization_id IS NOT NULL AND section_id IS NOT NULL
"""
ROWS = f"""
SELECT t.target_id AS id, t.notice_id AS notice, t.indicator AS words,
  t.indicator_id AS indicator, coalesce(t.region_code, n.region) AS region,
  n.level, t.kind, t.direction,
  t.comparator, t.value, t.value_max, t.unit, t.reference, t.deadline, t.aspirational,
  t.binding, coalesce(r.bodies, []) AS lead
FROM targets AS t JOIN list_notices AS n ON t.notice_id = n.notice_id
LEFT JOIN ({LEADS} AND notice_id IN (SELECT unnest($notices)) GROUP BY 1) AS r
ON r.section_id = t.section_id
WHERE t.notice_id IN (SELECT unnest($notices))
ORDER BY n.place, t.char_start, t.target_id
"""
FACETS = f"""
WITH t AS (SELECT t.*, n.region, n.level, r.bodies
  FROM targets AS t JOIN list_notices AS n ON t.notice_id = n.notice_id
  LEFT JOIN ({LEADS} GROUP BY 1) AS r ON r.section_id = t.section_id),
counted AS (SELECT facet, value, count(*) AS n FROM (
  SELECT 'indicator' AS facet, indicator_id AS value FROM t
  UNION ALL SELECT 'region', coalesce(region_code, region) FROM t
  UNION ALL SELECT 'level', level FROM t
  UNION ALL SELECT 'year', year(deadline)::VARCHAR FROM t
  UNION ALL SELECT 'kind', kind FROM t
  UNION ALL SELECT 'comparator', comparator FROM t
  UNION ALL SELECT 'binding', binding FROM t
  UNION ALL SELECT 'aspirational', CASE WHEN aspirational THEN '1' ELSE '0' END FROM t
  UNION ALL SELECT 'lead', unnest(bodies) FROM t)
  WHERE value IS NOT NULL GROUP BY ALL)
SELECT facet, value, n FROM counted
QUALIFY row_number() OVER (PARTITION BY facet ORDER BY n DESC, value) <= {VALUES}
ORDER BY facet, n DESC, value
"""
FIRST = f"""
SELECT target_id, notice_id FROM list_targets
ORDER BY deadline DESC NULLS LAST, place LIMIT {SHOWN}
"""
UNITS = "SELECT DISTINCT unit FROM targets WHERE unit IS NOT NULL ORDER BY unit"
NAMED = """
SELECT DISTINCT indicator_id AS k, 'indicator' AS facet FROM targets
UNION SELECT DISTINCT coalesce(t.region_code, n.region), 'region'
FROM targets AS t JOIN list_notices AS n ON t.notice_id = n.notice_id
UNION SELECT DISTINCT organization_id, 'lead' FROM responsibilities
ORDER BY facet, k
"""


class ExplorerPages:
    """Makes the index, the names and the column files of the explorer."""

    name = "explorer"
    batch = 1

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.version = frame.version
        self.tiers = tiers(self.version.count("notices"))

    def units(self) -> Iterator[tuple[str, str]]:
        """Give the digest of what each file holds."""
        tables = ["notices", "targets", "responsibilities"]
        said = "notice_id, place"
        held = dict(of_tiers(self.frame, self.tiers, said, tables))
        for name, inputs in held.items():
            yield name, digest(self.frame.inputs, inputs)
        registers = [
            self.version.ask(f'SELECT sum(hash(t)::HUGEINT) AS h FROM "{name}" AS t')
            for name in ("organizations", "indicators", "regions")
        ]
        whole = (registers, self.version.number, *held.values())
        yield "index", digest(self.frame.inputs, *whole)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Write the files *ids*."""
        for key in ids:
            yield key, list(self._index()) if key == "index" else [self._part(key)]

    def _part(self, key: str) -> Page:
        places = self.tiers[key]
        held = self.version.ask(
            "SELECT notice_id FROM list_notices WHERE place BETWEEN ? AND ?",
            [places[0], places[-1]],
        )
        notices = [row["notice_id"] for row in held]
        rows = self.version.ask(ROWS, {"notices": notices})
        return Page(f"explorer/{key}.json", dump(columns(rows, LISTED, PLAIN)))

    def _index(self) -> Iterator[Page]:
        first = self._first()
        facets: dict[str, list[list[Any]]] = {}
        for row in self.version.ask(FACETS):
            facets.setdefault(row["facet"], []).append([row["value"], row["n"]])
        shown = {
            name: {value for value, _ in facets.get(name, ())} | _values(first, name)
            for name in ("indicator", "region", "lead")
        }
        labels = self._labels()
        said = {
            "version": self.version.number,
            "total": self.version.count("targets"),
            "parts": [f"{name}.json" for name in self.tiers],
            "facets": facets,
            "names": {name: self._named(name, sorted(shown[name])) for name in shown},
            "labels": labels,
            "first": columns(first, LISTED, PLAIN),
        }
        yield Page("explorer/index.json", dump(said))
        held = comparison(self.frame, labels)
        yield Page("explorer/compare.json", dump(held))
        known: dict[str, list[str]] = {name: [] for name in shown}
        for row in self.version.ask(NAMED):
            if row["k"] is not None:
                known[row["facet"]].append(row["k"])
        names = {name: self._named(name, keys) for name, keys in known.items()}
        yield Page("explorer/names.json", dump(names))

    def _first(self) -> list[Row]:
        """Give the rows that a visitor sees first, in their order."""
        order = self.version.ask(FIRST)
        notices = sorted({row["notice_id"] for row in order})
        held = {row["id"]: row for row in self.version.ask(ROWS, {"notices": notices})}
        return [held[row["target_id"]] for row in order]

    def _named(self, name: str, keys: Sequence[str]) -> list[list[str]]:
        """Give each of *keys* with its name in each language."""
        kind = "organization" if name == "lead" else name
        return [[key, *self.frame.named(kind, key).values()] for key in keys]

    def _labels(self) -> dict[str, Any]:
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
            for unit in (row["unit"] for row in self.version.ask(UNITS))
        }
        labels["aspirational"] = {
            code: {one: words[one].text(f"value.{said}") for one in LANGUAGES}
            for code, said in (("1", "yes"), ("0", "no"))
        }
        return labels


def _values(rows: Sequence[Row], name: str) -> set[str]:
    """Give the values of a column that may hold several in a cell."""
    if name == "lead":
        return {key for row in rows for key in row["lead"]}
    return {row[name] for row in rows} - {None}
