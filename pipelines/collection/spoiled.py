"""Readings that cannot be laid out as rows: kept apart, with the reason.

A rule or a correction may give what no row can hold. That is a fault of one notice: it
is quarantined and said so, and the others are published. It is tried again as soon as
the reader, the tables or the corrections have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipelines.collection import corrected
from pipelines.collection.place import Output, read_json, write_json
from pipelines.collection.readings import Readings
from pipelines.collection.versions import tables_version
from pipelines.errors import CheckFailed, ReadingLost
from pipelines.model import Capture, Reading

FAULTS = (
    CheckFailed,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What one odd reading can cause in the code that lays it out."""


@dataclass(frozen=True, slots=True)
class Layable:
    """The readings of one version as they are laid out, the spoiled quarantined."""

    readings: Readings
    spoiled: Mapping[str, str]

    @classmethod
    def of(cls, output: Output, reader_version: str) -> Layable:
        """Give the readings of *output*, with what is known to be spoiled."""
        kept = read_json(output.tables / "spoiled.json") or {}
        is_same = kept.get("version") == _version(output, reader_version)
        return cls(
            Readings(output.readings, reader_version),
            kept["reasons"] if is_same else {},
        )

    def load(self, capture: Capture) -> Reading:
        """Give the reading of *capture*.

        Raises:
            ReadingLost: there is none, or it was damaged.
        """
        reading = self.readings.load(capture.reading_id)
        if reading is None:
            raise ReadingLost(
                f"the reading of {capture.source_file} is missing from "
                f"{self.readings.folder}; build again",
                (capture.reading_id,),
            )
        reason = self.spoiled.get(capture.reading_id)
        if reason is None:
            return reading
        return replace(reading, status="quarantined", reason=reason, notices=())


def spoil(output: Output, reader_version: str, reasons: Mapping[str, str]) -> None:
    """Note readings that cannot be laid out: the key of each, and why.

    Raises:
        StoreError: the note cannot be written.
    """
    known = Layable.of(output, reader_version).spoiled
    write_json(
        output.tables / "spoiled.json",
        {"version": _version(output, reader_version), "reasons": {**known, **reasons}},
    )


def reason_of(fault: BaseException) -> str:
    """Say why a reading is spoiled."""
    return f"its rows could not be laid out: {type(fault).__name__}: {fault}"


def _version(output: Output, reader_version: str) -> str:
    return f"{reader_version} {tables_version()} {corrected.digest(output)}"
