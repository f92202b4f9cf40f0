"""The pages that speak about the data: versions, quality, method, terms, time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, anchor
from pipelines.catalog.history import History
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import read_translations

A_DAY = 30
"""Promises shown for one day of the timeline."""

PROMISES = """
SELECT t.target_id, t.statement_zh, t.statement_en, s.deadline, s.many FROM (
  SELECT target_id, deadline, count(*) OVER (PARTITION BY deadline) AS many,
  row_number() OVER (PARTITION BY deadline ORDER BY value IS NULL,
    indicator_id IS NULL, region_code, target_id) AS nth
  FROM targets WHERE deadline IS NOT NULL) AS s
JOIN targets AS t ON t.target_id = s.target_id
WHERE s.nth <= ? ORDER BY s.deadline, s.nth
"""
STEPS = """
SELECT m.milestone_id, m.notice_id, m.quote, m.date, n.region, n.region_code FROM (
  SELECT *, row_number() OVER (PARTITION BY date ORDER BY milestone_id) AS nth
  FROM milestones WHERE date IS NOT NULL) AS m
JOIN notices AS n ON m.notice_id = n.notice_id
WHERE m.nth <= ? ORDER BY m.date, m.nth
"""


class Day(NamedTuple):
    """A day of the timeline: how many targets, the first of them, and the steps."""

    day: date
    many: int
    targets: list[Row]
    steps: list[Row]


class SpeakingPages:
    """Makes the pages about versions, quality, method, glossary, and the timeline."""

    name = "speaking"
    batch = 1

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.version = frame.version
        self.history = history
        self.makers: dict[str, Callable[[], Iterator[Page]]] = {
            "search": lambda: self._plain("search/index.html", "search.html"),
            "query": lambda: self._plain("query/index.html", "query.html"),
            "about": lambda: self._plain("about/index.html", "about.html"),
            "report": lambda: self._plain("report/index.html", "report.html"),
            "method": lambda: self._plain("method/index.html", "method.html"),
            "rules": self._rules,
            "glossary": self._glossary,
            "quality": self._quality,
            "timeline": self._timeline,
            "releases": self._releases,
        }

    def units(self) -> Iterator[tuple[str, str]]:
        """Give one digest of all: these pages change with every version."""
        frame = self.frame
        all_of_it = digest(
            frame.inputs,
            self.version.number,
            self.version.created,
            frame.setting,
            self.history.entries,
        )
        return ((key, all_of_it) for key in self.makers)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages *ids*."""
        for key in ids:
            yield key, list(self.makers[key]())

    def _plain(self, path: str, template: str) -> Iterator[Page]:
        yield from self.frame.both(
            path,
            template,
            descriptor=self.version.descriptor,
            tables=sorted(self.version.schemas),
        )

    def _rules(self) -> Iterator[Page]:
        groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        rules = [*self.frame.setting.rules, *self._conventions()]
        for rule in rules:
            groups[str(rule["name"]).replace(":", ".").split(".", 1)[0]].append(rule)
        used = self.version.ask(
            " UNION ALL ".join(
                f'SELECT rule, count(*) AS n FROM "{table}" GROUP BY 1'
                for table in RULED
            )
        )
        counts: dict[str, int] = defaultdict(int)
        for row in used:
            counts[anchor(row["rule"])] += row["n"]
        known = {anchor(str(rule["name"])) for rule in rules}
        yield from self.frame.both(
            "method/rules.html",
            "rules.html",
            groups=sorted(groups.items()),
            counts=counts,
            bare=sorted(set(counts) - known),
            meanings_zh=read_translations(
                self.frame.home / "translations" / "rules_zh.yml"
            ),
        )

    def _conventions(self) -> list[Mapping[str, Any]]:
        """Give how cells of tables are read, which no pattern of words says."""
        import yaml

        path = self.frame.home / "data" / "conventions.yml"
        told: list[Mapping[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
        return [{**one, "name": f"table: {one['name']}"} for one in told]

    def _glossary(self) -> Iterator[Page]:
        import yaml

        path = self.frame.home / "data" / "glossary.yml"
        terms = yaml.safe_load(path.read_text("utf-8"))
        yield from self.frame.both("glossary/index.html", "glossary.html", terms=terms)

    def _quality(self) -> Iterator[Page]:
        report = self.frame.setting.quality or _read(self.version.home / "quality.json")
        yield from self.frame.both("quality/index.html", "quality.html", report=report)
        yield self.frame.json("json/quality.json", report)

    def _timeline(self) -> Iterator[Page]:
        years = self.version.ask(
            "SELECT year(deadline) AS year, count(*) AS n, "
            "count(*) FILTER (deadline < ?::DATE) AS past FROM targets "
            "WHERE deadline IS NOT NULL GROUP BY 1 ORDER BY 1",
            [self.version.as_of],
        )
        most = max((row["n"] for row in years), default=1)
        yield from self.frame.both(
            "timeline/index.html", "timeline.html", years=years, most=most
        )
        days = self._days()
        for place, year in enumerate(years):
            near = [
                years[i]["year"] for i in (place - 1, place + 1) if 0 <= i < len(years)
            ]
            yield from self.frame.both(
                f"timeline/{year['year']}.html",
                "year.html",
                year=year,
                days=days[year["year"]],
                near=near,
            )

    def _days(self) -> dict[int, list[Day]]:
        """Give the days of each year."""
        held: dict[Any, tuple[int, list[Row], list[Row]]] = {}
        for row in self.version.ask(PROMISES, [A_DAY]):
            held.setdefault(row["deadline"], (row["many"], [], []))[1].append(row)
        for row in self.version.ask(STEPS, [A_DAY]):
            held.setdefault(row["date"], (0, [], []))[2].append(row)
        years: dict[int, list[Day]] = defaultdict(list)
        for day, said in sorted(held.items()):
            years[day.year].append(Day(day, *said))
        return years

    def _releases(self) -> Iterator[Page]:
        yield from self.frame.both(
            "releases/index.html",
            "releases.html",
            entries=self.history.releases()[::-1],
        )


RULED = (
    "targets",
    "responsibilities",
    "deliverables",
    "milestones",
    "citations",
    "numerals",
)


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    held: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return held
