"""One build at a time on one bucket: a lock object that its holder keeps renewing.

A bucket has no operating system that lets go of a lock when its holder dies. So the
lock is an object that is written only if there is none (``If-None-Match: *``) and
written again every minute while its holder lives. One that was not renewed for ten
minutes, by the server's own clock, is stale, and so is one whose process is dead on
this very machine: it is taken over (``If-Match``), and that is said.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.errors import StoreError, StoreLocked
from pipelines.processes import is_alive
from pipelines.remote.conditions import NoConditions, Seen, look, put_if
from pipelines.remote.place import Place

NAME = ".mubiao/lock.json"
STALE_AFTER = 600.0
"""Seconds without renewal after which a lock counts as left by the dead."""
BEAT = 60.0
"""Seconds between renewals."""

Say = Callable[[str], None]
_OURS: set[str] = set()
"""The tokens of the leases that this process holds."""


@dataclass(slots=True)
class Lease:
    """A lock that this process holds on a place, and renews."""

    place: Place
    body: bytes
    token: str
    tag: str | None
    renewed: float = field(default_factory=time.monotonic)
    lost: bool = False
    over: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Make sure that the place is still ours.

        Raises:
            StoreLocked: somebody else has taken it, or it could not be renewed.
        """
        if self.lost or time.monotonic() - self.renewed > STALE_AFTER:
            raise StoreLocked(
                f"{self.place.root}: the lock was lost, since it could not be renewed "
                "in time; the pointer was not moved: build again"
            )

    def renew(self) -> None:
        """Write the lock once more; what was lost is only noted."""
        try:
            if self.tag is None:  # the server knows no conditions
                self.place.put_bytes(NAME, self.body)
            else:
                self.tag = put_if(self.place, NAME, self.body, self.tag) or self._mine()
        except StoreError:
            return  # perhaps next time
        self.lost = self.tag == ""
        self.renewed = time.monotonic()

    def keep(self) -> None:
        """Renew until it is over."""
        while not self.over.wait(BEAT) and not self.lost:
            self.renew()

    def release(self) -> None:
        """Take the lock away, where it is still ours."""
        seen = look(self.place, NAME)
        if seen and _told(seen.data).get("token") == self.token:
            self.place.remove(NAME)

    def _mine(self) -> str:
        """Give the tag of what lies there if we wrote it, else nothing."""
        seen = look(self.place, NAME)
        ours = seen is not None and _told(seen.data).get("token") == self.token
        return seen.tag if ours and seen is not None else ""


@contextmanager
def leased(place: Place, say: Say) -> Iterator[Lease]:
    """Hold the lock of *place*; *say* hears of one that was left, or of none.

    Raises:
        StoreLocked: another build holds it; the message says which.
        StoreError: the place does not answer.
    """
    lease = _acquire(place, say)
    _OURS.add(lease.token)
    beat = threading.Thread(target=lease.keep, name="mubiao lease", daemon=True)
    beat.start()
    try:
        yield lease
    finally:
        lease.over.set()
        beat.join()
        try:
            lease.release()
        finally:
            _OURS.discard(lease.token)


def holder(place: Place) -> str | None:
    """Say who holds the lock of *place*; None where nobody does.

    Raises:
        StoreError: the place does not answer.
    """
    seen = look(place, NAME)
    return None if seen is None or _is_stale(seen) else _describe(seen)


def _acquire(place: Place, say: Say) -> Lease:
    token = secrets.token_hex(16)
    body = json.dumps({"token": token, **_holder()}).encode()
    seen = look(place, NAME)
    if seen is not None and not _is_stale(seen):
        raise _taken(place, seen)
    try:
        tag = put_if(place, NAME, body, seen.tag if seen else None)
        if tag is None:  # somebody was faster, or our own first try had succeeded
            seen = look(place, NAME)
            if seen is None or _told(seen.data).get("token") != token:
                raise _taken(place, seen)
            tag = seen.tag
        heeded = put_if(place, NAME, body, None) is None
    except NoConditions:
        heeded = False
        place.put_bytes(NAME, body)
    if seen is not None and _told(seen.data).get("token") != token:
        say(
            f"an earlier build ({_describe(seen)}) ended before it had finished; "
            f"its lock on {place.root} is taken over"
        )
    if not heeded:
        say(
            f"the server of {place.root} does not heed conditional writes: two builds "
            "that begin at the same moment are not kept apart there"
        )
        tag = None
    return Lease(place, body, token, tag)


def _taken(place: Place, seen: Seen | None) -> StoreLocked:
    who = _describe(seen) if seen else "it has just begun"
    return StoreLocked(
        f"{place.root} is being built by another process ({who}); wait until it has "
        f"ended. A lock that is not renewed for {STALE_AFTER / 60:.0f} minutes is "
        f"taken over by the next build; {place.root}/{NAME} is its object"
    )


def _is_stale(seen: Seen) -> bool:
    if seen.age > STALE_AFTER:
        return True
    told = _told(seen.data)
    if told.get("machine") != _machine():
        return False
    if told.get("pid") == os.getpid():  # of us, or of one before us
        return told.get("token") not in _OURS
    return not is_alive(int(told["pid"]))


def _machine() -> str:
    """Give what tells this machine, this boot and this container from others."""
    parts = [socket.gethostname()]
    boot = Path("/proc/sys/kernel/random/boot_id")
    space = Path("/proc/self/ns/pid")
    if boot.exists():
        parts.append(boot.read_text())
    if space.is_symlink():
        parts.append(str(space.readlink()))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _holder() -> dict[str, str | int]:
    return {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "machine": _machine(),
        "start": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _told(data: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _describe(seen: Seen) -> str:
    told = _told(seen.data)
    who = (
        f"pid {told['pid']} on {told['host']} since {told['start']}"
        if {"pid", "host", "start"} <= told.keys()
        else "its lock does not say which"
    )
    return f"{who}, renewed {seen.age:.0f} s ago"
