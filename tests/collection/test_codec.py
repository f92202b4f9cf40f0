"""What is kept of a reading is what was read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.collection.codec import from_plain, runs, to_plain, unroll
from pipelines.collection.readings import Readings, pack, unpack
from pipelines.model import (
    Citation,
    Deliverable,
    Disposition,
    Finding,
    Item,
    ItemKind,
    Kind,
    Level,
    Metadata,
    Milestone,
    NoticeReading,
    Numeral,
    Outline,
    Passage,
    Reading,
    Responsibility,
    Role,
    Span,
    Target,
    TaskDeadline,
)

TEXT = "到2025年，样例覆盖率达到95%以上。（县教育局牵头）"


def full_reading() -> Reading:
    """A reading with something in every field."""
    span = Span(0, 9)
    item = Item(
        number="一/1",
        kind=ItemKind.ITEM,
        depth=2,
        order=3,
        parent="一",
        passage=Passage(TEXT, tuple(range(len(TEXT)))),
        heading_end=0,
        label_span=Span(0, 2),
        is_task=True,
    )
    target = Target(
        item="一/1",
        indicator="样例覆盖率",
        kind=Kind.LEVEL,
        span=span,
        rule="target.reach",
        comparator=">=",
        value=Decimal("95"),
        value_max=Decimal("97.50"),
        baseline=Decimal("0.64"),
        deadline=date(2025, 12, 31),
        deadline_stated=True,
        numerals=(Span(1, 5), Span(13, 15)),
        confidence=0.9,
    )
    notice = NoticeReading(
        metadata=Metadata(
            title="样例通知",
            issued_on=date(2024, 2, 29),
            level=Level.COUNTY,
            period_end=2025,
        ),
        outline=Outline((item,), (Finding("gap", "2 is missing", span, "一/1"),)),
        targets=(target,),
        responsibilities=(
            Responsibility("一/1", Role.LEAD, "牵头", "县教育局", 1, span, "r.lead"),
        ),
        task_deadlines=(TaskDeadline("一/1", None, "长期坚持", span),),
        deliverables=(
            Deliverable("一/1", "样例办法", "制定", date(2025, 6, 30), span, "d"),
        ),
        milestones=(Milestone("一/1", date(2025, 3, 31), None, span, "m"),),
        citations=(Citation(None, "样政发〔2024〕1号", span, "c"),),
        numerals=(
            Numeral(
                "95%", Decimal("95"), "%", Disposition.TARGET, "n", span, "一/1", 0
            ),
        ),
        findings=(Finding("repair", "mended"),),
        skipped=(span,),
    )
    return Reading("read", None, TEXT, "text/plain", "utf-8", (notice,))


def test_a_packed_reading_comes_back_equal() -> None:
    reading = full_reading()
    back = unpack(pack(reading))

    assert back == reading
    assert str(back.notices[0].targets[0].value_max) == "97.50"
    assert pack(back) == pack(reading)


@given(st.lists(st.integers(0, 10_000)))
def test_runs_of_numbers_come_back(numbers: list[int]) -> None:
    assert unroll(runs(numbers)) == tuple(numbers)


def test_runs_are_short() -> None:
    assert runs([5, 6, 7, 20, 21, 3]) == [5, 3, 20, 2, 3, 1]


@pytest.mark.parametrize("place", [0, 20, -1], ids=["mark", "digest", "body"])
def test_a_flipped_byte_is_noticed(place: int) -> None:
    packed = bytearray(pack(full_reading()))
    packed[place] ^= 1
    with pytest.raises(ValueError, match="damaged"):
        unpack(bytes(packed))


def test_a_damaged_reading_is_taken_away_and_so_read_anew(tmp_path) -> None:
    readings = Readings(tmp_path, "v1")
    readings.save("ab" * 32, pack(full_reading()))
    assert readings.load("ab" * 32) == full_reading()

    readings.path("ab" * 32).write_bytes(b"torn")

    assert readings.load("ab" * 32) is None
    assert not readings.path("ab" * 32).exists()


def test_what_was_written_with_another_model_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Span"):
        from_plain(Span, [1])


def test_only_nouns_are_written() -> None:
    with pytest.raises(TypeError, match="no noun"):
        to_plain(object())


def test_readings_of_other_versions_are_forgotten(tmp_path) -> None:
    Readings(tmp_path, "v1").save("ab" * 32, b"x")
    Readings(tmp_path, "v2").save("ab" * 32, b"x")

    Readings(tmp_path, "v2").forget_all_but(["v2"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["v2"]
