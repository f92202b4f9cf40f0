"""Back-up and restore as the guide tells it."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.assets.conftest import ROOT, mubiao
from tests.collection import notices
from tests.needs import needs

GUIDE = (ROOT / "deploy" / "OPERATIONS.md").read_text(encoding="utf-8")


def versions(output: Path) -> list[str]:
    listed = json.loads(
        (output / "datapackages" / "mubiao" / "versions.json").read_text()
    )
    return [one["version"] for one in listed["versions"]]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def copied(source: Path, target: Path) -> None:
    """Copy by the guide's own command."""
    [command] = re.findall(r"^    (rsync .* OUTPUT/ BACKUP/)$", GUIDE, re.M)
    words = shlex.split(command.replace("OUTPUT", str(source)))
    words[-1] = f"{target}/"
    subprocess.run(words, check=True, timeout=120)


@needs(shutil.which("rsync") is not None, "rsync")
@pytest.mark.slow
def test_what_was_restored_is_sound_and_makes_no_new_version(tmp_path: Path) -> None:
    inbox = notices.write(tmp_path / "inbox", range(6))
    for numbers in ([], [6]):
        notices.write(inbox, numbers)
        done = mubiao("build", inbox, "--output", tmp_path / "out", "--jobs", "1")
        assert done.returncode == 0, done.stderr
    copied(tmp_path / "out", tmp_path / "backup")
    assert not (tmp_path / "backup" / "store" / "readings").exists()
    before = contents(tmp_path / "out" / "datapackages")
    pages = contents(tmp_path / "out" / "site")
    shutil.rmtree(tmp_path / "out")

    shutil.copytree(tmp_path / "backup", tmp_path / "out")

    done = mubiao("audit", "--output", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "sound: 1.0.0, 1.1.0" in done.stdout
    done = mubiao("build", "--output", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert versions(tmp_path / "out") == ["1.0.0", "1.1.0"]
    assert contents(tmp_path / "out" / "datapackages") == before
    assert contents(tmp_path / "out" / "site") == pages


@pytest.mark.slow
def test_a_changed_schema_gives_a_major_version_and_can_be_taken_back(
    tmp_path: Path,
) -> None:
    """Upgrade and rollback: another version of the software, as the guide tells it."""
    inbox = notices.write(tmp_path / "inbox", range(3))
    out = tmp_path / "out"
    assert mubiao("build", inbox, "--output", out, "--jobs", "1").returncode == 0
    newer = tmp_path / "newer"
    newer.mkdir()
    for name in ("pipelines", "assets", "expectations", "datapackages", "site"):
        shutil.copytree(
            ROOT / name, newer / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copytree(ROOT / "specimens", newer / "specimens")
    path = newer / "datapackages" / "mubiao" / "schemas" / "milestones.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    column = {"name": "note", "type": "string", "title": "Note", "title_zh": "备注"}
    words = {"description": "A note.", "description_zh": "备注。", "example": "-"}
    schema["fields"].append(column | words)
    path.write_text(json.dumps(schema, ensure_ascii=False), encoding="utf-8")

    done = mubiao(
        "build", "--output", out, "--jobs", "1", cwd=newer, PYTHONPATH=str(newer)
    )
    assert done.returncode == 0, done.stderr
    assert versions(out) == ["1.0.0", "2.0.0"]
    done = mubiao("diff", "1.0.0", "2.0.0", "--output", out)
    assert "milestones" in done.stdout

    done = mubiao("rollback", "1.0.0", "--reason", "a trial", "--output", out)
    assert done.returncode == 0, done.stderr
    done = mubiao("build", "--output", out, "--jobs", "1")
    assert done.returncode in (0, 1), done.stderr
    pointer = json.loads((out / "datapackages" / "mubiao" / "latest.json").read_text())
    assert pointer["version"] != "2.0.0"
    assert mubiao("audit", "--output", out).returncode == 0
