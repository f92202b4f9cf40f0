"""Visit web sources: what they list becomes captures that wait for the next build.

One visit at a time on one output; builds go on meanwhile. What a visit brought is
remembered in ``store/sources/visits.json``, so that it can be told which sources are
due, which have gone silent, and whether anything has come since a build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from pipelines.captures import Store
from pipelines.collection import kind, remote
from pipelines.collection.build import held
from pipelines.collection.incoming import WAITING, receive_files, received_at
from pipelines.collection.lock import locked
from pipelines.collection.place import Output, read_json, write_json
from pipelines.errors import StoreLocked
from pipelines.sources.client import Client, Policy
from pipelines.sources.config import Source
from pipelines.sources.fetching import Visit, Visitor
from pipelines.sources.memory import Memory, Seen

_REFUSALS = 20


@dataclass(frozen=True, slots=True)
class Visited:
    """The last visit of one source.

    ``failed`` is why the source refused entirely, or empty; ``may_pass`` says that the
    network or the server was at fault, so that it may answer soon. ``first_at``,
    ``at`` and ``news_at`` (when something new or changed last came) are ISO 8601 UTC.
    ``digest`` stands for the contents of all its addresses. ``refused`` names at most
    twenty
    addresses that gave nothing, and why.
    """

    source: str
    first_at: str
    at: str
    news_at: str
    digest: str
    failed: str = ""
    may_pass: bool = False
    listed: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    refused: dict[str, str] = field(default_factory=dict)


def visit_sources(
    output: Output,
    sources: Iterable[Source],
    policy: Policy,
    *,
    say: Callable[[str], None] = lambda message: None,
    on_page: Callable[[str], None] = lambda url: None,
) -> list[Visited]:
    """Visit *sources* in turn, and remember what each brought as soon as it is done.

    A source that refuses does not stop the others. *say* hears of a visit that was
    killed before, *on_page* of every address before it is asked.

    Raises:
        MixedCollection: the output holds specimens.
        StoreLocked: another visit of this output is under way.
        StoreError: the store is damaged or cannot be written.
    """
    kind.claim(output, kind.CollectionKind.NOTICES)
    with locked(output.sources / ".lock", tell=say):
        for left in output.sources.rglob("*.tmp"):
            left.unlink()
        store = Store(
            str(output.store),
            waiting=WAITING,
            bring=lambda sha256: remote.bring_originals(output, [sha256]),
        )
        visitor = Visitor(Client(policy), store, output.sources, received_at, on_page)
        done = []
        for source in sources:
            visit = visitor.visit(source)
            done.append(_remember(output, source, visit))
        return done


def last_visits(output: Output) -> dict[str, Visited]:
    """Give the last visit of each source, by the source's name."""
    kept = read_json(output.sources / "visits.json") or {}
    return {name: Visited(**entry) for name, entry in kept.items()}


def contents(visits: Iterable[Visited]) -> str:
    """Give one digest of all that the sources hold; empty before the first visit."""
    digests = sorted(f"{visit.source} {visit.digest}" for visit in visits)
    return hashlib.sha256("\n".join(digests).encode()).hexdigest() if digests else ""


def due(sources: Iterable[Source], output: Output, now: datetime) -> list[Source]:
    """Give the sources whose last visit is longer ago than they ask for."""
    visits = last_visits(output)
    return [
        source
        for source in sources
        if source.name not in visits
        or now - _moment(visits[source.name].at) >= timedelta(hours=source.every_hours)
    ]


def silent(
    sources: Iterable[Source], output: Output, now: datetime
) -> list[tuple[Source, Visited]]:
    """Give the sources from which nothing new has come for too long."""
    visits = last_visits(output)
    return [
        (source, visits[source.name])
        for source in sources
        if source.name in visits
        and now - _moment(visits[source.name].news_at)
        > timedelta(days=source.silent_after_days)
    ]


def clock() -> datetime:
    """Give the time as the store's receipts know it, in UTC."""
    return _moment(received_at())


def admit(output: Output) -> None:
    """Take what waits into the ledger, unless a build is under way: it will do so."""
    with suppress(StoreLocked), held(output, lambda message: None):
        receive_files(output, ())


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _remember(output: Output, source: Source, visit: Visit) -> Visited:
    visits = last_visits(output)
    before = visits.get(source.name)
    at = received_at()
    has_news = before is None or visit.new or visit.changed
    seen = Memory(output.sources / f"{source.name}.jsonl").seen
    visited = Visited(
        source=source.name,
        first_at=before.first_at if before else at,
        at=at,
        news_at=at if before is None or has_news else before.news_at,
        digest=_digest(seen),
        failed=_why_nothing(source, visit, before),
        may_pass=visit.may_pass,
        listed=visit.listed,
        new=visit.new,
        changed=visit.changed,
        unchanged=visit.unchanged,
        vanished=visit.vanished,
        refused=dict(list(visit.refused.items())[:_REFUSALS]),
    )
    _note_gone(output, seen, at)
    visits[source.name] = visited
    kept = {name: asdict(entry) for name, entry in visits.items()}
    write_json(output.sources / "visits.json", kept)
    return visited


def _why_nothing(source: Source, visit: Visit, before: Visited | None) -> str:
    if visit.listed:
        return ""
    if source.url not in visit.refused and before is not None and before.listed:
        return f"{source.url}: lists no notice any more; has its form changed?"
    return visit.refused.get(source.url, "")


def _digest(seen: dict[str, Seen]) -> str:
    held = sorted(f"{url} {entry.status} {entry.sha256}" for url, entry in seen.items())
    return hashlib.sha256("\n".join(held).encode()).hexdigest()


def _note_gone(output: Output, seen: dict[str, Seen], at: str) -> None:
    """Have the next build say since when addresses give nothing, if that changed."""
    waiting = output.store / WAITING / "gone.json"
    before: dict[str, str] | None = read_json(waiting)  # even if it names none
    if before is None:
        before = read_json(output.sources / "gone.json") or {}
    gone = {url: since for url, since in before.items() if not _answers(seen.get(url))}
    for url, entry in seen.items():
        if entry.status == "vanished":
            gone.setdefault(url, at)
    if gone != before:
        write_json(waiting, gone)


def _answers(entry: Seen | None) -> bool:
    return entry is not None and entry.status == "kept"


def refused_entirely(visits: Sequence[Visited]) -> list[str]:
    """Say which sources gave nothing at all, and why."""
    return [f"{visit.source}: {visit.failed}" for visit in visits if visit.failed]
