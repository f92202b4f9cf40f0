"""One notice with all of its rows, arranged for reading."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from pipelines.catalog.grids import Grid, grids
from pipelines.catalog.history import Changed
from pipelines.catalog.marks import Mark
from pipelines.catalog.version import Row

CONTEXT = 120
"""Characters of the line shown before and after a target's own words."""
EDITS = 30
"""Changes of the last version that a notice's page lists; its changes.csv has all."""
PARTS = (
    "sections",
    "tasks",
    "targets",
    "responsibilities",
    "deliverables",
    "milestones",
    "citations",
    "numerals",
    "findings",
    "corrections",
    "captures",
)


class Notice:
    """One notice with all of its rows, arranged for reading."""

    def __init__(self, row: Row, parts: Mapping[str, list[Row]], text: str) -> None:
        self.row = row
        self.parts = parts
        self.text = text
        self.key = str(row["notice_id"])
        self.changed = Changed("", "")
        self.history: Mapping[str, list[Row]] = {}
        days = [one["received_at"] for one in parts["captures"]]
        self.checked: datetime | None = max(days, default=None)
        self.source = web_address(row["source_url"])
        self._sections = {one["section_id"]: one for one in parts["sections"]}
        self._bodies: dict[str, list[Row]] = defaultdict(list)
        for duty in parts["responsibilities"]:
            self._bodies[duty["section_id"] or duty["task_id"]].append(duty)
        self._targets: dict[str, list[Row]] = defaultdict(list)
        for target in parts["targets"]:
            self._targets[target["section_id"]].append(target)

    @property
    def title(self) -> str:
        """The title, else the number, else the id."""
        row = self.row
        return str(row["title"] or row["document_number"] or row["source_file"])

    def absence(self) -> str:
        """The kind of finding that says why there are no targets, else empty."""
        kinds = (str(one["kind"]) for one in self.parts["findings"])
        return next((kind for kind in kinds if kind.startswith("absence.")), "")

    def corrections(self, key: str) -> list[Row]:
        """The corrections that a row now says."""
        return [row for row in self.parts["corrections"] if row["row_id"] == key]

    def edits(self) -> list[Row]:
        """What the last version that touched this notice changed or took away."""
        rows = [row for key, held in self.history.items() if key for row in held]
        last = max((row["place"] for row in rows), default=None)
        touched = [
            row
            for row in rows
            if row["place"] == last and row["change"] in {"changed", "removed"}
        ]
        return touched[:EDITS]

    def outline(self) -> list[Row]:
        """The headings and items that carry words, in true order."""
        shown = [
            one for one in self.parts["sections"] if one["kind"] in {"section", "item"}
        ]
        top = min((one["depth"] for one in shown), default=0)
        return [
            {
                **one,
                "label": one["number"].rsplit("/", 1)[-1],
                "depth": min(one["depth"] - top + 1, 4),
            }
            for one in shown
        ]

    def section(self, row: Row) -> Row | None:
        """The outline item in which a row stands."""
        return self._sections.get(row["section_id"])

    def grids(self) -> list[Grid]:
        """The tables whose rows were read."""
        return grids(self.parts["sections"], self._targets, self._bodies)

    def duties(self, task: Row) -> list[Row]:
        """Who answers for a task by its own words."""
        return self._bodies.get(task["section_id"], [])

    def name_of(self, task: Row) -> str:
        """Name a task: its heading, else its indicator, else its first words."""
        promises = self._targets.get(task["section_id"])
        if task["heading"]:
            return str(task["heading"])
        if promises and task["number"].startswith("表"):
            return str(promises[0]["indicator"])
        text = str(task["text"])
        return text if len(text) <= 40 else f"{text[:40]}…"

    def answerable(self, target: Row) -> list[Row]:
        """Who answers for a target: bodies of its item, else of headings above it."""
        section = self._sections.get(target["section_id"])
        while section is not None:
            bodies = self._bodies.get(section["section_id"])
            if bodies:
                return bodies
            section = self._sections.get(section["parent_id"])
        return []

    def dispositions(self) -> list[tuple[str, int]]:
        """How many numerals went where, most first."""
        counts = Counter(row["disposition"] for row in self.parts["numerals"])
        return counts.most_common()

    def unexplained(self) -> list[Row]:
        """The numerals that no rule explained."""
        return [
            row for row in self.parts["numerals"] if row["disposition"] == "unexplained"
        ]

    def marks(self) -> Iterator[Mark]:
        """Everything that the text shows in colour."""
        for table, layer, key in LAYERS:
            for row in self.parts[table]:
                yield Mark(row["char_start"], row["char_end"], layer, row[key])
        for row in self.unexplained():
            yield Mark(
                row["char_start"], row["char_end"], "unexplained", row["numeral_id"]
            )
        for row in self.parts["findings"]:
            if row["char_start"] is not None:
                yield Mark(
                    row["char_start"], row["char_end"], "finding", row["finding_id"]
                )

    def headings(self) -> list[tuple[int, int, str]]:
        """Where sections begin, how deep, and their ids; 0 is running text."""
        kinds = [one for one in self.parts["sections"] if one["kind"] == "section"]
        top = min((one["depth"] for one in kinds), default=0)
        return [
            (
                one["char_start"],
                min(one["depth"] - top + 1, 3) if one["kind"] == "section" else 0,
                one["section_id"],
            )
            for one in self.parts["sections"]
        ]

    def matrix(
        self,
    ) -> tuple[list[tuple[str, str | None]], list[tuple[Row, dict[str, str]]]]:
        """Bodies by tasks: the bodies as columns, each task with its role by body."""
        counts: Counter[str] = Counter()
        links: dict[str, str | None] = {}
        rows = []
        for task in self.parts["tasks"]:
            roles = {
                duty["organization"]: duty["role"]
                for duty in reversed(self.duties(task))
            }
            for duty in self.duties(task):
                links.setdefault(duty["organization"], duty["organization_id"])
            counts.update(roles.keys())
            if roles:
                rows.append((task, roles))
        bodies = sorted(counts, key=lambda body: (-counts[body], body))
        return [(body, links[body]) for body in bodies], rows

    def linked_data(self) -> dict[str, Any]:
        """The notice as schema.org says it."""
        row = self.row
        said = {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "name": self.title,
            "identifier": row["document_number"],
            "legislationIdentifier": row["document_number"],
            "inLanguage": "zh-Hans",
            "datePublished": row["published_on"] and str(row["published_on"]),
            "legislationDate": row["issued_on"] and str(row["issued_on"]),
            "legislationPassedBy": row["issuer"],
            "spatialCoverage": row["region"],
            "url": self.source,
        }
        return {key: value for key, value in said.items() if value}

    def quotation(self, target: Row) -> dict[str, Any]:
        """The words of a *target* as schema.org says it: quoted from the notice."""
        return {
            "@context": "https://schema.org",
            "@type": "Quotation",
            "text": target["quote"],
            "inLanguage": "zh-Hans",
            "identifier": target["target_id"],
            "isPartOf": {
                key: value
                for key, value in self.linked_data().items()
                if key != "@context"
            },
        }

    def twin(self) -> dict[str, Any]:
        """The notice and its rows as they stand in the tables."""
        parts = {part: self.parts[part] for part in PARTS if part != "numerals"}
        return {"notice": self.row, **parts}


LAYERS = (
    ("targets", "target", "target_id"),
    ("responsibilities", "body", "responsibility_id"),
    ("deliverables", "document", "deliverable_id"),
    ("citations", "document", "citation_id"),
    ("milestones", "date", "milestone_id"),
)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the words of the same line before and after a range, cut where long."""
    before = text[:start].rsplit("\n", 1)[-1].lstrip()
    after = text[end:].split("\n", 1)[0].rstrip()
    return (
        "…" + before[-CONTEXT:] if len(before) > CONTEXT else before,
        after[:CONTEXT] + "…" if len(after) > CONTEXT else after,
    )


def web_address(address: str | None) -> str:
    """Give *address* if it leads to a web page; no other scheme is linked."""
    if not address:
        return ""
    return address if urlsplit(address).scheme in {"http", "https"} else ""


def fragment(address: str | None, words: str) -> str:
    """Give a link that opens the source at *words* (a text fragment)."""
    base = web_address(address)
    first = max(words.split("\n"), key=len).strip()[:60]
    return f"{base.split('#')[0]}#:~:text={quote(first, safe='')}" if base else ""
