"""An audit names what was changed, lost or added after publishing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import ReleaseError
from pipelines.releases.audit import audit
from pipelines.releases.versions import LATEST, VERSIONS, home


def edit(path: Path, change: Any) -> None:
    said = json.loads(path.read_text())
    change(said)
    path.write_text(json.dumps(said))


AUDITS = [
    ("another pointer", LATEST, lambda j: j.update(version="1.0.0"), "latest.json names 1.0.0"),
    ("a broken chain", VERSIONS, lambda j: j["versions"][0].update(manifest="0" * 64), "is not chained to 1.0.0"),
    ("versions out of order", VERSIONS, lambda j: j["versions"].reverse(), "stands after"),
    ("two are current", VERSIONS, lambda j: j["versions"][0].update(status="current"), "1.0.0 is not current"),
    ("withdrawn in silence", VERSIONS, lambda j: j["versions"][0].update(status="withdrawn", reason="x"), "without a tombstone"),
    ("a forgotten parent", VERSIONS, lambda j: j["versions"][1].update(previous=None), "names no version before it"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "change", "fault"), [a[1:] for a in AUDITS], ids=[a[0] for a in AUDITS]
)
def test_an_audit_finds_tampered_pointers(
    output: Path, name: str, change: Any, fault: str
) -> None:
    edit(home(output) / name, change)
    assert any(fault in found for found in audit(output).faults)


def test_an_audit_finds_what_is_missing_and_what_was_added(output: Path) -> None:
    (home(output) / "1.0.0" / "quality.json").unlink()
    (home(output) / "1.0.0" / "note.txt").write_text("x")
    shutil.rmtree(home(output) / "1.1.0")
    (home(output) / LATEST).unlink()
    faults = audit(output).faults
    for words in (
        "quality.json: missing",
        "note.txt: not in SHA256SUMS",
        "1.1.0: its folder is missing",
        "latest.json is missing",
    ):
        assert any(words in fault for fault in faults), words
    assert not any("1.1.1/" in fault for fault in faults)


def test_one_version_can_be_audited_alone(output: Path) -> None:
    (home(output) / "1.0.0" / "quality.json").unlink()
    assert audit(output, "1.1.1").passed
    assert not audit(output, "1.0.0").passed
    with pytest.raises(ReleaseError, match="no version 3"):
        audit(output, "3.0.0")


def test_an_empty_output_cannot_be_audited(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no version to audit"):
        audit(tmp_path)
