"""A correction changes the one row that it means, and nothing once that is read anew."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pipelines.corrections import STALE, Correction, apply
from pipelines.model import (
    Disposition,
    Kind,
    Metadata,
    NoticeReading,
    Numeral,
    Outline,
    Responsibility,
    Role,
    Span,
    Target,
)

TEXT = "样例县方案。到2205年，托位46 个，床位20张。床位20张。县民政局牵头。"


def at(words: str, start: int = 0) -> Span:
    place = TEXT.index(words, start)
    return Span(place, place + len(words))


def target(words: str, value: int, **more: Any) -> Target:
    said: dict[str, Any] = {
        "item": "一", "indicator": words[:2], "kind": Kind.OUTPUT, "span": at(words), "rule": "r",
        "comparator": "=", "value": Decimal(value), "unit": "个", "confidence": 0.8,
        "deadline": dt.date(2205, 12, 31),
    } | more  # fmt: skip
    return Target(**said)


READING = NoticeReading(
    metadata=Metadata(title="样例县方案", period_end=2205),
    outline=Outline((), ()),
    targets=(
        target("托位46 个", 46),
        target("床位20张", 20, unit="张"),
        target("床位20张", 20, unit="张", item="二", span=at("床位20张", 25)),
    ),
    responsibilities=(
        Responsibility("一", Role.LEAD, "牵头", "县民政局", 1, at("县民政局牵头"), "r"),
    ),
    numerals=(
        Numeral("46", Decimal(46), "个", Disposition.TARGET, "target", at("46"), "一", 0),
        Numeral("20", Decimal(20), "张", Disposition.TARGET, "target", at("20张"), "一", 1),
    ),
)  # fmt: skip


def correction(**more: Any) -> Correction:
    said: dict[str, Any] = {
        "notice": "n-0123456789ab", "table": "targets", "quote": "托位46个", "expect": {"value": 46},
        "field": "value", "value": 4.6, "reason": "小数点脱落", "source": "样例", "decided": dt.date(2026, 9, 1),
    } | more  # fmt: skip
    return Correction(**said)


def removal(**more: Any) -> Correction:
    return correction(field=None, value=None, remove=True, **more)


def test_a_row_says_what_is_right_and_is_certain() -> None:
    changed, [outcome] = apply(READING, [correction()], TEXT)
    assert outcome.status == "applied"
    assert outcome.span == READING.targets[0].span
    assert changed.targets[0].value == Decimal("4.6")
    assert changed.targets[0].confidence == 1.0
    assert changed.targets[1:] == READING.targets[1:]
    assert changed.numerals == READING.numerals


def test_two_corrections_of_a_row_are_set_against_the_reading_as_it_was() -> None:
    both = [
        correction(),
        correction(expect={"value": 46, "unit": "个"}, field="unit", value="个/千人口"),
    ]
    one, _ = apply(READING, both, TEXT)
    other, outcomes = apply(READING, both[::-1], TEXT)
    assert one == other
    assert [each.status for each in outcomes] == ["applied", "applied"]
    assert (one.targets[0].value, one.targets[0].unit) == (Decimal("4.6"), "个/千人口")


def test_what_is_read_otherwise_now_is_left_alone() -> None:
    for stale in (
        correction(expect={"value": 45}),
        correction(quote="托位46座"),
        correction(quote="床位20张", expect={"value": 20}),  # which of the two?
    ):
        changed, [outcome] = apply(READING, [stale], TEXT)
        assert (changed, outcome.status) == (READING, STALE)


def test_a_removed_row_leaves_its_numeral_unexplained() -> None:
    changed, [outcome] = apply(READING, [removal()], TEXT)
    assert outcome.status == "applied"
    assert changed.targets == READING.targets[1:]
    gone, kept = changed.numerals
    assert (gone.disposition, gone.target) == (Disposition.UNEXPLAINED, None)
    assert kept.target == 0, "the target that the numeral belongs to has moved up"


def test_a_notice_is_corrected_too() -> None:
    year = correction(
        table="notices", quote=None, expect={"period_end": 2205}, field="period_end", value=2025
    )  # fmt: skip
    changed, [outcome] = apply(READING, [year], TEXT)
    assert (outcome.status, outcome.span) == ("applied", None)
    assert changed.metadata.period_end == 2025
    _, [again] = apply(changed, [year], TEXT)
    assert again.status == STALE


def test_a_body_and_its_role_are_corrected() -> None:
    role = correction(
        table="responsibilities", quote="县民政局牵头", expect={"role": "lead"}, field="role", value="cooperating"
    )  # fmt: skip
    changed, _ = apply(READING, [role], TEXT)
    assert changed.responsibilities[0].role is Role.COOPERATING
