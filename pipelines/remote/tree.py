"""A folder here and the same tree there: what is wanted comes, what is new goes.

What changed there since the last time wins over what was changed here, since a build
there was finished and one here was not; what is only here is sent. Before anything is
sent, a note there says what will be: so that whoever comes after a build that was
killed knows what may lie there unfinished, without asking for a list.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import StoreError
from pipelines.remote.inventory import Change, Held, Inventory
from pipelines.remote.place import Place, digest_of
from pipelines.remote.threads import side_by_side

PENDING = ".mubiao/pending.jsonl.gz"
_TOGETHER = 10_000
"""Files after which the inventory tells of them: what is held in memory at once."""

Check = Callable[[], None]
_Mark = tuple[str, tuple[int, int] | None]


@dataclass(slots=True)
class Tree:
    """The files below ``folder`` and their copies in ``place``."""

    place: Place
    folder: Path
    inventory: Inventory
    _doomed: list[str] = field(default_factory=list)
    _is_pending: bool = False

    @classmethod
    def of(cls, place: Place, folder: Path, database: Path) -> Tree:
        """Give the tree of *folder*, whose inventory is kept in the file *database*."""
        return cls(place, folder, Inventory.of(place, database))

    def refresh(self) -> None:
        """Learn what has changed there, and take away here what has gone there.

        Raises:
            StoreError: the place does not answer.
        """
        for path in self.inventory.refresh():
            (self.folder / path).unlink(missing_ok=True)

    def note_missing(self) -> None:
        """Note which files somebody has taken away here: they have not gone there."""
        self.inventory.mark(
            [
                (held.path, None)
                for held in self.inventory.under()
                if held.here and not (self.folder / held.path).exists()
            ]
        )

    def bring(self, wanted: Iterable[Held]) -> int:
        """Bring files here that are not here, or changed there; give their number.

        Raises:
            StoreError: the place does not answer, or has lost bytes.
        """
        lacking, marks = self._lacking(wanted)
        for held, is_there in side_by_side(self._fetch, lacking):
            if not is_there:
                self.inventory.forget(held.path)
                raise StoreError(
                    f"{self.place.root}/{held.path} is missing or has other bytes than "
                    "its inventory says; it may be changing just now: try again"
                )
            marks.append((held.path, _stat(self.folder / held.path)))
        self.inventory.mark(marks)
        return len(lacking)

    def fetch_known(self, paths: Iterable[str]) -> list[str]:
        """Bring files that the inventory knows; give those that are lost there.

        Raises:
            StoreError: the place does not answer.
        """
        found = [held for path in paths if (held := self.inventory.get(path))]
        lacking = [held for held in found if not (self.folder / held.path).exists()]
        marks: list[_Mark] = []
        lost: list[str] = []
        for held, is_there in side_by_side(self._fetch, lacking):
            if is_there:
                marks.append((held.path, _stat(self.folder / held.path)))
            else:
                self.inventory.forget(held.path)
                lost.append(held.path)
        self.inventory.mark(marks)
        return lost

    def send(
        self,
        paths: Iterable[str],
        is_gone: Callable[[Held], bool],
        rank: Callable[[str], int] = lambda path: 0,
        check: Check = lambda: None,
        *,
        overrule: bool = False,
    ) -> int:
        """Send what of *paths* is new, verified, by rank; give the number sent.

        What has changed there meanwhile is left alone, unless we *overrule* it.

        What *is_gone* says of files there takes effect with ``clear``.

        Raises:
            StoreError: the place does not answer, or keeps losing bytes.
        """
        fresh, marks = self._changed(paths, overrule=overrule)
        self.inventory.mark(marks)
        sending = set(fresh)
        gone = [
            held.path
            for held in self.inventory.under()
            if held.path not in sending and is_gone(held)
        ]
        if not fresh and not gone:
            return 0
        doubtful = self._announce(fresh, gone)
        kept = sending | set(gone)
        self._doomed = gone + [
            path for path in sorted(doubtful - kept) if self.inventory.get(path) is None
        ]
        sent = 0
        changes: list[Change] = []
        for some in _by_rank(fresh, rank):
            check()
            for change in self._sent(some, doubtful, check):
                changes.append(change)
                sent += 1
            if len(changes) >= _TOGETHER:
                self.inventory.commit(changes)
                changes = []
        check()
        self.inventory.commit([*changes, *(Change(path, None) for path in gone)])
        return sent

    def clear(self) -> int:
        """Remove there what has gone, and the note of what was to be sent.

        Raises:
            StoreError: the place does not answer.
        """
        removed = len(list(side_by_side(self.place.remove, self._doomed)))
        self._doomed = []
        if self._is_pending:
            self.place.remove(PENDING)
            self._is_pending = False
        return removed

    def _lacking(self, wanted: Iterable[Held]) -> tuple[list[Held], list[_Mark]]:
        """Give what is not here or changed there, and what is here already."""
        lacking: list[Held] = []
        marks: list[_Mark] = []
        for held in wanted:
            path = self.folder / held.path
            here = _stat(path)
            if here is None or (held.fresh and digest_of(path) != held.sha):
                lacking.append(held)
            elif held.fresh:
                marks.append((held.path, here))
        return lacking, marks

    def _fetch(self, held: Held) -> bool:
        return self.place.fetch(held.path, self.folder / held.path, held.sha)

    def _changed(
        self, paths: Iterable[str], *, overrule: bool
    ) -> tuple[list[str], list[_Mark]]:
        """Give the files to be sent, and those that are as there under another time."""
        fresh: list[str] = []
        marks: list[_Mark] = []
        for path in paths:
            held, here = self.inventory.get(path), _stat(self.folder / path)
            if here is None or (held and held.here == here):
                continue
            if held and held.fresh and not overrule:
                continue
            if held and held.size == here[0] and self._is_same(path, held):
                marks.append((path, here))
            else:
                fresh.append(path)
        return fresh, marks

    def _is_same(self, path: str, held: Held) -> bool:
        try:
            return digest_of(self.folder / path) == held.sha
        except FileNotFoundError:
            return False

    def _announce(self, fresh: Sequence[str], gone: Sequence[str]) -> set[str]:
        """Note there what will change; give what a killed build had so noted."""
        left = self.place.read(PENDING)
        before = set(_unpack(left)) if left else set()
        self.place.put_bytes(PENDING, _pack(sorted({*before, *fresh, *gone})))
        self._is_pending = True
        return before

    def _sent(
        self, paths: Sequence[str], doubtful: set[str], check: Check
    ) -> Iterator[Change]:
        def put(path: str) -> Change | None:
            here = _stat(self.folder / path)
            try:
                sha = self.place.put(
                    self.folder / path, path, look_first=path in doubtful
                )
            except FileNotFoundError:  # a visit of web sources goes on meanwhile
                return None
            return Change(path, sha, here[0] if here else 0, here)

        for number, (_, change) in enumerate(side_by_side(put, paths)):
            if number % 100 == 0:
                check()
            if change is not None:
                yield change


def _by_rank(paths: Sequence[str], rank: Callable[[str], int]) -> Iterator[list[str]]:
    """Give paths by their ranks, and of each rank some at a time."""
    for level in sorted({rank(path) for path in paths}):
        some = [path for path in paths if rank(path) == level]
        for start in range(0, len(some), _TOGETHER):
            yield some[start : start + _TOGETHER]


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _pack(paths: Iterable[str]) -> bytes:
    lines = "".join(json.dumps(path, ensure_ascii=False) + "\n" for path in paths)
    return gzip.compress(lines.encode(), mtime=0)


def _unpack(packed: bytes) -> list[str]:
    return [
        str(json.loads(one))
        for one in gzip.decompress(packed).decode().split("\n")
        if one
    ]
