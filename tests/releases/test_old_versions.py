"""A publication follows the last version: older ones are not opened for it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from pipelines.releases import Candidate, feeds, publish
from pipelines.releases.versions import home
from pipelines.releases.withdrawal import withdraw
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down

NOTICES = [Notice(name, ["32"]) for name in "甲乙丙"]


def grow(output: Path, numbers: range) -> None:
    """Publish versions that hold so many notices, one after the other."""
    for number in numbers:
        laid = lay_down(output.parent / f"{output.name}-{number}", NOTICES[:number])
        publish(Candidate(*laid), output, created=WHEN + dt.timedelta(days=number))


def titles(output: Path) -> list[str]:
    feed = json.loads((home(output) / "feeds" / "notices.json").read_bytes())
    return [item["title"] for item in feed["items"]]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_publication_does_without_the_versions_before_the_last(tmp_path) -> None:
    ruined, control = tmp_path / "ruined", tmp_path / "control"
    for output in (ruined, control):
        grow(output, range(1, 3))
    for path in (home(ruined) / "1.0.0").rglob("*"):
        if path.is_file():
            path.unlink()
            path.write_text('"neither a table nor a list', encoding="utf-8")
    for output in (ruined, control):
        grow(output, range(3, 4))
    assert len(titles(control)) == len(NOTICES)
    for name in ("feeds", "1.2.0"):
        made = contents(home(ruined) / name)
        assert made == contents(home(control) / name)
    versions = "versions.json"
    assert contents(home(ruined))[versions] == contents(home(control))[versions]


def test_a_feed_asks_a_version_of_which_it_does_not_tell(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "NEWEST", 2)
    output = tmp_path / "output"
    grow(output, range(1, 4))
    newest, middle = titles(output)
    withdraw(output, "1.2.0", "a trial", at=WHEN)
    first = titles(output)[1]
    assert titles(output) == [middle, first]
    assert len({newest, middle, first}) == len(NOTICES)


def test_feeds_that_were_lost_are_written_by_the_next_publisher(tmp_path) -> None:
    output = tmp_path / "output"
    grow(output, range(1, 3))
    there = home(output) / "feeds"
    whole = contents(there)
    for path in there.iterdir():
        path.unlink()
    grow(output, range(2, 3))  # nothing new: no version follows
    assert contents(there) == whole
