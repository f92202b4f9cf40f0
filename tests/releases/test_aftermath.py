"""After publishing: withdrawal, rollback, audit of pointers, diffs, deposits."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from pipelines.errors import ReleaseError
from pipelines.releases import Candidate, Published, publish
from pipelines.releases.audit import audit
from pipelines.releases.deposit import prepare, send
from pipelines.releases.diff_report import diff
from pipelines.releases.versions import LATEST, VERSIONS, home
from pipelines.releases.withdrawal import roll_back, withdraw
from tests.releases.conftest import WHEN
from tests.releases.factory import Notice, lay_down

A, B, C = ("甲", ["32", "45.5"]), ("乙", ["10"]), ("丙", ["7"])


@pytest.fixture(scope="module")
def offers(tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    folder = tmp_path_factory.mktemp("offers")
    corrected = Notice(*A)
    corrected.rows["targets"][0]["value"] = 33.0
    collections = [
        [Notice(*A)],
        [Notice(*A), Notice(*B)],
        [corrected, Notice(*B)],
    ]
    return [
        Candidate(*lay_down(folder / str(k), some))
        for k, some in enumerate(collections)
    ]


@pytest.fixture(scope="module")
def three(offers: list[Candidate], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Versions 1.0.0, 1.1.0 and 1.1.1."""
    output = tmp_path_factory.mktemp("three")
    versions = [publish(offer, output, created=WHEN).version for offer in offers]
    assert versions == ["1.0.0", "1.1.0", "1.1.1"]
    return output


@pytest.fixture
def output(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three, tmp_path / "out"))


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
    output: Path, offers: list[Candidate]
) -> None:
    withdraw(output, "1.1.1", "a wrong rule")
    with pytest.raises(ReleaseError, match=r"withdrawn as 1\.1\.1: a wrong rule"):
        publish(offers[2], output)
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


# --- audit ----------------------------------------------------------------------------


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


# --- diff -----------------------------------------------------------------------------


def test_a_diff_names_the_old_and_the_new_value(three: Path, tmp_path: Path) -> None:
    found = diff(three, "1.1.0", "1.1.1", "csv", tmp_path / "d.csv")
    assert found.step() == "patch"
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["column"], row["old"], row["new"]) == ("value", "32", "33")
    diff(three, "1.1.0", "1.1.1", "text", tmp_path / "d.txt")
    assert "value: '32' -> '33'" in (tmp_path / "d.txt").read_text()
    diff(three, "1.1.0", "1.1.1", "html", tmp_path / "d.html")
    assert "<td>32</td><td>33</td>" in (tmp_path / "d.html").read_text()


def test_a_diff_runs_backwards_too(three: Path, tmp_path: Path) -> None:
    forth = diff(three, "1.0.0", "1.1.0", "csv", tmp_path / "a.csv")
    back = diff(three, "1.1.0", "1.0.0", "csv", tmp_path / "b.csv")
    for table, change in forth.tables.items():
        assert (change.added, change.removed) == (
            back.tables[table].removed,
            back.tables[table].added,
        )


def test_a_diff_shows_no_markup_of_a_notice(tmp_path: Path) -> None:
    one, two = Notice("甲", ["1"]), Notice("甲", ["1"])
    two.rows["notices"][0]["topic"] = "<script>alert(1)</script>"
    publish(Candidate(*lay_down(tmp_path / "1", [one])), tmp_path, created=WHEN)
    publish(Candidate(*lay_down(tmp_path / "2", [two])), tmp_path)
    diff(tmp_path, "1.0.0", "1.0.1", "html", tmp_path / "d.html")
    page = (tmp_path / "d.html").read_text()
    assert "<script" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("old", "form", "words"),
    [("8.0.0", "text", "no version 8"), ("1.0.0", "pdf", "no such form")],
)
def test_a_diff_of_nothing_is_refused(
    three: Path, tmp_path: Path, old: str, form: str, words: str
) -> None:
    with pytest.raises(ReleaseError, match=words):
        diff(three, old, "1.1.0", form, tmp_path / "d")


