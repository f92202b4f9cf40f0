"""Visit sources: find new notices, follow their attachments, keep the captures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipelines.captures import Store
from pipelines.errors import FetchRefused
from pipelines.sources.archive import WarcArchive
from pipelines.sources.client import Answer, Client
from pipelines.sources.config import Source
from pipelines.sources.discovery import (
    Found,
    attachments_of,
    next_page,
    notices_of,
)
from pipelines.sources.memory import Memory, Seen

_ASKED_AGAIN = 25


@dataclass(slots=True)
class Visit:
    """What one visit of a source brought: counts of addresses, and what was refused."""

    source: str
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Visitor:
    """Visits sources with one client, into one store.

    ``folder`` holds what is remembered of each source (``<name>.jsonl``) and the WARC
    files (``warc/<name>-<time>.warc.gz``); ``now`` gives the time, ISO 8601 UTC.
    """

    client: Client
    store: Store
    folder: Path
    now: Callable[[], str]
    on_page: Callable[[str], None] = lambda url: None

    def visit_all(self, sources: Iterable[Source]) -> list[Visit]:
        """Visit *sources* in turn; one that fails does not stop the others."""
        return [self.visit(source) for source in sources]

    def visit(self, source: Source) -> Visit:
        """Visit one source; what it refuses is told in the result."""
        visit = Visit(source.name)
        memory = Memory(self.folder / f"{source.name}.jsonl")
        stamp = self.now().translate(str.maketrans("", "", ":-"))
        with WarcArchive(
            self.folder / "warc" / f"{source.name}-{stamp}.warc.gz"
        ) as warc:
            try:
                listed = self._listed(source)
            except FetchRefused as reason:
                visit.refused[source.url] = str(reason)
                return visit
            visit.listed = len(listed)
            for found in listed:
                self._notice(source, found, memory, warc, visit)
            self._missing(listed, memory, warc, visit)
        return visit

    def _listed(self, source: Source) -> list[Found]:
        found: dict[str, Found] = {}
        url: str | None = source.url
        walked: set[str] = set()
        while url and url not in walked and len(walked) < source.pages:
            walked.add(url)
            answer = self.client.get(url)
            if answer.status != 200:
                raise FetchRefused(f"{url}: status {answer.status}")
            for entry in notices_of(source, answer.url, answer.body):
                found.setdefault(entry.url, entry)
            url = next_page(source, answer.url, answer.body)
        return list(found.values())

    def _notice(
        self,
        source: Source,
        found: Found,
        memory: Memory,
        warc: WarcArchive,
        visit: Visit,
    ) -> None:
        answer = self._page(found, None, memory, warc, visit)
        links = memory.seen[found.url].links if found.url in memory.seen else []
        if answer is not None and _is_html(answer):
            files = attachments_of(source, answer.url, answer.body)
            links = [file.url for file in files]
            entry = memory.seen[found.url]
            if entry.links != links:
                entry.links = links
                memory.keep(found.url, entry)
        for link in links:
            self._page(Found(link, ""), found.url, memory, warc, visit)

    def _page(
        self,
        found: Found,
        page: str | None,
        memory: Memory,
        warc: WarcArchive,
        visit: Visit,
    ) -> Answer | None:
        """Fetch one address and keep what is new; give its answer if it has a body."""
        self.on_page(found.url)
        before = memory.seen.get(found.url)
        now = self.now()
        first = before.first_seen if before else now
        try:
            answer = self.client.get(found.url, memory.conditions(found.url))
        except FetchRefused as reason:
            visit.refused[found.url] = str(reason)
            if before is None or before.status != "kept":
                memory.keep(
                    found.url, Seen("refused", first, now, page=page, note=str(reason))
                )
            return None
        if answer.status == 304 and before is not None:
            visit.unchanged += 1
            before.last_seen = now
            memory.keep(found.url, before)
            return None
        if answer.status != 200:
            self._gone(found.url, answer.status, memory, visit)
            return None
        self._keep(found, page, answer, memory, warc, visit)
        return answer

    def _keep(
        self,
        found: Found,
        page: str | None,
        answer: Answer,
        memory: Memory,
        warc: WarcArchive,
        visit: Visit,
    ) -> None:
        before = memory.seen.get(found.url)
        now = self.now()
        capture = self.store.put(
            answer.body, _name(found.url), found.url, now, _media_type(answer)
        )
        self.store.commit()  # before it is remembered, so that a crash fetches again
        if before is None or before.sha256 is None:
            visit.new += 1
        elif before.sha256 != capture.sha256:
            visit.changed += 1
        else:
            visit.unchanged += 1
        if before is None or before.sha256 != capture.sha256:
            warc.add(answer)
        memory.keep(
            found.url,
            Seen(
                "kept",
                before.first_seen if before else now,
                now,
                sha256=capture.sha256,
                etag=answer.headers.get("etag"),
                last_modified=answer.headers.get("last-modified"),
                title=found.title,
                page=page,
                links=before.links if before else [],
            ),
        )

    def _gone(self, url: str, status: int, memory: Memory, visit: Visit) -> None:
        before = memory.seen.get(url)
        now = self.now()
        if before is not None and before.sha256 and status in {404, 410}:
            if before.status != "vanished":
                visit.vanished += 1
            before.status, before.note = "vanished", f"status {status} on {now}"
            memory.keep(url, before)
            return
        visit.refused[url] = f"status {status}"
        if before is None:
            memory.keep(url, Seen("refused", now, now, note=f"status {status}"))

    def _missing(
        self, listed: list[Found], memory: Memory, warc: WarcArchive, visit: Visit
    ) -> None:
        """Ask again for some pages that the source no longer lists: do they stand?

        At most ``_ASKED_AGAIN`` a visit, those first that were seen longest ago.
        """
        present = {found.url for found in listed}
        unlisted = [
            (entry.last_seen, url)
            for url, entry in memory.seen.items()
            if url not in present and entry.page is None and entry.status == "kept"
        ]
        for _, url in sorted(unlisted)[:_ASKED_AGAIN]:
            found = Found(url, memory.seen[url].title)
            self._page(found, None, memory, warc, visit)


def _media_type(answer: Answer) -> str:
    given = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return given or "application/octet-stream"


def _is_html(answer: Answer) -> bool:
    return _media_type(answer) in {"text/html", "application/xhtml+xml"}


def _name(url: str) -> str:
    path = urlsplit(url).path
    return unquote(path.rsplit("/", 1)[-1]) or "index.html"
