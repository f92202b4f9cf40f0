"""One output: its lock, its kind, its files."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.collection import kind
from pipelines.collection.build import held
from pipelines.collection.kind import CollectionKind
from pipelines.collection.lock import holder, locked
from pipelines.collection.place import Output, read_json, sweep, write_bytes, write_json
from pipelines.errors import MixedCollection, StoreError, StoreLocked
from pipelines.resources import folder

HOLD = """
import sys, time
from collections.abc import Iterator
from pathlib import Path
from pipelines.collection.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_build(tmp_path: Path):
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / ".lock")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.wait()


def test_two_builds_never_run_together(tmp_path: Path, other_build) -> None:
    with (
        pytest.raises(StoreLocked, match=rf"pid {other_build.pid} on .* since 20"),
        locked(tmp_path / ".lock"),
    ):
        pass


def test_the_holder_is_told(tmp_path: Path, other_build) -> None:
    assert f"pid {other_build.pid} " in (holder(tmp_path / ".lock") or "")


def test_a_lock_left_by_a_killed_build_is_taken_over_and_explained(
    tmp_path: Path, other_build
) -> None:
    other_build.kill()
    other_build.wait()
    said: list[str] = []

    assert holder(tmp_path / ".lock") is None
    with locked(tmp_path / ".lock", tell=said.append):
        pass

    [words] = said
    assert f"pid {other_build.pid}" in words
    assert "had finished" in words
    assert not (tmp_path / ".lock").exists()


def test_a_build_that_fails_leaves_no_lock(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / ".lock"):
        raise KeyError
    assert not (tmp_path / ".lock").exists()


def test_a_lock_that_says_nothing_is_still_a_lock(tmp_path: Path, other_build) -> None:
    (tmp_path / ".lock").write_text("?")
    with (
        pytest.raises(StoreLocked, match="does not say which"),
        locked(tmp_path / ".lock"),
    ):
        pass


def test_specimens_and_notices_are_told_apart(tmp_path: Path) -> None:
    specimens = folder("specimens") / "notices"
    assert kind.kind_of([specimens]) is CollectionKind.SPECIMENS
    assert kind.kind_of([tmp_path]) is CollectionKind.NOTICES
    assert kind.kind_of([]) is None
    with pytest.raises(MixedCollection, match="build them apart"):
        kind.kind_of([specimens, tmp_path])


def test_a_link_to_a_specimen_is_a_specimen(tmp_path: Path) -> None:
    link = tmp_path / "notices"
    link.symlink_to(folder("specimens") / "notices")
    assert kind.kind_of([link]) is CollectionKind.SPECIMENS


def test_an_output_keeps_its_kind(tmp_path: Path) -> None:
    output = Output.at(tmp_path)
    assert kind.kept_kind(output) is None
    kind.claim(output, CollectionKind.SPECIMENS)
    kind.claim(output, CollectionKind.SPECIMENS)
    assert kind.kept_kind(output) is CollectionKind.SPECIMENS
    with pytest.raises(MixedCollection, match="give another --output"):
        kind.claim(output, CollectionKind.NOTICES)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    write_json(path, {"b": 1, "a": "目标"})
    assert path.read_text(encoding="utf-8") == '{\n "a": "目标",\n "b": 1\n}\n'
    assert [each.name for each in path.parent.iterdir()] == ["b.json"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match=r"cannot write .*a/b"):
        write_bytes(tmp_path / "a" / "b", b"")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(StoreError, match=r"x\.json is damaged"):
        read_json(tmp_path / "x.json")
    assert read_json(tmp_path / "y.json") is None


def test_unfinished_files_are_swept(tmp_path: Path) -> None:
    output = Output.at(tmp_path)
    write_bytes(output.store / "kept.json", b"{}")
    (output.store / ".kept.json.123.tmp").write_text("half")
    (output.store / "originals").mkdir()
    (output.store / "originals" / ".abc.5.part").write_text("half")

    assert sweep(output) == 2
    assert [p.name for p in output.store.rglob("*") if p.is_file()] == ["kept.json"]


def test_the_sweep_looks_beside_the_versions_and_not_into_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = Output.at(tmp_path)
    write_bytes(output.package / "1.0.0" / "texts" / "n.txt", b"whole")
    write_bytes(output.package / "feeds" / "releases.atom", b"whole")
    left = (output.package / ".latest.json.part", output.package / "feeds/.a.7.tmp")
    for path in left:
        path.write_text("half")
    seen: list[str] = []
    scan = os.scandir

    def watched(folder: str) -> Iterator[os.DirEntry[str]]:
        seen.append(str(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", watched)
    assert sweep(output) == len(left)
    assert not any(path.exists() for path in left)
    assert not [folder for folder in seen if "1.0.0" in folder]


def test_temporary_files_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "from multiprocessing.util import get_temp_dir\n"
        "from pipelines.collection.build import held\n"
        "from pipelines.collection.place import Output\n"
        "with held(Output.at(sys.argv[1]), print):\n"
        "    print(get_temp_dir(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as killed:
        assert killed.stdout is not None
        scratch = Path(killed.stdout.readline().strip())
        killed.kill()
    assert scratch.is_dir()

    for _ in range(2):
        with held(Output.at(tmp_path), print):
            own = read_json(tmp_path / "store" / "scratch.json")

    assert not scratch.exists()
    assert [pid for _, pid in own.values()] == [os.getpid()]


def test_a_full_disk_is_said_and_leaves_the_old_file(tmp_path: Path) -> None:
    """Write beyond the file-size limit of a process of its own."""
    code = (
        "import resource, sys, signal\n"
        "from pathlib import Path\n"
        "from pipelines.collection.place import write_bytes\n"
        "from pipelines.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    write_bytes(Path(sys.argv[1]), b'x' * 5000)\n"
        "except StoreError as error:\n"
        "    print(error)\n"
    )
    path = tmp_path / "big"
    path.write_bytes(b"old")
    said = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout

    assert "cannot write" in said
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["big"]


def test_the_lock_names_its_holder(tmp_path: Path) -> None:
    with locked(tmp_path / ".lock"):
        told = json.loads((tmp_path / ".lock").read_text())
    assert told["pid"] == os.getpid()
    assert told["start"][:4] == time.strftime("%Y", time.gmtime())
