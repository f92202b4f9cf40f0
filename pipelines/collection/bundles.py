"""From receipts to captures: what came again, and what is attached to what.

The bytes of one digest are one capture, however often they came. A file that a page
links to belongs to that page: it is no capture to be read by itself, but an annex of
the page, and what its address gave before is a former state of the annex.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipelines.model import Capture


def bundled(receipts: Iterable[Capture], gone: Mapping[str, str]) -> list[Capture]:
    """Give the captures that stand by themselves, each with its annexes, in order.

    *receipts* come in the store's order; *gone* says since when addresses give
    nothing any more. A file that was received by itself from elsewhere than where the
    page links to (somebody gave it) stands by itself, and is an annex as well.
    """
    told = [_gone(receipt, gone) for receipt in receipts]
    attached = {(one.sha256, one.source_url) for one in told if one.page}
    alone: dict[str, Capture] = {}
    annexes: defaultdict[str, list[Capture]] = defaultdict(list)
    for one in told:
        if one.page:
            annexes[one.page].append(one)
        elif (one.sha256, one.source_url) not in attached:
            alone[one.sha256] = _earlier(alone.get(one.sha256), one)
    return [_with_annexes(one, annexes.get(one.sha256, ())) for one in alone.values()]


def moment(capture: Capture) -> str:
    """Give when a capture last came to be what its address gives."""
    return max(capture.received_at, capture.returned_at or "")


def _gone(receipt: Capture, gone: Mapping[str, str]) -> Capture:
    since = gone.get(receipt.source_url or "")
    return replace(receipt, gone_since=since) if since else receipt


def _earlier(known: Capture | None, other: Capture) -> Capture:
    """Give the first receipt of some bytes, with the last return of any."""
    if known is None:
        return other
    first = other if other.received_at < known.received_at else known
    returned = max(known.returned_at or "", other.returned_at or "") or None
    gone = known.gone_since or other.gone_since
    return replace(first, returned_at=returned, gone_since=gone)


def _with_annexes(page: Capture, linked: Sequence[Capture]) -> Capture:
    states: defaultdict[str, list[Capture]] = defaultdict(list)
    for one in linked:
        states[one.source_url or ""].append(one)
    current: dict[str, Capture] = {}
    former: dict[str, Capture] = {}
    for some in states.values():
        *before, last = sorted(some, key=lambda one: (moment(one), one.sha256))
        known = current.get(last.sha256)
        current[last.sha256] = min(known, last, key=_place) if known else last
        former |= {one.sha256: one for one in before}
    return replace(
        page,
        annexes=tuple(sorted(current.values(), key=_place)),
        former=tuple(
            sorted(
                (one for key, one in former.items() if key not in current), key=_place
            )
        ),
    )


def _place(annex: Capture) -> tuple[int, str, str]:
    return annex.place or 0, annex.source_url or "", annex.sha256
