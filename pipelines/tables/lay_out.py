"""Nouns to rows: one capture's reading becomes rows of the fact tables.

Rows are plain dictionaries whose keys are the columns of the Table Schemas; numbers
are still ``Decimal`` and dates ``date``. What needs the whole collection (which
capture is a notice's current reading, which notice a citation means) is settled in
``collection``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pipelines.absence import MISSING_ANNEX
from pipelines.corrections import Correction, apply
from pipelines.lexicons.findings import finding
from pipelines.model import Capture, Finding, NoticeReading, Reading
from pipelines.tables import attached, corrected, facts, outlines
from pipelines.tables.ids import notice_id
from pipelines.tables.links import Linker
from pipelines.tables.page import Page

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# The reader takes simplified Chinese; traditional characters are mended to it.
LANGUAGE = "zh"


def lay_out(
    reading: Reading,
    capture: Capture,
    *,
    ids: Sequence[str] | None = None,
    reader_version: str = "",
    linker: Linker | None = None,
    corrections: Mapping[str, Sequence[Correction]] = MappingProxyType({}),
) -> Rows:
    """Give the rows of every notice that *reading* holds, and the capture's own row.

    *ids* are the notices' ids where the collection has settled them; *corrections* are
    told by those ids. An id stays as it is when a correction changes a title. A notice
    that the capture holds more than once (as print and as text, in an archive) has the
    rows of its first standing; a finding tells of each other.

    Raises:
        CheckFailed: a fact's words do not lie in the text.
    """
    rows: Rows = {"captures": [capture_row(reading, capture)]}
    digest = text_digest(reading.text)
    keys = ids if ids is not None else notice_ids(reading)
    for key, (as_read, *others) in _by_id(keys, reading.notices).items():
        notice, outcomes = apply(as_read, corrections.get(key, ()), reading.text)
        page = Page.of(key, notice, reading.text, digest, linker or Linker())
        page.findings.extend(_stands_again(other) for other in others)
        laid = {
            "notices": [_notice(page, notice, reading, capture, reader_version)],
            **outlines.lay_out(page, notice),
        }
        laid |= facts.lay_out(page, notice)
        laid["corrections"] = corrected.lay_out(key, outcomes, laid)
        laid["findings"] = facts.findings(page, notice)
        head = laid["notices"][0]
        head["tasks"], head["targets"] = len(laid["tasks"]), len(laid["targets"])
        head["targets_status"] = _targets_status(laid)
        for table, more in laid.items():
            rows.setdefault(table, []).extend(more)
    return rows


def _by_id(
    keys: Sequence[str], notices: Sequence[NoticeReading]
) -> dict[str, list[NoticeReading]]:
    found: dict[str, list[NoticeReading]] = {}
    for key, notice in zip(keys, notices, strict=True):
        found.setdefault(key, []).append(notice)
    return found


def _stands_again(notice: NoticeReading) -> Finding:
    span = next((item.label_span for item in notice.outline.items), None)
    return finding("repeated_notice", span, title=notice.metadata.title or "")


def notice_ids(reading: Reading) -> tuple[str, ...]:
    """Give the ids of a reading's notices, as they are where nothing shares them."""
    return tuple(notice_id(notice.metadata, reading.text) for notice in reading.notices)


def text_digest(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 bytes, as the tables carry it."""
    return hashlib.sha256(text.encode()).hexdigest()


def capture_row(reading: Reading, capture: Capture) -> Row:
    """Give the row of a capture as its reading left it."""
    ids = notice_ids(reading)
    return {
        "capture_id": capture.capture_id,
        "source_file": capture.source_file,
        "source_url": capture.source_url,
        "sha256": capture.sha256,
        "media_type": reading.media_type,
        "bytes": capture.size,
        "received_at": capture.received_at,
        "returned_at": capture.returned_at,
        "gone_since": capture.gone_since,
        "status": reading.status,
        "reason": reading.reason,
        "notice_id": ids[0] if ids else None,
        "notices": len(set(ids)),
        "part_of": None,
        **attached.place(reading, capture),
    }


def _targets_status(laid: Rows) -> str:
    """Say whether targets were read, and if none was, why: a value of the schema."""
    if laid["targets"]:
        return "found"
    kinds = {row["kind"] for row in laid["findings"]}
    return "missing_annex" if MISSING_ANNEX in kinds else "none"


def _notice(
    page: Page,
    notice: NoticeReading,
    reading: Reading,
    capture: Capture,
    reader_version: str,
) -> Row:
    said = notice.metadata
    issuer: Mapping[str, Any] = {"organization_id": page.organization(said.issuer)}
    return {
        "notice_id": page.notice_id,
        "title": said.title,
        "document_number": said.document_number,
        "index_number": said.index_number,
        "issuer": said.issuer,
        **issuer,
        "issued_on": said.issued_on,
        "published_on": said.published_on,
        "effective_on": said.effective_on,
        "repealed_on": said.repealed_on,
        "region": said.region,
        "region_code": said.region_code,
        "level": str(said.level) if said.level else None,
        "period_start": said.period_start,
        "period_end": said.period_end,
        "topic": said.topic,
        "source_file": capture.source_file,
        "source_url": capture.source_url or said.source_url,
        "media_type": reading.media_type,
        "sha256": capture.sha256,
        "text_sha256": page.digest,
        "language": LANGUAGE,
        "reader_version": reader_version,
        "capture_id": capture.capture_id,
    }
