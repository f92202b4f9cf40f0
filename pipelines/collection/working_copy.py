"""An output in a bucket: its working copy here is filled, and what is new goes there.

==============================  ======================================================
what                            when it comes here, and goes there
==============================  ======================================================
pointers, versions.json         come at the start; go last, when all is verified
version folders                 come when a step needs them; go whole, never again
site                            never comes (it is rendered); what changed goes
originals, readings, documents  come when a step needs them; are never sent twice
tables, texts, verdicts         come before rows are laid out
ledger, notes of the store      come at the start
``store/built.json``            comes at the start; goes after the pointers
records of runs, scratch        stay here
==============================  ======================================================

So a build that is killed anywhere leaves the old pointer, or the new one with all that
it leads to. The next build, here or on another machine, sends what is lacking.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.collection import versions
from pipelines.collection.place import Output, read_json, write_bytes

if TYPE_CHECKING:
    from pipelines.collection.shipped import Shipped
    from pipelines.remote.inventory import Held
    from pipelines.remote.lease import Lease
    from pipelines.remote.tree import Tree

_COLD = ("originals/", "decoded/", "readings/", "sources/warc/")
_WARM = ("texts/", "checks/")
_STAYS = ("alerts/", "dagster/", "scratch.json", "inbox.json", "built.json")
_BUILT = "built.json"


@dataclass(frozen=True, slots=True)
class Sent:
    """What an upload did: files sent and files removed there."""

    sent: int
    removed: int

    def told(self, output: Output) -> str:
        """Say so to whoever builds."""
        where = output.url or output.store_url
        if not self.sent and not self.removed:
            return f"{where}: nothing to send"
        return f"{where}: sent {self.sent:,} files, removed {self.removed:,}"


@dataclass(slots=True)
class Remote:
    """The buckets of one output, and the locks held on them."""

    output: Output
    store: Tree | None
    shipped: Shipped | None
    leases: list[Lease] = field(default_factory=list)

    @property
    def trees(self) -> list[Tree]:
        """The trees in buckets: the store's, and that of what is published."""
        published = self.shipped.tree if self.shipped else None
        return [tree for tree in (self.store, published) if tree is not None]

    def pull(self) -> None:
        """Bring what every build asks for.

        Raises:
            StoreError: a bucket does not answer.
        """
        changed = False
        if self.store is not None:
            self.store.refresh()
            self.store.note_missing()
            self.store.bring(
                held for held in self.store.inventory.under() if _is_eager(held.path)
            )
            changed = self._pull_built()
        if self.shipped is not None:
            self.shipped.pull(outdated=changed)

    def warm(self) -> None:
        """Bring what is needed to lay out and to check rows.

        Raises:
            StoreError: a bucket does not answer.
        """
        if self.store is not None:
            self.store.bring(
                held for held in self.store.inventory.under() if _is_warm(held.path)
            )

    def send_store(self) -> int:
        """Send what is new in the store, but not yet the word that all is built.

        Raises:
            StoreError: a bucket does not answer, or keeps losing bytes.
        """
        if self.store is None:
            return 0
        return self.store.send(
            _files(self.output.store), self._has_gone, _rank, self.check
        )

    def upload(self) -> Sent:
        """Send all that is new, the pointers last; then remove what has gone.

        Raises:
            StoreLocked: a lock was lost meanwhile.
            StoreError: a bucket does not answer, or keeps losing bytes.
        """
        sent = self.send_store()
        removed = 0
        if self.shipped is not None:
            sent += self.shipped.send(self.check)
        if self.store is not None:
            self.check()
            sent += self._send_built()
            removed += self.store.clear()
        if self.shipped is not None:
            removed += self.shipped.clear()
        return Sent(sent, removed)

    def check(self) -> None:
        """Make sure that all locks are still ours.

        Raises:
            StoreLocked: one was lost.
        """
        for lease in self.leases:
            lease.check()

    def _pull_built(self) -> bool:
        """Bring the word of what was built; say whether it is another than ours."""
        assert self.store is not None
        path = self.output.store / _BUILT
        there = self.store.place.read(_BUILT)
        told = (there or b"").decode()
        if self.store.inventory.noted(_BUILT) == told:
            return False
        if there is None:
            path.unlink(missing_ok=True)
        else:
            write_bytes(path, there)
        self.store.inventory.note(_BUILT, told)
        return True

    def _send_built(self) -> int:
        assert self.store is not None
        path = self.output.store / _BUILT
        if not path.exists():
            return 0
        data = path.read_bytes()
        if self.store.inventory.noted(_BUILT) == data.decode():
            return 0
        self.store.place.put_bytes(_BUILT, data)
        self.store.inventory.note(_BUILT, data.decode())
        return 1

    def _has_gone(self, held: Held) -> bool:
        """Say whether a file there is wanted no more.

        What was received never goes; readings and documents go with their reader's or
        decoder's version; the rest goes where it was here and is no more.
        """
        if held.path.startswith("readings/"):
            built = read_json(self.output.store / _BUILT) or {}
            readers = built.get("readers") or [held.path.split("/")[1]]
            return held.path.split("/")[1] not in readers
        if held.path.startswith("decoded/"):
            return held.path.split("/")[1] != versions.decoder_version()
        if held.path.startswith(_COLD) or held.here is None:
            return False
        return not (self.output.store / held.path).exists()


def _files(folder: Path) -> Iterator[str]:
    """Give the store's files that have a copy in its bucket."""
    for where, folders, names in os.walk(folder):
        folders.sort()
        inner = Path(where).relative_to(folder).as_posix()
        for name in sorted(names):
            path = name if inner == "." else f"{inner}/{name}"
            hidden = name.startswith(".") or name.endswith(".tmp")
            if not hidden and not path.startswith(_STAYS):
                yield path


def _is_warm(path: str) -> bool:
    return path.startswith(_WARM) or path.endswith(".parquet")


def _is_eager(path: str) -> bool:
    return not path.startswith(_COLD) and not _is_warm(path)


def _rank(path: str) -> int:
    """What is received goes first, then what was read, then receipts and the rest."""
    return next((at for at, kind in enumerate(_COLD) if path.startswith(kind)), 9)
