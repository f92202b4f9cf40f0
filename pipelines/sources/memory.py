"""What is remembered of each address between two visits: one journal a source."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Seen:
    """One address as last seen.

    ``status`` is ``kept`` (the capture of digest ``sha256`` is in the store),
    ``vanished`` (it answered once and now says 404 or 410) or ``refused`` (with the
    reason in ``note``). ``links`` are the annexes of a page, in order, and ``beside``
    other files that it links to. Times are ISO 8601 UTC.
    """

    status: str
    first_seen: str
    last_seen: str
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    title: str = ""
    page: str | None = None
    note: str = ""
    links: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


class Memory:
    """The addresses of one source: a journal of one line a change.

    What a notice brought is on disk before the next one is asked for; a line that a
    crash cut short is passed over, and its address is asked again. The journal is
    rewritten when it holds more than twice as many lines as addresses.
    """

    def __init__(self, path: Path) -> None:
        """Read the journal at *path*, or begin anew where it does not exist yet."""
        self._path = path
        self.seen: dict[str, Seen] = {}
        self._noted: dict[str, Seen] = {}
        lines = path.read_bytes().split(b"\n") if path.exists() else []
        for line in lines:
            try:
                url, entry = json.loads(line)
            except ValueError:
                continue
            self.seen[url] = Seen(**entry)
        if len(lines) > 2 * len(self.seen) + 10:
            self._rewrite()

    def conditions(self, url: str) -> dict[str, str]:
        """Give the request headers that ask only for a change since the last visit."""
        entry = self.seen.get(url)
        if entry is None or entry.status != "kept":
            return {}
        asked = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
        return {name: value for name, value in asked.items() if value}

    def note(self, url: str, entry: Seen) -> None:
        """Remember *entry* as long as the visit lasts, and for ever after ``keep``."""
        self.seen[url] = entry
        self._noted[url] = entry

    def keep(self) -> None:
        """Put what was noted on disk; it is there before this returns."""
        if not self._noted:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            for url, entry in self._noted.items():
                file.write(b"\n" + _line(url, entry))
            file.flush()
            os.fsync(file.fileno())
        self._noted.clear()

    def _rewrite(self) -> None:
        aside = self._path.with_suffix(f".{os.getpid()}.tmp")
        with aside.open("wb") as file:
            lines = (_line(url, entry) for url, entry in sorted(self.seen.items()))
            file.write(b"\n".join(lines))
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)


def _line(url: str, entry: Seen) -> bytes:
    return json.dumps([url, asdict(entry)], ensure_ascii=False).encode()
