"""A version as a Zenodo-style deposit: prepared in a folder, sent where the user says.

The REST API is Zenodo's (developers.zenodo.org): make a deposition, put the files into
its bucket, put the metadata. Publishing it there is left to the user unless asked.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from pipelines.errors import ReleaseError
from pipelines.releases.versions import find, home

if TYPE_CHECKING:
    import httpx

_STAMP = (1980, 1, 1, 0, 0, 0)
_TIMEOUT = 300.0
# Beside the archive, for those who look before they download.
LOOSE = ("datapackage.json", "CITATION.cff", "CHANGELOG.md", "SHA256SUMS")


@dataclass(frozen=True, slots=True)
class Deposit:
    """A prepared deposit: its metadata and its files."""

    metadata: dict[str, Any]
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the archive answered: the deposit's number, page and state."""

    id: str
    url: str
    published: bool


def prepare(output: Path, version: str, folder: Path) -> Deposit:
    """Lay a version's deposit into *folder*: one archive and the loose files.

    Raises:
        ReleaseError: there is no such version, or it was withdrawn.
    """
    one = find(home(output), version)
    if one["status"] == "withdrawn":
        raise ReleaseError(f"{version} was withdrawn: {one['reason']}")
    source = home(output) / one["path"]
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"mubiao-{version}.zip"
    _pack(source, archive, f"mubiao-{version}")
    loose = [shutil.copyfile(source / name, folder / name) for name in LOOSE]
    metadata = json.loads((source / "metadata" / "zenodo.json").read_bytes())
    return Deposit(metadata, (archive, *map(Path, loose)))


def send(
    deposit: Deposit, endpoint: str, token: str, *, publish: bool = False
) -> Receipt:
    """Send a deposit to *endpoint* (``https://host/api``) with the user's *token*.

    Each file's MD5 as the archive states it is compared with ours.

    Raises:
        ReleaseError: the archive refuses, is not there, or holds other bytes.
    """
    import httpx

    if urlsplit(endpoint).scheme not in {"http", "https"}:
        raise ReleaseError(f"no address of an archive: {endpoint}")
    headers = {"Authorization": f"Bearer {token}"}
    try:
        with httpx.Client(headers=headers, timeout=_TIMEOUT) as client:
            return _send(client, deposit, endpoint.rstrip("/"), publish)
    except httpx.HTTPError as error:
        raise ReleaseError(f"{endpoint}: {error}") from error


def _send(
    client: httpx.Client, deposit: Deposit, endpoint: str, publish: bool
) -> Receipt:
    made = _answer(client.post(f"{endpoint}/deposit/depositions", json={}))
    links = made["links"]
    for path in deposit.files:
        with path.open("rb") as file:
            held = _answer(
                client.put(f"{links['bucket']}/{quote(path.name)}", content=file)
            )
        if held.get("checksum", "").removeprefix("md5:") != _md5(path):
            raise ReleaseError(f"{path.name}: the archive holds other bytes than ours")
    address = f"{endpoint}/deposit/depositions/{made['id']}"
    _answer(client.put(address, json=deposit.metadata))
    if publish:
        _answer(client.post(f"{address}/actions/publish"))
    return Receipt(str(made["id"]), str(links.get("html", address)), publish)


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.is_error:
        raise ReleaseError(
            f"{response.request.method} {response.request.url}: the archive answers "
            f"{response.status_code}: {response.text[:300]}"
        )
    try:
        answer = response.json()
    except ValueError as error:
        raise ReleaseError(f"{response.request.url}: no JSON answer") from error
    return dict(answer)


def _pack(source: Path, archive: Path, root: str) -> None:
    """Pack a folder; the same files give the same archive."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                name = f"{root}/{path.relative_to(source).as_posix()}"
                member = zipfile.ZipInfo(name, _STAMP)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0o644 << 16
                with path.open("rb") as file, packed.open(member, "w") as place:
                    shutil.copyfileobj(file, place, 1 << 20)


def _md5(path: Path) -> str:
    digest = hashlib.md5(usedforsecurity=False)  # what Zenodo states
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
