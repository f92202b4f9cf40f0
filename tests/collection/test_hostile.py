"""Hostile files among good ones: each is quarantined with its reason, the build goes on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.captures.receipts import printable
from pipelines.collection.build import Build, held
from pipelines.collection.place import Output
from tests.collection import notices
from tests.collection.outputs import rows
from tests.documents.files import W, archive, png, word_file

DEEP = b"<div>" * 100_000 + "样例市通知".encode()
OBJECTS = b"%PDF-1.4\n" + b"".join(
    b"%d 0 obj<<>>endobj\n" % n for n in range(1_000_000)
)


def nested() -> bytes:
    inner = archive({"通知.txt": "样例市通知。".encode()})
    for depth in range(4):
        inner = archive({f"{depth}.zip": inner})
    return inner


def swallowing() -> bytes:
    """An archive whose directory names one member again and again (overlapping files)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", bytes(40_000_000))
        info = file.getinfo("a.txt")
        for number in range(1_500):
            twin = zipfile.ZipInfo(f"{number}.txt")
            for name in (
                "compress_type",
                "CRC",
                "compress_size",
                "file_size",
                "header_offset",
                "flag_bits",
            ):
                setattr(twin, name, getattr(info, name))
            file.filelist.append(twin)
            file.NameToInfo[twin.filename] = twin
    return stream.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (lambda: archive({"通知.txt": bytes(300 * 1024**2)}), "unpacked bytes"),
    "swallowing.zip": (swallowing, ""),
    "nested.zip": (nested, "nested archives"),
    "slip.zip": (lambda: archive({"../../x.txt": b"x"}), "outside of itself"),
    "laughs.docx": (
        lambda: word_file(f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]><w:document {W}>&l9;</w:document>'),
        "document type or entities",
    ),
    "secret.docx": (
        lambda: word_file(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}>&x;</w:document>'),
        "document type or entities",
    ),
    "objects.pdf": (lambda: OBJECTS, "PDF objects"),
    "deep.html": (lambda: DEEP, "depth"),
    "picture.png": (lambda: png(30_000, 30_000), "pixels"),
    "通知\x1b[2J\n..\\x.txt": (lambda: b"\x00\x01\x02\x03" * 400, ""),
    "$(reboot);'\"<script>.html": (lambda: b"<script>1</script>", "no words"),
}  # fmt: skip


@pytest.mark.slow
def test_each_ends_in_quarantine_and_the_build_goes_on(tmp_path: Path) -> None:
    inbox = notices.write(tmp_path / "inbox", range(2))
    for name, (make, _) in HOSTILE.items():
        (inbox / name).write_bytes(make())
    output = Output.at(tmp_path / "out")
    with held(output, print):
        made = Build(output, (inbox,), jobs=2)
        made.receive()
        made.read()
        made.lay_out()

    captures = {str(row["source_file"]): row for row in rows(output, "captures")}
    assert len(captures) == len(HOSTILE) + 2
    assert len(rows(output, "notices")) == 2
    assert all(name.isprintable() for name in captures)
    for name, (_, reason) in HOSTILE.items():
        row = captures[printable(name)]
        assert row["status"] in {"quarantined", "no_data"}, name
        assert reason in str(row["reason"]), (name, row["reason"])
    assert {path.name for path in tmp_path.iterdir()} == {"inbox", "out"}
    stored = [p for p in output.store.rglob("*") if p.is_file()]
    assert not any(name in path.name for path in stored for name in HOSTILE)
