"""Alerts that wait to be sent, each in a file of ``store/alerts/``.

Whoever has something to tell writes a file, which cannot fail for the sake of a mail
server. One deliverer at a time sends what is there; a file goes when every channel has
taken it, so none is lost with a channel that is away and none is told twice by another.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.alerts.channels import Channels, Way, trouble_of
from pipelines.alerts.messages import Alert
from pipelines.collection.lock import locked
from pipelines.collection.place import Output, read_json, write_json
from pipelines.errors import AlertFailed, StoreLocked

_FIRST_WAIT = 30.0
_LAST_WAIT = 3_600.0
"""Seconds until a channel is asked again to take an alert: at first, and at most."""
_AT_MOST = 25.0
"""Seconds of one delivery after which nothing more is begun: a sensor has 60."""


@dataclass(frozen=True, slots=True)
class Outbox:
    """The alerts in *folder* that wait."""

    folder: Path

    @classmethod
    def of(cls, output: Output) -> Outbox:
        """Give that of *output*."""
        return cls(output.alerts)

    def put(self, key: str, alert: Alert) -> None:
        """Have *alert* sent; of one *key* only one waits.

        Raises:
            StoreError: the store cannot be written.
        """
        path = self._letters / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.json"
        if not path.exists():
            at = datetime.now(UTC).isoformat()
            write_json(
                path, {"alert": asdict(alert), "at": at, "took": [], "tries": {}}
            )

    def put_news(self, topic: str, alerts: Mapping[str, tuple[str, Alert]]) -> None:
        """Have those of *alerts* sent that *topic* has not told yet.

        They are all that holds of the topic now: a state and its alert by name. What
        holds no more is forgotten, and told again when it comes back.

        Raises:
            StoreError: the store cannot be written.
        """
        path = self.folder / "told.json"
        told: dict[str, dict[str, str]] = read_json(path) or {}
        before = told.get(topic, {})
        for name, (state, alert) in alerts.items():
            if before.get(name) != state:
                self.put(f"{topic} {name} {state}", alert)
        now = {name: state for name, (state, _) in alerts.items()}
        if now != before:
            write_json(path, told | {topic: now})

    def waiting(self) -> list[Path]:
        """Give the files of the alerts that wait, oldest first."""
        held = [(path, read_json(path)) for path in self._letters.glob("*.json")]
        return [
            path for path, letter in sorted(held, key=lambda one: str(one[1]["at"]))
        ]

    def deliver(
        self,
        channels: Channels,
        now: Callable[[], float] = time.time,
        waits: Sequence[float] = (),
    ) -> int:
        """Send what waits through all channels, and give how many alerts are gone.

        A channel that refuses is left for this time. It is asked again to take that
        alert by a later delivery, after 30 seconds and then twice as long each time,
        up to an hour; *waits* are seconds between tries in this one. Where no
        channel is named nobody is told. While another delivers nothing is done.

        Raises:
            AlertFailed: a channel refused; the message says which, and why.
            StoreError: the store is damaged or cannot be written.
        """
        if not self._letters.is_dir():
            return 0
        with suppress(StoreLocked), locked(self.folder / ".lock"):
            return self._deliver(channels.ways, now, waits)
        return 0

    @property
    def _letters(self) -> Path:
        return self.folder / "waiting"

    def _deliver(
        self, ways: Mapping[str, Way], now: Callable[[], float], waits: Sequence[float]
    ) -> int:
        until = now() + _AT_MOST
        troubles: dict[str, str] = {}
        gone = 0
        for path in self.waiting():
            letter = read_json(path)
            for name in ways.keys() - troubles.keys():
                if now() < until and _is_due(letter, name, now()):
                    trouble = trouble_of(ways[name], Alert(**letter["alert"]), waits)
                    _note(letter, name, trouble, now())
                    write_json(path, letter)
                    troubles |= {name: trouble} if trouble else {}
            if ways.keys() <= set(letter["took"]):
                path.unlink()
                gone += 1
        if troubles:
            said = "; ".join(f"{name}: {troubles[name]}" for name in sorted(troubles))
            raise AlertFailed(said)
        return gone


def _is_due(letter: Mapping[str, Any], name: str, now: float) -> bool:
    _, after = letter["tries"].get(name, (0, 0.0))
    return name not in letter["took"] and now >= after


def _note(letter: dict[str, Any], name: str, trouble: str, now: float) -> None:
    """Write in *letter* what came of sending it by the channel *name*."""
    if not trouble:
        letter["took"].append(name)
        return
    failures, _ = letter["tries"].get(name, (0, 0.0))
    wait = min(_FIRST_WAIT * 2**failures, _LAST_WAIT)
    letter["tries"][name] = (failures + 1, now + wait)
