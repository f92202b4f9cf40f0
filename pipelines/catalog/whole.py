"""The pages that speak of the whole collection: home, indexes, data, coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipelines.catalog import linked, tiles
from pipelines.catalog.disk import Page
from pipelines.catalog.downloads import TABLES
from pipelines.catalog.frame import Frame
from pipelines.catalog.history import History
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES

LEVELS = ("national", "province", "prefecture", "county")


class WholePages:
    """Makes the pages that depend on the version as a whole."""

    name = "whole"
    batch = 1

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.version = frame.version
        self.history = history
        self.makers: dict[str, Callable[[], Iterator[Page]]] = {
            "home": self._home,
            "notices": self._notices,
            "targets": self._targets,
            "indicators": self._indicators,
            "organizations": self._organizations,
            "regions": self._regions,
            "matrix": self._matrix,
            "coverage": self._coverage,
        }

    def units(self) -> Iterator[tuple[str, str]]:
        """Give one digest of all: these pages change with every version."""
        frame = self.frame
        all_of_it = digest(
            frame.inputs, self.version.number, self.version.created, frame.setting
        )
        return ((key, all_of_it) for key in self.makers)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the pages *ids*."""
        for key in ids:
            yield key, list(self.makers[key]())

    def _home(self) -> Iterator[Page]:
        yield from self.frame.both(
            "index.html",
            "home.html",
            counts={table: self.version.count(table) for table in TABLES},
            newest=self._newest(8),
            due=self._due(),
            past=self._past(),
            entries=self.history.entries[::-1][:3],
            tiles=tiles.tiles(self.frame),
            examples=self._examples(),
            dataset=linked.dataset(self.frame),
        )
        titles = {one: self.frame.words[one].text("home.title") for one in LANGUAGES}
        counts = {table: f"{self.version.count(table):,}" for table in TABLES}
        yield from self.frame.cards("home", titles, "card.home", **counts)
        yield self.frame.file("zh", "index.html", "door.html")
        yield self.frame.file("zh", "404.html", "missing.html")

    def _newest(self, most: int) -> list[Row]:
        return self.version.ask(
            "SELECT * FROM notices ORDER BY coalesce(issued_on, published_on) DESC "
            "NULLS LAST, notice_id LIMIT ?",
            [most],
        )

    def _due(self) -> list[Row]:
        return self._deadlines("t.deadline >= ?::DATE", "ASC")

    def _past(self) -> list[Row]:
        return self._deadlines("t.deadline < ?::DATE", "DESC")

    def _deadlines(self, when: str, way: str) -> list[Row]:
        """Give one target for each of the nearest deadlines, numbers first."""
        return self.version.ask(
            "SELECT t.*, s.many, s.nth FROM (SELECT * FROM "
            "(SELECT target_id, deadline, count(*) OVER (PARTITION BY deadline) "
            "AS many, row_number() OVER (PARTITION BY deadline ORDER BY "
            "value IS NULL, indicator_id IS NULL, "
            f"target_id) AS nth FROM targets AS t WHERE {when}) WHERE nth <= 2 "
            f"ORDER BY deadline {way}, nth LIMIT 6) AS s "
            "JOIN targets AS t ON t.target_id = s.target_id "
            f"ORDER BY s.deadline {way}, s.nth",
            [self.version.as_of],
        )

    def _examples(self) -> list[str]:
        """Give the indicators with most targets, as words to try in the search box."""
        rows = self.version.ask(
            "SELECT i.name_zh AS name, count(*) AS n FROM targets AS t "
            "JOIN indicators AS i ON t.indicator_id = i.indicator_id "
            "GROUP BY 1 ORDER BY n DESC, name LIMIT 3"
        )
        return [row["name"] for row in rows]

    def _notices(self) -> Iterator[Page]:
        yield from self.frame.both(
            "notices/index.html",
            "notices.html",
            newest=self._newest(60),
            total=self.version.count("notices"),
            last=self._last("notices"),
        )

    def _targets(self) -> Iterator[Page]:
        yield from self.frame.both(
            "targets/index.html",
            "targets.html",
            total=self.version.count("targets"),
            last=self._last("targets"),
            years=self._tally("targets", "year(r.deadline)"),
            kinds=self._tally("targets", "r.kind"),
        )

    def _last(self, table: str) -> int:
        [row] = self.version.ask(
            f'SELECT coalesce(max(place), 0) AS n FROM "list_{table}"'
        )
        size = {"notices": 100, "targets": 150, "captures": 200}[table]
        return int(row["n"]) // size + 1

    def _tally(self, table: str, what: str) -> list[Row]:
        return self.version.ask(
            f'SELECT {what} AS value, count(*) AS n FROM "{table}" AS r '
            f"WHERE {what} IS NOT NULL GROUP BY 1 ORDER BY 1"
        )

    def _indicators(self) -> Iterator[Page]:
        rows = self.version.ask(
            "SELECT i.indicator_id, i.name_zh, i.name_en, i.unit, i.better, "
            "count(*) AS targets, count(DISTINCT t.region_code) AS places "
            "FROM indicators AS i JOIN targets AS t ON t.indicator_id = i.indicator_id "
            "GROUP BY ALL ORDER BY targets DESC, i.indicator_id"
        )
        unlinked = self.version.ask(
            "SELECT indicator, count(*) AS n FROM targets WHERE indicator_id IS NULL "
            "GROUP BY 1 ORDER BY n DESC, indicator LIMIT 40"
        )
        yield from self.frame.both(
            "indicators/index.html", "indicators.html", rows=rows, unlinked=unlinked
        )
        yield from self.frame.both(
            "compare/index.html", "compare.html", comparable=self._comparable()
        )

    def _comparable(self) -> list[Row]:
        """Give the indicators with values of two places or more in the same unit."""
        return self.version.ask(
            "SELECT indicator_id, sum(n)::BIGINT AS targets, max(places) AS places "
            "FROM (SELECT indicator_id, kind, unit, count(*) AS n, "
            "count(DISTINCT region_code) AS places FROM targets "
            "WHERE indicator_id IS NOT NULL AND value IS NOT NULL "
            "AND kind IN ('level', 'change') GROUP BY ALL HAVING places > 1) "
            "GROUP BY 1 ORDER BY places DESC, targets DESC, indicator_id"
        )

    def _organizations(self) -> Iterator[Page]:
        rows = self.version.ask(
            "SELECT o.organization_id, o.name, o.name_en, o.region_code, "
            "count(*) FILTER (r.role = 'lead') AS leads, "
            "count(*) FILTER (r.role = 'responsible') AS answers, "
            "count(*) FILTER (r.role = 'cooperating') AS supports, count(*) AS n "
            "FROM organizations AS o JOIN responsibilities AS r "
            "ON r.organization_id = o.organization_id "
            "GROUP BY ALL ORDER BY n DESC, o.organization_id LIMIT 1000"
        )
        unlinked = self.version.ask(
            "SELECT organization, count(*) AS n FROM responsibilities "
            "WHERE organization_id IS NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT 60"
        )
        [total] = self.version.ask(
            "SELECT count(DISTINCT organization_id) AS n FROM responsibilities"
        )
        yield from self.frame.both(
            "organizations/index.html",
            "organizations.html",
            rows=rows,
            unlinked=unlinked,
            total=total["n"],
        )

    def _regions(self) -> Iterator[Page]:
        rows = self.version.ask(
            "SELECT n.region_code, any_value(n.region) AS region, "
            "any_value(n.level) AS level, count(*) AS notices, "
            "sum(n.targets) AS targets FROM notices AS n "
            "WHERE n.region_code IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        yield from self.frame.both(
            "regions/index.html",
            "regions.html",
            rows=rows,
            tiles=tiles.tiles(self.frame),
        )

    def _matrix(self) -> Iterator[Page]:
        rows = self.version.ask(
            "SELECT n.*, b.bodies FROM (SELECT * FROM notices WHERE notice_id IN "
            "(SELECT notice_id FROM responsibilities) "
            "ORDER BY issued_on DESC NULLS LAST, notice_id LIMIT 300) AS n "
            "JOIN LATERAL (SELECT count(DISTINCT r.organization) AS bodies "
            "FROM responsibilities AS r WHERE r.notice_id = n.notice_id) AS b ON true "
            "ORDER BY n.issued_on DESC NULLS LAST, n.notice_id"
        )
        yield from self.frame.both("matrix/index.html", "matrices.html", rows=rows)

    def _coverage(self) -> Iterator[Page]:
        trouble = self.version.ask(
            "SELECT * FROM captures WHERE status IN ('quarantined', 'no_data') "
            "ORDER BY received_at DESC, capture_id LIMIT 200"
        )
        yield from self.frame.both(
            "coverage/index.html",
            "coverage.html",
            trouble=trouble,
            tally=self._tally("captures", "r.status"),
            levels=LEVELS,
            when=self._when(),
            last=self._last("captures"),
            total=self.version.count("captures"),
            tiles=tiles.tiles(self.frame),
        )

    def _when(self) -> dict[int | None, dict[str, int]]:
        """Count the notices by year of signature and level, the newest year first."""
        found: dict[int | None, dict[str, int]] = {}
        for row in self.version.ask(
            "SELECT year(coalesce(issued_on, published_on)) AS year, "
            "coalesce(level, '') AS level, count(*) AS n FROM notices GROUP BY ALL "
            "ORDER BY year DESC NULLS LAST, level"
        ):
            found.setdefault(row["year"], {})[row["level"]] = row["n"]
        return found
