"""Files of a site on the disk: made once, left alone, replaced whole."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipelines.catalog.disk import Disk, Page


def test_the_same_bytes_are_left_alone_and_others_replaced(tmp_path: Path) -> None:
    lying = tmp_path / "site/zh/a.html"
    for content, written in ((b"one", 1), (b"one", 0), (b"two", 1)):
        before = lying.stat().st_ino if lying.exists() else None
        disk = Disk(tmp_path / "site")
        disk.put(Page("zh/a.html", content))
        assert (lying.read_bytes(), disk.written) == (content, written)
        assert (lying.stat().st_ino == before) is not bool(written)
        assert disk.folders == {"zh"}
    assert [path.name for path in lying.parent.iterdir()] == ["a.html"]


@pytest.mark.parametrize("error", [None, errno.EXDEV, errno.EMLINK, errno.EPERM])
def test_a_file_of_a_version_is_linked_else_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int | None
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(error, "no link")

    if error:
        monkeypatch.setattr(os, "link", refuse)
    held = tmp_path / "n.txt"
    for said, written in (("样例", 1), ("样例", 0), ("样例市", 1)):
        held.unlink(missing_ok=True)
        held.write_text(said, encoding="utf-8")
        disk = Disk(tmp_path / "site")
        disk.put(Page("texts/n.txt", held))
        lying = tmp_path / "site/texts/n.txt"
        assert (lying.read_text("utf-8"), disk.written) == (said, written)
        if written:
            assert lying.samefile(held) is (error is None)


def test_what_another_process_put_beside_is_kept(tmp_path: Path) -> None:
    one, other = Disk(tmp_path), Disk(tmp_path)
    one.put(Page("t/a.html", b"a"))
    other.put(Page("t/b.html", b"b"))
    one.put(Page("t/b.html", b"b"))
    assert (one.written, other.written) == (1, 1)
    assert sorted(path.name for path in (tmp_path / "t").iterdir()) == [
        "a.html",
        "b.html",
    ]
