"""The pages of what notices share: indicators, bodies and regions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.catalog.charts import charts
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import History
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES
from pipelines.catalog.writer import Page

PAGE = 400
"""Rows on one page of a long list."""
FIRST_WORDS = 48
"""Characters by which a task without a heading is named."""


class IndicatorPages:
    """Makes each indicator's page, charts, embeds and JSON twin."""

    name = "indicator"
    batch = 8

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.history = history

    def units(self) -> dict[str, str]:
        """Give the digest of the inputs of each indicator that a target names."""
        version = self.frame.version
        key = "indicator_id"
        return _units(
            self.frame,
            version.digests("targets", key),
            version.digests("indicators", key),
            version.linked_digests("targets", key, "notices", "notice_id"),
            version.linked_digests("targets", key, "regions", "region_code"),
            self.history.by_key(version, "targets", key),
        )

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the indicators *ids*."""
        targets = _targets(self.frame, "indicator_id", ids)
        for key in ids:
            yield key, list(self._render(key, targets.get(key, [])))

    def _render(self, key: str, targets: list[Row]) -> Iterator[Page]:
        frame = self.frame
        indicator = frame.registers.indicators[key]
        found = charts(indicator, targets)
        changed = self.history.latest(row["notice_id"] for row in targets)
        name = slug(key)
        for part, rows, last in _parts(targets):
            yield from frame.both(
                f"indicators/{_numbered(name, part)}.html",
                "indicator.html",
                indicator=indicator,
                targets=rows,
                total=len(targets),
                charts=found,
                part=part,
                last=last,
                stem=name,
                changed=changed,
            )
        for language in LANGUAGES:
            for chart in found:
                yield frame.file(
                    language,
                    f"charts/{chart.name}.{language}.svg",
                    "chart.svg",
                    chart=chart,
                    indicator=indicator,
                    changed=changed,
                )
            yield frame.file(
                language,
                f"embed/{language}/indicators/{name}.html",
                "embed_indicator.html",
                chart=found[0] if found else None,
                indicator=indicator,
                changed=changed,
            )
        yield from frame.cards(
            f"indicators/{name}",
            frame.named("indicator", key),
            "card.indicator",
            targets=len(targets),
            places=len({row["region_code"] for row in targets} - {None}),
        )
        yield frame.json(
            f"json/indicators/{name}.json", {"indicator": indicator, "targets": targets}
        )


class OrganizationPages:
    """Makes each body's page: what it leads, answers for and supports."""

    name = "organization"
    batch = 8

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.history = history

    def units(self) -> dict[str, str]:
        """Give the digest of the inputs of each body that a notice names."""
        version = self.frame.version
        key = "organization_id"
        issued = version.digests("notices", key)
        return _units(
            self.frame,
            {**{one: "" for one in issued}, **version.digests("responsibilities", key)},
            issued,
            version.digests("organizations", key),
            version.linked_digests("responsibilities", key, "tasks", "task_id"),
            version.linked_digests("responsibilities", key, "notices", "notice_id"),
            version.linked_digests("organizations", key, "regions", "region_code"),
            self.history.by_key(version, "responsibilities", key),
        )

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the bodies *ids*."""
        duties = self._duties(ids)
        issued = self.frame.version.grouped("notices", "organization_id", ids)
        for key in ids:
            yield key, list(self._render(key, duties.get(key, []), issued.get(key, [])))

    def _render(self, key: str, duties: list[Row], issued: list[Row]) -> Iterator[Page]:
        organization = self.frame.registers.organizations[key]
        roles = Counter(duty["role"] for duty in duties)
        changed = self.history.latest(row["notice_id"] for row in (*duties, *issued))
        name = slug(key)
        for part, rows, last in _parts(duties):
            yield from self.frame.both(
                f"organizations/{_numbered(name, part)}.html",
                "organization.html",
                organization=organization,
                groups=_by_notice(rows),
                total=len(duties),
                roles=roles,
                issued=issued if part == 1 else [],
                part=part,
                last=last,
                stem=name,
                changed=changed,
            )
        yield self.frame.json(
            f"json/organizations/{name}.json",
            {"organization": organization, "responsibilities": duties},
        )

    def _duties(self, ids: Sequence[str]) -> dict[str, list[Row]]:
        query = (
            "SELECT r.organization_id, r.organization, r.role, r.role_term, r.rank, "
            'r."default" AS is_default, r.responsibility_id, r.notice_id, r.task_id, '
            "r.section_id, t.number, t.heading, t.text, t.deadline, n.title, "
            "n.document_number, n.source_file, n.issued_on, n.region_code "
            "FROM responsibilities AS r "
            "LEFT JOIN tasks AS t ON r.task_id = t.task_id "
            "JOIN notices AS n ON r.notice_id = n.notice_id "
            "WHERE r.organization_id IN (SELECT unnest(?)) "
            "ORDER BY n.issued_on DESC NULLS LAST, n.notice_id, "
            "array_position(['lead', 'responsible', 'cooperating'], r.role), "
            't."order", r.char_start, r.responsibility_id'
        )
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in self.frame.version.ask(query, [list(ids)]):
            row["text"] = shortened(row["text"] or "")
            groups[row["organization_id"]].append(row)
        return groups


class RegionPages:
    """Makes each region's page: its notices and targets."""

    name = "region"
    batch = 4

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.history = history

    def units(self) -> dict[str, str]:
        """Give the digest of the inputs of each region that holds a notice."""
        version = self.frame.version
        key = "region_code"
        return _units(
            self.frame,
            version.digests("notices", key),
            version.digests("targets", key),
            version.digests("regions", key),
            version.linked_digests("targets", key, "notices", "notice_id"),
            self.history.by_key(version, "notices", key),
        )

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the regions *ids*."""
        targets = _targets(self.frame, "region_code", ids)
        notices = self.frame.version.grouped("notices", "region_code", ids)
        for key in ids:
            held = newest(notices.get(key, []))
            yield key, list(self._render(key, targets.get(key, []), held))

    def _render(
        self, key: str, targets: list[Row], notices: list[Row]
    ) -> Iterator[Page]:
        region = self.frame.registers.regions.get(key) or {
            "region_code": key,
            "name": notices[0]["region"] or key,
            "parent_code": None,
            "level": notices[0]["level"],
            "name_en": None,
        }
        name = slug(key)
        changed = self.history.latest(row["notice_id"] for row in (*targets, *notices))
        for part, rows, last in _parts(targets):
            yield from self.frame.both(
                f"regions/{_numbered(name, part)}.html",
                "region.html",
                region=region,
                targets=rows,
                total=len(targets),
                notices=notices,
                part=part,
                last=last,
                stem=name,
                changed=changed,
            )
        titles = self.frame.named("region", key)
        yield from self.frame.cards(
            f"regions/{name}",
            {
                one: region["name"] if said == key else said
                for one, said in titles.items()
            },
            "card.region",
            notices=len(notices),
            targets=len(targets),
        )
        yield self.frame.json(
            f"json/regions/{name}.json",
            {"region": region, "notices": notices, "targets": targets},
        )


def shortened(text: str) -> str:
    """Give the first words of a task that has no heading."""
    return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}…"


def newest(notices: Sequence[Row]) -> list[Row]:
    """Give *notices* by day of issue, the newest first, undated ones last."""
    return sorted(
        notices,
        key=lambda row: (
            str(row["issued_on"] or row["published_on"] or ""),
            row["notice_id"],
        ),
        reverse=True,
    )


def _targets(frame: Frame, key: str, ids: Sequence[str]) -> dict[str, list[Row]]:
    """Give targets with their notice's title and level, by *key*."""
    query = (
        "SELECT t.*, n.region, n.title, n.level, n.issued_on, n.document_number, "
        "n.source_file "
        "FROM targets AS t JOIN notices AS n ON t.notice_id = n.notice_id "
        f'WHERE t."{key}" IN (SELECT unnest(?)) '
        "ORDER BY t.indicator_id NULLS LAST, t.deadline NULLS LAST, "
        "t.region_code NULLS LAST, t.target_id"
    )
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in frame.version.ask(query, [list(ids)]):
        groups[row[key]].append(row)
    return groups


def _units(
    frame: Frame, wanted: dict[str, str], *more: dict[str, str]
) -> dict[str, str]:
    return {
        key: digest(frame.inputs, held, *(table.get(key, "") for table in more))
        for key, held in sorted(wanted.items())
    }


def _parts(rows: list[Row]) -> Iterator[tuple[int, list[Row], int]]:
    """Cut *rows* into pages: number, rows, number of the last page."""
    last = max(1, -(-len(rows) // PAGE))
    for part in range(1, last + 1):
        yield part, rows[(part - 1) * PAGE : part * PAGE], last


def _by_notice(duties: list[Row]) -> list[list[Row]]:
    """Part *duties*, which stand in order of their notices, at each notice."""
    return [list(rows) for _, rows in groupby(duties, lambda row: row["notice_id"])]


def _numbered(name: str, part: int) -> str:
    return name if part == 1 else f"{name}.{part}"
