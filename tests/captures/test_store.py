import json
import os
from pathlib import Path

import pytest

from pipelines.captures import Store, receive
from pipelines.captures.receipts import printable
from pipelines.errors import StoreError

WHEN = "2024-05-06T07:08:09Z"


def test_an_original_is_kept_byte_for_byte_under_its_digest(tmp_path: Path) -> None:
    data = bytes(range(256))
    with Store(str(tmp_path)) as store:
        capture = store.put(data, "甲.txt", None, WHEN, "text/plain")
    path = tmp_path / "originals" / capture.sha256[:2] / capture.sha256
    assert path.read_bytes() == data
    assert Store(str(tmp_path)).read(capture.sha256) == data
    assert list(Store(str(tmp_path)).list()) == [capture]
    assert capture.size == 256


def test_the_same_receipt_twice_is_one(tmp_path: Path) -> None:
    with Store(str(tmp_path)) as store:
        first = store.put(b"a", "n", None, WHEN)
    before = sorted(tmp_path.rglob("*"))
    with Store(str(tmp_path)) as store:
        assert store.put(b"a", "n", None, "2030-01-01T00:00:00Z") == first
    assert sorted(tmp_path.rglob("*")) == before


def test_one_original_with_two_names_is_two_receipts(tmp_path: Path) -> None:
    with Store(str(tmp_path)) as store:
        store.put(b"a", "n", None, WHEN)
        store.put(b"a", "m", None, WHEN)
        store.put(b"a", "m", "https://gov.example/m", WHEN)
    assert len(list(Store(str(tmp_path)).list())) == 3
    assert len(list((tmp_path / "originals").rglob("*/*"))) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "a\x00b\n\x1b[31mc",
        "..",
        "",
        "\udcff.txt",
        "x" * 5000,
    ],
)
def test_a_hostile_name_is_data_and_never_a_path(tmp_path: Path, name: str) -> None:
    root = tmp_path / "store"
    with Store(str(root)) as store:
        capture = store.put(b"hostile", name, None, WHEN)
    assert capture.source_file.isprintable()
    assert {path.name for path in tmp_path.iterdir()} == {"store"}
    files = {
        path.relative_to(root).parts[0] for path in root.rglob("*") if path.is_file()
    }
    assert files == {"originals", "ledger"}
    for line in next((root / "ledger").iterdir()).read_text("utf-8").splitlines():
        assert json.loads(line)["source_file"] == capture.source_file


def test_nothing_is_left_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    store = Store(str(tmp_path))
    with monkeypatch.context() as full:
        full.setattr(os, "replace", broken)
        with pytest.raises(StoreError, match="No space"):
            store.put(b"a", "n", None, WHEN)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_no_receipt_tells_of_what_could_not_be_forced_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", broken)
        store = Store(str(tmp_path))
        store.put(b"a", "n", None, WHEN)
        with pytest.raises(StoreError, match="Input/output"):
            store.commit()
    assert list(Store(str(tmp_path)).list()) == []


def test_what_a_power_cut_left_of_an_original_is_written_anew(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    digest = store.put(b"whole", "n", None, WHEN).sha256  # and never committed
    (tmp_path / "originals" / digest[:2] / digest).write_bytes(b"")

    with Store(str(tmp_path)) as again:
        again.put(b"whole", "n", None, WHEN)

    assert Store(str(tmp_path)).read(digest) == b"whole"


def test_a_changed_original_is_noticed(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    capture = store.put(b"a", "n", None, WHEN)
    path = tmp_path / "originals" / capture.sha256[:2] / capture.sha256
    path.write_bytes(b"b")
    with pytest.raises(StoreError, match="was changed"):
        store.read(capture.sha256)


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    assert not store.has("0" * 64)
    with pytest.raises(StoreError, match="no original"):
        store.read("0" * 64)
    with pytest.raises(StoreError, match="not a sha256"):
        store.read("../../etc/passwd")


def test_a_block_that_fails_commits_nothing(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    store.put(b"a", "n", None, WHEN)
    store.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    assert list(Store(str(tmp_path)).list()) == []


def test_any_fsspec_address_will_do() -> None:
    with Store("memory://originals-test") as store:
        capture = store.put(b"a", "n", None, WHEN)
    assert Store("memory://originals-test").read(capture.sha256) == b"a"
    assert [*Store("memory://originals-test").list()] == [capture]


def test_receive_walks_in_the_order_of_names(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.html",
        "a/1.docx",
        ".hidden",
        "index.tsv",
        "~$b.docx",
        "x.bin",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    skipped: dict[str, str] = {}

    found = list(
        receive([tmp_path], lambda path, why: skipped.update({path.name: why}))
    )

    assert [one.name for one in found] == ["a/1.docx", "a/2.html", "b.txt", "x.bin"]
    assert set(skipped) == {
        ".hidden",
        "index.tsv",
        "~$b.docx",
        "link.txt",
        "loop",
        "pipe",
    }
    assert found[0].read() == b"x"


def test_a_named_file_is_received_once_whatever_it_is(tmp_path: Path) -> None:
    (tmp_path / "index.tsv").write_bytes(b"x")
    (tmp_path / "b.txt").write_bytes(b"x")
    paths = [tmp_path / "index.tsv", tmp_path, tmp_path / "b.txt"]
    assert [one.name for one in receive(paths)] == ["index.tsv", "b.txt"]


def test_receive_names_what_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such file"):
        list(receive([tmp_path / "nowhere"]))


def test_names_are_made_printable() -> None:
    assert printable("样例　方案.txt") == "样例　方案.txt"
    assert printable("a\nb\x7f\u202e") == "a\\nb\\x7f\\u202e"
