"""Readings of a collection meet: one capture of a notice is current, citations link."""

from __future__ import annotations

import dataclasses

import pytest

from pipelines.model import Metadata, NoticeReading, Outline, Reading
from pipelines.tables.collection import claim, settle

from .readings import NOTICE, READING, capture

RIVALS = [
    pytest.param(
        [
            ("a", "2026-01-01T00:00:00Z", "text/html"),
            ("b", "2026-02-01T00:00:00Z", "application/pdf"),
        ],
        "b",
        id="the latest received",
    ),
    pytest.param(
        [
            ("a", "2026-01-01T00:00:00Z", "application/pdf"),
            ("b", "2026-01-01T00:00:00Z", "text/html"),
        ],
        "b",
        id="at one moment: the better form",
    ),
    pytest.param(
        [
            ("a", "2026-01-01T00:00:00Z", "text/html"),
            ("b", "2026-01-01T00:00:00Z", "text/html"),
        ],
        "b",
        id="all alike: the digest",
    ),
]


@pytest.mark.parametrize(("held", "winner"), RIVALS)
@pytest.mark.parametrize("turn", [1, -1])
def test_one_capture_of_a_notice_is_current(
    held: list[tuple[str, str, str]], winner: str, turn: int
) -> None:
    captures = [capture(*one) for one in held][::turn]
    collection = settle(
        claim(dataclasses.replace(READING, media_type=c.media_type), c)
        for c in captures
    )
    status = {
        row["source_file"]: (row["status"], row["reason"])
        for row in collection.captures
    }
    [loser] = {one[0] for one in held} - {winner}
    assert status[f"{winner}.txt"] == ("read", None)
    assert status[f"{loser}.txt"][0] == "duplicate"
    assert f"c-{winner * 16}" in str(status[f"{loser}.txt"][1])
    laid = {c.source_file: collection.rows(READING, c) for c in captures}
    assert len(laid[f"{winner}.txt"]["notices"]) == 1
    assert not any(laid[f"{loser}.txt"].values())


def test_a_citation_is_linked_where_the_notice_is_held() -> None:
    law = NoticeReading(Metadata(title="样例省健身条例", issuer="样例省"), Outline(()))
    other = Reading("read", None, "样例省健身条例", "text/plain", "utf-8", (law,))
    collection = settle([claim(READING, capture()), claim(other, capture("b"))])
    [citation] = collection.rows(READING, capture())["citations"]
    [cited] = collection.rows(other, capture("b"))["notices"]
    assert citation["cited_notice_id"] == cited["notice_id"]
    alone = settle([claim(READING, capture())])
    assert alone.rows(READING, capture())["citations"][0]["cited_notice_id"] is None


def numbered(number: str | None) -> Reading:
    metadata = dataclasses.replace(NOTICE.metadata, document_number=number)
    return dataclasses.replace(
        READING, notices=(dataclasses.replace(NOTICE, metadata=metadata),)
    )


FIRST, SECOND = "样政发〔2021〕3号", "样政发〔2021〕9号"
NUMBERS = [
    pytest.param([FIRST, SECOND], [0, 1], id="two numbers"),
    pytest.param([FIRST, SECOND, FIRST], [0, 1, 0], id="the first again"),
    pytest.param([None, FIRST, SECOND], [0, 0, 1], id="one tells no number"),
    pytest.param([SECOND, None, FIRST], [0, 0, 1], id="the first received"),
    pytest.param([FIRST, "样政发[2021] 3号"], [0, 0], id="other brackets"),
]


@pytest.mark.parametrize(("numbers", "notices"), NUMBERS)
@pytest.mark.parametrize("turn", [1, -1])
def test_notices_that_share_all_but_their_number_are_several(
    numbers: list[str | None], notices: list[int], turn: int
) -> None:
    held = {
        mark: (numbered(number), capture(mark, f"2026-01-0{day}T08:00:00Z"))
        for day, (mark, number) in enumerate(zip("abc", numbers, strict=False), start=1)
    }
    collection = settle(claim(*one) for one in list(held.values())[::turn])
    [usual] = claim(*held["a"]).notice_ids
    assert collection.ids[held["a"][1].capture_id] == (usual,)  # it was there first
    ids = [collection.ids[one.capture_id][0] for _, one in held.values()]
    places = list(dict.fromkeys(ids))
    assert [places.index(key) for key in ids] == notices
    laid = [collection.rows(*one) for one in held.values()]
    published = [row["notice_id"] for some in laid for row in some["notices"]]
    assert sorted(published) == sorted(set(ids))
    for some in laid:
        for row in some["targets"]:
            assert row["notice_id"] == some["notices"][0]["notice_id"]
    assert {row["notice_id"] for row in collection.captures} == set(ids)


def test_at_one_moment_the_order_of_numbers_decides() -> None:
    one, other = (numbered(SECOND), capture("a")), (numbered(FIRST), capture("b"))
    collection = settle([claim(*one), claim(*other)])
    assert collection.ids[other[1].capture_id] == claim(*other).notice_ids
    assert collection.ids[one[1].capture_id] != claim(*one).notice_ids


@pytest.mark.parametrize("status", ["no_data", "quarantined"])
def test_a_capture_that_gave_nothing_keeps_its_reason(status: str) -> None:
    collection = settle(
        [claim(Reading(status, "why", "", "text/plain", None), capture())]
    )
    [row] = collection.captures
    assert (row["status"], row["reason"], row["notice_id"]) == (status, "why", None)
