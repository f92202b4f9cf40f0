"""What is damaged, out of date or outgrown is made anew, and gives the same rows."""

import os
from pathlib import Path

import pytest

from pipelines.collection import stamp
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.reading import held_readings, unread
from pipelines.collection.shards import width
from tests.collection.outputs import build, tables

pytestmark = pytest.mark.usefixtures("steady_clock")


def test_a_damaged_reading_is_read_anew(tmp_path: Path, inbox: Path) -> None:
    build(tmp_path / "out", inbox)
    output = Output.at(tmp_path / "out")
    before = tables(tmp_path / "out")
    torn = held_readings(output).path(captures(output)[0].sha256)
    torn.write_bytes(b"torn")
    assert unread(output) == []
    for path in (output.tables / "shards").iterdir():
        path.unlink()
    for path in (output.tables / "claims").iterdir():
        path.unlink()

    build(tmp_path / "out", inbox)

    assert tables(tmp_path / "out") == before


def test_readings_of_the_reader_before_are_kept_and_no_more(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = Output.at(tmp_path / "out")

    def read_with(reader: str) -> set[str]:
        monkeypatch.setattr(
            "pipelines.collection.versions.reader_version", lambda: reader
        )
        build(tmp_path / "out", inbox)
        held = {path.name for path in output.readings.iterdir()}
        stamp.save(output)  # as a build does when version and site stand
        return held

    assert read_with("r1") == {"r1"}
    assert read_with("r2") == {"r1", "r2"}
    assert read_with("r3") == {"r1", "r2", "r3"}  # as long as it is not published
    assert read_with("r3") == {"r2", "r3"}
    monkeypatch.setattr("pipelines.collection.versions.reader_version", lambda: "r2")
    assert unread(output) == []


@pytest.mark.parametrize("damage", ["no manifest", "cut short", "emptied", "gone"])
def test_a_shard_cut_short_is_written_again(
    tmp_path: Path, inbox: Path, damage: str
) -> None:
    """Before anything reads it: the registers look into every shard."""
    build(tmp_path / "out", inbox)
    before = tables(tmp_path / "out")
    output = Output.at(tmp_path / "out")
    shard = output.shards("targets")[0]
    if damage == "no manifest":
        (output.tables / "shards" / f"{shard.stem}.json").unlink()
    elif damage == "gone":
        shard.unlink()
    else:
        os.truncate(shard, 3 if damage == "cut short" else 0)

    written = build(tmp_path / "out", inbox).written

    assert written == (shard.stem,)
    assert tables(tmp_path / "out") == before


def test_a_register_cut_short_is_written_again(tmp_path: Path, inbox: Path) -> None:
    build(tmp_path / "out", inbox)
    before = tables(tmp_path / "out")
    os.truncate(Output.at(tmp_path / "out").shards("regions")[0], 40)

    build(tmp_path / "out", inbox)

    assert tables(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("count", "digits"), [(0, 1), (2_000, 1), (2_001, 2), (50_000, 2), (10**7, 3)]
)
def test_shards_grow_in_number_with_the_collection(count: int, digits: int) -> None:
    assert width(count) == digits


def test_a_collection_that_outgrows_its_shards_is_laid_out_anew(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "out", inbox)
    monkeypatch.setattr("pipelines.collection.shards._WIDTHS", ((5, 1), (100, 2)))
    laid = build(tmp_path / "out", inbox)

    assert laid.rows["notices"] == 12
    assert {len(path.stem) for path in Output.at(tmp_path / "out").shards("tasks")} == {
        2
    }
