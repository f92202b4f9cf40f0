"""Rows of the files attached to a page: captures that hold no notice of their own.

The words of such a file stand in the text of the page's notice, at ``text_start`` to
``text_end``: a fact whose place lies there was read in that file. What became of the
page becomes of its annexes; one that could not be read says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.model import Capture, Part, Reading

Row = dict[str, Any]


def place(reading: Reading, capture: Capture) -> Row:
    """Give where a page's own words stand; empty where it has no annexes."""
    own = next((one for one in reading.parts if one.sha256 == capture.sha256), None)
    return _place(own)


def annex_rows(reading: Reading, page: Capture) -> tuple[Row, ...]:
    """Give the rows of a page's annexes, and of their former states."""
    parts = {part.sha256: part for part in reading.parts}
    current = [_row(one, page, parts.get(one.sha256)) for one in page.annexes]
    by_address = {one.source_url: one.capture_id for one in page.annexes}
    former = [
        _row(one, page, None)
        | {
            "status": "duplicate",
            "reason": "a former state of "
            + by_address.get(one.source_url, page.capture_id),
        }
        for one in page.former
    ]
    return (*current, *former)


def settled_annexes(
    pages: Mapping[str, tuple[Row, Iterable[Row]]],
) -> list[Row]:
    """Give one row for each annex that is no capture by itself.

    *pages* maps capture ids to a page's settled row and its annexes. Of several pages
    that link to one file, one whose notice is published owns it, and of several such
    the one received first.
    """
    owned: dict[str, tuple[tuple[bool, bool, str, str], Row]] = {}
    for key, (page, annexes) in pages.items():
        for annex in annexes:
            own = str(annex["capture_id"])
            rank = (
                annex["status"] == "duplicate",
                page["status"] != "read",
                str(page["received_at"]),
                key,
            )
            if own not in pages and (own not in owned or rank < owned[own][0]):
                owned[own] = rank, _settled(annex, page)
    return [row for _, row in owned.values()]


def without_place(row: Row) -> Row:
    """Give a row of a file whose words stand in no published text."""
    return row | {"text_start": None, "text_end": None}


def _settled(annex: Row, page: Row) -> Row:
    told = annex | {"notice_id": page["notice_id"]}
    if annex["status"] != "read" or page["status"] == "read":
        return told if page["status"] == "read" else without_place(told)
    reason = f"belongs to {page['capture_id']}: {page['reason']}"
    return without_place(told) | {"status": page["status"], "reason": reason}


def _row(annex: Capture, page: Capture, part: Part | None) -> Row:
    unread = part is not None and part.reason is not None
    return {
        "capture_id": annex.capture_id,
        "source_file": annex.source_file,
        "source_url": annex.source_url,
        "sha256": annex.sha256,
        "media_type": part.media_type if part else annex.media_type,
        "bytes": annex.size,
        "received_at": annex.received_at,
        "returned_at": annex.returned_at,
        "gone_since": annex.gone_since,
        "status": "quarantined" if unread else "read",
        "reason": part.reason if part else None,
        "notice_id": None,
        "notices": 0,
        "part_of": page.capture_id,
        **_place(part),
    }


def _place(part: Part | None) -> Row:
    span = part.span if part else None
    return {
        "text_start": span.start if span else None,
        "text_end": span.end if span else None,
    }
