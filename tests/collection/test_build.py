"""The loop: receive, read, lay out; a step costs what has changed."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.collection.build import Build
from pipelines.collection.incoming import captures
from pipelines.collection.place import Output
from pipelines.collection.reading import held_readings
from pipelines.collection.readings import pack
from pipelines.errors import StoreError
from pipelines.model import Span
from tests.collection import notices
from tests.collection.outputs import build, column, tables

pytestmark = pytest.mark.usefixtures("steady_clock")


def test_notices_become_rows(tmp_path: Path, inbox: Path) -> None:
    laid = build(tmp_path / "out", inbox)

    assert laid.rows["captures"] == laid.rows["notices"] == 12
    assert laid.rows["targets"] >= 12
    assert laid.rows["responsibilities"] >= 24
    texts = Output.at(tmp_path / "out").texts
    assert {
        f"{key}.txt" for key in column(tmp_path / "out", "notices", "notice_id")
    } == {path.name for path in texts.iterdir()}


def test_without_change_nothing_is_written(tmp_path: Path, inbox: Path) -> None:
    for path in inbox.iterdir():  # files this young are looked into every time
        os.utime(path, (1735600000, 1735600000))
    build(tmp_path / "out", inbox)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}

    laid = build(tmp_path / "out", inbox)

    assert laid.written == ()
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*")} == before


def test_one_more_notice_rewrites_its_own_shard(tmp_path: Path, inbox: Path) -> None:
    build(tmp_path / "out", inbox)
    notices.write(inbox, [50])

    asked = Build(Output.at(tmp_path / "out"), (inbox,), jobs=1)
    assert asked.receive().new == 1
    assert asked.read().read == 1
    assert len(asked.lay_out().written) == 1


def test_the_order_of_arrival_leaves_no_trace(tmp_path: Path) -> None:
    inbox = notices.write(tmp_path / "inbox", range(5))
    build(tmp_path / "once", inbox)

    for path in sorted(inbox.iterdir(), reverse=True):
        build(tmp_path / "bit by bit", path)

    assert tables(tmp_path / "bit by bit") == tables(tmp_path / "once")


def test_workers_make_the_same_rows(tmp_path: Path, inbox: Path) -> None:
    build(tmp_path / "one", inbox, jobs=1)
    build(tmp_path / "two", inbox, jobs=2)

    assert tables(tmp_path / "two") == tables(tmp_path / "one")


def test_what_was_received_stays(tmp_path: Path, inbox: Path) -> None:
    build(tmp_path / "out", inbox)
    for path in inbox.iterdir():
        path.unlink()
    notices.write(inbox, [50])

    assert build(tmp_path / "out", inbox).rows["notices"] == 13


def test_a_changed_file_is_a_new_capture_of_its_notice(
    tmp_path: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "out", inbox)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735776000")
    notices.write(inbox, [3], share=97)

    laid = build(tmp_path / "out", inbox)

    assert (laid.rows["captures"], laid.rows["notices"]) == (13, 12)
    assert sorted(column(tmp_path / "out", "captures", "status")) == [
        "duplicate",
        *["read"] * 12,
    ]
    values = column(tmp_path / "out", "targets", "value")
    assert 97.0 in values


def test_the_same_bytes_under_two_names_are_one_capture(
    tmp_path: Path, inbox: Path
) -> None:
    (inbox / "copy.txt").write_bytes((inbox / "notice-1.txt").read_bytes())
    assert build(tmp_path / "out", inbox).rows["captures"] == 12


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("noise.bin", bytes(range(256)) * 40, "quarantined"),
        ("empty.txt", b"", "quarantined"),
        ("words.txt", "没有任何任务的一段话。".encode(), "no_data"),
    ],
)
def test_every_file_has_an_outcome(
    tmp_path: Path, inbox: Path, name: str, data: bytes, status: str
) -> None:
    (inbox / name).write_bytes(data)

    laid = build(tmp_path / "out", inbox)

    assert (laid.rows["captures"], laid.rows["notices"]) == (13, 12)
    outcome = dict(
        zip(
            column(tmp_path / "out", "captures", "source_file"),
            zip(
                column(tmp_path / "out", "captures", "status"),
                column(tmp_path / "out", "captures", "reason"),
                strict=True,
            ),
            strict=True,
        )
    )
    assert outcome[name][0] == status
    assert outcome[name][1]


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, inbox: Path) -> None:
    (inbox / "gone.txt").symlink_to(tmp_path / "nowhere")
    asked = Build(Output.at(tmp_path / "out"), (inbox,), jobs=1)

    incoming = asked.receive()

    assert incoming.files == 12
    assert [(path.name, why) for path, why in incoming.skipped] == [
        ("gone.txt", "a symbolic link")
    ]


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file or folder"):
        build(tmp_path / "out", tmp_path / "nowhere")


def test_rows_that_fit_no_table_quarantine_their_notice_alone(
    tmp_path: Path, inbox: Path
) -> None:
    output = Output.at(tmp_path / "out")
    asked = Build(output, (inbox,), jobs=1)
    asked.receive()
    asked.read()
    readings = held_readings(output)
    bad = captures(output)[0]
    reading = readings.load(bad.sha256)
    assert reading is not None
    [notice] = reading.notices
    astray = replace(notice.targets[0], span=Span(0, 10**6))
    spoiled = replace(reading, notices=(replace(notice, targets=(astray,)),))
    readings.save(bad.sha256, pack(spoiled))

    laid = asked.lay_out()

    assert (laid.rows["captures"], laid.rows["notices"]) == (12, 11)
    reasons = [why for why in column(tmp_path / "out", "captures", "reason") if why]
    assert len(reasons) == 1
    assert "could not be laid out" in str(reasons[0])
    assert asked.lay_out().written == ()
