"""A range of days is read again as if nothing were cached of it, and nothing else is."""

from datetime import date
from pathlib import Path

import pytest

from pipelines.collection import stamp
from pipelines.collection.again import Days
from pipelines.collection.build import Build
from pipelines.collection.decoded import key
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.reading import held_documents, held_readings, unread
from pipelines.collection.readings import pack
from pipelines.model import Capture
from tests.collection import notices
from tests.collection.outputs import tables


def build(output: Output, *paths: Path, again: str = "") -> Build:
    """Build up to the tables, without a version or a site."""
    asked = Build(output, paths, jobs=1, again=Days.parse(again) if again else None)
    asked.receive()
    asked.read()
    asked.lay_out()
    return asked


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Output:
    """Three notices, received on the first three days of May 2026."""
    found = Output.at(tmp_path / "out")
    for inbox in notices.arrivals(tmp_path, monkeypatch):
        build(found, inbox)
    stamp.save(found)  # as a build does when version and site stand
    return found


def names(some: list[Capture]) -> list[str]:
    return sorted(capture.source_file for capture in some)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2026-05-02", ["notice-2.txt"]),
        ("2026-05-02..2026-05-31", ["notice-2.txt", "notice-3.txt"]),
        ("2026-04-01..2026-04-30", []),
    ],
)
def test_what_was_received_in_the_range_is_unread(
    output: Output, words: str, read: list[str]
) -> None:
    Build(output, again=Days.parse(words)).receive()
    assert names(unread(output)) == read


def test_what_is_read_again_replaces_what_was_held(output: Output) -> None:
    whole = tables(output.root)
    [second] = [c for c in captures(output) if c.source_file == "notice-2.txt"]
    readings = held_readings(output)
    other = next(c for c in captures(output) if c != second)
    wrong = readings.load(other.reading_id)
    assert wrong is not None
    readings.save(second.reading_id, pack(wrong))

    build(output)
    assert tables(output.root) == whole  # nothing tells that a reading is wrong
    build(output, again="2026-05-02")

    assert tables(output.root) == whole
    assert readings.load(second.reading_id) != wrong


def test_only_shards_of_the_range_are_laid_out(output: Output) -> None:
    [second] = [c for c in captures(output) if c.source_file == "notice-2.txt"]
    asked = Build(output, jobs=1, again=Days.parse("2026-05-02"))
    asked.receive()
    assert asked.read().read == 1
    assert asked.lay_out().written == (second.sha256[0],)


def test_a_build_that_was_cut_short_is_gone_on_with(output: Output) -> None:
    """It was killed as soon as the range had been forgotten."""
    whole = tables(output.root)
    assert stamp.changed(output) == ["output"]  # there is no version here
    Build(output, again=Days.parse("2026-05-02")).receive()

    next_one = Build(output, jobs=1)
    assert stamp.changed(output) == ["reader"]
    assert next_one.checks_anew()
    assert next_one.read().read == 1
    next_one.lay_out()
    assert tables(output.root) == whole


def test_documents_of_the_range_are_decoded_again(output: Output) -> None:
    held = held_documents(output)
    places = {
        c.source_file: key(c.sha256, c.source_file, c.media_type)
        for c in captures(output)
    }
    held.save(dict.fromkeys(places.values(), b"packed"))

    Build(output, again=Days.parse("2026-05-02..2026-05-03")).receive()

    kept = [name for name, place in places.items() if held.path(place).exists()]
    assert kept == ["notice-1.txt"]


def test_a_page_is_of_the_range_with_its_annexes() -> None:
    annex = Capture("b" * 64, "b.pdf", "", 9, "2026-05-02T23:59:59Z")
    page = Capture("a" * 64, "a.html", "", 9, "2026-04-01T00:00:00Z", annexes=(annex,))
    assert Days.parse("2026-05-02").hold(page)
    assert Days.parse("2026-04-01").hold(page)
    assert not Days.parse("2026-04-02..2026-05-01").hold(page)


@pytest.mark.parametrize("words", ["May", "2026-05-02..2026-05-01", "..", "2026-02-30"])
def test_words_that_name_no_days_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Days.parse(words)


def test_days_may_be_one() -> None:
    assert Days.parse("2026-05-02") == Days(date(2026, 5, 2), date(2026, 5, 2))
