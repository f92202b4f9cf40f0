"""The pages of one notice: itself, its targets, its responsibility matrix."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.catalog.disk import Page
from pipelines.catalog.frame import Frame, slug
from pipelines.catalog.history import TOUCHED, History
from pipelines.catalog.marks import lines
from pipelines.catalog.notice import PARTS, Notice, around, fragment
from pipelines.catalog.search import blocks, document
from pipelines.catalog.version import Row, digest
from pipelines.catalog.words import LANGUAGES


class NoticePages:
    """Makes the files that depend on one notice's rows and text."""

    name = "notice"
    batch = 50

    def __init__(self, frame: Frame, history: History) -> None:
        self.frame = frame
        self.version = frame.version
        self.history = history

    def units(self) -> Iterator[tuple[str, str]]:
        """Give each notice_id and the digest of the notice's inputs."""
        sums, key = self.frame.sums, "notice_id"
        tables = [sums.of(table, key) for table in ("notices", *PARTS)]
        tables += [
            sums.of("citations", "cited_notice_id"),
            sums.linked("responsibilities", key, "organizations", "organization_id"),
            sums.linked("targets", key, "indicators", "indicator_id"),
            sums.linked("notices", key, "regions", "region_code"),
            TOUCHED,
        ]
        never = self.history.never
        for notice, said in sums.joined(*tables):
            yield notice, digest(self.frame.inputs, never, said)

    def pages(self, ids: Sequence[str]) -> Iterator[tuple[str, list[Page]]]:
        """Render all files of the notices *ids*."""
        version = self.version
        rows = version.grouped("notices", "notice_id", ids)
        parts = {part: version.grouped(part, "notice_id", ids) for part in PARTS}
        citing = self._citing(ids)
        told = self.history.told(ids)
        changed = self.history.latest(ids)
        cited = self._titles(
            [row for rows in parts["citations"].values() for row in rows]
        )
        for key in ids:
            held = {part: groups.get(key, []) for part, groups in parts.items()}
            notice = Notice(rows[key][0], held, version.text(key))
            notice.history = told.get(key, {})
            notice.changed = changed[key]
            yield key, list(self._render(notice, citing.get(key, []), cited))

    def _render(
        self, notice: Notice, citing: list[Row], cited: Mapping[str, str]
    ) -> Iterator[Page]:
        both = self.frame.both
        key = slug(notice.key)
        text = lines(notice.text, notice.marks(), notice.headings())
        yield from both(
            f"notices/{key}.html",
            "notice.html",
            n=notice,
            row=notice.row,
            lines=text,
            citing=citing,
            cited=cited,
        )
        yield from both(f"matrix/{key}.html", "matrix.html", n=notice, row=notice.row)
        region = row_place(self.frame, notice.row)
        words = document(
            notice.row, notice.text, notice.parts["targets"], notice.parts["sections"]
        )
        titles = [self.frame.words[one].headline(notice.row) for one in LANGUAGES]
        for name, content in blocks(notice.row, titles, region, words):
            yield Page(f"search/text/{key}/{name}", content)
        yield self.frame.json(f"json/notices/{key}.json", notice.twin())
        yield Page(f"texts/{key}.txt", self.version.text_file(notice.key))
        for target in notice.parts["targets"]:
            yield from self._target(notice, target)

    def _target(self, notice: Notice, target: Row) -> Iterator[Page]:
        key = slug(target["target_id"])
        context: dict[str, Any] = {
            "n": notice,
            "row": notice.row,
            "target": target,
            "around": around(notice.text, target["char_start"], target["char_end"]),
            "answerable": notice.answerable(target),
            "history": notice.history.get(target["target_id"], []),
            "source": fragment(notice.row["source_url"], target["quote"]),
            "chart": chart_of(target),
        }
        yield from self.frame.both(f"targets/{key}.html", "target.html", **context)
        for language in LANGUAGES:
            yield self.frame.file(
                language,
                f"embed/{language}/targets/{key}.html",
                "embed_target.html",
                **context,
            )
        yield self.frame.json(f"json/targets/{key}.json", target)

    def _citing(self, ids: Sequence[str]) -> dict[str, list[Row]]:
        groups: dict[str, list[Row]] = defaultdict(list)
        query = (
            "SELECT DISTINCT c.cited_notice_id, n.notice_id, n.title, "
            "n.document_number, n.source_file "
            "FROM citations AS c JOIN notices AS n ON c.notice_id = n.notice_id "
            "WHERE c.cited_notice_id IN (SELECT unnest(?)) ORDER BY n.notice_id"
        )
        for row in self.version.ask(query, [list(ids)]):
            groups[row["cited_notice_id"]].append(row)
        return groups

    def _titles(self, citations: Sequence[Row]) -> dict[str, str]:
        keys = {row["cited_notice_id"] for row in citations} - {None}
        query = (
            "SELECT notice_id, title FROM notices WHERE notice_id IN (SELECT unnest(?))"
        )
        rows = self.version.ask(query, [sorted(keys)])
        return {row["notice_id"]: row["title"] or row["notice_id"] for row in rows}


def row_place(frame: Frame, row: Row) -> list[str]:
    """Name the place of a notice in each language."""
    code = row["region_code"]
    if not code:
        return [row["region"] or ""] * len(LANGUAGES)
    return [frame.registers.namer(language).region(code) for language in LANGUAGES]


def chart_of(target: Row) -> str:
    """Name the chart on which a target's value stands, if it stands on one."""
    comparable = target["kind"] in {"level", "change"} and target["value"] is not None
    if not comparable or not target["indicator_id"]:
        return ""
    return chart_name(target["indicator_id"], target["kind"], target["unit"])


def chart_name(indicator: str, kind: str, unit: str | None) -> str:
    """Name the chart of one indicator, kind and unit: these alone compare."""
    return f"{slug(indicator)}-{kind}-{digest(unit)[:6]}"
