"""A version is handed to a Zenodo-style archive (a local fake)."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from pipelines.errors import ReleaseError
from pipelines.releases import Published
from pipelines.releases.deposit import prepare, send
from pipelines.releases.withdrawal import withdraw


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
