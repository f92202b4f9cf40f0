"""The pages of what notices share: indicators and regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.catalog import linked
from pipelines.catalog.charts import Chart, charts
from pipelines.catalog.comparing import comparable_rows
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import History
from pipelines.catalog.parts import Part, Parts, keys, twins
from pipelines.catalog.version import Row
from pipelines.catalog.words import LANGUAGES

TARGETS = """
SELECT p.unit AS page_unit, t.*, n.region, n.title, n.level, n.issued_on,
  n.document_number, n.source_file
FROM {{parts}} AS p JOIN targets AS t ON t."{key}" = p.k AND t.notice_id = p.notice_id
JOIN notices AS n ON t.notice_id = n.notice_id
ORDER BY t.indicator_id NULLS LAST, t.deadline NULLS LAST, t.region_code NULLS LAST,
  t.target_id
"""
NOTICES = """
SELECT p.unit AS page_unit, n.* FROM {parts} AS p
JOIN notices AS n ON n.region_code = p.k AND n.notice_id = p.notice_id
ORDER BY coalesce(n.issued_on, n.published_on) DESC NULLS LAST, n.notice_id DESC
"""
CHARTED = """
SELECT t.target_id, t.notice_id, t.indicator_id, t.region_code, t.kind, t.unit,
  t.direction, t.comparator, t.value, t.value_max, t.reference, t.deadline,
  t.aspirational, n.region, n.level, n.issued_on, count(*) OVER of_place AS many
FROM targets AS t JOIN notices AS n ON t.notice_id = n.notice_id
WHERE t.indicator_id IN (SELECT unnest(?)) AND t.value IS NOT NULL
AND t.kind IN ('level', 'change')
WINDOW of_place AS (
  PARTITION BY t.indicator_id, t.kind, t.unit, coalesce(t.region_code, t.notice_id))
QUALIFY row_number() OVER (of_place ORDER BY t.deadline DESC NULLS LAST,
  n.issued_on DESC NULLS LAST, t.target_id DESC) = 1
ORDER BY t.indicator_id, t.target_id
"""
"""The latest promise of each place that a chart may show, and how many there are."""
PLACES = """
SELECT indicator_id AS k, count(DISTINCT region_code) AS n FROM targets
WHERE indicator_id IN (SELECT unnest(?)) GROUP BY 1
"""
COUNTED = """
SELECT region_code AS k, count(*) AS n FROM notices
WHERE region_code IN (SELECT unnest(?)) GROUP BY 1
"""


class IndicatorPages:
    """Makes each indicator's pages, charts, embeds, JSON twin, and rows to compare."""

    name = "indicator"
    batch = 100

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.parts = Parts(frame, history, "indicator_id", ["targets"])

    def units(self) -> Iterator[tuple[str, str]]:
        """Give each page of each indicator and the digest of its inputs."""
        sums, key = self.frame.sums, "indicator_id"
        return self.parts.units(
            sums.of("indicators", key),
            sums.linked("targets", key, "regions", "region_code"),
        )

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the pages *ids*."""
        frame = self.frame
        targets = self.parts.grouped(TARGETS.format(key="indicator_id"), ids)
        parts = self.parts.held(ids)
        own = [keys(parts)]
        places = {row["k"]: row["n"] for row in frame.version.ask(PLACES, own)}
        charted: dict[str, list[Row]] = defaultdict(list)
        for row in frame.version.ask(CHARTED, own):
            charted[row["indicator_id"]].append(row)
        for unit in ids:
            part = parts[unit]
            indicator = frame.registers.indicators[part.key]
            found = [] if part.page else charts(indicator, charted[part.key])
            pages = list(self._render(part, indicator, targets[unit], found))
            if not part.page:
                pages += self._pictures(part, indicator, found, places[part.key])
            yield unit, pages

    def _render(
        self, part: Part, indicator: Row, targets: list[Row], found: list[Chart]
    ) -> Iterator[Page]:
        name = slug(part.key)
        yield from self.frame.both(
            f"indicators/{name}{part.stem}.html",
            "indicator.html",
            indicator=indicator,
            linked=linked.spoken(linked.indicator, self.frame, indicator),
            targets=targets,
            charts=found,
            stem=name,
            **part.shown,
        )
        yield self.frame.json(
            f"json/indicators/{name}{part.stem}.json",
            {"indicator": indicator, "targets": targets, **twins(part)},
        )
        yield comparable_rows(self.frame, part, targets, found)

    def _pictures(
        self, part: Part, indicator: Row, found: list[Chart], places: int
    ) -> Iterator[Page]:
        frame, name = self.frame, slug(part.key)
        for language in LANGUAGES:
            for chart, mark in (
                (one, mark) for one in found for mark in ("", ".small")
            ):
                yield frame.file(
                    language,
                    f"charts/{chart.name}{mark}.{language}.svg",
                    "chart.svg",
                    chart=chart.small if mark else chart,
                    indicator=indicator,
                    changed=part.changed,
                )
            yield frame.file(
                language,
                f"embed/{language}/indicators/{name}.html",
                "embed_indicator.html",
                chart=found[0] if found else None,
                indicator=indicator,
                changed=part.changed,
            )
        yield from frame.cards(
            f"indicators/{name}",
            frame.named("indicator", part.key),
            "card.indicator",
            targets=part.total,
            places=places,
        )


class RegionPages:
    """Makes each region's pages: its notices and targets."""

    name = "region"
    batch = 50

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        tables = ["targets", "notices"]
        self.parts = Parts(frame, history, "region_code", tables)

    def units(self) -> Iterator[tuple[str, str]]:
        """Give each page of each region and the digest of its inputs."""
        return self.parts.units(self.frame.sums.of("regions", "region_code"))

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the pages *ids*."""
        targets = self.parts.grouped(TARGETS.format(key="region_code"), ids)
        notices = self.parts.grouped(NOTICES, ids)
        parts = self.parts.held(ids)
        rows = self.frame.version.ask(COUNTED, [keys(parts)])
        counts = {row["k"]: row["n"] for row in rows}
        for unit in ids:
            part = parts[unit]
            many = counts.get(part.key, 0)
            yield unit, list(self._render(part, targets[unit], notices[unit], many))

    def _render(
        self, part: Part, targets: list[Row], notices: list[Row], many: int
    ) -> Iterator[Page]:
        frame, name = self.frame, slug(part.key)
        region = frame.registers.regions.get(part.key) or {
            "region_code": part.key,
            "name": notices[0]["region"] if notices else part.key,
            "parent_code": None,
            "level": None,
            "name_en": None,
        }
        shown = {**part.shown, "total": part.total - many, "many": many}
        yield from frame.both(
            f"regions/{name}{part.stem}.html",
            "region.html",
            region=region,
            linked=linked.spoken(linked.region, frame, region),
            targets=targets,
            notices=notices,
            stem=name,
            **shown,
        )
        yield frame.json(
            f"json/regions/{name}{part.stem}.json",
            {"region": region, "notices": notices, "targets": targets, **twins(part)},
        )
        if part.page:
            return
        titles = frame.named("region", part.key)
        yield from frame.cards(
            f"regions/{name}",
            {
                one: region["name"] if said == part.key else said
                for one, said in titles.items()
            },
            "card.region",
            notices=many,
            targets=part.total - many,
        )
