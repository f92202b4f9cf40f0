"""The pages of the bodies that notices name: what each leads, answers for, supports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.catalog import linked
from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import History
from pipelines.catalog.parts import Part, Parts, keys, twins
from pipelines.catalog.version import Row

FIRST_WORDS = 48
"""Characters by which a task without a heading is named."""
DUTIES = f"""
SELECT p.unit AS page_unit, p.standing, r.organization_id, r.organization,
  r.role, r.role_term, r.rank, r."default" AS is_default, r.responsibility_id,
  r.notice_id, r.task_id, r.section_id, t.number, t.heading,
  left(t.text, {FIRST_WORDS + 1}) AS text, t.deadline, n.title,
  n.document_number, n.source_file, n.issued_on, n.region_code
FROM {{parts}} AS p
JOIN responsibilities AS r ON r.organization_id = p.k AND r.notice_id = p.notice_id
LEFT JOIN tasks AS t ON r.task_id = t.task_id
JOIN notices AS n ON r.notice_id = n.notice_id
ORDER BY p.standing, n.issued_on DESC NULLS LAST, n.notice_id,
  array_position(['lead', 'responsible', 'cooperating'], r.role),
  t."order", r.char_start, r.responsibility_id
"""
ISSUED = """
SELECT p.unit AS page_unit, n.* FROM {parts} AS p
JOIN notices AS n ON n.organization_id = p.k AND n.notice_id = p.notice_id
ORDER BY n.notice_id
"""
ROLES = """
SELECT organization_id AS k, role, count(*) AS n FROM responsibilities
WHERE organization_id IN (SELECT unnest(?)) GROUP BY ALL
"""


class OrganizationPages:
    """Makes each body's pages and JSON twin."""

    name = "organization"
    batch = 400  # for the first batches all responsibilities are looked through

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.parts = Parts(
            frame,
            history,
            "organization_id",
            ["responsibilities", "notices"],
            beside=["notices", "tasks"],
        )

    def units(self) -> Iterator[tuple[str, str]]:
        """Give each page of each body and the digest of its inputs."""
        sums, key = self.frame.sums, "organization_id"
        return self.parts.units(
            sums.of("organizations", key),
            sums.linked("organizations", key, "regions", "region_code"),
        )

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render the files of the pages *ids*."""
        duties = self.parts.sorted(DUTIES, ids)
        issued = self.parts.grouped(ISSUED, ids)
        roles: dict[str, Counter[str]] = defaultdict(Counter)
        parts = self.parts.held(ids)
        for row in self.frame.version.ask(ROLES, [keys(parts)]):
            roles[row["k"]][row["role"]] = row["n"]
        for unit in ids:
            part = parts[unit]
            pages = self._render(part, duties[unit], issued[unit], roles[part.key])
            yield unit, list(pages)

    def _render(
        self, part: Part, duties: list[Row], issued: list[Row], roles: Counter[str]
    ) -> Iterator[Page]:
        organization = self.frame.registers.organizations[part.key]
        name = slug(part.key)
        for duty in duties:
            duty["text"] = shortened(duty["text"] or "")
        answered = roles.total()
        shown = {**part.shown, "total": answered, "many": part.total - answered}
        yield from self.frame.both(
            f"organizations/{name}{part.stem}.html",
            "organization.html",
            organization=organization,
            linked=linked.spoken(linked.organization, self.frame, organization),
            groups=_by_notice(duties),
            roles=roles,
            issued=issued,
            stem=name,
            **shown,
        )
        yield self.frame.json(
            f"json/organizations/{name}{part.stem}.json",
            {
                "organization": organization,
                "responsibilities": duties,
                **twins(part),
            },
        )


def shortened(text: str) -> str:
    """Give the first words of a task that has no heading."""
    return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}…"


def _by_notice(duties: list[Row]) -> list[list[Row]]:
    """Part *duties*, which stand in order of their notices, at each notice."""
    return [list(rows) for _, rows in groupby(duties, lambda row: row["notice_id"])]
