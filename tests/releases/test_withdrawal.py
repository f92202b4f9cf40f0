"""What was taken back: pointers move, tombstones stay, nothing comes back by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import ReleaseError
from pipelines.releases import Candidate, publish
from pipelines.releases.audit import audit
from pipelines.releases.versions import LATEST, VERSIONS, home
from pipelines.releases.withdrawal import roll_back, withdraw
from tests.releases.conftest import WHEN, A, B, C
from tests.releases.factory import Notice, lay_down


def states(output: Path) -> dict[str, str]:
    listed = json.loads((home(output) / VERSIONS).read_text())["versions"]
    return {entry["version"]: entry["status"] for entry in listed}


def latest(output: Path) -> str:
    return str(json.loads((home(output) / LATEST).read_text())["version"])


def test_a_withdrawal_moves_the_pointer_and_leaves_a_tombstone(output: Path) -> None:
    assert withdraw(output, "1.1.1", "a wrong rule", at=WHEN) == "1.1.0"
    assert latest(output) == "1.1.0"
    assert states(output) == {
        "1.0.0": "superseded",
        "1.1.0": "current",
        "1.1.1": "withdrawn",
    }
    stone = json.loads((home(output) / "1.1.1.withdrawn.json").read_text())
    assert (stone["reason"], stone["withdrawn_at"]) == (
        "a wrong rule",
        "2026-01-06T08:00:00Z",
    )
    assert (home(output) / "1.1.1" / "datapackage.json").exists()
    assert "withdrawn" in (home(output) / "feeds" / "releases.atom").read_text()
    assert audit(output).passed


def test_an_erased_version_is_gone_but_for_its_tombstone(output: Path) -> None:
    withdraw(output, "1.1.0", "holds a text that may not be published", erase=True)
    assert latest(output) == "1.1.1"
    assert not (home(output) / "1.1.0").exists()
    assert (home(output) / "1.1.0.withdrawn.json").exists()
    assert audit(output).passed


def test_a_rollback_withdraws_all_that_is_newer(output: Path) -> None:
    assert roll_back(output, "1.0.0", "the reader of tables was wrong") == "1.0.0"
    assert latest(output) == "1.0.0"
    assert set(states(output).values()) == {"current", "withdrawn"}
    assert audit(output).passed


def test_all_versions_may_be_withdrawn(output: Path) -> None:
    assert roll_back(output, "1.0.0", "x") == "1.0.0"
    assert withdraw(output, "1.0.0", "y") is None
    assert not (home(output) / LATEST).exists()
    assert audit(output).passed


def test_what_was_withdrawn_is_not_published_again(
    output: Path, three_offers: list[Candidate]
) -> None:
    withdraw(output, "1.1.1", "a wrong rule")
    with pytest.raises(ReleaseError, match=r"withdrawn as 1\.1\.1: a wrong rule"):
        publish(three_offers[2], output)
    new = publish(
        Candidate(*lay_down(output / "x", [Notice(*A), Notice(*B), Notice(*C)])), output
    )
    assert new.version == "1.2.0"  # a number is never used twice
    assert audit(output).passed


REFUSED = [
    (withdraw, "9.9.9", "x", "no version 9"),
    (withdraw, "1.0.0", "  ", "needs a reason"),
    (roll_back, "1.1.1", "x", "is current already"),
    (roll_back, "1.0.0", "", "needs a reason"),
]


@pytest.mark.parametrize(("act", "version", "reason", "words"), REFUSED)
def test_what_cannot_be_taken_back(
    output: Path, act: Any, version: str, reason: str, words: str
) -> None:
    with pytest.raises(ReleaseError, match=words):
        act(output, version, reason)
    assert latest(output) == "1.1.1"


def test_a_version_is_withdrawn_once(output: Path) -> None:
    withdraw(output, "1.0.0", "x")
    with pytest.raises(ReleaseError, match="withdrawn already: x"):
        withdraw(output, "1.0.0", "y")
