"""What each capture claims to hold, kept by shard so that it is not asked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pipelines.collection import remote
from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.spoiled import FAULTS, Layable, reason_of
from pipelines.collection.versions import tables_version
from pipelines.errors import ReadingLost
from pipelines.model import Capture, Reading
from pipelines.tables.collection import Claim, claim
from pipelines.tables.ids import plain

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ShardClaims:
    """The claims of a shard's captures, and the plain names that its notices cite."""

    claims: tuple[Claim, ...]
    cites: frozenset[str]


def load_claims(
    output: Output, shard: str, members: Sequence[Capture], held_readings: Layable
) -> ShardClaims:
    """Give the claims of a shard; captures not asked before have theirs read.

    Raises:
        ReadingLost: readings are missing or damaged; all of the shard are named.
        StoreError: the claims cannot be written.
    """
    path = output.tables / "claims" / f"{shard}.json"
    version = f"{held_readings.readings.version} {tables_version()}"
    kept = read_json(path) or {}
    known: dict[str, Any] = kept["captures"] if kept.get("version") == version else {}
    unknown = [each for each in members if _key(each, held_readings) not in known]
    remote.bring_readings(
        output, held_readings.readings.version, (one.reading_id for one in unknown)
    )
    asked = all_found(unknown, lambda capture: _ask(capture, held_readings))
    held = {
        capture.sha256: asked.get(capture) or known[_key(capture, held_readings)]
        for capture in members
    }
    fresh = {_key(capture, held_readings): held[capture.sha256] for capture in members}
    if fresh != known:
        write_json(path, {"version": version, "captures": fresh})
    return ShardClaims(
        claims=tuple(_claim(plainly) for plainly in held.values()),
        cites=frozenset(name for each in held.values() for name in each["cites"]),
    )


def all_found(things: Iterable[K], find: Callable[[K], T]) -> dict[K, T]:
    """Give what *find* gives for each of *things*.

    Raises:
        ReadingLost: readings are missing or damaged, those of all things together.
    """
    found: dict[K, T] = {}
    lost: list[ReadingLost] = []
    for thing in things:
        try:
            found[thing] = find(thing)
        except ReadingLost as error:
            lost.append(error)
    if lost:
        keys = tuple(key for error in lost for key in error.keys)
        raise ReadingLost(lost[0].message, keys)
    return found


def _key(capture: Capture, held_readings: Layable) -> str:
    """Give the digest of all that a claim is made from, the reading apart."""
    told = [
        held_readings.spoiled.get(capture.reading_id),
        capture.sha256,
        *(repr(one) for one in (*capture.annexes, *capture.former)),
        capture.source_file,
        capture.source_url,
        capture.received_at,
        capture.gone_since,
        capture.returned_at,
        capture.media_type,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _ask(capture: Capture, held_readings: Layable) -> dict[str, Any]:
    reading = held_readings.load(capture)
    try:
        claimed, cites = claim(reading, capture), sorted(_cites(reading))
    except FAULTS as fault:
        spoiled = replace(
            reading, status="quarantined", reason=reason_of(fault), notices=()
        )
        claimed, cites = claim(spoiled, capture), []
    return {
        "row": dict(claimed.row),
        "notice_ids": list(claimed.notice_ids),
        "names": [list(names) for names in claimed.names],
        "annexes": [dict(row) for row in claimed.annexes],
        "cites": cites,
    }


def _cites(reading: Reading) -> set[str]:
    names = {
        plain(name)
        for notice in reading.notices
        for citation in notice.citations
        for name in (citation.document_number, citation.title)
    }
    return names - {""}


def _claim(plainly: dict[str, Any]) -> Claim:
    return Claim(
        row=plainly["row"],
        notice_ids=tuple(plainly["notice_ids"]),
        names=tuple((number, title) for number, title in plainly["names"]),
        annexes=tuple(plainly["annexes"]),
    )
