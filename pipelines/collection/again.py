"""Read again what was received in a range of days, whatever is cached of it.

A rule change needs no such asking: readings are known by the reader that made them. It
is for what no digest tells, as a new release of an outside program that decodes. The
readings and documents of the range are forgotten, and the build goes on as always.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.collection import remote
from pipelines.collection.incoming import captures
from pipelines.collection.manifests import manifest_of
from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.reading import held_documents, held_readings
from pipelines.model import Capture


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both included, as UTC counts them."""

    first: date
    last: date

    @classmethod
    def parse(cls, words: str) -> Days:
        """Give the days of *words*: ``2026-01-05`` or ``2026-01-01..2026-02-28``.

        Raises:
            ValueError: they name no days, or end before they begin.
        """
        first, _, last = words.partition("..")
        days = cls(date.fromisoformat(first), date.fromisoformat(last or first))
        if days.last < days.first:
            raise ValueError(f"{words} ends before it begins")
        return days

    def hold(self, capture: Capture) -> bool:
        """Say whether a capture, or one of its annexes, was received in these days."""
        return any(
            self.first <= date.fromisoformat(each.received_at[:10]) <= self.last
            for each in (capture, *capture.annexes)
        )


def forget(output: Output, days: Days) -> int:
    """Forget what was read of the captures received in *days*; give their number.

    What was made from it goes first, and the note of the last build: if this is cut
    short, the next build knows that it has something to do.

    Raises:
        StoreError: the store is damaged or cannot be written.
    """
    again = [capture for capture in captures(output) if days.hold(capture)]
    if not again:
        return 0
    built = output.store / "built.json"
    kept = read_json(built) or {}
    write_json(built, {name: made for name, made in kept.items() if name != "reader"})
    shards = [path.stem for path in (output.tables / "shards").glob("*.json")]
    for shard in shards:
        if any(capture.sha256.startswith(shard) for capture in again):
            manifest_of(output, shard).unlink(missing_ok=True)
            (output.tables / "claims" / f"{shard}.json").unlink(missing_ok=True)
    (output.tables / "spoiled.json").unlink(missing_ok=True)
    documents, readings = held_documents(output), held_readings(output)
    cached = [path for capture in again for path in documents.paths(capture)]
    cached += [readings.path(capture.reading_id) for capture in again]
    for path in cached:
        path.unlink(missing_ok=True)
    remote.forget(output, cached)
    return len(again)
