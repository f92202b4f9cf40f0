"""Versions in another place: verified by reading back, the pointer last."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pipelines.errors import ReleaseError, StoreError
from pipelines.releases import Candidate, publish
from pipelines.releases import mirror as mirroring
from pipelines.releases.manifest import faults
from pipelines.releases.mirror import mirror
from pipelines.releases.versions import entries, home
from pipelines.releases.withdrawal import withdraw
from pipelines.remote.place import Place
from tests.releases.bucket import serve
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down


class Unreliable(MemoryFileSystem):
    """A store that cuts uploads short, fails after success, and lists what was."""

    protocol = "unreliable"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    mood: ClassVar[str] = "well"
    writes: ClassVar[list[str]] = []

    def _open(self, path: str, mode: str = "rb", **more: Any) -> Any:
        if mode != "wb":
            return super()._open(path, mode, **more)
        return Upload(self, path)

    def ls(self, path: str, detail: bool = True, **more: Any) -> Any:
        return []  # a stale listing: nothing was ever written

    def really_write(self, path: str, data: bytes) -> None:
        type(self).writes.append(path)
        with super()._open(path, "wb") as file:
            file.write(data)


class Upload(io.BytesIO):
    def __init__(self, files: Unreliable, path: str) -> None:
        super().__init__()
        self.files, self.path = files, path

    def close(self) -> None:
        if self.closed:
            return
        data, mood = self.getvalue(), self.files.mood
        super().close()
        first = self.path not in self.files.writes
        cut = mood == "always cut" or (mood == "cut once" and first)
        self.files.really_write(self.path, data[: len(data) // 2] if cut else data)
        if mood == "fails after success":
            raise OSError("connection reset by peer")


@pytest.fixture
def place() -> type[Unreliable]:
    fsspec.register_implementation("unreliable", Unreliable, clobber=True)
    Unreliable.clear_instance_cache()
    Unreliable.store, Unreliable.writes, Unreliable.mood = {}, [], "well"
    return Unreliable


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    one, two = Notice("甲", ["32"]), Notice("乙", ["10"])
    publish(Candidate(*lay_down(folder / "1", [one])), folder, created=WHEN)
    publish(Candidate(*lay_down(folder / "2", [one, two])), folder, created=WHEN)
    return folder


def test_a_folder_elsewhere_holds_the_same(output: Path, tmp_path: Path) -> None:
    done = mirror(output, f"file://{tmp_path}/there")
    assert (done.sent, done.present) == (("1.0.0", "1.1.0"), ())
    there = home(tmp_path / "there")
    for version in ("1.0.0", "1.1.0"):
        assert faults(there / version) == []
    assert (there / "latest.json").read_bytes() == (
        home(output) / "latest.json"
    ).read_bytes()
    again = mirror(output, f"file://{tmp_path}/there")
    assert (again.sent, again.present) == ((), ("1.0.0", "1.1.0"))


@pytest.mark.parametrize("mood", ["well", "cut once", "fails after success"])
def test_a_store_that_misbehaves_ends_up_whole(
    output: Path, place: type[Unreliable], mood: str
) -> None:
    place.mood = mood
    mirror(output, "unreliable://bucket")
    files, root = fsspec.core.url_to_fs("unreliable://bucket/datapackages/mubiao")
    for version in ("1.0.0", "1.1.0"):
        for path in (home(output) / version).rglob("*"):
            if path.is_file():
                name = path.relative_to(home(output)).as_posix()
                assert files.cat_file(f"{root}/{name}") == path.read_bytes()
    assert json.loads(files.cat_file(f"{root}/latest.json"))["version"] == "1.1.0"
    assert place.writes[-1] == f"{root}/latest.json"  # the pointer moves last
    for version in ("1.0.0", "1.1.0"):  # and a version's manifest after its files
        names = [n for n in place.writes if n.startswith(f"{root}/{version}/")]
        assert names[-1].endswith("SHA256SUMS")


def test_a_store_that_keeps_losing_bytes_gets_no_pointer(
    output: Path, place: type[Unreliable]
) -> None:
    place.mood = "always cut"
    with pytest.raises(StoreError, match="did not arrive whole in 4 tries"):
        mirror(output, "unreliable://bucket")
    assert not any(name.endswith("latest.json") for name in place.writes)


def test_a_version_is_never_rewritten_there(output: Path, tmp_path: Path) -> None:
    mirror(output, f"file://{tmp_path}")
    (home(tmp_path) / "1.0.0" / "SHA256SUMS").write_text("other")
    with pytest.raises(ReleaseError, match="never rewritten"):
        mirror(output, f"file://{tmp_path}")


def test_a_broken_file_there_is_no_obstacle_before_its_manifest(
    output: Path, tmp_path: Path
) -> None:
    half = home(tmp_path) / "1.0.0" / "data" / "targets.csv"
    half.parent.mkdir(parents=True)
    half.write_text("half a f")
    mirror(output, f"file://{tmp_path}")
    assert faults(home(tmp_path) / "1.0.0") == []


def test_what_was_erased_here_goes_there(output: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    mirror(mine, f"file://{tmp_path}/there")
    withdraw(mine, "1.1.0", "a text that may not be published", erase=True)
    mirror(mine, f"file://{tmp_path}/there")
    there = home(tmp_path / "there")
    assert not (there / "1.1.0").exists()
    assert (there / "1.1.0.withdrawn.json").exists()
    assert json.loads((there / "latest.json").read_text())["version"] == "1.0.0"


REFUSING = {"key": "x", "secret": "y", "endpoint_url": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    ("url", "options"),
    [("nowhere://x", {}), ("s3://", {}), ("s3://bucket", REFUSING)],
)
def test_an_address_that_is_none(
    output: Path, url: str, options: dict[str, Any]
) -> None:
    with pytest.raises(StoreError):
        mirror(output, url, options)


@pytest.fixture
def bucket() -> Iterator[dict[str, Any]]:
    with serve("open-data") as options:
        yield options


def test_a_bucket_of_a_real_server(output: Path, bucket: dict[str, Any]) -> None:
    done = mirror(output, "s3://open-data/here", bucket)
    assert done.sent == ("1.0.0", "1.1.0")
    assert mirror(output, "s3://open-data/here", bucket).present == done.sent
    files, root = fsspec.core.url_to_fs(
        "s3://open-data/here/datapackages/mubiao", **bucket
    )
    assert json.loads(files.cat_file(f"{root}/latest.json"))["version"] == "1.1.0"


def test_an_output_without_versions(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no version to send"):
        mirror(tmp_path, f"file://{tmp_path}/there")


def test_no_pointer_leads_there_to_what_was_withdrawn(
    output: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    mirror(mine, f"file://{tmp_path}/there")
    for version in ("1.1.0", "1.0.0"):
        withdraw(mine, version, "a text that may not be published")
    mirror(mine, f"file://{tmp_path}/there")
    there = home(tmp_path / "there")
    assert not (there / "latest.json").exists()
    assert (there / "1.0.0.withdrawn.json").exists()


def test_what_is_published_while_it_is_sent_goes_too(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    listed = entries(home(mine))
    monkeypatch.setattr(mirroring, "entries", entries_of(listed[:1], listed))
    done = mirror(mine, f"file://{tmp_path}/there")
    assert done.sent == ("1.0.0", "1.1.0")


def test_nobody_withdraws_while_the_pointers_go(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    there = home(tmp_path / "there")
    other = Thread(target=withdraw, args=(mine, "1.1.0", "a wrong figure"))
    put = Place.put
    waits = []

    def beside(self: Place, path: Path, name: str) -> str:
        if name == "versions.json":
            other.start()
        digest = put(self, path, name)
        if name in ("versions.json", "latest.json"):
            other.join(0.2)
            waits.append(other.is_alive())
        return digest

    monkeypatch.setattr(Place, "put", beside)
    mirror(mine, f"file://{there.parents[1]}")
    other.join()
    assert waits == [True, True]
    listed = json.loads((there / "versions.json").read_text())["versions"]
    assert [one["status"] for one in listed] == ["superseded", "current"]

    monkeypatch.setattr(Place, "put", put)
    mirror(mine, f"file://{there.parents[1]}")
    assert json.loads((there / "latest.json").read_text())["version"] == "1.0.0"


@pytest.mark.parametrize("erase", [False, True])
def test_what_is_withdrawn_while_it_is_sent_is_not_pointed_to(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, erase: bool
) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    put = Place.put

    def beside(self: Place, path: Path, name: str) -> str:
        if name == "1.1.0/data/targets.csv" and not pointed(mine, "1.0.0"):
            withdraw(mine, "1.1.0", "a text that may not be published", erase=erase)
        return put(self, path, name)

    monkeypatch.setattr(Place, "put", beside)
    done = mirror(mine, f"file://{tmp_path}/there")
    assert done.sent == (("1.0.0",) if erase else ("1.0.0", "1.1.0"))
    assert pointed(tmp_path / "there", "1.0.0")
    assert (home(tmp_path / "there") / "1.1.0.withdrawn.json").exists()
    assert (home(tmp_path / "there") / "1.1.0").exists() is not erase


def pointed(output: Path, version: str) -> bool:
    """Say whether the pointer names *version*."""
    said = json.loads((home(output) / "latest.json").read_text())
    return bool(said["version"] == version)


def test_a_withdrawal_that_was_killed_before_the_pointer(
    output: Path, tmp_path: Path
) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    before = (home(mine) / "latest.json").read_bytes()
    withdraw(mine, "1.1.0", "a wrong figure")
    (home(mine) / "latest.json").write_bytes(before)
    mirror(mine, f"file://{tmp_path}/there")
    assert pointed(tmp_path / "there", "1.0.0")


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: os.truncate(path, 9)])
def test_a_version_that_lost_bytes_here_is_not_sent(
    output: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    mine = Path(shutil.copytree(output, tmp_path / "mine"))
    damage(home(mine) / "1.0.0" / "data" / "targets.csv")
    with pytest.raises(ReleaseError, match=r"targets\.csv is .*mubiao audit"):
        mirror(mine, f"file://{tmp_path}/there")
    there = home(tmp_path / "there")
    assert not (there / "1.0.0" / "SHA256SUMS").exists()
    assert not (there / "latest.json").exists()


def entries_of(
    *answers: list[dict[str, Any]],
) -> Callable[[Path], list[dict[str, Any]]]:
    """Give a list that has grown when it is asked for again."""
    waiting = [*answers]
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]
