"""What is kept of a reading is what was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.collection.codec import from_plain, runs, to_plain, unroll
from pipelines.collection.readings import Readings, pack, unpack
from pipelines.model import Span
from tests.collection.full import full_reading


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
