"""Folders as they come: names in another encoding, what may not be read, what goes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.captures.receiving import Received
from pipelines.collection import inbox as inboxes
from pipelines.collection.build import Build
from pipelines.collection.inbox import look
from pipelines.collection.place import Output
from tests.collection import notices
from tests.collection.outputs import build, column

pytestmark = pytest.mark.usefixtures("steady_clock")


def test_a_name_that_is_no_utf8_is_received_once(tmp_path: Path) -> None:
    folder = notices.write(tmp_path / "inbox", [1])
    odd = folder / os.fsdecode("目标.txt".encode("gbk"))
    (folder / "notice-1.txt").rename(odd)
    for _ in range(2):
        build(tmp_path / "out", folder)
    assert column(tmp_path / "out", "captures", "status") == ["read"]
    assert Build(Output.at(tmp_path / "out"), (folder,)).receive().new == 0

    os.utime(odd, (0, 0))
    output = Output.at(tmp_path / "out")
    seen = look(folder, output)
    assert (seen.files, seen.unsettled) == (1, 0)
    assert look(folder, output) == seen


def test_a_folder_that_may_not_be_read_is_told_and_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = notices.write(tmp_path / "inbox", [1])
    (folder / "lost+found").mkdir()
    iterdir = Path.iterdir

    def refusing(path: Path) -> Iterator[Path]:
        if path.name == "lost+found":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refusing)
    received = Build(Output.at(tmp_path / "out"), (folder,)).receive()
    assert received.new == 1
    assert received.skipped == (
        (folder / "lost+found", "cannot be read: Permission denied"),
    )


def test_a_file_that_goes_while_the_inbox_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = notices.write(tmp_path / "inbox", [1])
    os.utime(folder / "notice-1.txt", (0, 0))
    here, gone = (Received(folder / name, name) for name in ("notice-1.txt", "gone"))
    monkeypatch.setattr(inboxes, "receive", lambda _: iter((gone, here)))
    seen = look(folder, Output.at(tmp_path / "out"))
    assert (seen.files, bool(seen.digest)) == (1, True)