# --- deposit --------------------------------------------------------------------------


class Archive(BaseHTTPRequestHandler):
    """A local fake of a Zenodo-style archive."""

    files: ClassVar[dict[str, bytes]] = {}
    metadata: ClassVar[dict[str, Any]] = {}
    published: ClassVar[list[str]] = []
    truncates: ClassVar[bool] = False

    def log_message(self, *_: object) -> None: ...

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _answer(self, status: int, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _trusted(self) -> bool:
        if self.headers.get("Authorization") == "Bearer secret":
            return True
        self._body()
        self._answer(401, {"message": "who are you?"})
        return False

    def do_POST(self) -> None:
        if not self._trusted():
            return
        self._body()
        if self.path.endswith("/actions/publish"):
            self.published.append(self.path)
            self._answer(202, {})
            return
        host = f"http://127.0.0.1:{self.server.server_address[1]}"
        self._answer(
            201,
            {
                "id": 7,
                "links": {"bucket": f"{host}/api/files/b", "html": f"{host}/deposit/7"},
            },
        )

    def do_PUT(self) -> None:
        if not self._trusted():
            return
        body = self._body()
        if "/files/" in self.path:
            kept = body[:-1] if self.truncates else body
            self.files[self.path.rsplit("/", 1)[1]] = kept
            self._answer(201, {"checksum": f"md5:{hashlib.md5(kept).hexdigest()}"})
        else:
            self.metadata.update(json.loads(body))
            self._answer(200, {})


@pytest.fixture
def archive() -> Iterator[str]:
    Archive.files, Archive.metadata, Archive.published, Archive.truncates = (
        {},
        {},
        [],
        False,
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), Archive)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/api"
    server.shutdown()
    server.server_close()


def test_a_version_is_deposited_whole(
    published: Published, tmp_path: Path, archive: str
) -> None:
    output = published.path.parents[2]
    deposit = prepare(output, "1.0.0", tmp_path)
    receipt = send(deposit, archive, "secret", publish=True)
    assert receipt.id == "7" and receipt.published and Archive.published
    assert Archive.metadata["metadata"]["version"] == "1.0.0"
    assert Archive.files["mubiao-1.0.0.zip"] == deposit.files[0].read_bytes()
    with zipfile.ZipFile(deposit.files[0]) as packed:
        names = {name.removeprefix("mubiao-1.0.0/") for name in packed.namelist()}
    held = {
        p.relative_to(published.path).as_posix()
        for p in published.path.rglob("*")
        if p.is_file()
    }
    assert names == held


def test_a_deposit_packs_the_same_bytes_again(
    published: Published, tmp_path: Path
) -> None:
    output = published.path.parents[2]
    one, two = (
        prepare(output, "1.0.0", tmp_path / k).files[0].read_bytes() for k in "ab"
    )
    assert one == two


def test_an_archive_that_refuses_or_loses_bytes_is_an_error(
    published: Published, tmp_path: Path, archive: str
) -> None:
    deposit = prepare(published.path.parents[2], "1.0.0", tmp_path)
    with pytest.raises(ReleaseError, match="answers 401"):
        send(deposit, archive, "guess")
    Archive.truncates = True
    with pytest.raises(ReleaseError, match="other bytes than ours"):
        send(deposit, archive, "secret")
    with pytest.raises(ReleaseError, match="127"):
        send(deposit, "http://127.0.0.1:9/api", "secret")
    with pytest.raises(ReleaseError, match="no address"):
        send(deposit, "file:///etc", "secret")


def test_what_was_withdrawn_is_not_deposited(output: Path, tmp_path: Path) -> None:
    withdraw(output, "1.0.0", "a wrong rule")
    with pytest.raises(ReleaseError, match="was withdrawn: a wrong rule"):
        prepare(output, "1.0.0", tmp_path / "d")
