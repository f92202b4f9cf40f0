"""Visit sources: find new notices, follow their attachments, keep the captures.

A page and its attachments are one notice: their receipts are committed together, and
each attachment's says to which page it belongs. A page around whose notice something
has changed (a counter, a token, recommended links) is no new capture: the answer goes
into the archive of the visit, and the page counts as unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.captures import Store
from pipelines.errors import FetchRefused, NoAnswer, Unreadable
from pipelines.sources.answers import files_of, is_html, media_type, name_of
from pipelines.sources.archive import WarcArchive
from pipelines.sources.client import Answer, Client
from pipelines.sources.config import Source
from pipelines.sources.discovery import (
    Found,
    belongs,
    next_page,
    notices_of,
)
from pipelines.sources.memory import Memory, Seen
from pipelines.sources.sameness import says_the_same

_ASKED_AGAIN = 25
_SAME = "checked, unchanged: only what surrounds the notice differs"


@dataclass(slots=True)
class Visit:
    """What one visit of a source brought: counts of addresses, and what was refused.

    ``may_pass`` says that its list was refused by a fault of the network or the server,
    which may pass within minutes.
    """

    source: str
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    may_pass: bool = False


@dataclass(slots=True)
class _Round:
    """One visit under way: what is remembered, archived and counted.

    ``addresses`` says under which address a file is to be had today, where that is
    another one than the file is known by: see ``_known_by``.
    """

    source: Source
    memory: Memory
    warc: WarcArchive
    visit: Visit
    addresses: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One address to be asked: its link's words, and of a file the page it is on.

    ``owner`` and ``place`` are the digest of the page to which it is attached, and its
    place among the attachments; without them it stands by itself.
    """

    url: str
    title: str = ""
    page: str | None = None
    owner: str | None = None
    place: int | None = None


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
        self.client.begin_visit()
        memory = Memory(self.folder / f"{source.name}.jsonl")
        stamp = self.now().translate(str.maketrans("", "", ":-"))
        with WarcArchive(
            self.folder / "warc" / f"{source.name}-{stamp}.warc.gz"
        ) as warc:
            try:
                listed = self._listed(source)
            except (FetchRefused, Unreadable) as reason:
                visit.refused[source.url] = str(reason)
                visit.may_pass = isinstance(reason, NoAnswer)
                return visit
            visit.listed = len(listed)
            under_way = _Round(source, memory, warc, visit)
            for found in listed:
                self._notice(found, under_way)
            for found in _missing(listed, memory):
                self._notice(found, under_way)
        return visit

    def _listed(self, source: Source) -> list[Found]:
        found: dict[str, Found] = {}
        url: str | None = source.url
        walked: set[str] = set()
        while url and url not in walked and len(walked) < source.pages:
            walked.add(url)
            answer = self.client.get(url)
            if answer.status != 200:
                kind = NoAnswer if answer.status >= 500 else FetchRefused
                raise kind(f"{url}: status {answer.status}")
            for entry in notices_of(source, answer.url, answer.body):
                found.setdefault(entry.url, entry)
            url = next_page(source, answer.url, answer.body)
        return list(found.values())

    def _notice(self, found: Found, under_way: _Round) -> None:
        """Fetch a notice's page and its files, and keep them together."""
        self._ask(_Asked(found.url, found.title), under_way)
        page = under_way.memory.seen.get(found.url)
        if page is not None:
            owner = page.sha256
            for place, url in enumerate(page.links, 1):
                asked = _Asked(url, "", found.url, owner, place)
                self._ask(asked, under_way)
                self._attach(asked, under_way)
            for url in page.beside:
                self._ask(_Asked(url, "", found.url), under_way)
        self.store.commit()  # before it is remembered, so that a crash fetches again
        under_way.memory.keep()

    def _attach(self, asked: _Asked, under_way: _Round) -> None:
        """Say that a file belongs to its page, also where only the page is new."""
        held = under_way.memory.seen.get(asked.url)
        if asked.owner and asked.place and held is not None and held.sha256:
            self.store.attach(
                held.sha256, asked.url, asked.owner, asked.place, self.now()
            )

    def _ask(self, asked: _Asked, under_way: _Round) -> None:
        """Fetch one address and keep what is new."""
        self.on_page(asked.url)
        memory, visit = under_way.memory, under_way.visit
        before = memory.seen.get(asked.url)
        now = self.now()
        try:
            address = under_way.addresses.get(asked.url, asked.url)
            answer = self.client.get(address, memory.conditions(asked.url))
        except FetchRefused as reason:
            visit.refused[asked.url] = str(reason)
            if before is None or before.status != "kept":
                first = before.first_seen if before else now
                refused = Seen("refused", first, now, page=asked.page, note=str(reason))
                memory.note(asked.url, refused)
            return
        if answer.status == 304 and before is not None:
            visit.unchanged += 1
            memory.note(asked.url, replace(before, last_seen=now))
        elif answer.status != 200:
            self._gone(asked.url, answer.status, under_way)
        else:
            self._keep(asked, answer, under_way)

    def _keep(self, asked: _Asked, answer: Answer, under_way: _Round) -> None:
        memory, visit = under_way.memory, under_way.visit
        before = memory.seen.get(asked.url)
        held = before.sha256 if before else None
        now = self.now()
        files = () if asked.page else files_of(under_way.source, answer)
        seen = Seen(
            "kept",
            before.first_seen if before else now,
            now,
            sha256=sha256(answer.body).hexdigest(),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            title=asked.title,
            page=asked.page,
            links=_known_by(files, before.links if before else [], True, under_way),
            beside=_known_by(files, before.beside if before else [], False, under_way),
        )
        if held != seen.sha256:
            under_way.warc.add(answer)
        if (
            before
            and held != seen.sha256
            and self._is_same(before, seen, answer, under_way.source)
        ):
            seen = replace(seen, sha256=held, note=_SAME)
        if held is None:
            visit.new += 1
        elif held != seen.sha256:
            visit.changed += 1
        else:
            visit.unchanged += 1
        if seen.note != _SAME:
            self.store.put(
                answer.body,
                name_of(asked.url),
                asked.url,
                now,
                media_type(answer),
                page=asked.owner,
                place=asked.place,
                returned=held is not None and held != seen.sha256,
            )
        memory.note(asked.url, seen)

    def _is_same(
        self, before: Seen, seen: Seen, answer: Answer, source: Source
    ) -> bool:
        """Say whether a page says what it said, and links to the files it linked to."""
        if not before.sha256 or seen.page or not is_html(answer):
            return False
        if (before.links, before.beside) != (seen.links, seen.beside):
            return False
        return says_the_same(
            self.store.read(before.sha256), answer.body, source.article
        )

    def _gone(self, url: str, status: int, under_way: _Round) -> None:
        memory, visit = under_way.memory, under_way.visit
        before = memory.seen.get(url)
        now = self.now()
        if before is not None and before.sha256 and status in {404, 410}:
            if before.status != "vanished":
                visit.vanished += 1
            note = f"status {status} on {now}"
            memory.note(url, replace(before, status="vanished", note=note))
            return
        visit.refused[url] = f"status {status}"
        if before is None:
            memory.note(url, Seen("refused", now, now, note=f"status {status}"))


def _missing(listed: Sequence[Found], memory: Memory) -> list[Found]:
    """Give some pages that the source no longer lists: do they stand?

    At most ``_ASKED_AGAIN`` a visit, those first that were seen longest ago.
    """
    present = {found.url for found in listed}
    unlisted = [
        (entry.last_seen, url)
        for url, entry in memory.seen.items()
        if url not in present and entry.page is None and entry.status == "kept"
    ]
    return [
        Found(url, memory.seen[url].title) for _, url in sorted(unlisted)[:_ASKED_AGAIN]
    ]


def _known_by(
    files: Sequence[Found], before: Sequence[str], annexes: bool, under_way: _Round
) -> list[str]:
    """Give the addresses by which a page's annexes, or other files, are known.

    Where a page puts new tokens behind the same paths (?t=...), its files stay known
    by the addresses that it gave first, and are asked for at those that it gives now.
    """
    now = [file.url for file in files if belongs(file) is annexes]
    if [_path(url) for url in before] != [_path(url) for url in now]:
        return now
    under_way.addresses.update(zip(before, now, strict=True))
    return list(before)


def _path(url: str) -> str:
    return urlsplit(url)._replace(query="").geturl()
